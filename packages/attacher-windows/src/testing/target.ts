// target.ts: the child process in which the conformance suite arms the attacher.
import { runAttacherTarget } from "@teleop/conformance";
import { windowsEvent } from "../index.ts";

runAttacherTarget(windowsEvent());

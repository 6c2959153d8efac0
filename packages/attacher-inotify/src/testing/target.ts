// target.ts: the child process in which the conformance suite arms the attacher.
import { runAttacherTarget } from "@teleop/conformance";
import { inotify } from "../index.ts";

runAttacherTarget(inotify());

// attacher-target.ts: the child process in which the conformance suites arm the default attacher.
import { runAttacherTarget } from "@teleop/conformance";
import { defaultAttacher } from "../index.ts";

runAttacherTarget(defaultAttacher());

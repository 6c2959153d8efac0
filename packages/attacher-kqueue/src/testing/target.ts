// target.ts: the child process in which the conformance suite arms the attacher.
import { runAttacherTarget } from "@teleop/conformance";
import { kqueueOf } from "../kqueue.ts";
import { testedPlatform } from "./tested-platform.ts";

runAttacherTarget(kqueueOf(testedPlatform));

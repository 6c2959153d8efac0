// no-ffi-target.ts: the child process of the conformance suite, as if its runtime had no bun:ffi.
import { runAttacherTarget } from "@teleop/conformance";
import { inotify } from "../index.ts";

process.getBuiltinModule = () => undefined;
runAttacherTarget(inotify());

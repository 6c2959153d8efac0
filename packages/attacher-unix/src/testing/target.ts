// target.ts: the child process of this attacher's conformance suite.
import { runAttacherTarget } from "@teleop/conformance";
import { unix } from "../index.ts";

runAttacherTarget(unix());

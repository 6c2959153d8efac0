// target.ts: the child process of this attacher's conformance suite.
import { runAttacherTarget } from "@teleop/conformance";
import { dummy } from "../index.ts";

runAttacherTarget(dummy());

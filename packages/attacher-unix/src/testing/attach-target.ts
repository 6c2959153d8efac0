// attach-target.ts: the child process of the attach suite.
import { runAttachTarget } from "@teleop/conformance";
import { unixSocket } from "@teleop/transport-unix";
import { unix } from "../index.ts";

runAttachTarget({ attacher: unix(), transport: unixSocket() });

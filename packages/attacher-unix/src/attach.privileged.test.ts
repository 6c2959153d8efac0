import { privilegedAttachConformance } from "@teleop/conformance";
import { unixSocket } from "@teleop/transport-unix";
import { unix } from "./index.ts";

privilegedAttachConformance({
  name: "unix over UNIX sockets",
  attacher: unix(),
  transport: unixSocket(),
  target: new URL("./testing/attach-target.ts", import.meta.url),
  unarmed: "NOT_ARMED",
});

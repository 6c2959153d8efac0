// inotify-attach.test.ts: the default of Linux, put together, does what every attacher and transport must do.
import { inotify } from "@teleop/attacher-inotify";
import { type AttachConformance, attachConformance, privilegedAttachConformance } from "@teleop/conformance";
import { unixSocket } from "@teleop/transport-unix";

const conformance: AttachConformance = {
  name: "inotify over UNIX sockets",
  attacher: inotify(),
  transport: unixSocket(),
  target: new URL("./testing/inotify-attach-target.ts", import.meta.url),
  unarmed: "ATTACH_TIMEOUT",
};

if (process.platform === "linux") {
  attachConformance(conformance);
  privilegedAttachConformance(conformance);
}

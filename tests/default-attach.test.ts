// default-attach.test.ts: the default of Linux, put together, does what every attacher and transport must do.
import { type AttachConformance, attachConformance, privilegedAttachConformance } from "@teleop/conformance";
import { defaultAttacher, defaultTransport } from "teleop";

const conformance: AttachConformance = {
  name: "the default over UNIX sockets",
  attacher: defaultAttacher(),
  transport: defaultTransport(),
  target: new URL("./testing/default-attach-target.ts", import.meta.url),
  unarmed: "NOT_ARMED",
};

if (process.platform === "linux") {
  attachConformance(conformance);
  privilegedAttachConformance(conformance);
}

// default-attach.test.ts: the defaults of Linux and of Windows, put together, do what every attacher and transport must do.
import { type AttachConformance, attachConformance, privilegedAttachConformance } from "@teleop/conformance";
import { defaultAttacher, defaultTransport } from "teleop";

const conformance: AttachConformance = {
  name: process.platform === "win32" ? "the default over named pipes" : "the default over UNIX sockets",
  attacher: defaultAttacher(),
  transport: defaultTransport(),
  target: new URL("./testing/default-attach-target.ts", import.meta.url),
  unarmed: "NOT_ARMED",
};

if (process.platform === "linux" || process.platform === "win32") attachConformance(conformance);
if (process.platform === "linux") privilegedAttachConformance(conformance);

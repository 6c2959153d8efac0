import { transportConformance } from "@teleop/conformance";
import { unixSocket } from "./index.ts";

transportConformance({
  name: "unix",
  transport: unixSocket,
  socketFile: true,
  target: new URL("./testing/target.ts", import.meta.url),
});

// transport.mjs: the suite that every transport must pass, for UNIX sockets by node:net, under Node.js' own runner.
import { transportConformance } from "@teleop/conformance";
import { unixSocket } from "@teleop/transport-unix";

transportConformance({
  name: `unix, ${process.version}`,
  transport: unixSocket,
  socketFile: true,
  target: new URL("./transport-target.mjs", import.meta.url),
});

// teleop-client.ts: calls the echo service by @teleop/rpc-capnp. The server's PID is in SERVER_PID, since our transport
// insists on knowing whose socket it connects to.
import { capnp, Echo } from "@teleop/rpc-capnp/teleop";
import { unixSocket } from "@teleop/transport-unix";
import { drive } from "./drive.ts";

await drive(async (path) => {
  const connection = await unixSocket({ address: path }).connect({ pid: Number(process.env.SERVER_PID) });
  const echo = capnp().open(connection).service("echo", Echo);
  return async (message) => (await echo.echo({ message })).reply;
});

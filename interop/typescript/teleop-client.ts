// teleop-client.ts: attaches by this implementation, and the attacher that the first argument names, to the process
// whose PID is the second; calls its `echo` service with each further argument, then asks for a service that does not
// exist. Prints one line of JSON for each.
import { connect } from "@teleop/core";
import { RpcError } from "@teleop/rpc-capnp";
import { capnp, Echo } from "@teleop/rpc-capnp/teleop";
import { unixSocket } from "@teleop/transport-unix";
import { attacherNamed } from "./attachers.ts";

const [attacher, pid, ...messages] = process.argv.slice(2);
const connection = await connect(Number(pid), {
  attacher: attacherNamed(attacher),
  transport: unixSocket(),
});
await using target = capnp().open(connection);

using echo = target.service("echo", Echo);
for (const message of messages) {
  const { reply } = await echo.echo({ message });
  console.log(JSON.stringify({ message, reply }));
}

using missing = target.service("no-such-service", Echo);
try {
  await missing.echo({ message: "is there anybody?" });
  throw new Error("the target has a service named no-such-service");
} catch (error) {
  if (!(error instanceof RpcError)) throw error;
  console.log(JSON.stringify({ service: "no-such-service", type: error.type, reason: error.message }));
}

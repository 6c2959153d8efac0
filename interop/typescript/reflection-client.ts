// reflection-client.ts: attaches by the attacher that the first argument names to the process whose PID is the second,
// which does not tell what it offers, and calls its `echo` by the schema whose path is the third. Prints a line of JSON
// for what became of each.
import { connect } from "@teleop/core";
import { compiledSchema, dynamicCall, listServices } from "@teleop/reflection/client";
import { capnp } from "@teleop/rpc-capnp/teleop";
import { unixSocket } from "@teleop/transport-unix";
import { attacherNamed } from "./attachers.ts";

const [attacher, pid, schema = ""] = process.argv.slice(2);
const connection = await connect(Number(pid), {
  attacher: attacherNamed(attacher),
  transport: unixSocket(),
});
await using target = capnp().open(connection);

const untold = await listServices(target).then(
  () => "it tells",
  (error: { readonly code?: string }) => error.code,
);
console.log(JSON.stringify({ untold }));

const type = (await compiledSchema(schema)).interfaceFor("echo");
using echo = target.service("echo", type);
using results = await dynamicCall(echo, type, "echo", { message: "hello!" });
console.log(JSON.stringify(results.json));

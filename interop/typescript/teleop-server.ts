// teleop-server.ts: a process that this implementation makes teleoperable, with an `echo` service, by the attacher that
// the argument names. Prints `ready <pid>` when an attach signal would be seen, and goes with SIGTERM or its standard
// input.
import { listen, serve } from "@teleop/core";
import { capnp, Echo } from "@teleop/rpc-capnp/teleop";
import { unixSocket } from "@teleop/transport-unix";
import { attacherNamed } from "./attachers.ts";

const attachment = listen({ attacher: attacherNamed(process.argv[2]), transport: unixSocket() });
const protocol = capnp({
  services: { echo: () => Echo.server({ echo: ({ message }) => ({ reply: message }) }) },
});
const sessions = serve(attachment, protocol);
console.log(`ready ${process.pid}`);

const { promise: stopped, resolve: stop } = Promise.withResolvers<unknown>();
process.once("SIGTERM", stop);
// Being attachable does not keep a process alive; standard input does.
process.stdin.once("end", stop).resume();
await stopped;
await attachment[Symbol.asyncDispose]();
await sessions[Symbol.asyncDispose]();
process.exit(0);

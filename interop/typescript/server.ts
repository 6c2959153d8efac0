// server.ts: serves interop.capnp on the UNIX socket whose path is the argument, and says "ready". Goes with SIGTERM or
// its standard input.
import { unixSocket } from "@teleop/transport-unix";
import { Interop } from "../schema/interop.capnp.ts";
import { interop } from "./objects.ts";
import { serve } from "./vat.ts";

const path = process.argv[2];
if (path === undefined) throw new Error("usage: server.ts SOCKET");

const root = Interop.server(interop());
const listener = await unixSocket({ address: path }).listen({ pid: process.pid });
const stop = async () => {
  await listener[Symbol.asyncDispose]();
  process.exit(0);
};
process.once("SIGTERM", stop);
// A listener does not keep a process alive; standard input does.
process.stdin.once("end", stop).resume();
console.log("ready");
for await (const connection of listener) serve(connection, root);

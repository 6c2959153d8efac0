// test-vat-process.ts: the other process of tests over a socket. It ends when its standard input does.

import { RpcConnection, type RpcStats } from "@teleop/rpc-capnp";
import { processSockets } from "./sockets.ts";
import { RootObject } from "./test-vat.ts";

const listener = await processSockets().listen({ pid: process.pid });
const connections: RpcConnection[] = [];
const last: RpcStats[] = [];
process.stdin.on("end", async () => {
  await listener[Symbol.asyncDispose]();
  for (const connection of connections) await connection.closed;
  process.exit(last.every((stats) => stats.isIdle) ? 0 : 1);
});
process.stdin.resume();
console.log("ready");
for await (const connection of listener) {
  const root = new RootObject();
  const rpc = new RpcConnection(connection, { bootstrap: root.capability() });
  connections.push(rpc);
  void rpc.closed.then(() => last.push(rpc.stats()));
}

// work-server.ts: serves work.ts to each connection.
import { RpcConnection } from "@teleop/rpc-capnp";
import { unixSocket } from "@teleop/transport-unix";
import { serve } from "./serve.ts";
import { work } from "./work.ts";

await serve(async (path) => {
  const listener = await unixSocket({ address: path }).listen(
    { pid: process.pid },
    { maxConnections: 2_000 },
  );
  void (async () => {
    for await (const connection of listener) new RpcConnection(connection, { bootstrap: work });
  })();
});

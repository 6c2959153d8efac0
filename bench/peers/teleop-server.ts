// teleop-server.ts: the echo service by @teleop/rpc-capnp.
import { capnp, Echo } from "@teleop/rpc-capnp/teleop";
import { unixSocket } from "@teleop/transport-unix";
import { serve } from "./serve.ts";

const protocol = capnp({
  services: { echo: () => Echo.server({ echo: ({ message }) => ({ reply: message }) }) },
});

await serve(async (path) => {
  const listener = await unixSocket({ address: path }).listen({ pid: process.pid });
  void (async () => {
    for await (const connection of listener) protocol.open(connection);
  })();
});

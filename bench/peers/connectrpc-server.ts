// connectrpc-server.ts: the echo service by @connectrpc/connect, over HTTP/2 on a UNIX socket.
import { once } from "node:events";
import { createServer } from "node:http2";
import { connectNodeAdapter } from "@connectrpc/connect-node";
import { Echo } from "./grpc/gen/echo_pb.ts";
import { serve } from "./serve.ts";

await serve(async (path) => {
  const server = createServer(
    connectNodeAdapter({
      routes: (router) => router.service(Echo, { echo: ({ text }) => ({ text }) }),
    }),
  );
  server.listen(path);
  await once(server, "listening");
});

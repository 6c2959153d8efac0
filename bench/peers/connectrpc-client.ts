// connectrpc-client.ts: calls the echo service by @connectrpc/connect, by the gRPC protocol over a UNIX socket.
import { createConnection } from "node:net";
import { createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { drive } from "./drive.ts";
import { Echo } from "./grpc/gen/echo_pb.ts";

await drive(async (path) => {
  const transport = createGrpcTransport({
    // The host is a name only: the socket is our own.
    baseUrl: "http://localhost",
    nodeOptions: { createConnection: () => createConnection(path) },
  });
  const client = createClient(Echo, transport);
  return async (text) => (await client.echo({ text })).text;
});

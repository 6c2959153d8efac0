// jsonrpc-server.ts: the echo service by vscode-jsonrpc.
import { once } from "node:events";
import { createServer } from "node:net";
import { createMessageConnection, SocketMessageReader, SocketMessageWriter } from "vscode-jsonrpc/node";
import { serve } from "./serve.ts";

await serve(async (path) => {
  const server = createServer((socket) => {
    const connection = createMessageConnection(
      new SocketMessageReader(socket),
      new SocketMessageWriter(socket),
    );
    connection.onRequest("echo", (message: string) => message);
    connection.listen();
  });
  server.listen(path);
  await once(server, "listening");
});

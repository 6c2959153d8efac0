// jsonrpc-client.ts: calls the echo service by vscode-jsonrpc.
import { once } from "node:events";
import { createConnection } from "node:net";
import { createMessageConnection, SocketMessageReader, SocketMessageWriter } from "vscode-jsonrpc/node";
import { drive } from "./drive.ts";

await drive(async (path) => {
  const socket = createConnection(path);
  await once(socket, "connect");
  const connection = createMessageConnection(
    new SocketMessageReader(socket),
    new SocketMessageWriter(socket),
  );
  connection.listen();
  return (message) => connection.sendRequest<string>("echo", message);
});

// grpc-js-client.ts: calls the echo service by @grpc/grpc-js, over a UNIX socket.
import { credentials } from "@grpc/grpc-js";
import { drive } from "./drive.ts";
import { Echo, type EchoClient } from "./grpc/grpc-js.ts";

await drive(async (path) => {
  const client = new Echo(`unix:${path}`, credentials.createInsecure()) as unknown as EchoClient;
  return (text) =>
    new Promise((resolve, reject) => {
      client.echo({ text }, (error, reply) => {
        if (error !== null) reject(error);
        else resolve(reply?.text ?? "");
      });
    });
});

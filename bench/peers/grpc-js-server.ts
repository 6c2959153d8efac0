// grpc-js-server.ts: the echo service by @grpc/grpc-js, on a UNIX socket.
import { type handleUnaryCall, Server, ServerCredentials } from "@grpc/grpc-js";
import { Echo, type Message } from "./grpc/grpc-js.ts";
import { serve } from "./serve.ts";

const echo: handleUnaryCall<Message, Message> = ({ request }, reply) => {
  reply(null, { text: request.text });
};

await serve(async (path) => {
  const server = new Server();
  server.addService(Echo.service, { Echo: echo });
  await new Promise<void>((resolve, reject) => {
    server.bindAsync(`unix:${path}`, ServerCredentials.createInsecure(), (error) => {
      if (error === null) resolve();
      else reject(error);
    });
  });
});

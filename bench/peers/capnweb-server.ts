// capnweb-server.ts: the echo service by capnweb.
import { RpcSession, RpcTarget } from "capnweb";
import { LineTransport } from "./capnweb-transport.ts";
import { serve } from "./serve.ts";

class Echo extends RpcTarget {
  echo(message: string): string {
    return message;
  }
}

await serve((path) =>
  Bun.listen<LineTransport>({
    unix: path,
    socket: {
      open(socket) {
        socket.data = new LineTransport(socket);
        new RpcSession(socket.data, new Echo());
      },
      data: (socket, chunk) => socket.data.data(chunk),
      drain: (socket) => socket.data.drain(),
      close: (socket) => socket.data.close(),
    },
  }),
);

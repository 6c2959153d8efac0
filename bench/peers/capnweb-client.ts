// capnweb-client.ts: calls the echo service by capnweb.
import { RpcSession } from "capnweb";
import { LineTransport } from "./capnweb-transport.ts";
import { drive } from "./drive.ts";

interface Echo {
  echo(message: string): string;
}

await drive(async (path) => {
  const socket = await Bun.connect<LineTransport>({
    unix: path,
    socket: {
      open(socket) {
        socket.data = new LineTransport(socket);
      },
      data: (socket, chunk) => socket.data.data(chunk),
      drain: (socket) => socket.data.drain(),
      close: (socket) => socket.data.close(),
    },
  });
  const echo = new RpcSession<Echo>(socket.data).getRemoteMain();
  return async (message) => echo.echo(message);
});

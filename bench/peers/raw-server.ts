// raw-server.ts: answers bytes with bytes, as many as an echo call would, by a Bun socket alone. One request at a time
// fits into the socket's buffer, so what write() took needs no look.
import { REPLY_BYTES, REQUEST_BYTES } from "./raw-bytes.ts";
import { serve } from "./serve.ts";

const reply = new Uint8Array(REPLY_BYTES);

await serve((path) =>
  Bun.listen<{ received: number }>({
    unix: path,
    socket: {
      open(socket) {
        socket.data = { received: 0 };
      },
      data(socket, chunk) {
        socket.data.received += chunk.length;
        if (socket.data.received < REQUEST_BYTES) return;
        socket.data.received = 0;
        socket.write(reply);
      },
    },
  }),
);

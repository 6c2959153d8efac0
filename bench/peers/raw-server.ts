// raw-server.ts: answers bytes with bytes, as many as an echo call would, by a Bun socket alone. One request at a time
// fits into the socket's buffer, so what write() took needs no look.
import { serve } from "./serve.ts";

interface State {
  /** Of the request that is being received. */
  missing: number;
  reply: Uint8Array;
}

await serve((path) =>
  Bun.listen<State>({
    unix: path,
    socket: {
      open(socket) {
        socket.data = { missing: 0, reply: new Uint8Array() };
      },
      data(socket, chunk) {
        const state = socket.data;
        if (state.missing === 0) {
          const head = new DataView(chunk.buffer, chunk.byteOffset, 8);
          state.missing = head.getUint32(0, true);
          const length = head.getUint32(4, true);
          if (state.reply.length !== length) state.reply = new Uint8Array(length);
        }
        state.missing -= chunk.length;
        if (state.missing === 0) socket.write(state.reply);
      },
    },
  }),
);

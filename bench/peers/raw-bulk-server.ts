// raw-bulk-server.ts: sends and receives bytes by a Bun socket alone. A client begins with three numbers: the bytes that it
// wants, those that it will send, of which it is told by one byte when they have all come, and whether they are kept.
import { Sink, Source } from "./raw-bulk.ts";
import { serve } from "./serve.ts";

interface State {
  readonly source: Source;
  readonly sink: Sink;
}

await serve((path) =>
  Bun.listen<State>({
    unix: path,
    socket: {
      open(socket) {
        socket.data = { source: new Source(), sink: new Sink() };
      },
      data(socket, chunk) {
        const { source, sink } = socket.data;
        let bytes: Uint8Array = chunk;
        if (sink.isFull) {
          const head = new DataView(chunk.buffer, chunk.byteOffset, 24);
          source.start(socket, head.getFloat64(0));
          sink.start(head.getFloat64(8), head.getFloat64(16) === 1);
          if (sink.isFull) return;
          bytes = chunk.subarray(24);
        }
        sink.take(bytes);
        if (sink.isFull) socket.write(new Uint8Array(1));
      },
      drain: (socket) => socket.data.source.drain(socket),
    },
  }),
);

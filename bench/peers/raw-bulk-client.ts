// raw-bulk-client.ts: the same as bulk-client.ts, by a Bun socket alone: the least that moving bytes could cost. Lines are
// `result COUNT SIZE` and `stream COUNT SIZE`; with a fourth word, `discard`, whoever receives the bytes does not keep them.
import { answerLines, positive } from "./lines.ts";
import { Sink, Source } from "./raw-bulk.ts";

const path = process.argv[2];
if (path === undefined) throw new Error("usage: client SOCKET");

const source = new Source();
const sink = new Sink();
let received = () => {};

const socket = await Bun.connect({
  unix: path,
  socket: {
    data(_socket, chunk) {
      sink.take(chunk);
      if (sink.isFull) received();
    },
    drain: (socket) => source.drain(socket),
  },
});

await answerLines(async ([way, count, size, discard]) => {
  const bytes = positive(count) * positive(size);
  const keeps = discard === undefined;
  const head = new DataView(new ArrayBuffer(24));
  const { promise, resolve } = Promise.withResolvers<void>();
  received = resolve;
  const begun = Bun.nanoseconds();
  head.setFloat64(way === "result" ? 0 : 8, bytes);
  head.setFloat64(16, keeps ? 1 : 0);
  sink.start(way === "result" ? bytes : 1, keeps);
  socket.write(new Uint8Array(head.buffer));
  if (way === "stream") source.start(socket, bytes);
  await promise;
  return (Bun.nanoseconds() - begun) / 1e9;
});

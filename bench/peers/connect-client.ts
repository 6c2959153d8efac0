// connect-client.ts: what an attach could take at the least: it connects to each socket whose path comes by standard input, a
// line each, sends bytes and waits for bytes, as many as an echo call has, and prints the milliseconds of it.
import { rawCall } from "./raw-bytes.ts";

const { request, replyBytes } = rawCall(24);

for await (const path of console) {
  // So Bun tells the end.
  if (path === "") break;
  const begun = performance.now();
  const { promise, resolve } = Promise.withResolvers<void>();
  let received = 0;
  const socket = await Bun.connect({
    unix: path,
    socket: {
      data(_socket, chunk) {
        received += chunk.length;
        if (received >= replyBytes) resolve();
      },
    },
  });
  socket.write(request);
  await promise;
  console.log(performance.now() - begun);
  socket.end();
}

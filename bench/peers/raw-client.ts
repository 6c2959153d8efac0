// raw-client.ts: sends bytes and waits for bytes, as many as an echo call would, by a Bun socket alone. For one
// request at a time only.
import { drive } from "./drive.ts";
import { REPLY_BYTES, REQUEST_BYTES } from "./raw-bytes.ts";

await drive(async (path) => {
  const request = new Uint8Array(REQUEST_BYTES);
  let received = 0;
  let replied = () => {};
  const socket = await Bun.connect({
    unix: path,
    socket: {
      data(_socket, chunk) {
        received += chunk.length;
        if (received < REPLY_BYTES) return;
        received = 0;
        replied();
      },
    },
  });
  return (message) =>
    new Promise((resolve) => {
      replied = () => resolve(message);
      socket.write(request);
    });
});

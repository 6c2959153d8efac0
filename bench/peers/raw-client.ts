// raw-client.ts: sends bytes and waits for bytes, as many as an echo call would, by a Bun socket alone. For one
// request at a time only.
import { drive } from "./drive.ts";
import { rawCall } from "./raw-bytes.ts";

await drive(async (path) => {
  let length = 0;
  let call = rawCall(length);
  let missing = 0;
  let replied = () => {};
  const socket = await Bun.connect({
    unix: path,
    socket: {
      data(_socket, chunk) {
        missing -= chunk.length;
        if (missing === 0) replied();
      },
    },
  });
  return (message) =>
    new Promise((resolve) => {
      if (message.length !== length) {
        length = message.length;
        call = rawCall(length);
      }
      missing = call.replyBytes;
      replied = () => resolve(message);
      socket.write(call.request);
    });
});

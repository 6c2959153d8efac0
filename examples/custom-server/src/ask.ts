// ask.ts: a client of the second protocol: one request, one answer, and goodbye.
//
//   bun run src/ask.ts PID METHOD [inotify | kqueue | unix | dummy]
import { chunks, connect } from "@teleop/core";
import { unixSocket } from "@teleop/transport-unix";
import { attacherByName } from "./attachers.ts";

const [pid, method, attacher = "inotify"] = process.argv.slice(2);
if (pid === undefined || method === undefined) {
  console.error("usage: bun run src/ask.ts PID METHOD [inotify | kqueue | unix | dummy]");
  process.exit(2);
}

await using connection = await connect(Number(pid), {
  attacher: attacherByName(attacher),
  transport: unixSocket(),
  name: "json",
});
await connection.write(new TextEncoder().encode(`${JSON.stringify({ method })}\n`));
await connection.end();
for await (const chunk of chunks(connection)) process.stdout.write(chunk);

// inspector-program.ts: opens the inspector of its own process as a debugging session does, and tells what came of it. With
// an argument another process connects in the very moment in which it is open: "asking" it asks something at once, "silent"
// only once we have gone on.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import inspector from "node:inspector";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CONNECTED } from "../debugger/channel.ts";
import { openForOneClient } from "../debugger/inspector-port.ts";

const folder = mkdtempSync(join(tmpdir(), "teleop-inspector-"));
const connected = new Int32Array(new SharedArrayBuffer(4));
const pause = new Int32Array(new SharedArrayBuffer(4));
let stranger: Bun.Subprocess<"pipe", "pipe"> | undefined;
let port = 0;

function comeIn(url: string): void {
  port = Number(new URL(url).port);
  if (process.argv[2] !== undefined) {
    const there = join(folder, "there");
    const program = `
      const ask = (socket) => void socket.write("GET /json/list HTTP/1.1\\r\\nHost: 127.0.0.1\\r\\n\\r\\n");
      const data = () => console.log("answered");
      const socket = await Bun.connect({ hostname: "127.0.0.1", port: ${port}, socket: { data } });
      if (process.argv[1] === "asking") ask(socket);
      await Bun.write(${JSON.stringify(there)}, "");
      for await (const _ of process.stdin) ask(socket);`;
    stranger = Bun.spawn([process.execPath, "-e", program, process.argv[2]], {
      stdin: "pipe",
      stdout: "pipe",
    });
    while (!existsSync(there)) Atomics.wait(pause, 0, 0, 1);
  }
  // Nobody of our own needs to come.
  Atomics.store(connected, 0, CONNECTED);
}

let failure: string | undefined;
try {
  openForOneClient(inspector, comeIn, connected);
} catch (error) {
  failure = String(error);
}
const isOpen = inspector.url() !== undefined;
const answers = await fetch(`http://127.0.0.1:${port}/json/list`, { signal: AbortSignal.timeout(300) }).then(
  () => "yes",
  (error: unknown) => (error instanceof Error ? error.name : "no"),
);
stranger?.stdin.write("now");
stranger?.stdin.flush();
// Nothing tells that nothing comes.
if (stranger !== undefined) await Bun.sleep(200);
inspector.close();
stranger?.kill();
const toStranger = await stranger?.stdout.text();
rmSync(folder, { recursive: true });
console.log(JSON.stringify({ failure, isOpen, answers, toStranger, debugPort: process.debugPort }));
process.exit(0);

// snapshot-program.ts: a client that takes a snapshot of the process PID into FILE, and says how far it is, so that a test
// can end it, or the other side, in the middle: `snapshot-program.ts PID FILE [stay]`.
import { attach } from "@teleop/defaults";
import { Heap } from "@teleop/diagnostics/client";
import { saveSnapshot } from "@teleop/diagnostics/files";

const [pid, path = "", mode] = process.argv.slice(2);
const say = (report: string): void => console.log(JSON.stringify({ report }));

await using target = await attach(Number(pid));
using heap = target.service("heap", Heap);
try {
  await saveSnapshot(heap, path, {
    maxPause: Number.POSITIVE_INFINITY,
    onPause: () => say("pausing"),
    onProgress: ({ received }) => {
      if (received === 0) return;
      say("receiving");
      // Until it is killed, or the other side is.
      if (mode === "stay") Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    },
  });
  say("saved");
} catch (error) {
  console.error(error);
  process.exitCode = 7;
}

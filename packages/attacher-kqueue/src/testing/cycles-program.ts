// cycles-program.ts: arms and disposes a hundred times, and tells what of it the process still holds.
import { readdirSync } from "node:fs";
import { kqueueOf } from "../kqueue.ts";
import { testedPlatform } from "./tested-platform.ts";

/** Where a process sees its own descriptors: Linux has both, macOS and FreeBSD the latter. */
const DESCRIPTORS = process.platform === "linux" ? "/proc/self/fd" : "/dev/fd";

const attacher = kqueueOf(testedPlatform);
const before = descriptors();
for (let round = 0; round < 10; round++) {
  const armed = Array.from({ length: 10 }, (_, index) =>
    attacher.arm({ pid: process.pid, name: `n${index}` }),
  );
  for (const one of [...armed, ...armed]) one[Symbol.dispose]();
  await allClosed();
}
console.log("all closed");

function descriptors(): number {
  return readdirSync(DESCRIPTORS).length;
}

/** The Workers end, and the library cleans up, soon after the dispose; nobody is told when. */
async function allClosed(): Promise<void> {
  while (descriptors() > before) await Bun.sleep(1);
}

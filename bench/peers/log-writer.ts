// log-writer.ts: a program that writes logs into its working directory, and prints what processor time that took it, in
// microseconds. With the argument "armed" it is armed.
import { appendFileSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { teleoperate } from "teleop";

const LINES = 10_000;
const FILES = 4;
/** In one turn of the event loop. */
const AT_ONCE = 50;

if (process.argv[2] === "armed") teleoperate({ services: {} });
// What starting leaves to do is done, in either case.
await Bun.sleep(100);
const before = process.cpuUsage();
for (let line = 0; line < LINES; line++) {
  const file = `${Math.floor((line * FILES) / LINES)}.log`;
  appendFileSync(file, `2031-05-17T09:30:11.532Z info request ${line} answered in 12 ms\n`);
  if (line % AT_ONCE === 0) await setImmediate();
}
const { user, system } = process.cpuUsage(before);
console.log(user + system);
process.exit();

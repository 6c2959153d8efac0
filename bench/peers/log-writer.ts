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
// A log is begun once, which wakes an armed process; its lines come all the time.
const logs = Array.from({ length: FILES }, (_, index) => `${index}.log`);
for (const log of logs) appendFileSync(log, "");
// What that and starting leave to do is done, in either case.
await Bun.sleep(100);
const before = process.cpuUsage();
for (let line = 0; line < LINES; line++) {
  const log = logs[line % FILES] ?? "";
  appendFileSync(log, `2031-05-17T09:30:11.532Z info request ${line} answered in 12 ms\n`);
  if (line % AT_ONCE === 0) await setImmediate();
}
const { user, system } = process.cpuUsage(before);
console.log(user + system);
process.exit();

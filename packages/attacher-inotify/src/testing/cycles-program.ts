// cycles-program.ts: arms and disposes a hundred times, and tells what of it the process still holds.
import { inotify } from "../index.ts";
import { heldByInotify } from "./held-by-inotify.ts";

const attacher = inotify();
cycle();
const before = held();
for (let time = 0; time < 100; time++) cycle();
const after = held();

const many = Array.from({ length: 20 }, (_, index) => attacher.arm({ pid: process.pid, name: `n${index}` }));
const manyHeld = held();
for (const armed of [...many, ...many]) armed[Symbol.dispose]();
const afterMany = held();

// The application's own handler is left alone.
const own = Promise.withResolvers<void>();
process.once("SIGURG", () => own.resolve());
cycle();
process.kill(process.pid, "SIGURG");
await own.promise;

// Without any handler the default action applies, which is to ignore it.
process.kill(process.pid, "SIGURG");
console.log(JSON.stringify({ before, after, manyHeld, afterMany }));

function cycle(): void {
  using _armed = attacher.arm({ pid: process.pid });
}

function held() {
  return { ...heldByInotify(), handlers: process.listenerCount("SIGURG") };
}

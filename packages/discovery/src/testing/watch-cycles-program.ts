// watch-cycles-program.ts: watches and ceases, several times, and tells when it holds as many descriptors as it did before.
// It never does if one is kept, and ends by itself if no thread is.
import { readdirSync } from "node:fs";
import { watch } from "../watch.ts";

const atFirst = held();
for (let round = 0; round < 5; round++) {
  for await (const _change of watch()) break;
}
console.log(`watched, ${held() - atFirst} more`);
// A Worker takes its time to end.
while (held() > atFirst) await new Promise((resolve) => setImmediate(resolve));
console.log("all given back");

function held(): number {
  return readdirSync("/proc/self/fd").length;
}

// wake.ts: how soon a target is woken, and what being armed costs it: by the event, and by fs.watch of a directory, which
// an attacher for Windows could use as well.
//
//   bun packages/attacher-windows/bench/wake.ts
//
// The two take turns in one process; what is told is the least and the median of many, in milliseconds.
import { mkdtempSync, rmSync, unlinkSync, watch, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { windowsEvent } from "../src/index.ts";

const ROUNDS = 300;

const directory = mkdtempSync(join(tmpdir(), "teleop-bench-"));
const file = join(directory, "attach");
const alive = setInterval(() => {}, 60_000);
try {
  await compare();
} finally {
  clearInterval(alive);
  rmSync(directory, { recursive: true });
}

async function compare(): Promise<void> {
  const attacher = windowsEvent();
  const arming = performance.now();
  using armed = attacher.arm({ pid: process.pid });
  console.log(`arming by the event, the first time: ${(performance.now() - arming).toFixed(2)} ms`);
  await using signal = attacher.signal({ pid: process.pid });
  let changed = Promise.withResolvers<void>();
  const watching = performance.now();
  using _watcher = closing(watch(directory, () => changed.resolve()));
  console.log(`fs.watch, the first time: ${(performance.now() - watching).toFixed(2)} ms`);
  const byEvent: number[] = [];
  const byWatch: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    let begun = performance.now();
    await signal.send();
    await armed.signaled();
    byEvent.push(performance.now() - begun);
    changed = Promise.withResolvers();
    begun = performance.now();
    writeFileSync(file, "");
    await changed.promise;
    byWatch.push(performance.now() - begun);
    unlinkSync(file);
    // What else is told of that file is of no round.
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  console.log(`event:    ${summary(byEvent)}`);
  console.log(`fs.watch: ${summary(byWatch)}`);
}

function closing(watcher: { close(): void }): Disposable {
  return { [Symbol.dispose]: () => watcher.close() };
}

function summary(times: readonly number[]): string {
  const sorted = times.toSorted((one, other) => one - other);
  const [least = 0] = sorted;
  return `least ${least.toFixed(3)}, median ${(sorted[sorted.length >> 1] ?? 0).toFixed(3)}`;
}

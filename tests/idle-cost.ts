// idle-cost.ts: measures what an idle target costs: wake-ups and CPU time of an armed process, beside the same program
// with teleop switched off by TELEOP_DISABLE. A Bun process has wake-ups of its own.
//
//   bun tests/idle-cost.ts [seconds]
//
// Fails if being armed adds more than half, and more than twenty, to the wake-ups.
import { makeDirectories } from "@teleop/conformance";
import { lookAtThreads, wakeUpsBetween } from "../bench/wake-ups.ts";
import { attacherNames } from "./testing/attachers.ts";

const seconds = Number(process.argv[2] ?? 10);
const target = new URL("./testing/target-program.ts", import.meta.url).pathname;
using directories = makeDirectories();
const off = await Promise.all(attacherNames.map((attacher) => measure(attacher, { TELEOP_DISABLE: "1" })));
const armed = await Promise.all(attacherNames.map((attacher) => measure(attacher, {})));
console.log(`idle for ${seconds} s     wake-ups   CPU ms`);
for (const [index, attacher] of attacherNames.entries()) {
  const [without, having] = [off[index], armed[index]];
  if (without === undefined || having === undefined) continue;
  report(`${attacher}, off`, without);
  report(`${attacher}, armed`, having);
  if (having.wakeUps > without.wakeUps + Math.max(without.wakeUps / 2, 20)) process.exitCode = 1;
}

interface Cost {
  readonly wakeUps: number;
  readonly cpuMs: number;
}

function report(what: string, { wakeUps, cpuMs }: Cost): void {
  console.log(`${what.padEnd(16)} ${String(wakeUps).padStart(10)} ${String(cpuMs).padStart(8)}`);
}

async function measure(attacher: string, environment: Record<string, string>): Promise<Cost> {
  const child = Bun.spawn([process.execPath, target, JSON.stringify({ attacher })], {
    cwd: directories.cwd,
    env: { ...process.env, TMPDIR: directories.tmp, ...environment },
    stdin: "pipe",
    stdout: "pipe",
    stderr: "inherit",
  });
  await waitUntilReady(child.stdout);
  // What starting leaves to do settles.
  await Bun.sleep(1_000);
  const before = lookAtThreads(child.pid);
  await Bun.sleep(seconds * 1000);
  const after = lookAtThreads(child.pid);
  child.kill();
  await child.exited;
  return { wakeUps: wakeUpsBetween(before, after), cpuMs: after.cpuMs - before.cpuMs };
}

async function waitUntilReady(output: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<void> {
  for await (const text of output.pipeThrough(new TextDecoderStream())) if (text.includes("ready")) return;
  throw new Error("the process has ended");
}

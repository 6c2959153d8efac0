// idle-cost.ts: measures what an idle target costs: wake-ups and CPU time of an armed process, beside the same program
// with teleop switched off by TELEOP_DISABLE. A Bun process has wake-ups of its own.
//
//   bun tests/idle-cost.ts [seconds]
//
// Fails if being armed adds more than half, and more than twenty, to the wake-ups.
import { readdirSync, readFileSync } from "node:fs";
import { makeDirectories } from "@teleop/conformance";
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
  const before = look(child.pid);
  await Bun.sleep(seconds * 1000);
  const after = look(child.pid);
  child.kill();
  await child.exited;
  return { wakeUps: wakeUpsBetween(before, after), cpuMs: after.cpuMs - before.cpuMs };
}

async function waitUntilReady(output: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<void> {
  for await (const text of output.pipeThrough(new TextDecoderStream())) if (text.includes("ready")) return;
  throw new Error("the process has ended");
}

interface Look {
  /** Voluntary context switches of each thread. */
  readonly switches: ReadonlyMap<string, number>;
  readonly cpuMs: number;
}

/** What a thread that has ended meanwhile had slept before is no wake-up less. */
function wakeUpsBetween(before: Look, after: Look): number {
  return [...after.switches].reduce(
    (sum, [thread, count]) => sum + count - (before.switches.get(thread) ?? 0),
    0,
  );
}

/** Voluntary context switches, and CPU time: proc_pid_status(5), proc_pid_stat(5). */
function look(pid: number): Look {
  const switches = new Map<string, number>();
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    const status = readFileSync(`/proc/${pid}/task/${thread}/status`, "utf8");
    switches.set(thread, Number(/^voluntary_ctxt_switches:\s*(\d+)$/m.exec(status)?.[1]));
  }
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const [utime = "0", stime = "0"] = stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .slice(11, 13);
  return { switches, cpuMs: (Number(utime) + Number(stime)) * 10 };
}

// idle.ts: what being armed costs a target to which nobody attaches: threads, memory, and how often they wake.
//
//   packages/attacher-kqueue/scripts/test-over-libkqueue.sh says how to get a libkqueue; then, on Linux,
//   TELEOP_TEST_LIBKQUEUE=/path/to/libkqueue.so.0 bun packages/attacher-kqueue/bench/idle.ts
//
// It starts itself twice, unarmed and armed, and compares what /proc tells of both over some seconds. Wake-ups are
// voluntary context switches, see proc_pid_status(5): each means that a thread had nothing to do and was woken later.
import { mkdtempSync, readdirSync, readFileSync, rmdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kqueueOf } from "../src/kqueue.ts";
import { noPlatform, testedPlatform } from "../src/testing/tested-platform.ts";

const START_UP_MS = 3_000;
const IDLE_MS = 10_000;

const [mode] = process.argv.slice(2);
if (testedPlatform === undefined) {
  console.log(`nothing measured: ${noPlatform}`);
} else if (mode === undefined) {
  for (const argument of ["unarmed", "armed"]) {
    console.log(`${argument.padEnd(8)} ${await observe(argument)}`);
  }
} else {
  const armed = mode === "armed" ? kqueueOf(testedPlatform).arm({ pid: process.pid }) : undefined;
  process.stdin.on("end", () => armed?.[Symbol.dispose]());
  process.stdin.resume();
}

async function observe(argument: string): Promise<string> {
  // A directory that nobody else reads: libkqueue wakes for that too.
  const cwd = mkdtempSync(join(tmpdir(), "teleop-bench-"));
  const child = Bun.spawn([process.execPath, import.meta.path, argument], { cwd, stdin: "pipe" });
  await Bun.sleep(START_UP_MS);
  const before = switches(child.pid);
  await Bun.sleep(IDLE_MS);
  const after = switches(child.pid);
  const resident = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1];
  child.stdin.end();
  await child.exited;
  rmdirSync(cwd);
  const wakeUps = [...after]
    .filter(([, { count }]) => count > 0)
    .map(([thread, { name, count }]) => `${name} ${count - (before.get(thread)?.count ?? 0)}`);
  const megabytes = (Number(resident) / 1024).toFixed(1);
  return `${after.size} threads, ${megabytes} MB; wake-ups in ${IDLE_MS / 1000} s: ${wakeUps.join(", ")}`;
}

/** Of each thread of a process, how often it has waited so far. */
function switches(pid: number): Map<string, { readonly name: string; readonly count: number }> {
  return new Map(
    readdirSync(`/proc/${pid}/task`).map((thread) => {
      const status = readFileSync(`/proc/${pid}/task/${thread}/status`, "utf8");
      const name = /^Name:\s+(.*)$/m.exec(status)?.[1] ?? "";
      const count = Number(/^voluntary_ctxt_switches:\s+(\d+)$/m.exec(status)?.[1]);
      return [thread, { name, count }];
    }),
  );
}

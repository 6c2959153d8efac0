// wake-ups.ts: how often an idle process wakes up, and what CPU time it takes: proc_pid_status(5), proc_pid_stat(5).
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Of a program that says when it is ready and ends with its standard input, in so many seconds. */
export async function wakeUps(
  program: string,
  seconds: number,
  env: Readonly<Record<string, string>>,
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "teleop-bench-"));
  const child = Bun.spawn([process.execPath, program], {
    cwd: folder,
    env: { ...process.env, TMPDIR: folder, ...env },
    stdin: "pipe",
    stdout: "pipe",
    stderr: "inherit",
  });
  try {
    for await (const _ready of child.stdout) break;
    // What starting leaves to do settles.
    await Bun.sleep(1_000);
    const before = lookAtThreads(child.pid);
    await Bun.sleep(seconds * 1000);
    return wakeUpsBetween(before, lookAtThreads(child.pid));
  } finally {
    await child.stdin.end();
    await child.exited;
    rmSync(folder, { recursive: true });
  }
}

export interface Look {
  /** Voluntary context switches of each thread. */
  readonly switches: ReadonlyMap<string, number>;
  readonly cpuMs: number;
}

export function lookAtThreads(pid: number): Look {
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

/** What a thread that has ended meanwhile had slept before is no wake-up less. */
export function wakeUpsBetween(before: Look, after: Look): number {
  return [...after.switches].reduce(
    (sum, [thread, count]) => sum + count - (before.switches.get(thread) ?? 0),
    0,
  );
}

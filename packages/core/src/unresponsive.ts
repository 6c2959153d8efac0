// unresponsive.ts: what the system knows of a process that does not answer, so that an error can say it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseMounts } from "./mounts.ts";
import { onWindows } from "./on-windows.ts";
import { ownProc, type Proc, readSelf } from "./proc.ts";
import { type ProcessFacts, processFacts } from "./process-facts.ts";
import { errnoOf } from "./system-error.ts";

/** What a process does instead of answering. */
export type Activity =
  /** Stopped by SIGSTOP, SIGTSTP and the like; on Windows suspended. */
  | { readonly doing: "stopped" }
  /** Stopped by a debugger, ptrace(2). The debugger's PID is undefined when our PID namespace does not contain it. */
  | { readonly doing: "traced"; readonly tracer: number | undefined }
  /** With its control group, as by `docker pause`. */
  | { readonly doing: "frozen"; readonly cgroup: string }
  /** Its main thread has used `percent` of a CPU since it was watched, and wanted more than half of one. */
  | { readonly doing: "busy"; readonly percent: number | undefined }
  /** Its main thread is in state D, proc_pid_stat(5), where no signal reaches it: in the kernel's function `where`. */
  | { readonly doing: "blocked"; readonly where: string | undefined }
  /** Its main thread waits in a system call, and not for what an event loop waits for. */
  | { readonly doing: "waiting"; readonly where: string }
  /** It waits for events, or it is not told for what: if it listened, it could answer. */
  | { readonly doing: "idle" }
  | { readonly doing: "ended" }
  /** The system does not tell. */
  | { readonly doing: "unknown" };

export interface Explanation {
  readonly activity: Activity;
  /**
   * The same for people, with what to do next, to be put into a sentence: `it is stopped: let it go on by SIGCONT`.
   * Undefined when it is idle, or the system does not say why it does nothing.
   */
  readonly phrase: string | undefined;
}

/** A process that is expected to answer, watched from a moment on. It holds nothing. */
export interface Watched {
  /** Looks at it again. It costs a fraction of a millisecond, and never throws. */
  whyUnresponsive(): Explanation;
}

/**
 * Begins to watch a process, so that it can be said later how busy it has been meanwhile. On Linux this goes by proc(5)
 * and cgroups(7); on Windows "stopped", "ended" and "busy" are known, elsewhere only "stopped" and "ended".
 */
export function watchProcess(facts: ProcessFacts): Watched {
  const began = performance.now();
  const before = look(() => mainThreadTimes(facts.pid));
  return {
    whyUnresponsive() {
      const elapsed = performance.now() - began;
      const now = look(() => mainThreadTimes(facts.pid));
      const share =
        now === undefined || before === undefined || elapsed < MIN_WATCH_MS
          ? undefined
          : {
              used: Math.min(100, Math.round((100 * (now.usedMs - before.usedMs)) / elapsed)),
              wanted: (100 * (now.wantedMs - before.wantedMs)) / elapsed,
            };
      return look(() => explain(facts, share)) ?? { activity: { doing: "unknown" }, phrase: undefined };
    },
  };
}

/** In a shorter time the kernel's accounts, kept tick by tick, do not tell. */
const MIN_WATCH_MS = 20;

/** Of the time, for which the main thread used a CPU or waited for its turn on one. */
const BUSY_PERCENT = 50;

/** In percent of the time that has passed. */
interface CpuShare {
  readonly used: number;
  readonly wanted: number;
}

function explain(before: ProcessFacts, share: CpuShare | undefined): Explanation {
  const { pid, startTime } = before;
  const now = processFacts(pid);
  if (now === undefined || now.state === "zombie" || now.startTime !== startTime) {
    return { activity: { doing: "ended" }, phrase: `process ${pid} has ended` };
  }
  if (now.untold !== undefined && now.state === "running") {
    return { activity: { doing: "unknown" }, phrase: undefined };
  }
  if (now.state === "stopped") {
    const phrase =
      process.platform === "win32"
        ? "it is suspended: have it resumed by what suspended it, such as a debugger or Resource Monitor"
        : `it is stopped: let it go on by SIGCONT (kill -CONT ${pid})`;
    return { activity: { doing: "stopped" }, phrase };
  }
  if (now.state === "traced") return traced(now.tracer);
  const proc = ownProc();
  if (proc !== undefined) return onLinux(proc, pid, share);
  if (share !== undefined && share.wanted >= BUSY_PERCENT) return busy(share);
  return { activity: { doing: "idle" }, phrase: undefined };
}

/** @param share undefined where it was seen to run, for how long is not known. */
function busy(share: CpuShare | undefined): Explanation {
  const used = share === undefined ? "runs" : `has used ${share.used} % of a CPU since we began`;
  const phrase = `it is busy: its main thread ${used}; wait longer, or find out what it computes`;
  return { activity: { doing: "busy", percent: share?.used }, phrase };
}

function traced(by: number | undefined): Explanation {
  const tracer = by === 0 ? undefined : by;
  const debuggerName = tracer === undefined ? "that traces it" : `that traces it, process ${tracer}`;
  const phrase = `it is stopped by the debugger ${debuggerName}: let it go on there, or detach the debugger`;
  return { activity: { doing: "traced", tracer }, phrase };
}

function onLinux(proc: Proc, pid: number, share: CpuShare | undefined): Explanation {
  const cgroup = frozenCgroup(proc, pid);
  if (cgroup !== undefined) {
    const phrase = `its control group ${cgroup} is frozen: thaw it (docker unpause, systemctl thaw, or by hand)`;
    return { activity: { doing: "frozen", cgroup }, phrase };
  }
  const state = threadState(proc.read(pid, "stat"));
  if (share === undefined ? state === "R" : share.wanted >= BUSY_PERCENT) return busy(share);
  const where = kernelFunction(proc.read(pid, "wchan"));
  if (state === "D") {
    const phrase = `its main thread waits in the kernel${where === undefined ? "" : ` (${where})`}, where no signal reaches it, as for a disk or a file system that does not answer`;
    return { activity: { doing: "blocked", where }, phrase };
  }
  if (where === undefined || EVENT_LOOP_WAITS.test(where)) {
    return { activity: { doing: "idle" }, phrase: undefined };
  }
  const phrase = `its main thread waits in a system call (in the kernel's ${where}), not in its event loop: find out for what`;
  return { activity: { doing: "waiting", where }, phrase };
}

/** Kernel functions in which a thread waits that has called epoll_wait(2), poll(2), select(2) or io_uring_enter(2). */
const EVENT_LOOP_WAITS =
  /^(?:ep_poll|do_epoll_p?wait|poll_schedule_timeout|do_sys_poll|do_poll|do_select|io_cqring_wait)/;

/**
 * For how long the main thread has used a CPU, in ms, and for how long it has wanted one, which is longer on a machine
 * that has too few. Of kernels that do not keep such accounts, in nanoseconds, only the ticks that it used are known, and on
 * Windows how long it has used one.
 */
function mainThreadTimes(pid: number): { readonly usedMs: number; readonly wantedMs: number } | undefined {
  if (process.platform === "win32") {
    const usedMs = onWindows().windowsMainThreadMs(pid);
    return usedMs === undefined ? undefined : { usedMs, wantedMs: usedMs };
  }
  const proc = ownProc();
  const [used, waited] = (proc?.read(pid, `task/${pid}/schedstat`) ?? "").split(" ").map(Number);
  if (used !== undefined && used > 0) {
    return { usedMs: used / 1e6, wantedMs: (used + (waited ?? 0)) / 1e6 };
  }
  const stat = proc?.read(pid, `task/${pid}/stat`);
  if (stat === undefined) return undefined;
  const fields = afterCommand(stat);
  const usedMs = (Number(fields[FIELD_UTIME]) + Number(fields[FIELD_STIME])) * MS_PER_TICK;
  return { usedMs, wantedMs: usedMs };
}

// Fields of proc_pid_stat(5), counted from field 3.
const FIELD_STATE = 0;
const FIELD_UTIME = 11;
const FIELD_STIME = 12;

/** USER_HZ is 100 on every Linux that Bun and Node.js run on. */
const MS_PER_TICK = 10;

function afterCommand(stat: string): readonly string[] {
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

function threadState(stat: string | undefined): string | undefined {
  return stat === undefined ? undefined : afterCommand(stat)[FIELD_STATE];
}

/** proc_pid_wchan(5) says 0 of a thread that runs, and of one that it does not tell this user about. */
function kernelFunction(wchan: string | undefined): string | undefined {
  return wchan === undefined || wchan === "" || wchan === "0" ? undefined : wchan;
}

/**
 * The frozen control group of a process: by the freezer of cgroups v2, or v1's. Where we do not see the file system of
 * control groups, or not its part of it, it goes unnoticed.
 */
function frozenCgroup(proc: Proc, pid: number): string | undefined {
  const mounts = parseMounts(readSelf("mountinfo") ?? "");
  for (const line of (proc.read(pid, "cgroup") ?? "").split("\n")) {
    const [, controllers, path] = /^\d+:([^:]*):(.+)$/.exec(line) ?? [];
    if (controllers === undefined || path === undefined) continue;
    const version1 = controllers.split(",").includes("freezer");
    if (controllers !== "" && !version1) continue;
    const frozen = mounts.some((mount) => {
      if (version1 ? !mount.options.includes("freezer") : mount.type !== "cgroup2") return false;
      if (mount.root !== "/" && path !== mount.root && !path.startsWith(`${mount.root}/`)) return false;
      const directory = join(mount.mountPoint, mount.root === "/" ? path : path.slice(mount.root.length));
      return version1
        ? /^FR(?:OZEN|EEZING)/.test(readOrNothing(join(directory, "freezer.state")))
        : /^frozen 1$/m.test(readOrNothing(join(directory, "cgroup.events")));
    });
    if (frozen) return path;
  }
  return undefined;
}

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return "";
  }
}

/** What cannot be found out for want of a descriptor is not worth an error of its own: there is one already. */
function look<T>(at: () => T): T | undefined {
  try {
    return at();
  } catch (error) {
    if (errnoOf(error) === "OUT_OF_RESOURCES") return undefined;
    throw error;
  }
}

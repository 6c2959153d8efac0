// process-facts-linux.ts: reads proc(5), and knows when that /proc is not about our own PID namespace.
import { readFileSync, readlinkSync } from "node:fs";
import type { ProcessFacts } from "./process-facts.ts";
import { errnoOf } from "./system-error.ts";

/** @returns undefined when /proc does not tell: nothing there, hidden by `hidepid`, or not our namespace's /proc. */
export function linuxProcessFacts(pid: number): ProcessFacts | undefined {
  if (!procIsOurs()) return undefined;
  const stat = read(`/proc/${pid}/stat`);
  const status = read(`/proc/${pid}/status`);
  if (stat === undefined || status === undefined) return undefined;
  return parseProcessFacts(pid, stat, status);
}

/** The facts in the text of proc_pid_stat(5) and proc_pid_status(5). */
export function parseProcessFacts(pid: number, stat: string, status: string): ProcessFacts {
  // The command, field 2, is in parentheses and may hold anything; field 3, the state, follows the last one.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const flags = Number(fields[FIELD_FLAGS]);
  const tgid = wholeNumber(line(status, "Tgid"));
  const caught = mask(line(status, "SigCgt"));
  const ignored = mask(line(status, "SigIgn"));
  return {
    pid,
    innermostPid: innermostPid(pid, line(status, "NSpid")),
    // A process that is on its way out has no working directory any more, and is not a zombie yet.
    state: (flags & PF_EXITING) !== 0 ? "zombie" : (STATES[fields[FIELD_STATE] ?? ""] ?? "running"),
    startTime: fields[FIELD_START_TIME],
    euid: wholeNumber(line(status, "Uid")?.split(/\s+/)[1]),
    catchesSigquit:
      caught === undefined || ignored === undefined
        ? undefined
        : (caught & SIGQUIT_BIT) !== 0n && (ignored & SIGQUIT_BIT) === 0n,
    kernelThread: (flags & PF_KTHREAD) !== 0,
    threadOf: tgid === undefined || tgid === pid ? undefined : tgid,
  };
}

/** When this process started, in milliseconds of `Date.now()`'s clock as it stands now; undefined without /proc. */
export function linuxStartedAt(): number | undefined {
  const stat = read("/proc/self/stat");
  const uptime = read("/proc/uptime");
  if (stat === undefined || uptime === undefined) return undefined;
  const ticks = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[FIELD_START_TIME]);
  const age = Number.parseFloat(uptime) - ticks / TICKS_PER_SECOND;
  return Number.isFinite(age) ? Date.now() - age * 1000 : undefined;
}

/** The inode number of a process's namespace, from a link such as `pid:[4026531836]`; undefined when not told. */
export function namespaceOf(pid: number | "self", kind: "pid" | "mnt" | "user"): string | undefined {
  try {
    return /\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/ns/${kind}`))?.[1];
  } catch (error) {
    // Not told to this user, or gone, or a kernel without namespaces: the caller goes on without.
    if (errnoOf(error) !== undefined) return undefined;
    throw error;
  }
}

/**
 * The user id by which a process itself knows the user whom we know as `outer`: the two differ when it lives in another
 * user namespace, user_namespaces(7).
 */
export function innerUid(pid: number, outer: number): number {
  const theirs = namespaceOf(pid, "user");
  if (theirs === undefined || theirs === namespaceOf("self", "user")) return outer;
  for (const range of (read(`/proc/${pid}/uid_map`) ?? "").split("\n")) {
    const [inside = Number.NaN, outside = Number.NaN, count = Number.NaN] = range
      .trim()
      .split(/\s+/)
      .map(Number);
    if (outer >= outside && outer < outside + count) return inside + outer - outside;
  }
  return outer;
}

/**
 * A container may see the /proc of its host, where every number means another process. `/proc/self` then names us by
 * a number that is not our PID.
 */
export function procIsOurs(): boolean {
  try {
    return readlinkSync("/proc/self") === String(process.pid);
  } catch (error) {
    if (errnoOf(error) !== undefined) return false;
    throw error;
  }
}

// Fields of proc_pid_stat(5), counted from field 3.
const FIELD_STATE = 0;
const FIELD_FLAGS = 6;
const FIELD_START_TIME = 19;

/** Letters of the state; all others mean that it runs, or could. */
const STATES: Readonly<Record<string, ProcessFacts["state"]>> = {
  T: "stopped",
  t: "stopped",
  Z: "zombie",
  X: "zombie",
  x: "zombie",
};

/** USER_HZ: what sysconf(_SC_CLK_TCK) answers on every Linux that Bun and Node.js run on. */
const TICKS_PER_SECOND = 100;

// From Linux's include/linux/sched.h.
const PF_EXITING = 0x0000_0004;
const PF_KTHREAD = 0x0020_0000;

/** Signal n is bit n − 1; SIGQUIT is 3. */
const SIGQUIT_BIT = 1n << 2n;

/** The kernel escapes line ends in the one line that a process can choose, its name. */
function line(status: string, key: string): string | undefined {
  return new RegExp(`^${key}:[ \\t]*(.*)$`, "m").exec(status)?.[1]?.trim();
}

function innermostPid(pid: number, nspid: string | undefined): number {
  const innermost = wholeNumber(nspid?.split(/\s+/).at(-1));
  return innermost === undefined || innermost < 1 ? pid : innermost;
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined;
}

function mask(text: string | undefined): bigint | undefined {
  return text !== undefined && /^[0-9a-f]{1,32}$/i.test(text) ? BigInt(`0x${text}`) : undefined;
}

/** A read of a process that dies meanwhile fails with ESRCH. */
function read(path: string): string | undefined {
  try {
    return readFileSync(path, "latin1");
  } catch (error) {
    if (errnoOf(error) !== undefined) return undefined;
    throw error;
  }
}

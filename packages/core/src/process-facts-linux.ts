// process-facts-linux.ts: what proc(5) tells about a process.
import { TeleopError } from "./errors.ts";
import { linkSelf, ownProc, type Proc, readSelf, readUptime, statusLine, threadSelf } from "./proc.ts";
import type { ProcessFacts } from "./process-facts.ts";

/** @returns undefined when /proc does not tell: nothing there, hidden by `hidepid`, or not our namespace's /proc. */
export function linuxProcessFacts(pid: number): ProcessFacts | undefined {
  const proc = ownProc();
  const stat = proc?.read(pid, "stat");
  const status = proc?.read(pid, "status");
  if (stat === undefined || status === undefined) return undefined;
  return parseProcessFacts(pid, stat, status);
}

/** The facts in the text of proc_pid_stat(5) and proc_pid_status(5). */
export function parseProcessFacts(pid: number, stat: string, status: string): ProcessFacts {
  // The command, field 2, is in parentheses and may hold anything; field 3, the state, follows the last one.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const flags = Number(fields[FIELD_FLAGS]);
  const tgid = wholeNumber(statusLine(status, "Tgid"));
  const caught = mask(statusLine(status, "SigCgt"));
  const ignored = mask(statusLine(status, "SigIgn"));
  return {
    pid,
    innermostPid: innermostPid(pid, statusLine(status, "NSpid")),
    // A process that is on its way out has no working directory any more, and is not a zombie yet.
    state: (flags & PF_EXITING) !== 0 ? "zombie" : (STATES[fields[FIELD_STATE] ?? ""] ?? "running"),
    startTime: startTimeOf(stat),
    euid: wholeNumber(statusLine(status, "Uid")?.split(/\s+/)[1]),
    sid: undefined,
    catchesSigquit:
      caught === undefined || ignored === undefined
        ? undefined
        : (caught & SIGQUIT_BIT) !== 0n && (ignored & SIGQUIT_BIT) === 0n,
    ignoresSigquit: ignored === undefined ? undefined : (ignored & SIGQUIT_BIT) !== 0n,
    kernelThread: (flags & PF_KTHREAD) !== 0,
    threadOf: tgid === undefined || tgid === pid ? undefined : tgid,
    tracer: wholeNumber(statusLine(status, "TracerPid")),
    untold: undefined,
  };
}

/**
 * When this process started, in milliseconds of `Date.now()`'s clock as it stands now; undefined without /proc, or
 * without a descriptor to read it. It never throws: a target asks while it handles a signal.
 */
export function linuxStartedAt(): number | undefined {
  try {
    const stat = readSelf("stat");
    const uptime = readUptime();
    if (stat === undefined || uptime === undefined) return undefined;
    const age = Number.parseFloat(uptime) - Number(startTimeOf(stat)) / TICKS_PER_SECOND;
    return Number.isFinite(age) ? Date.now() - age * 1000 : undefined;
  } catch (error) {
    if (error instanceof TeleopError) return undefined;
    throw error;
  }
}

/**
 * When this process started, as {@link ProcessFacts.startTime} has it, and its {@link linuxImage}, whatever /proc is
 * mounted.
 */
export function linuxOwnProgram(): {
  readonly startTime: string | undefined;
  readonly image: string | undefined;
} {
  const stat = readSelf("stat");
  return { startTime: stat === undefined ? undefined : startTimeOf(stat), image: imageOf(stat) };
}

/** The inode number of a process's namespace, from a link such as `pid:[4026531836]`; undefined when not told. */
export function namespaceOf(
  pid: number,
  kind: NamespaceKind,
  proc: Proc | undefined = ownProc(),
): string | undefined {
  return inode(proc?.link(pid, `ns/${kind}`));
}

/** The inode number of our own namespace; undefined without /proc, or on a kernel without namespaces. */
export function ownNamespace(kind: NamespaceKind): string | undefined {
  return inode(linkSelf(`ns/${kind}`));
}

export type NamespaceKind = "pid" | "mnt" | "user" | "time";

/**
 * Tells one program that a process runs from the next, which execve(2) gives the same PID and start time: by where its
 * stack is. That is random (`randomize_va_space` in proc_sys_kernel(5)); where it is not, both are the same.
 *
 * @returns undefined when it is not told: only to the process's user, and root, and not of one that is not dumpable.
 */
export function linuxImage(pid: number): string | undefined {
  return imageOf(ownProc()?.read(pid, "stat"));
}

/** The number of the calling thread, gettid(2); the PID for the first one. Undefined without a /proc of our own. */
export function linuxOwnThread(): number | undefined {
  return ownProc() === undefined ? undefined : wholeNumber(threadSelf());
}

/** The numbers of a process's threads, as the process itself knows them; undefined when they are not told. */
export function linuxThreads(pid: number): readonly number[] | undefined {
  const proc = ownProc();
  return proc?.list(pid, "task")?.flatMap((thread) => {
    const status = proc.read(pid, `task/${thread}/status`);
    return status === undefined ? [] : [innermostPid(Number(thread), statusLine(status, "NSpid"))];
  });
}

/** The parent of a process, as we see it; undefined when it is not told, or our PID namespace does not contain it. */
export function linuxParent(pid: number): number | undefined {
  const parent = wholeNumber(statusLine(ownProc()?.read(pid, "status") ?? "", "PPid"));
  return parent === 0 ? undefined : parent;
}

/** Whether this process ignores SIGQUIT, whatever /proc is mounted; undefined without one. */
export function linuxIgnoresSigquit(): boolean | undefined {
  const ignored = mask(statusLine(readSelf("status") ?? "", "SigIgn"));
  return ignored === undefined ? undefined : (ignored & SIGQUIT_BIT) !== 0n;
}

/**
 * The user id by which a process itself knows the user whom we know as `outer`: the two differ when it lives in another
 * user namespace, user_namespaces(7).
 */
export function innerUid(pid: number, outer: number): number {
  const theirs = namespaceOf(pid, "user");
  if (theirs === undefined || theirs === ownNamespace("user")) return outer;
  for (const range of (ownProc()?.read(pid, "uid_map") ?? "").split("\n")) {
    const [inside = Number.NaN, outside = Number.NaN, count = Number.NaN] = range
      .trim()
      .split(/\s+/)
      .map(Number);
    if (outer >= outside && outer < outside + count) return inside + outer - outside;
  }
  return outer;
}

// Fields of proc_pid_stat(5), counted from field 3.
const FIELD_STATE = 0;
const FIELD_FLAGS = 6;
const FIELD_START_TIME = 19;
const FIELD_START_STACK = 25;

/** Letters of the state; all others mean that it runs, or could. */
const STATES: Readonly<Record<string, ProcessFacts["state"]>> = {
  T: "stopped",
  t: "traced",
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

function innermostPid(pid: number, nspid: string | undefined): number {
  const innermost = wholeNumber(nspid?.split(/\s+/).at(-1));
  return innermost === undefined || innermost < 1 ? pid : innermost;
}

function wholeNumber(text: string | undefined): number | undefined {
  const number = Number(text);
  return text !== undefined && text.length <= 10 && String(number) === text && number >= 0
    ? number
    : undefined;
}

function mask(text: string | undefined): bigint | undefined {
  if (text === undefined || text.length > 32 || Number.isNaN(Number(`0x${text}`))) return undefined;
  return BigInt(`0x${text}`);
}

function imageOf(stat: string | undefined): string | undefined {
  const stack = stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[FIELD_START_STACK];
  if (stack === undefined || stack === "0") return undefined;
  // FNV-1a, of 32 bits: an address is nobody's business.
  let hash = 0x811c9dc5;
  for (const digit of stack) hash = Math.imul(hash ^ digit.charCodeAt(0), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, "0");
}

function startTimeOf(stat: string): string | undefined {
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[FIELD_START_TIME];
}

function inode(link = ""): string | undefined {
  const number = link.slice(link.lastIndexOf("[") + 1, -1);
  return link.endsWith("]") && String(Number(number)) === number ? number : undefined;
}

// process-facts.ts: what the system tells about a process: is it there, is it still the same one, what can wake it.
import { TeleopError } from "./errors.ts";
import { onWindows } from "./on-windows.ts";
import { ownProc, whyNoProc } from "./proc.ts";
import { linuxIgnoresSigquit, linuxProcessFacts } from "./process-facts-linux.ts";
import { macosProcessFacts, macosWorkingDirectory } from "./process-facts-macos.ts";
import { checkRendezvous } from "./rendezvous.ts";
import { errnoOf } from "./system-error.ts";

/** One look at a process. What the system does not tell, or hides from this user, is undefined. */
export interface ProcessFacts {
  /** As the caller sees it. */
  readonly pid: number;
  /** As the process sees itself: the last number of `NSpid` in proc_pid_status(5), else the same as `pid`. */
  readonly innermostPid: number;
  /**
   * "stopped" by a signal such as SIGSTOP, on Windows suspended; "traced" when a debugger has stopped it; "zombie" when
   * it has ended, or is about to, and its parent has not waited for it, or on Windows somebody has a handle to it.
   * "running" also when it waits, and when nothing is known.
   */
  readonly state: "running" | "stopped" | "traced" | "zombie";
  /**
   * When it started, in a unit of the system's own: only good for comparing two looks at one PID. On Linux field 22
   * of proc_pid_stat(5), on Windows a FILETIME.
   */
  readonly startTime: string | undefined;
  /** Effective user id, as the caller's user namespace sees it. */
  readonly euid: number | undefined;
  /** On Windows, instead of `euid`: the security identifier of its user, `S-1-5-21-…`. */
  readonly sid: string | undefined;
  /** Whether SIGQUIT reaches a handler: caught and not ignored. */
  readonly catchesSigquit: boolean | undefined;
  /** Whether SIGQUIT is ignored, as shells let background jobs begin. */
  readonly ignoresSigquit: boolean | undefined;
  readonly kernelThread: boolean;
  /** The process of which `pid` is merely a thread. Linux answers for thread ids as if they were processes. */
  readonly threadOf: number | undefined;
  /** The process that traces it, ptrace(2): a debugger; 0 for none, and for one that our PID namespace does not contain. */
  readonly tracer: number | undefined;
  /** Why nothing but its existence is known, and what to do about it; undefined when the system told. */
  readonly untold: string | undefined;
}

/**
 * Looks at a process, on Linux through proc(5), on macOS through sysctl(3), on Windows by a handle to it or in the list of
 * all, elsewhere with `kill(pid, 0)`.
 *
 * @returns undefined when there is no such process.
 * @throws TeleopError `INVALID_ARGUMENT` for what cannot be a PID.
 */
export function processFacts(pid: number): ProcessFacts | undefined {
  checkRendezvous({ pid });
  if (process.platform === "win32") {
    const facts = onWindows().windowsProcessFacts(pid);
    if (facts !== "unknown") return facts;
  }
  const facts =
    process.platform === "linux"
      ? linuxProcessFacts(pid)
      : process.platform === "darwin"
        ? macosProcessFacts(pid)
        : undefined;
  if (facts !== undefined) return facts;
  const existence = exists(pid);
  if (existence === "gone") return undefined;
  return { ...NOTHING_KNOWN, pid, innermostPid: pid, untold: whyUntold(existence) };
}

/**
 * Looks at a process that is to be attached to.
 *
 * @throws TeleopError `NO_SUCH_PROCESS` when it is gone, a zombie, or not a process but a thread of one; `NOT_ARMED`
 *   for a kernel thread; `INVALID_ARGUMENT` for what cannot be a PID.
 */
export function requireProcess(pid: number): ProcessFacts {
  const facts = processFacts(pid);
  if (facts === undefined) {
    throw new TeleopError("NO_SUCH_PROCESS", `no process has PID ${pid}`, { pid });
  }
  if (facts.state === "zombie") {
    throw new TeleopError(
      "NO_SUCH_PROCESS",
      process.platform === "win32"
        ? `process ${pid} has exited, though somebody still has a handle to it`
        : `process ${pid} has exited: it is a zombie that its parent has not waited for`,
      { pid },
    );
  }
  if (facts.threadOf !== undefined) {
    throw new TeleopError(
      "NO_SUCH_PROCESS",
      `${pid} is not a process but a thread of process ${facts.threadOf}: use that PID`,
      { pid },
    );
  }
  if (facts.kernelThread) {
    throw new TeleopError("NOT_ARMED", `process ${pid} is a kernel thread, which cannot be attached to`, {
      pid,
    });
  }
  return facts;
}

/**
 * Looks again at a process seen before: a PID alone may have gone to another process in the meantime.
 *
 * @throws TeleopError `PID_REUSED` when the start times differ, and all that {@link requireProcess} throws.
 */
export function requireSameProcess(before: ProcessFacts): ProcessFacts {
  const now = requireProcess(before.pid);
  if (before.startTime !== undefined && now.startTime !== undefined && before.startTime !== now.startTime) {
    throw new TeleopError(
      "PID_REUSED",
      `process ${before.pid} has exited, and its PID now belongs to another process; find the new PID of the target`,
      { pid: before.pid },
    );
  }
  return now;
}

/**
 * A path that leads to the directory in which a process works now: on Linux the link `/proc/<pid>/cwd`, which also
 * leads into other mount namespaces.
 *
 * @throws TeleopError `UNSUPPORTED_PLATFORM` where another process's working directory cannot be found out, as without a
 *   /proc of our own PID namespace; `PERMISSION_DENIED` where the system does not tell it to this user.
 */
export function workingDirectory(pid: number): string {
  if (process.platform === "linux") {
    const proc = ownProc();
    if (proc !== undefined) return proc.path(pid, "cwd");
    if (pid === process.pid) return process.cwd();
    throw new TeleopError(
      "UNSUPPORTED_PLATFORM",
      `cannot find out the working directory of process ${pid}: ${whyNoProc()}`,
      { pid },
    );
  }
  if (pid === process.pid) return process.cwd();
  if (process.platform === "darwin") return macosWorkingDirectory(pid);
  if (process.platform === "win32") {
    return onWindows().windowsWorkingDirectory(pid);
  }
  throw new TeleopError(
    "UNSUPPORTED_PLATFORM",
    `cannot find out the working directory of another process (${pid}) on ${process.platform}`,
    { pid },
  );
}

const NOTHING_KNOWN = {
  state: "running",
  startTime: undefined,
  euid: undefined,
  sid: undefined,
  catchesSigquit: undefined,
  ignoresSigquit: undefined,
  kernelThread: false,
  threadOf: undefined,
  tracer: undefined,
} as const;

/** Whether this process ignores SIGQUIT; undefined where the system does not tell. */
export function ignoresSigquit(): boolean | undefined {
  return process.platform === "linux" ? linuxIgnoresSigquit() : processFacts(process.pid)?.ignoresSigquit;
}

/** kill(2) with signal 0: whether the process is there, and we could signal it. */
function exists(pid: number): "signalable" | "protected" | "gone" {
  try {
    process.kill(pid, 0);
    return "signalable";
  } catch (error) {
    if (errnoOf(error) === "EPERM") return "protected";
    if (errnoOf(error) === "ESRCH") return "gone";
    throw error;
  }
}

function whyUntold(existence: "signalable" | "protected"): string {
  if (process.platform !== "linux") return `${process.platform} does not tell about it`;
  if (ownProc() === undefined) return whyNoProc();
  const remedy =
    existence === "protected"
      ? "it is not this user's: be its user or root, or of the group that /proc lets see everything (gid=)"
      : "be root, or of the group that /proc lets see everything (gid=)";
  return `/proc hides it (hidepid); ${remedy}`;
}

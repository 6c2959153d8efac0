// proc.ts: the only door to proc(5): what is read behind it is about our own PIDs, or the door stays shut.
import { readdirSync, readFileSync, readlinkSync, statfsSync, statSync } from "node:fs";
import { isExhausted, outOfResources } from "./out-of-resources.ts";
import { processState } from "./process-state.ts";
import { errnoOf } from "./system-error.ts";

/** The /proc of our own PID namespace, where a number means the process that kill(2) would reach by it. */
export interface Proc {
  /** Where an entry of a process is, such as `cwd`. */
  path(pid: number, entry: string): string;
  /**
   * @returns undefined when it is not told to this user, or the process is gone.
   * @throws TeleopError `OUT_OF_RESOURCES`: not to have looked is not to have seen nothing.
   */
  read(pid: number, entry: string): string | undefined;
  /** Where a symbolic link leads. As `read`. */
  link(pid: number, entry: string): string | undefined;
  /** The names in a directory. As `read`. */
  list(pid: number, entry: string): readonly string[] | undefined;
  /** All processes that are told of to this user. @throws TeleopError `OUT_OF_RESOURCES`. */
  pids(): readonly number[];
}

/**
 * Looks whose /proc is mounted, now: it is asked once for each operation, since somebody may mount another.
 *
 * A container may see the /proc of its host. There our own number is another one, and every number of ours another
 * process; to compare numbers is not enough, since they may happen to be the same. `NSpid` in proc_pid_status(5) lists
 * our numbers from the namespace of that /proc down to our own: only where it is a single one they are the same.
 *
 * @returns undefined where /proc is of another PID namespace, or not mounted; {@link whyNoProc} tells which.
 * @throws TeleopError `OUT_OF_RESOURCES`.
 */
export function ownProc(): Proc | undefined {
  if (process.platform !== "linux") return undefined;
  // While the same one is mounted, its status need not be read again. Device numbers go to the next one that is mounted,
  // maybe within one tick of the clock; but each gives our own directory an inode number that none has had before.
  const ourselves = told(() => statSync("/proc/self", { bigint: true }));
  if (ourselves === undefined) return undefined;
  const mount = `${ourselves.dev}:${ourselves.ino}:${ourselves.ctimeNs}`;
  const state = processState();
  if (state.proc?.mount !== mount) {
    const status = readSelf("status");
    if (status === undefined) return undefined;
    state.proc = { mount, isOwn: isOwnStatus(status, process.pid) };
  }
  return state.proc.isOwn ? PROC : undefined;
}

/** Whether this proc_pid_status(5) of a process with this PID is in the /proc of the process's own PID namespace. */
export function isOwnStatus(status: string, pid: number): boolean {
  // Kernels before 4.1 do not list them.
  return (statusLine(status, "NSpid") ?? statusLine(status, "Tgid")) === String(pid);
}

/**
 * What proc_pid_status(5) says of a key. The kernel escapes line ends in the one line that a process can choose, its
 * name. A process that is only armed runs no regular expression: the first one takes as much memory as it has of its own.
 */
export function statusLine(status: string, key: string): string | undefined {
  const begin = `\n${status}`.indexOf(`\n${key}:`);
  if (begin < 0) return undefined;
  const end = status.indexOf("\n", begin);
  return status.slice(begin + key.length + 1, end < 0 ? undefined : end).trim();
}

/** Why {@link ownProc} gives nothing, and what to do about it. */
export function whyNoProc(): string {
  return isProcMounted()
    ? "/proc is that of another PID namespace, where PIDs mean other processes; mount one of this namespace (mount -t proc proc /proc)"
    : "/proc is not mounted; mount it (mount -t proc proc /proc)";
}

/**
 * An entry of /proc/self. This is us in whatever PID namespace the /proc is that is mounted, but numbers in it may be
 * of that namespace.
 *
 * @returns undefined when there is none, or it is not told.
 * @throws TeleopError `OUT_OF_RESOURCES`.
 */
export function readSelf(entry: string): string | undefined {
  return told(() => readFileSync(`/proc/self/${entry}`, "utf8"));
}

/** Where a symbolic link in /proc/self leads. As {@link readSelf}. */
export function linkSelf(entry: string): string | undefined {
  return told(() => readlinkSync(`/proc/self/${entry}`));
}

/** The number of the calling thread in the PID namespace of the /proc that is mounted. As {@link readSelf}. */
export function threadSelf(): string | undefined {
  return told(() => readlinkSync("/proc/thread-self"))
    ?.split("/")
    .at(-1);
}

/** Whether other processes of our user may look at our memory; where not, root owns what is about us in proc(5). */
export function isDumpable(): boolean {
  return told(() => statSync("/proc/self").uid) === process.geteuid?.();
}

/** proc_uptime(5): seconds since the machine started, then idle ones. As {@link readSelf}. */
export function readUptime(): string | undefined {
  return told(() => readFileSync("/proc/uptime", "utf8"));
}

/** A path to what a descriptor of ours is open for; undefined where no /proc is mounted in which we are. */
export function descriptorPath(descriptor: number): string | undefined {
  return linkSelf(`fd/${descriptor}`) === undefined ? undefined : `/proc/self/fd/${descriptor}`;
}

const path = (pid: number, entry: string): string => `/proc/${pid}/${entry}`;

const PROC: Proc = {
  path,
  read: (pid, entry) => told(() => readFileSync(path(pid, entry), "utf8")),
  link: (pid, entry) => told(() => readlinkSync(path(pid, entry))),
  list: (pid, entry) => told(() => readdirSync(path(pid, entry))),
  pids: () => (told(() => readdirSync("/proc")) ?? []).map(Number).filter((pid) => pid >= 1),
};

/** From Linux's uapi/linux/magic.h. */
const PROC_SUPER_MAGIC = 0x9fa0;

function isProcMounted(): boolean {
  return told(() => statfsSync("/proc").type) === PROC_SUPER_MAGIC;
}

/** That a process dies while it is read about fails with ESRCH. */
function told<T>(look: () => T): T | undefined {
  // A \proc there is of whoever has made that folder on the drive.
  if (process.platform === "win32") return undefined;
  try {
    return look();
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    if (!isExhausted(error)) return undefined;
    throw outOfResources("cannot look at what the system knows of processes", error);
  }
}

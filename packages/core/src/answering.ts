// answering.ts: a file system whose server is gone makes whoever touches it wait for ever, with all of its threads and
// beyond SIGKILL. So a process that we can do without touches it first.
import type { ChildProcess } from "node:child_process";
import { lstatSync, readlinkSync } from "node:fs";
import { TeleopError } from "./errors.ts";
import { type Mount, mountOf, parseMounts } from "./mounts.ts";
import type { AbortOptions } from "./options.ts";
import { isExhausted, outOfResources } from "./out-of-resources.ts";
import { ownProc, readSelf } from "./proc.ts";
import { namespaceOf, ownNamespace } from "./process-facts-linux.ts";
import { childProcess } from "./seldom-needed.ts";
import { errnoOf, messageOf } from "./system-error.ts";

/** How long a file system has to answer, in milliseconds. One that is merely slow takes some hundredths of a second. */
const ANSWER_MS = 1_000;

/**
 * Resolves when the file systems on the way to a path answer, so that synchronous calls may follow. At once where they
 * are in the kernel's memory or on disks of this machine; else a child process asks, which takes some 20 ms. An error
 * is an answer. Only Linux tells what is mounted where; elsewhere this resolves at once.
 *
 * @param path absolute. It may begin with `/proc/<pid>/cwd` or `/proc/<pid>/root`; links after that are followed as that
 *   process would.
 * @throws TeleopError `CONNECT_FAILED` when there is no answer within a second, or before `signal` aborts;
 *   `OUT_OF_RESOURCES`.
 */
export async function requireAnswer(path: string, { signal }: AbortOptions = {}): Promise<void> {
  const mount = mountThatMayHang(path);
  if (mount === undefined) return;
  if (signal?.aborted === true) throw noAnswer(path, mount);
  const answered = Promise.withResolvers<boolean>();
  const giveUp = () => answered.resolve(false);
  const child = askInChild(path);
  child.once("error", (error) => answered.reject(cannotAsk(path, error)));
  child.once("exit", () => answered.resolve(true));
  const timer = setTimeout(giveUp, ANSWER_MS);
  signal?.addEventListener("abort", giveUp, { once: true });
  try {
    if (!(await answered.promise)) throw noAnswer(path, mount);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", giveUp);
    // Whether it hears of it now or when the server is back: nobody waits for it.
    child.kill("SIGKILL");
    child.unref();
  }
}

/**
 * Whether every file system that this process sees answers by itself, so that {@link requireAnswer} would resolve at once
 * for any path in them. To ask takes one look for all of the paths that are to be looked at.
 */
export function allAnswerHere(): boolean {
  if (process.platform !== "linux") return true;
  const mountinfo = readSelf("mountinfo");
  return mountinfo !== undefined && !mayAnyHang(mountinfo);
}

/** As {@link requireAnswer}, for the way out of the process: whether there is an answer, and it could be asked for. */
export function answersSync(path: string): boolean {
  if (mountThatMayHang(path) === undefined) return true;
  const [command, args, options] = question(path);
  const { error } = childProcess().spawnSync(command, args, {
    ...options,
    timeout: ANSWER_MS,
    killSignal: "SIGKILL",
  });
  return error === undefined;
}

/**
 * Whether the working directory of this process, or of another, may be on a file system that does not answer, for what
 * need not be done there. Never throws: where it is not known, it may.
 */
export function workingDirectoryMayHang(pid: number = process.pid): boolean {
  return mayHang(pid === process.pid ? () => process.cwd() : `/proc/${pid}/cwd`);
}

/** As {@link workingDirectoryMayHang}, of whatever is at an absolute path, or at that which a function gives. */
export function mayHang(path: string | (() => string)): boolean {
  try {
    return mountThatMayHang(typeof path === "string" ? path : path()) !== undefined;
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return true;
  }
}

function noAnswer(path: string, { type, source, mountPoint }: Mount): TeleopError {
  return new TeleopError(
    "CONNECT_FAILED",
    `the file system of ${path} does not answer: ${type} of ${source}, mounted at ${mountPoint}; look after its server, or unmount it (umount -f -l)`,
    { path },
  );
}

function cannotAsk(path: string, error: unknown): TeleopError {
  const what = `cannot start a process to find out whether the file system of ${path} answers`;
  return isExhausted(error)
    ? outOfResources(what, error, { path })
    : new TeleopError("CONNECT_FAILED", `${what}: ${messageOf(error)}`, { path, cause: error });
}

function askInChild(path: string): ChildProcess {
  const [command, args, options] = question(path);
  try {
    return childProcess().spawn(command, args, options);
  } catch (error) {
    throw cannotAsk(path, error);
  }
}

/** statfs(2) is answered by the server, not from a cache, as stat(2) may be. */
const QUESTION = "require('node:fs').statfsSync(process.argv[1])";

/** This very runtime, also when it is a program made by `bun build --compile`. */
function question(path: string) {
  const { BUN_OPTIONS: _, NODE_OPTIONS: __, ...env } = process.env;
  const options = { cwd: "/", env: { ...env, BUN_BE_BUN: "1" }, stdio: "ignore" } as const;
  return [process.execPath, ["-e", QUESTION, path], options] as const;
}

/** Types of file systems that need nobody's answer: in memory, or on disks of this machine. */
const ANSWERED_HERE = new Set(
  "bcachefs bpf btrfs cgroup cgroup2 configfs debugfs devpts devtmpfs efivarfs erofs exfat ext2 ext3 ext4 f2fs hugetlbfs iso9660 jfs mqueue msdos ntfs3 overlay proc pstore ramfs reiserfs rootfs securityfs squashfs sysfs tmpfs tracefs ubifs udf vfat xfs zfs".split(
    " ",
  ),
);

const MAX_LINKS = 40;

/**
 * The first file system on the way to a path that may hang, found without touching it: links are followed only as far
 * as there is none.
 */
function mountThatMayHang(path: string): Mount | undefined {
  const way = wayTo(path);
  // On most machines there is none anywhere, and this is asked at each attempt to connect.
  if (way === undefined || !mayAnyHang(way.mountinfo)) return undefined;
  const { prefix } = way;
  const mounts = parseMounts(way.mountinfo);
  const base = components(way.base);
  for (let depth = 0; depth < base.length; depth++) {
    const mount = mountOf(mounts, `/${base.slice(0, depth).join("/")}`);
    if (mount !== undefined && !ANSWERED_HERE.has(mount.type)) return mount;
  }
  const pending = components(way.path).reverse();
  let walked = base;
  let links = 0;
  for (let component = pending.pop(); ; component = pending.pop()) {
    const mount = mountOf(mounts, `/${walked.join("/")}`);
    if (mount !== undefined && !ANSWERED_HERE.has(mount.type)) return mount;
    if (component === undefined) return undefined;
    if (component === "..") {
      if (walked.length > base.length) walked = walked.slice(0, -1);
      continue;
    }
    walked = [...walked, component];
    const here = mountOf(mounts, `/${walked.join("/")}`);
    if (here !== undefined && !ANSWERED_HERE.has(here.type)) return here;
    const link = way.resolved ? undefined : readLink(`${prefix}/${walked.join("/")}`);
    if (link === undefined) continue;
    links += 1;
    if (links > MAX_LINKS) return undefined;
    walked = link.startsWith("/") ? base : walked.slice(0, -1);
    pending.push(...components(link).reverse());
  }
}

/** Of all that is mounted. */
function mayAnyHang(mountinfo: string): boolean {
  // Blanks in names are escaped, so that what is before the type is found only once in a line.
  const lines = mountinfo.split("\n").filter((line) => line !== "");
  return lines.some((line) => {
    const [type = ""] = line.slice(line.indexOf(SEPARATOR) + SEPARATOR.length).split(" ", 1);
    return !ANSWERED_HERE.has(type);
  });
}

const SEPARATOR = " - ";

interface Way {
  /** The text of proc_pid_mountinfo(5). */
  readonly mountinfo: string;
  /** Where what is absolute begins, free of links, as the mounts have it: empty but for a root that chroot(2) has made. */
  readonly base: string;
  /** Absolute, from there. */
  readonly path: string;
  /** What to put before it to reach it. */
  readonly prefix: string;
  /** Whether it is free of links. */
  readonly resolved: boolean;
}

/** @returns undefined where nothing is known of what is mounted. */
function wayTo(path: string): Way | undefined {
  if (process.platform !== "linux") return undefined;
  const ours = () => readSelf("mountinfo") ?? "";
  const isOfProc = path.startsWith("/proc/");
  const [, digits, entry, rest = ""] = (isOfProc && /^\/proc\/(\d+)\/(cwd|root)(\/.*)?$/.exec(path)) || [];
  if (digits === undefined || entry === undefined)
    return { mountinfo: ours(), base: "", path, prefix: "", resolved: false };
  const proc = ownProc();
  const pid = Number(digits);
  const link = proc?.link(pid, entry);
  if (proc === undefined || link === undefined) return undefined;
  const shared = namespaceOf(pid, "mnt") === ownNamespace("mnt");
  const mountinfo = shared ? ours() : (proc.read(pid, "mountinfo") ?? "");
  const prefix = shared ? "" : `/proc/${pid}/root`;
  if (entry === "cwd") return { mountinfo, base: "", path: `${link}/${rest}`, prefix, resolved: rest === "" };
  return { mountinfo, base: shared ? link : "", path: rest, prefix, resolved: false };
}

function components(path: string): string[] {
  return path.split("/").filter((component) => component !== "" && component !== ".");
}

function readLink(path: string): string | undefined {
  try {
    return lstatSync(path).isSymbolicLink() ? readlinkSync(path) : undefined;
  } catch (error) {
    // Whoever goes there will be told why not.
    if (errnoOf(error) !== undefined) return undefined;
    throw error;
  }
}

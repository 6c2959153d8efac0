// private-directory.ts: the second rendezvous, for when the working directory cannot serve. Each armed process has a
// directory of its own in the temporary directory; Rust peers do not know it and go on using the working directory.
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, rmdirSync, type Stats, unlinkSync } from "node:fs";
import { join } from "node:path";
import { TeleopError } from "./errors.ts";
import { type ProcessFacts, processFacts } from "./process-facts.ts";
import { innerUid, linuxOwnStartTime, namespaceOf, ownNamespace } from "./process-facts-linux.ts";
import type { Rendezvous } from "./rendezvous.ts";
import { errnoOf, isMissing } from "./system-error.ts";
import { ownTemporaryDirectory, targetTemporaryDirectory } from "./temporary-directory.ts";

/** A directory of one armed rendezvous. Disposing removes it, what is in it, and its parent if that is then empty. */
export interface PrivateDirectory extends Disposable {
  readonly path: string;
}

export interface MakeOptions {
  /** Our effective user. */
  readonly euid: number;
  /** Told what could not be removed, by disposing, and why. That is no reason to throw: the process has other work. */
  readonly onFailure: (error: unknown) => void;
}

/**
 * Target side: makes `<tmp>/.teleop_<euid>/<pid>_<pid namespace>_<start time>_<name>_<random>`, both levels with mode
 * 0700, after removing what dead processes of our PID namespace left there.
 *
 * @throws TeleopError `UNTRUSTED_PATH` where the parent is a link, no directory, somebody else's, or writable by
 *   others; and whatever the system says where it cannot be made.
 */
export function makePrivateDirectory(
  rendezvous: Rendezvous,
  { euid, onFailure }: MakeOptions,
): PrivateDirectory {
  const parent = parentDirectory(ownTemporaryDirectory(), euid);
  const owner: EntryOwner = {
    pid: rendezvous.pid,
    namespace: namespaceName(ownNamespace("pid")),
    startTime: linuxOwnStartTime() ?? processFacts(process.pid)?.startTime ?? "",
    name: rendezvous.name ?? "",
  };
  const path = retryWhileMissing(() => {
    mkdirIfMissing(parent);
    checkDirectory(parent, lstatSync(parent), euid);
    sweep(parent, owner);
    return mkdtempSync(join(parent, entryPrefix(owner)));
  });
  return {
    path,
    [Symbol.dispose]: () => {
      try {
        removeEntry(path, OTHERS_WERE_THERE);
        ignoring(OTHERS_WERE_THERE, () => rmdirSync(parent));
      } catch (error) {
        onFailure(error);
      }
    },
  };
}

/**
 * Client side: the directories that the target holds open for this rendezvous. Usually one; none when it is not
 * armed, is a Rust peer, or could not make one.
 *
 * @throws TeleopError `UNTRUSTED_PATH` where the parent is not the target's own or is writable by others; and what
 *   the system says, such as EACCES, where the caller may not look.
 */
export function findPrivateDirectories(facts: ProcessFacts, name: string | undefined): readonly string[] {
  const namespace = namespaceOf(facts.pid, "pid") ?? sharedNamespace(facts);
  const euid = presumedUser(facts);
  if (euid === undefined || namespace === undefined) return [];
  const parent = parentDirectory(targetTemporaryDirectory(facts.pid), innerUid(facts.pid, euid));
  try {
    checkDirectory(parent, lstatSync(parent), euid);
    return readdirSync(parent)
      .filter((entry) => {
        const owner = parseEntry(entry);
        return (
          owner !== undefined &&
          owner.pid === facts.innermostPid &&
          owner.namespace === namespaceName(namespace) &&
          owner.name === (name ?? "")
        );
      })
      .map((entry) => join(parent, entry));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/**
 * Client side: the user in whose directory to look. Of a process of which the system tells nothing, as where /proc is
 * of another PID namespace, it can only be one of our own user: then the directory is there, and says so by its name.
 */
export function presumedUser(facts: ProcessFacts): number | undefined {
  return facts.euid ?? process.geteuid?.();
}

/** Refuses a directory in which others could plant, replace or remove what is ours. */
export function checkDirectory(path: string, stats: Stats, owner: number): void {
  const wrong = stats.isSymbolicLink()
    ? "it is a symbolic link"
    : !stats.isDirectory()
      ? "it is not a directory"
      : stats.uid !== owner
        ? `it belongs to user ${stats.uid}, expected ${owner}`
        : (stats.mode & OTHERS_MAY_WRITE) !== 0
          ? `others may write to it (mode ${(stats.mode & 0o7777).toString(8)}, expected 700)`
          : undefined;
  if (wrong === undefined) return;
  throw new TeleopError("UNTRUSTED_PATH", `${path} cannot be trusted: ${wrong}; remove it`, { path });
}

const OTHERS_MAY_WRITE = 0o022;

/** What the name of an entry says about whoever made it. */
interface EntryOwner {
  readonly pid: number;
  readonly namespace: string;
  readonly startTime: string;
  readonly name: string;
}

function entryPrefix({ pid, namespace, startTime, name }: EntryOwner): string {
  return `${pid}_${namespace}_${startTime}_${name}_`;
}

function parseEntry(entry: string): EntryOwner | undefined {
  const match = /^(\d{1,10})_(\d+)_([0-9.]*)_([A-Za-z0-9.-]*)_[A-Za-z0-9]+$/.exec(entry);
  if (match === null) return undefined;
  const [, pid = "", namespace = "", startTime = "", name = ""] = match;
  return { pid: Number(pid), namespace, startTime, name };
}

function parentDirectory(temporary: string, euid: number): string {
  return join(temporary, `.teleop_${euid}`);
}

/** Systems without PID namespaces have, so to speak, one. */
function namespaceName(inode: string | undefined): string {
  return inode ?? "0";
}

/** A target that is not dumpable hides its namespace links, but not that it has one number in all namespaces we see. */
function sharedNamespace(facts: ProcessFacts): string | undefined {
  if (facts.innermostPid !== facts.pid) return undefined;
  const own = ownNamespace("pid");
  // Without any /proc we do not know our own, and another namespace has the same numbers.
  return own === undefined && process.platform === "linux" ? undefined : namespaceName(own);
}

function mkdirIfMissing(path: string): void {
  ignoring(["EEXIST"], () => mkdirSync(path, { mode: 0o700 }));
}

/** Another process may remove the empty parent between our two steps. */
function retryWhileMissing<T>(attempt: () => T): T {
  for (let attempts = 1; ; attempts++) {
    try {
      return attempt();
    } catch (error) {
      if (errnoOf(error) !== "ENOENT" || attempts === MAKE_ATTEMPTS) throw error;
    }
  }
}

const MAKE_ATTEMPTS = 20;

/** Removes what processes left that were killed: of our PID namespace, since only there a PID can be looked up. */
function sweep(parent: string, self: EntryOwner): void {
  for (const entry of readdirSync(parent)) {
    const owner = parseEntry(entry);
    if (owner === undefined || owner.namespace !== self.namespace) continue;
    const dead = owner.pid === self.pid ? owner.startTime !== self.startTime : hasEnded(owner.pid);
    // What we may not remove is not ours to clean.
    if (dead) removeEntry(join(parent, entry), [...OTHERS_WERE_THERE, "EACCES", "EPERM", "EROFS"]);
  }
}

function hasEnded(pid: number): boolean {
  const facts = processFacts(pid);
  return facts === undefined || facts.state === "zombie";
}

/** Another process was faster, has put something there, or uses it. */
const OTHERS_WERE_THERE: readonly string[] = ["ENOENT", "ENOTEMPTY", "EEXIST", "EBUSY", "ENOTDIR"];

/** Removes one entry with the attach files in it. Whatever else someone put there stays, and so does the entry. */
function removeEntry(path: string, expected: readonly string[]): void {
  ignoring(expected, () => {
    for (const file of readdirSync(path)) {
      if (file.startsWith(".teleop_attach_")) ignoring(["ENOENT"], () => unlinkSync(join(path, file)));
    }
    rmdirSync(path);
  });
}

function ignoring(errnos: readonly string[], step: () => void): void {
  try {
    step();
  } catch (error) {
    if (!errnos.includes(errnoOf(error) ?? "")) throw error;
  }
}

// private-directory.ts: the second rendezvous, for when the working directory cannot serve. Each armed process has a
// directory of its own in the temporary directory; Rust peers do not know it and go on using the working directory.
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmdirSync,
  type Stats,
  unlinkSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import {
  type EntryOwner,
  entryOwner,
  entryPrefix,
  holdEntry,
  isAbandoned,
  isHeld,
  parseEntry,
  pidNamespaceOf,
} from "./private-entry.ts";
import type { ProcessFacts } from "./process-facts.ts";
import { innerUid } from "./process-facts-linux.ts";
import { processState } from "./process-state.ts";
import type { Rendezvous } from "./rendezvous.ts";
import { errnoOf, isMissing, isRefused } from "./system-error.ts";
import { lastingFirst, ownTemporaryDirectories, targetTemporaryDirectories } from "./temporary-directory.ts";
import { untrusted, whyNotTrusted } from "./trust.ts";

/** A directory of one armed rendezvous. Disposing removes it, what is in it, and its parent if that is then empty. */
export interface PrivateDirectory extends Disposable {
  readonly path: string;
  /** Whether clients that look now find it: not if it was removed, or if its parent's name leads elsewhere by now. */
  isFound(): boolean;
  /** Whether `path` leads to it: not if it, or a directory above, was moved. */
  isAtPath(): boolean;
}

export interface MakeOptions {
  /** Our effective user. */
  readonly euid: number;
  /** Told what could not be removed, by disposing, and why. That is no reason to throw: the process has other work. */
  readonly onFailure: (error: unknown) => void;
}

/**
 * Target side: makes `<tmp>/.teleop_<euid>/<entry>`, both levels with mode 0700, in the first
 * temporary directory that can be used, and removes what others of our PID
 * namespace left there that have ended, see private-entry.ts.
 *
 * @throws TeleopError `UNTRUSTED_PATH` where the parent is a link, no directory, somebody else's, or writable by
 *   others; and whatever the system says where it cannot be made. Then nothing new is there.
 */
export function makePrivateDirectory(
  rendezvous: Rendezvous,
  { euid, onFailure }: MakeOptions,
): PrivateDirectory {
  const owner = entryOwner(rendezvous);
  const { parent, path, real, ino, dev } = makeEntry(euid, owner);
  const entry = basename(path);
  const isHere = (candidate: string): boolean => {
    const found = lookAt(candidate);
    return found?.ino === ino && found.dev === dev;
  };
  const held = holdEntry(entry);
  // The parent may have been removed just then, with ours: that is for those who look for it.
  reporting(onFailure, () => ignoring(["ENOENT"], () => sweep(parent, owner)));
  const whereClientsLook = (): readonly string[] =>
    ownParents(euid).map((candidate) => join(candidate, entry));
  return {
    path,
    isFound: () => whereClientsLook().some(isHere),
    isAtPath: () => isHere(path),
    [Symbol.dispose]: () => {
      held[Symbol.dispose]();
      reporting(onFailure, () => {
        // Its name may lead elsewhere by now, and it may have been moved with its parent.
        const place = [path, real, ...whereClientsLook()].find(isHere) ?? path;
        removeEntry(place, OTHERS_WERE_THERE);
        ignoring(OTHERS_WERE_THERE, () => rmdirSync(dirname(place)));
      });
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
  const namespace = pidNamespaceOf(facts);
  const euid = presumedUser(facts);
  if (euid === undefined || namespace === undefined) return [];
  const inner = innerUid(facts.pid, euid);
  const failures: unknown[] = [];
  const found = targetTemporaryDirectories(facts.pid).flatMap((temporary) => {
    const parent = parentDirectory(temporary, inner);
    try {
      checkDirectory(parent, lstatSync(parent), euid);
      return readdirSync(parent)
        .filter((entry) => {
          const owner = parseEntry(entry);
          return owner?.namespace === namespace && isHeld(owner, facts, name ?? "");
        })
        .map((entry) => join(parent, entry));
    } catch (error) {
      if (!isMissing(error)) failures.push(error);
      return [];
    }
  });
  if (found.length === 0 && failures.length > 0) throw failures[0];
  return found;
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
  const distrust = whyNotTrusted(stats, { kind: "a directory", owners: [owner], onlyOwnerWrites: true });
  if (distrust !== undefined) throw untrusted(path, distrust, "remove it");
}

/** The directory of a user in a temporary directory, `euid` being what the user is called where the target lives. */
export function parentDirectory(temporary: string, euid: number): string {
  return join(temporary, `.teleop_${euid}`);
}

/** Our own parents, where to make an entry first. */
function ownParents(euid: number): readonly string[] {
  return lastingFirst(ownTemporaryDirectories()).map((temporary) => parentDirectory(temporary, euid));
}

interface MadeEntry {
  readonly parent: string;
  readonly path: string;
  /** The path without links. */
  readonly real: string;
  readonly ino: number;
  readonly dev: number;
}

/** In the first temporary directory that we can use. */
function makeEntry(euid: number, owner: EntryOwner): MadeEntry {
  const failures: unknown[] = [];
  for (const parent of ownParents(euid)) {
    try {
      return makeEntryIn(parent, owner, euid);
    } catch (error) {
      failures.push(error);
      if (!isMissing(error) && !isRefused(error)) break;
    }
  }
  throw failures[0];
}

function makeEntryIn(parent: string, owner: EntryOwner, euid: number): MadeEntry {
  let madeParent = false;
  try {
    return retryWhileMissing(() => {
      madeParent = mkdirIfMissing(parent);
      checkDirectory(parent, lstatSync(parent), euid);
      const path = mkdtempSync(join(parent, entryPrefix(owner)));
      const { ino, dev } = lstatSync(path);
      return { parent, path, real: realpathSync.native(path), ino, dev };
    });
  } catch (error) {
    if (madeParent) ignoring(OTHERS_WERE_THERE, () => rmdirSync(parent));
    throw error;
  }
}

/** Undefined where nothing is, or where we may not look. */
function lookAt(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return undefined;
  }
}

/** @returns whether it was missing. */
function mkdirIfMissing(path: string): boolean {
  try {
    mkdirSync(path, { mode: 0o700 });
    return true;
  } catch (error) {
    if (errnoOf(error) === "EEXIST") return false;
    throw error;
  }
}

/**
 * Another process may remove the parent between our steps: one of ours, when it is empty; a cleaner, with what is in it.
 */
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

function sweep(parent: string, self: EntryOwner): void {
  const { privateDirectories } = processState();
  for (const entry of readdirSync(parent)) {
    // Ours, nearly always the only one.
    if (privateDirectories.has(entry)) continue;
    const owner = parseEntry(entry);
    if (owner === undefined || !isAbandoned(entry, owner, self)) continue;
    // What we may not remove is not ours to clean.
    removeEntry(join(parent, entry), [...OTHERS_WERE_THERE, "EACCES", "EPERM", "EROFS"]);
  }
}

/** Another process was faster, has put something there, or uses it. */
const OTHERS_WERE_THERE: readonly string[] = ["ENOENT", "ENOTEMPTY", "EEXIST", "EBUSY", "ENOTDIR"];

/**
 * Removes one entry with the attach files in it. Where a client has put one there since we looked, we look again: it
 * may not know yet that nobody will. Whatever else someone put there stays, and so does the entry.
 */
function removeEntry(path: string, expected: readonly string[]): void {
  ignoring(expected, () => {
    for (let attempts = 1; ; attempts++) {
      const files = readdirSync(path);
      for (const file of files.filter(isAttachFile)) ignoring(["ENOENT"], () => unlinkSync(join(path, file)));
      try {
        rmdirSync(path);
        return;
      } catch (error) {
        const isFull = ["ENOTEMPTY", "EEXIST"].includes(errnoOf(error) ?? "");
        if (!isFull || attempts === REMOVE_ATTEMPTS || !files.every(isAttachFile)) throw error;
      }
    }
  });
}

/** More than clients that come at the same moment: who goes on putting files there is none. */
const REMOVE_ATTEMPTS = 20;

function isAttachFile(name: string): boolean {
  return name.startsWith(".teleop_attach_");
}

/** What the system says against it is told; any other error is a mistake of ours. */
function reporting(report: (error: unknown) => void, step: () => void): void {
  try {
    step();
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    report(error);
  }
}

function ignoring(errnos: readonly string[], step: () => void): void {
  try {
    step();
  } catch (error) {
    if (!errnos.includes(errnoOf(error) ?? "")) throw error;
  }
}

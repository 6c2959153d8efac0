// entries.ts: what is in a directory that only one user can reach into: entries that say by their name whose they are.
import { readdirSync, rmdirSync, unlinkSync } from "node:fs";
import {
  type EntryOwner,
  entryOwner,
  errnoOf,
  type HeldDirectory,
  holdDirectory,
  isAbandoned,
  messageOf,
  parseEntry,
} from "@teleop/core/plugin";
import { type IgnoredHook, requireSystemError } from "./places.ts";
import { MAX_DIRECTORY_BYTES, whyNotPrivate, withoutSuffix } from "./record.ts";

export interface Entry {
  /** The name of the file or directory. */
  readonly file: string;
  readonly owner: EntryOwner;
}

/** One process may offer several rendezvous; not so many that whoever made up records is believed them all. */
export const MAX_RECORDS = 16;

/**
 * Takes hold of a directory that only its user can reach into, and follows no link to it. The caller disposes it.
 *
 * @returns undefined where nothing is, or nothing that can be trusted: that is told.
 */
export function openPrivate(path: string, owner: number, ignored: IgnoredHook): HeldDirectory | undefined {
  let held: HeldDirectory;
  try {
    held = holdDirectory(path, { followLinks: false });
  } catch (error) {
    requireSystemError(error);
    // A link is told as ENOTDIR, and so is a pipe.
    if (errnoOf(error) !== "ENOENT") ignored(path, messageOf(error));
    return undefined;
  }
  const why = whyNotPrivate(held.stats, owner) ?? tooLarge(held);
  if (why === undefined) return held;
  ignored(path, why);
  held[Symbol.dispose]();
  return undefined;
}

function tooLarge({ stats }: HeldDirectory): string | undefined {
  return stats.size > MAX_DIRECTORY_BYTES ? "there is too much in it to be looked through" : undefined;
}

/** The records in it, also those that are being written, or were. */
export function recordsIn(directory: HeldDirectory): readonly Entry[] {
  return namesIn(directory).flatMap((file) => entryNamed(withoutSuffix(file), file));
}

/** The private directories in it. */
export function privatesIn(directory: HeldDirectory): readonly Entry[] {
  return namesIn(directory).flatMap((file) => entryNamed(file, file));
}

function namesIn(directory: HeldDirectory): readonly string[] {
  return readdirSync(directory.entry("."));
}

function entryNamed(name: string, file: string): readonly Entry[] {
  const owner = parseEntry(name);
  return owner === undefined ? [] : [{ file, owner }];
}

/** Removes the records of ours whose processes have ended, or run another program; and the directory that is empty then. */
export function removeAbandoned(directory: HeldDirectory, entries: readonly Entry[]): void {
  const self = entryOwner({ pid: process.pid });
  const abandoned = entries.filter(({ file, owner }) => isAbandoned(withoutSuffix(file), owner, self));
  for (const { file } of abandoned) unlessRefused(() => unlinkSync(directory.entry(file)));
  if (abandoned.length > 0) unlessRefused(() => rmdirSync(directory.path));
}

/** What we may not remove is not ours to clean, and others clean, too, or put something there. */
function unlessRefused(step: () => void): void {
  try {
    step();
  } catch (error) {
    if (!REFUSALS.includes(errnoOf(error) ?? "")) throw error;
  }
}

const REFUSALS: readonly string[] = [
  "ENOENT",
  "ENOTEMPTY",
  "EEXIST",
  "EBUSY",
  "ENOTDIR",
  "EISDIR",
  "EACCES",
  "EPERM",
  "EROFS",
];

// entries.ts: what is in a directory that only one user can reach into: entries that say by their name whose they are.
import { readdirSync, rmdirSync, unlinkSync } from "node:fs";
import {
  type EntryOwner,
  entryOwner,
  errnoOf,
  type HeldDirectory,
  holdDirectory,
  isAbandoned,
  isExhausted,
  messageOf,
  outOfResources,
  parseEntry,
} from "@teleop/core/plugin";
import type { IgnoredHook } from "./places.ts";
import { MAX_DIRECTORY_BYTES, whyNotPrivate, withoutSuffix } from "./record.ts";

export interface Entry {
  /** The name of the file or directory. */
  readonly file: string;
  readonly owner: EntryOwner;
}

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
    if (isExhausted(error)) throw outOfResources(`cannot look into ${path}`, error, { path });
    const errno = errnoOf(error);
    if (errno === undefined) throw error;
    // A link is told as ENOTDIR, and so is a pipe.
    if (errno !== "ENOENT") ignored(path, messageOf(error));
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

/** All in it that is named as ours are. */
export function entriesOf(directory: HeldDirectory): readonly Entry[] {
  return readdirSync(directory.entry(".")).flatMap((file) => {
    const owner = parseEntry(withoutSuffix(file) || file);
    return owner === undefined ? [] : [{ file, owner }];
  });
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
  "EACCES",
  "EPERM",
  "EROFS",
];

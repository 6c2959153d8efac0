// leftovers.ts: finds what killed processes left in a directory that others use too, and clears it away.
import { lstatSync, type Stats, statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { processFacts } from "./process-facts.ts";
import { isMissing, isRefused } from "./system-error.ts";

export interface SweepOptions {
  /** Whose file has this name; `undefined` for a name that is none of ours, a PID of `undefined` for nobody's. */
  ownerOf(name: string): { readonly pid: number | undefined } | undefined;
  /** Looks closer, and removes. Told of each that belongs to this user or root and whose process has ended. */
  remove(path: string, stats: Stats): void | Promise<void>;
}

/**
 * Looks through a directory in the background, for what this user's processes, and root's, left that have ended. It
 * passes over
 * - what is younger than ten seconds: it could be for a process of another PID namespace, which we do not see;
 * - what we may not remove;
 * - everything, in a directory so large that reading it would be a burden.
 *
 * @throws what `remove` throws, unless that says that the file is gone or out of reach.
 */
export async function sweepLeftovers(directory: string, options: SweepOptions): Promise<void> {
  for (const name of await unlessOutOfReach([], () => namesIn(directory))) {
    await unlessOutOfReach(undefined, () => sweepOne(join(directory, name), name, options));
  }
}

async function namesIn(directory: string): Promise<readonly string[]> {
  return statSync(directory).size > MAX_DIRECTORY_BYTES ? [] : await readdir(directory);
}

async function sweepOne(path: string, name: string, { ownerOf, remove }: SweepOptions): Promise<void> {
  const owner = ownerOf(name);
  if (owner === undefined || isAlive(owner.pid)) return;
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined || (stats.uid !== process.geteuid?.() && stats.uid !== 0)) return;
  if (Date.now() - stats.mtimeMs >= MIN_AGE_MS) await remove(path, stats);
}

/** Another process sweeps too, or it is closed to us: then it is not ours to clean. */
async function unlessOutOfReach<T>(otherwise: T, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (isMissing(error) || isRefused(error)) return otherwise;
    throw error;
  }
}

const MIN_AGE_MS = 10_000;

/** Directories grow with what is in them: to some ten thousand entries at this size. */
const MAX_DIRECTORY_BYTES = 1024 * 1024;

function isAlive(pid: number | undefined): boolean {
  return pid !== undefined && processFacts(pid) !== undefined;
}

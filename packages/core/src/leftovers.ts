// leftovers.ts: finds what killed processes left in a directory that others use too, and clears it away.
import { lstatSync, readdir, readdirSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";
import { mayHang } from "./answering.ts";
import { processFacts } from "./process-facts.ts";
import { isMissing, isRefused } from "./system-error.ts";
import { isOwnedBy } from "./trust.ts";

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
  const names = await unlessOutOfReach([], () => namesIn(directory));
  // Nearly all are somebody else's, and not worth a turn of the event loop each.
  for (const name of names.filter((name) => options.ownerOf(name) !== undefined)) {
    await unlessOutOfReach(undefined, () => sweepOne(join(directory, name), name, options));
  }
}

/**
 * A small one is read at once: that takes less than the runtime's threads would take to start, for whoever is only
 * armed. So would node:fs/promises take longer to load.
 */
async function namesIn(directory: string): Promise<readonly string[]> {
  const { size } = statSync(directory);
  if (size > MAX_DIRECTORY_BYTES) return [];
  if (size <= SMALL_DIRECTORY_BYTES && !mayHang(directory)) return readdirSync(directory);
  return await new Promise((resolve, reject) => {
    readdir(directory, (error, names) => (error === null ? resolve(names) : reject(error)));
  });
}

async function sweepOne(path: string, name: string, { ownerOf, remove }: SweepOptions): Promise<void> {
  const owner = ownerOf(name);
  if (owner === undefined || isAlive(owner.pid)) return;
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined || !isOwnedBy(stats, [process.geteuid?.(), 0])) return;
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

/** Of a hundred entries or so; where sizes are counts, of some thousands, which takes a few milliseconds. */
const SMALL_DIRECTORY_BYTES = 4096;

function isAlive(pid: number | undefined): boolean {
  return pid !== undefined && processFacts(pid) !== undefined;
}

// write-record.ts: puts a record where it belongs, and takes it away. Every step goes by a directory that is held, and has
// been looked at, so that nobody who may write above it can have it put elsewhere.
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  type Stats,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import {
  type EntryOwner,
  entryPrefix,
  errnoOf,
  type HeldDirectory,
  holdDirectory,
  holdEntry,
  isAbandoned,
  parseEntry,
  Unwind,
  untrusted,
} from "@teleop/core/plugin";
import {
  DRAFT_SUFFIX,
  invalidAnnouncement,
  MAX_DIRECTORY_BYTES,
  MAX_RECORD_BYTES,
  RECORD_SUFFIX,
  whyNotPrivate,
  withoutSuffix,
} from "./record.ts";

/** Where a record may be. */
export interface Place {
  /** A directory that others have made. */
  readonly base: string;
  /** The one of ours in it. */
  readonly folder: string;
  /** Whether `base` has to be ours alone, too, as $XDG_RUNTIME_DIR has to be. */
  readonly isPrivate: boolean;
}

/**
 * Writes it in the first place where that can be done, and removes what processes have left there that were killed.
 *
 * @throws why it cannot be in the first one: TeleopError `UNTRUSTED_PATH`, or what the system says. Then nothing new is
 *   there.
 */
export function writeRecord(
  places: readonly Place[],
  owner: EntryOwner,
  text: string,
  euid: number,
): WrittenRecord {
  // None is more than three bytes, in UTF-8.
  if (text.length * 3 > MAX_RECORD_BYTES && Buffer.byteLength(text) > MAX_RECORD_BYTES) {
    throw invalidAnnouncement("the names of its services are too long for a record");
  }
  const failures: unknown[] = [];
  for (const place of places) {
    try {
      return writeIn(place, owner, text, euid);
    } catch (error) {
      if (errnoOf(error) === undefined) throw error;
      failures.push(error);
    }
  }
  throw failures[0];
}

function writeIn(place: Place, owner: EntryOwner, text: string, euid: number): WrittenRecord {
  const directory = join(place.base, place.folder);
  using held = new Unwind();
  const base = place.isPrivate ? held.use(holdPrivate(place.base, place.base, euid)) : undefined;
  const reached = base === undefined ? directory : base.entry(place.folder);
  for (let attempts = 1; ; attempts++) {
    const isNew = mkdirIfMissing(reached);
    try {
      using folder = holdPrivate(reached, directory, euid);
      if (!isNew) sweep(folder, owner);
      const name = `${entryPrefix(owner)}${randomPart()}`;
      return new WrittenRecord(directory, name, writeAtOnce(folder, name, text));
    } catch (error) {
      if (isNew) ignoring(OTHERS_WERE_THERE, () => rmdirSync(reached));
      // Another process of ours that ends removes the folder when it is empty, between two of our steps.
      if (errnoOf(error) !== "ENOENT" || attempts === MAX_ATTEMPTS) throw error;
    }
  }
}

const MAX_ATTEMPTS = 20;

/** Two rendezvous of one process, before and after a reload, are told apart by it. */
function randomPart(): string {
  return `r${Math.trunc(Math.random() * 1e12)}`;
}

/** @throws TeleopError `UNTRUSTED_PATH` for a link, for what is not ours, and where others may do anything. */
function holdPrivate(path: string, named: string, euid: number): HeldDirectory {
  const held = holdDirectory(path, { followLinks: false });
  const why = whyNotPrivate(held.stats, euid);
  if (why === undefined) return held;
  held[Symbol.dispose]();
  throw untrusted(named, why, "no record is written there");
}

/** Whoever looks finds all of it or nothing. @returns what tells the file from any other. */
function writeAtOnce(folder: HeldDirectory, name: string, text: string): string {
  const draft = folder.entry(`${name}${DRAFT_SUFFIX}`);
  const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;
  const descriptor = openSync(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
  try {
    let identity: string;
    try {
      writeFileSync(descriptor, text);
      identity = identityOf(fstatSync(descriptor));
    } finally {
      closeSync(descriptor);
    }
    renameSync(draft, folder.entry(`${name}${RECORD_SUFFIX}`));
    return identity;
  } catch (error) {
    ignoring(["ENOENT"], () => unlinkSync(draft));
    throw error;
  }
}

function identityOf({ dev, ino }: Stats): string {
  return `${dev}:${ino}`;
}

/** A record of ours on disk, in a directory that is ours alone. Made by `writeRecord()`. */
export class WrittenRecord {
  readonly #directory: string;
  readonly #path: string;
  readonly #identity: string;
  readonly #held: Disposable;

  constructor(directory: string, name: string, identity: string) {
    this.#directory = directory;
    this.#path = join(directory, `${name}${RECORD_SUFFIX}`);
    this.#identity = identity;
    this.#held = holdEntry(name);
  }

  /** False also where we may not look. */
  isThere(): boolean {
    try {
      const found = lstatSync(this.#path, { throwIfNoEntry: false });
      return found !== undefined && identityOf(found) === this.#identity;
    } catch (error) {
      if (errnoOf(error) === undefined) throw error;
      return false;
    }
  }

  /** With the folder, if it is empty then. @throws what the system says against it. */
  remove(): void {
    this.#held[Symbol.dispose]();
    if (this.isThere()) ignoring(["ENOENT"], () => unlinkSync(this.#path));
    ignoring(OTHERS_WERE_THERE, () => rmdirSync(this.#directory));
  }
}

/**
 * Removes what processes left that were killed, as far as that is told at once: those who list look closer. So it does
 * what programs left that this process ran before, execve(2). The folder is nearly always empty.
 */
function sweep(folder: HeldDirectory, self: EntryOwner): void {
  if (folder.stats.size > MAX_DIRECTORY_BYTES) return;
  for (const file of readdirSync(folder.entry("."))) {
    const name = withoutSuffix(file);
    const owner = parseEntry(name);
    if (owner === undefined || owner.namespace !== self.namespace) continue;
    const isLeft = owner.pid === self.pid ? isAbandoned(name, owner, self) : !exists(owner.pid);
    // Another process sweeps, too; and a directory by such a name is none of ours, and says EISDIR or, on macOS, EPERM.
    if (isLeft) ignoring(["ENOENT", "EISDIR", "EPERM"], () => unlinkSync(folder.entry(file)));
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errnoOf(error) !== "ESRCH";
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

/** Another process was faster, has put something there, or uses it. */
const OTHERS_WERE_THERE: readonly string[] = ["ENOENT", "ENOTEMPTY", "EEXIST", "EBUSY", "ENOTDIR"];

function ignoring(errnos: readonly string[], step: () => void): void {
  try {
    step();
  } catch (error) {
    if (!errnos.includes(errnoOf(error) ?? "")) throw error;
  }
}

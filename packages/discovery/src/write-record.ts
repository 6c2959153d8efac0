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
import { isAbsolute, join } from "node:path";
import {
  type EntryOwner,
  entryPrefix,
  errnoOf,
  type HeldDirectory,
  holdDirectory,
  holdEntry,
  isAbandoned,
  onWindows,
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
  RUNTIME_FOLDER,
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

/** What the system has to keep a directory to one user. */
export interface Privacy {
  /** Makes a directory that is the user's alone. @returns false where something is there already. */
  makeDirectory(path: string): boolean;
  /** Why a directory is not the user's alone; undefined when it is. */
  whyNotPrivate(path: string, found: Stats): string | undefined;
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
  privacy: Privacy,
): WrittenRecord {
  // None is more than three bytes, in UTF-8.
  if (text.length * 3 > MAX_RECORD_BYTES && Buffer.byteLength(text) > MAX_RECORD_BYTES) {
    throw invalidAnnouncement("the names of its services are too long for a record");
  }
  const failures: unknown[] = [];
  for (const place of places) {
    try {
      return writeIn(place, owner, text, privacy);
    } catch (error) {
      if (errnoOf(error) === undefined) throw error;
      failures.push(error);
    }
  }
  throw failures[0];
}

function writeIn(place: Place, owner: EntryOwner, text: string, privacy: Privacy): WrittenRecord {
  const directory = join(place.base, place.folder);
  using held = new Unwind();
  const base = place.isPrivate ? held.use(holdPrivate(place.base, place.base, privacy)) : undefined;
  const reached = base === undefined ? directory : base.entry(place.folder);
  for (let attempts = 1; ; attempts++) {
    const isNew = privacy.makeDirectory(reached);
    try {
      using folder = holdPrivate(reached, directory, privacy);
      if (!isNew) sweep(folder, owner);
      const name = `${entryPrefix(owner)}${randomPart()}`;
      return new WrittenRecord(directory, name, writeAtOnce(folder, name, text));
    } catch (error) {
      if (isNew) ignoring(OTHERS_WERE_THERE, () => rmdirSync(reached));
      // Another process of ours that ends removes the folder when it is empty, between two of our steps.
      if (!MISSING.includes(errnoOf(error) ?? "") || attempts === MAX_ATTEMPTS) throw error;
    }
  }
}

const MAX_ATTEMPTS = 20;

/** As node:fs and Windows have it. */
const MISSING: readonly string[] = ["ENOENT", "ERROR_FILE_NOT_FOUND", "ERROR_PATH_NOT_FOUND"];

/** Two rendezvous of one process, before and after a reload, are told apart by it. */
function randomPart(): string {
  return `r${Math.trunc(Math.random() * 1e12)}`;
}

/** @throws TeleopError `UNTRUSTED_PATH` for a link, for what is not ours, and where others may do anything. */
function holdPrivate(path: string, named: string, privacy: Privacy): HeldDirectory {
  const held = holdDirectory(path, { followLinks: false });
  const why = privacy.whyNotPrivate(path, held.stats);
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

/** That of a user of Unix: by owner and mode. */
export function unixPrivacy(euid: number): Privacy {
  return { makeDirectory, whyNotPrivate: (_path, found) => whyNotPrivate(found, euid) };
}

/** That of the user of this process on Windows: by owner and list of access. */
export function windowsPrivacy(): Privacy {
  const { makePrivateDirectory, ownSid, whyNotPrivateDirectory } = onWindows();
  const user = ownSid();
  return {
    makeDirectory: makePrivateDirectory,
    whyNotPrivate: (path, found) =>
      found.isDirectory() ? whyNotPrivateDirectory(path, user) : "it is no directory",
  };
}

/**
 * On Windows, a folder of ours where programs of a user keep what is of this machine.
 *
 * @throws TeleopError `INVALID_ARGUMENT` where the environment names none.
 */
export function windowsPlace(): Place {
  const base = process.env.LOCALAPPDATA;
  if (base !== undefined && isAbsolute(base)) return { base, folder: RUNTIME_FOLDER, isPrivate: false };
  throw invalidAnnouncement("the environment variable LOCALAPPDATA does not name a directory for records");
}

function makeDirectory(path: string): boolean {
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

// announce.ts: the entry `@teleop/discovery/announce`, all that a process needs to be found: one record, written when it
// is armed, and removed with it. A process that is only armed loads this and what record.ts says, and nothing else.
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
  type CleanupSignal,
  cleanUpAtExit,
  type EntryOwner,
  type EventSink,
  entryOwner,
  entryPrefix,
  errnoOf,
  type HeldDirectory,
  holdDirectory,
  holdEntry,
  isAbandoned,
  lastingFirst,
  messageOf,
  observeIdentity,
  ownTemporaryDirectories,
  parseEntry,
  requireOptions,
  show,
  TeleopError,
  Unwind,
  untrusted,
} from "@teleop/core/plugin";
import { version } from "../package.json" with { type: "json" };
import {
  type DiscoveryOptions,
  DRAFT_SUFFIX,
  invalidAnnouncement,
  isName,
  MAX_DIRECTORY_BYTES,
  MAX_RECORD_BYTES,
  type Metadata,
  RECORD_SUFFIX,
  RECORD_VERSION,
  type RecordText,
  RUNTIME_FOLDER,
  RUNTIME_VARIABLE,
  temporaryFolder,
  whyNotPrivate,
  withoutSuffix,
} from "./record.ts";

export type { DiscoveryOptions, Json, Metadata } from "./record.ts";

export interface AnnounceOptions extends DiscoveryOptions {
  /** The names of how the process is armed and reached. */
  readonly attacher: string;
  readonly transport: string;
  /** The name of the rendezvous, if it has one. */
  readonly rendezvous?: string | undefined;
  /** The names of what it offers; undefined where that is decided only when somebody attaches. */
  readonly services?: readonly string[] | undefined;
  /** Signals of which the process dies, at which to remove the record first; see `listen()` of `@teleop/core`. */
  readonly cleanupSignals?: readonly CleanupSignal[] | undefined;
  /** Told, as "degraded", that the process is not announced, and why; and of what cannot be removed, as "failed". */
  readonly onEvent?: EventSink | undefined;
}

/** A process that is announced. Disposing, any number of times, takes the record away. */
export interface Announced extends Disposable {
  /** Writes the record again where somebody has removed it, as what cleans temporary directories does. Never throws. */
  renew(): void;
}

/**
 * Announces this process to {@link list} of `@teleop/discovery`: writes its record, in `$XDG_RUNTIME_DIR/teleop` or, where
 * there is none that can be trusted, in `.teleop_records_<uid>` of its temporary directory. Only its own user, and root,
 * can read it. It is gone when this is disposed, the process exits, or becomes another user, for whom there is one anew;
 * what stays after SIGKILL is believed by nobody, and removed by who lists, or announces, next.
 *
 * That it cannot be announced is no reason not to be armed: it is reported. On Windows, which does not tell whose a file
 * is, nothing is announced.
 *
 * @throws TeleopError `INVALID_ARGUMENT` as {@link requireDiscoveryOptions} does.
 */
export function announce(options: AnnounceOptions): Announced {
  requireDiscoveryOptions(options);
  return new RecordOfUs(options);
}

/**
 * Checks what an application says of itself.
 *
 * @throws TeleopError `INVALID_ARGUMENT` for a name that is empty, longer than 100 characters, or has some that are not
 *   seen; and for metadata that are no object, that JSON cannot hold, or that it makes more than 4096 bytes of.
 */
export function requireDiscoveryOptions(options: DiscoveryOptions): void {
  requireOptions(options);
  const { name, metadata } = options;
  if (name !== undefined && !isName(name)) {
    throw invalidAnnouncement(
      `the name of a process must be 1 to 100 characters that can all be seen, not ${show(name)}`,
    );
  }
  metadataText(metadata);
}

function metadataText(metadata: Metadata | undefined): string {
  if (metadata === undefined) return "{}";
  if (typeof metadata !== "object" || metadata === null || Array.isArray(metadata)) {
    throw invalidAnnouncement(`metadata must be an object, not ${show(metadata)}`);
  }
  let text: string | undefined;
  try {
    text = JSON.stringify(metadata);
  } catch (error) {
    throw new TeleopError("INVALID_ARGUMENT", `metadata must be what JSON can hold: ${messageOf(error)}`, {
      cause: error,
    });
  }
  if (text?.startsWith("{") !== true) {
    throw invalidAnnouncement("metadata must be an object, and its toJSON() made something else of it");
  }
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_METADATA_BYTES) {
    throw invalidAnnouncement(
      `metadata must have at most ${MAX_METADATA_BYTES} bytes as JSON, it has ${bytes}`,
    );
  }
  return text;
}

const MAX_METADATA_BYTES = 4096;

class RecordOfUs implements Announced {
  readonly #said: Omit<RecordText, "teleop" | "pid" | "namespace" | "startTime" | "metadata">;
  /** As it was when we were told: the application may change its object. */
  readonly #metadata: string;
  readonly #report: EventSink;
  readonly #observers = new Unwind();
  #written: WrittenRecord | undefined;

  constructor(options: AnnounceOptions) {
    const { attacher, transport, rendezvous, services, metadata, cleanupSignals = [] } = options;
    const { name } = options;
    const command = shortened(process.argv);
    this.#said = { name, rendezvous, attacher, transport, services, versions: ownVersions(), command };
    this.#metadata = metadataText(metadata);
    this.#report = options.onEvent ?? (() => {});
    this.#write();
    this.#observers.use(cleanUpAtExit(() => this.#remove(), cleanupSignals));
    this.#observers.use(observeIdentity({ before: () => this.#remove(), after: () => this.#write() }));
  }

  renew(): void {
    if (this.#observers.disposed || this.#written?.isThere() === true) return;
    this.#remove();
    this.#write();
  }

  [Symbol.dispose](): void {
    if (this.#observers.disposed) return;
    this.#observers[Symbol.dispose]();
    this.#remove();
  }

  #write(): void {
    const euid = process.geteuid?.();
    if (euid === undefined) return;
    try {
      const owner = entryOwner({ pid: process.pid, name: this.#said.rendezvous });
      this.#written = writeRecord(this.#places(euid), owner, this.#text(owner), euid);
    } catch (error) {
      if (errnoOf(error) === undefined) throw error;
      const reason = `this process is not announced, and found only by what else it leaves: ${messageOf(error)}`;
      this.#report({ type: "degraded", by: NAME, reason });
    }
  }

  /** Also for the way out of the process: never throws. */
  #remove(): void {
    const written = this.#written;
    this.#written = undefined;
    try {
      written?.remove();
    } catch (error) {
      this.#report({ type: "failed", by: NAME, error });
    }
  }

  #places(euid: number): readonly Place[] {
    const temporary = lastingFirst(ownTemporaryDirectories()).map((base) => ({
      base,
      folder: temporaryFolder(euid),
      isPrivate: false,
    }));
    const runtime = process.env[RUNTIME_VARIABLE];
    if (runtime === undefined || !isAbsolute(runtime)) return temporary;
    return [{ base: runtime, folder: RUNTIME_FOLDER, isPrivate: true }, ...temporary];
  }

  #text({ pid, namespace, startTime }: EntryOwner): string {
    const known: Omit<RecordText, "metadata"> = {
      teleop: RECORD_VERSION,
      pid,
      namespace,
      startTime,
      ...this.#said,
    };
    const text = JSON.stringify(known);
    return `${text.slice(0, -1)},"metadata":${this.#metadata}}\n`;
  }
}

const NAME = "discovery";

function ownVersions(): Readonly<Record<string, string>> {
  // Bun makes all of process.versions when it is first asked for one.
  return typeof Bun === "undefined"
    ? { teleop: version, node: process.versions.node }
    : { teleop: version, bun: Bun.version };
}

/** As much as tells one process from another; an argument may be as long as it likes. */
function shortened(command: readonly string[]): readonly string[] {
  return command.slice(0, MAX_WORDS).map((word) => word.slice(0, MAX_WORD));
}

const MAX_WORDS = 32;
const MAX_WORD = 200;

/** Where a record may be. */
interface Place {
  /** A directory that others have made. */
  readonly base: string;
  /** The one of ours in it. */
  readonly folder: string;
  /** Whether `base` has to be ours alone, too, as $XDG_RUNTIME_DIR has to be. */
  readonly isPrivate: boolean;
}

/** Writes it in the first place where that can be done. @throws why it cannot be in the first one. */
function writeRecord(places: readonly Place[], owner: EntryOwner, text: string, euid: number): WrittenRecord {
  // None is more than three bytes, in UTF-8.
  if (text.length * 3 > MAX_RECORD_BYTES && Buffer.byteLength(text) > MAX_RECORD_BYTES) {
    throw invalidAnnouncement("the names of its services are too long for a record");
  }
  const failures: unknown[] = [];
  for (const place of places) {
    try {
      return retryWhileMissing(() => writeIn(place, owner, text, euid));
    } catch (error) {
      if (errnoOf(error) === undefined) throw error;
      failures.push(error);
    }
  }
  throw failures[0];
}

/**
 * Every step goes by a directory that is held, and has been looked at: what somebody puts in the place of its name leads
 * nowhere.
 */
function writeIn(place: Place, owner: EntryOwner, text: string, euid: number): WrittenRecord {
  const directory = join(place.base, place.folder);
  using held = new Unwind();
  const parent = place.isPrivate ? held.use(holdPrivate(place.base, place.base, euid)) : undefined;
  const reached = parent === undefined ? directory : parent.entry(place.folder);
  const isNew = mkdirIfMissing(reached);
  try {
    const folder = held.use(holdPrivate(reached, directory, euid));
    if (!isNew) sweep(folder, owner);
    const name = `${entryPrefix(owner)}${randomPart()}`;
    const identity = writeAtOnce(folder, name, text);
    return new WrittenRecord(directory, name, identity);
  } catch (error) {
    if (isNew) ignoring(OTHERS_WERE_THERE, () => rmdirSync(reached));
    throw error;
  }
}

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

/** A record of ours on disk, in a directory that is ours alone. */
class WrittenRecord {
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
    // Another process sweeps, too.
    if (isLeft) ignoring(["ENOENT"], () => unlinkSync(folder.entry(file)));
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

/** Another process of ours that ends removes the folder when it is empty, between two of our steps. */
function retryWhileMissing<T>(attempt: () => T): T {
  for (let attempts = 1; ; attempts++) {
    try {
      return attempt();
    } catch (error) {
      if (errnoOf(error) !== "ENOENT" || attempts === MAX_ATTEMPTS) throw error;
    }
  }
}

const MAX_ATTEMPTS = 20;

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

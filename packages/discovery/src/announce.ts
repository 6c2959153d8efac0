// announce.ts: the entry `@teleop/discovery/announce`, all that a process needs to be found: one record, written when it
// is armed, and removed with it. A process that is only armed loads this, record.ts and write-record.ts, and nothing else.
import { isAbsolute } from "node:path";
import {
  type CleanupSignal,
  cleanUpAtExit,
  type EntryOwner,
  type EventSink,
  entryOwner,
  errnoOf,
  lastingFirst,
  messageOf,
  observeIdentity,
  ownTemporaryDirectories,
  requireCleanupSignals,
  requireOptions,
  show,
  TeleopError,
  Unwind,
} from "@teleop/core/plugin";
import { version } from "../package.json" with { type: "json" };
import {
  type DiscoveryOptions,
  invalidAnnouncement,
  isName,
  type Metadata,
  RECORD_VERSION,
  type RecordText,
  RUNTIME_FOLDER,
  RUNTIME_VARIABLE,
  temporaryFolder,
} from "./record.ts";
import {
  type Place,
  type Privacy,
  unixPrivacy,
  type WrittenRecord,
  windowsPlace,
  windowsPrivacy,
  writeRecord,
} from "./write-record.ts";

export type { DiscoveryOptions, Json, Metadata } from "./record.ts";

export interface AnnounceOptions extends DiscoveryOptions {
  /** The names of how the process is armed and reached. */
  readonly attacher: string;
  readonly transport: string;
  /** The name of the rendezvous, if it has one. */
  readonly rendezvous?: string | undefined;
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
 * there is none that can be trusted, in `.teleop_records_<uid>` of its temporary directory; on Windows in
 * `%LOCALAPPDATA%\teleop`. Only its own user, and root or administrators, can read it. It is gone when this is disposed, the process exits, or becomes another user, for whom there is one anew;
 * what stays after SIGKILL is believed by nobody, and removed by who lists, or announces, next.
 *
 * That it cannot be announced is no reason not to be armed: it is reported.
 *
 * @throws TeleopError `INVALID_ARGUMENT` as {@link requireDiscoveryOptions} does, and for `cleanupSignals` that are none.
 */
export function announce(options: AnnounceOptions): Announced {
  requireDiscoveryOptions(options);
  requireCleanupSignals(options.cleanupSignals);
  return new RecordOfUs(options);
}

/**
 * Checks what an application says of itself.
 *
 * @throws TeleopError `INVALID_ARGUMENT` for a name that is empty, longer than 100 characters, or has some that are not
 *   seen, or a blank at either end; for services that are no list of names; and for metadata that are no object, that JSON cannot hold, or that it
 *   makes more than 4096 bytes of.
 */
export function requireDiscoveryOptions(options: DiscoveryOptions): void {
  requireOptions(options);
  const { name, metadata, services } = options;
  if (name !== undefined && !isName(name)) {
    throw invalidAnnouncement(
      `the name of a process must be 1 to 100 characters that can all be seen, without a blank at either end, not ${show(name)}`,
    );
  }
  if (services !== undefined && !isListOfNames(services)) {
    throw invalidAnnouncement(
      `the services of a process must be a list of their names, not ${show(services)}`,
    );
  }
  metadataText(metadata);
}

function isListOfNames(services: unknown): boolean {
  return Array.isArray(services) && services.every((name) => typeof name === "string");
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
    try {
      const owner = entryOwner({ pid: process.pid, name: this.#said.rendezvous });
      const { places, privacy } = placesOf(process.geteuid?.());
      this.#written = writeRecord(places, owner, this.#text(owner), privacy);
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

/** Where this process may leave a record, and how it is kept from others. @param euid undefined on Windows. */
function placesOf(euid: number | undefined): {
  readonly places: readonly Place[];
  readonly privacy: Privacy;
} {
  if (euid === undefined) {
    return { places: [windowsPlace()], privacy: windowsPrivacy() };
  }
  const temporary = lastingFirst(ownTemporaryDirectories()).map((base) => ({
    base,
    folder: temporaryFolder(euid),
    isPrivate: false,
  }));
  const runtime = process.env[RUNTIME_VARIABLE];
  const isUsable = runtime !== undefined && isAbsolute(runtime);
  const places = isUsable
    ? [{ base: runtime, folder: RUNTIME_FOLDER, isPrivate: true }, ...temporary]
    : temporary;
  return { places, privacy: unixPrivacy(euid) };
}

function ownVersions(): Readonly<Record<string, string>> {
  // Bun makes all of process.versions when it is first asked for one.
  return typeof Bun === "undefined"
    ? { teleop: version, node: process.versions.node }
    : { teleop: version, bun: Bun.version };
}

/** As much as tells one process from another; an argument may be as long as it likes, and what programs put there. */
function shortened(command: readonly string[]): readonly string[] {
  return command.slice(0, MAX_WORDS).map((word) => String(word).slice(0, MAX_WORD));
}

const MAX_WORDS = 32;
const MAX_WORD = 200;

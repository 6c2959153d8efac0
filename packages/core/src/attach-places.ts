// attach-places.ts: the target's side of the attach file: where to watch for one, and whether to believe in it.
import { lstat, lstatSync, type Stats, unlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { workingDirectoryMayHang } from "./answering.ts";
import type { EventSink } from "./events.ts";
import { FileStays } from "./file-stays.ts";
import { sweepLeftovers } from "./leftovers.ts";
import { makePrivateDirectory, type PrivateDirectory } from "./private-directory.ts";
import { linuxStartedAt } from "./process-facts-linux.ts";
import { attachFileName, parseFileName, type Rendezvous } from "./rendezvous.ts";
import { errnoOf, isMissing, messageOf } from "./system-error.ts";
import { ownWorkingDirectory } from "./temporary-directory.ts";
import { attachFileOf, whyNotTrusted } from "./trust.ts";

/** A directory in which a client may create the attach file. */
export interface AttachPlace {
  readonly kind: "cwd" | "temporary";
  /** Absolute: what to watch. */
  readonly directory: string;
  /** The attach file in it. */
  readonly path: string;
}

/**
 * The places of one armed rendezvous. Disposing, any number of times, removes the directory that was made for it, and
 * attach files that are still there: nobody will look at them any more, and their clients may have been killed.
 */
export interface AttachPlaces extends Disposable {
  /**
   * The working directory at the time of opening, which every client tries first, and a private directory in the
   * temporary directory. Either may be missing; then "degraded" was reported.
   */
  readonly places: readonly AttachPlace[];
  /**
   * Whether a trusted attach file is there now: a regular file, not a link, owned by our effective user or root, not
   * older than this process, and not there for half a minute already: clients that live make theirs anew. One that is
   * older is removed, if we may. Each one that is not trusted is reported once, as
   * "ignored". The *current* working directory is looked at too, if it is another one by now.
   *
   * Where the file system of the working directory may not answer, it is not waited for: what is found there later is
   * told by `onFound`.
   */
  look(): boolean;
  /**
   * Whether clients still look here: the process is of the same effective user and works in the same directory, of the
   * same name, as when the places were opened, and its private directory is where it was. If not, open others.
   */
  areCurrent(): boolean;
  /**
   * Opens the places where clients look now, for the same rendezvous. They take over the private directory where clients
   * still find it, so that there is one at any time; what is left of these places is still to be disposed.
   */
  succeed(options: AttachPlacesOptions): AttachPlaces;
}

export interface AttachPlacesOptions {
  /** The attacher's name, for the events. */
  readonly attacher: string;
  readonly onEvent?: EventSink | undefined;
  /** Told, instead of `look()`, of a trusted attach file that was found after that had returned. */
  readonly onFound?: (() => void) | undefined;
}

/**
 * Target side: opens the places at which a client may wake this process.
 *
 * @throws TeleopError `INVALID_ARGUMENT` for a bad rendezvous. That a place cannot be had is no error; see
 *   {@link AttachPlaces.places}.
 */
export function openAttachPlaces(rendezvous: Rendezvous, options: AttachPlacesOptions): AttachPlaces {
  return new Places(rendezvous, options);
}

class Places implements AttachPlaces {
  readonly places: readonly AttachPlace[];
  readonly #rendezvous: Rendezvous;
  readonly #fileName: string;
  readonly #attacher: string;
  readonly #onEvent: EventSink;
  readonly #euid = process.geteuid?.();
  readonly #cwd: string | undefined;
  /** Ours until a successor takes it over. */
  #privateDirectory: PrivateDirectory | undefined;
  /** What was last reported at each path, so that looking again does not report it again. */
  readonly #reported = new Map<string, string>();
  readonly #stays = new FileStays();
  readonly #onFound: () => void;
  /** Of those that do not wait: the one under way, and one more. */
  #looksDue = 0;
  #disposed = false;

  constructor(
    rendezvous: Rendezvous,
    { attacher, onEvent = () => {}, onFound = () => {} }: AttachPlacesOptions,
    predecessor?: Places,
  ) {
    this.#rendezvous = rendezvous;
    this.#onFound = onFound;
    this.#fileName = attachFileName(rendezvous);
    this.#attacher = attacher;
    this.#onEvent = onEvent;
    const inherited = predecessor === undefined ? undefined : predecessor.#handOn();
    this.#privateDirectory = inherited ?? this.#openPrivateDirectory();
    const places: AttachPlace[] = [];
    const cwd = this.#workingDirectory();
    this.#cwd = cwd;
    if (cwd !== undefined) places.push(this.#place("cwd", cwd));
    if (this.#privateDirectory !== undefined)
      places.push(this.#place("temporary", this.#privateDirectory.path));
    this.places = places;
    if (cwd !== undefined) void this.#sweep(cwd);
  }

  look(): boolean {
    const own = this.places.find(({ kind }) => kind === "temporary");
    const isInOwn = own !== undefined && this.#isTrusted(own.path);
    // A file system that does not answer would keep us for ever. Clients come to the private directory then, and may
    // have come and gone by now.
    if (workingDirectoryMayHang()) {
      if (!isInOwn) void this.#lookLater();
      return isInOwn;
    }
    // Each of them, so that each is reported.
    return this.#pathsInWorkingDirectories().filter((path) => this.#isTrusted(path)).length > 0 || isInOwn;
  }

  areCurrent(): boolean {
    return (
      process.geteuid?.() === this.#euid &&
      (this.#cwd === undefined || this.#cwd === currentDirectory()) &&
      this.#privateDirectory?.isFound() !== false
    );
  }

  succeed(options: AttachPlacesOptions): AttachPlaces {
    return new Places(this.#rendezvous, options, this);
  }

  [Symbol.dispose](): void {
    if (this.#disposed) return;
    this.#disposed = true;
    // A file that we may not remove is of a client that lives, or of root: then of the next one of root's.
    for (const path of workingDirectoryMayHang() ? [] : this.#pathsInWorkingDirectories()) {
      if (this.#isTrusted(path)) removal(path);
    }
    this.#privateDirectory?.[Symbol.dispose]();
  }

  /**
   * Never rejects. If there is no answer, one of the runtime's threads waits for it, and only one. What appears while it
   * looks may have come too late for this look, and is looked for again.
   */
  async #lookLater(): Promise<void> {
    const isLooking = this.#looksDue > 0;
    this.#looksDue = isLooking ? 2 : 1;
    if (isLooking) return;
    try {
      for (; this.#looksDue > 0; this.#looksDue--) {
        const looks = await Promise.all(
          this.#pathsInWorkingDirectories().map(async (path) => ({ path, found: await statOrError(path) })),
        );
        if (this.#disposed) return;
        const trusted = looks.filter(({ path, found }) => this.#isTrustedAs(path, found));
        if (trusted.length > 0) this.#onFound();
      }
    } catch (error) {
      this.#looksDue = 0;
      this.#onEvent({ type: "failed", by: this.#attacher, error });
    }
  }

  /** A relative path leads into the working directory of this moment, whatever it is called by now. */
  #pathsInWorkingDirectories(): string[] {
    const places = this.places.filter(({ kind }) => kind === "cwd");
    return [...places.map(({ path }) => path), this.#fileName];
  }

  #place(kind: AttachPlace["kind"], directory: string): AttachPlace {
    return { kind, directory, path: join(directory, this.#fileName) };
  }

  /** The private directory, which is not ours any more then, if it can serve this process as it is now. */
  #handOn(): PrivateDirectory | undefined {
    const directory = this.#privateDirectory;
    if (directory === undefined || process.geteuid?.() !== this.#euid) return undefined;
    if (!directory.isFound() || !directory.isAtPath()) return undefined;
    this.#privateDirectory = undefined;
    return directory;
  }

  #openPrivateDirectory(): PrivateDirectory | undefined {
    const euid = this.#euid;
    if (euid === undefined) return undefined;
    const onFailure = (error: unknown): void => this.#onEvent({ type: "failed", by: this.#attacher, error });
    try {
      return makePrivateDirectory(this.#rendezvous, { euid, onFailure });
    } catch (error) {
      this.#degraded(`only the working directory can be used to attach: ${messageOf(error)}`);
      return undefined;
    }
  }

  /** Removes attach files of clients that were killed, for targets that were killed too. Never rejects. */
  async #sweep(directory: string): Promise<void> {
    const by = this.#attacher;
    try {
      await sweepLeftovers(directory, {
        ownerOf: (name) => {
          const parsed = parseFileName(name);
          return parsed?.file === "attach" ? parsed : undefined;
        },
        remove: (path, stats) => {
          if (!stats.isFile()) return;
          unlinkSync(path);
          this.#onEvent({ type: "healed", by, reason: `removed ${path}, which killed processes left` });
        },
      });
    } catch (error) {
      this.#onEvent({ type: "failed", by, error });
    }
  }

  /** `process.cwd()` goes on naming a directory that was deleted or replaced. */
  #workingDirectory(): string | undefined {
    try {
      const directory = ownWorkingDirectory();
      const named = lstatSync(directory);
      const actual = lstatSync(".");
      if (named.dev === actual.dev && named.ino === actual.ino && actual.nlink > 0) return directory;
      this.#degraded(
        `the working directory ${directory} was deleted or replaced; it cannot be used to attach`,
      );
    } catch (error) {
      this.#degraded(`the working directory cannot be used to attach: ${messageOf(error)}`);
    }
    return undefined;
  }

  #degraded(reason: string): void {
    this.#onEvent({ type: "degraded", by: this.#attacher, reason });
  }

  #isTrusted(path: string): boolean {
    return this.#isTrustedAs(path, statOrErrorSync(path));
  }

  /** @param found what looking at the path gave: an error is one of the system's. */
  #isTrustedAs(path: string, found: Stats | Error | undefined): boolean {
    if (found === undefined || found instanceof Error) {
      this.#stays.forget(path);
      if (found === undefined || isMissing(found)) this.#reported.delete(path);
      else this.#ignored(path, "", messageOf(found));
      return false;
    }
    const identity = `${found.dev}:${found.ino}`;
    const reason = distrust(found) ?? (this.#stays.isTooLong(path, found) ? ABANDONED : undefined);
    if (reason === undefined) return true;
    const isLeftover = reason === STALE || reason === ABANDONED;
    this.#ignored(path, identity, isLeftover ? `${reason}${removal(path)}` : reason);
    return false;
  }

  #ignored(path: string, identity: string, reason: string): void {
    // Two of the paths usually lead to one file.
    const report = `${identity} ${reason}`;
    if ([...this.#reported.values()].includes(report)) return;
    this.#reported.set(path, report);
    this.#onEvent({ type: "ignored", attacher: this.#attacher, path: resolve(path), reason });
  }
}

/** Undefined where nothing is, as nearly always: an error would have to be made first. */
function statOrErrorSync(path: string): Stats | Error | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    return systemError(error);
  }
}

/** Not by node:fs/promises, which would be one more module to load for whoever is only armed. */
function statOrError(path: string): Promise<Stats | Error> {
  return new Promise((resolve) => lstat(path, (error, stats) => resolve(error ?? stats)));
}

/** @throws what is no error of the system's. */
function systemError(error: unknown): Error {
  if (errnoOf(error) === undefined || !(error instanceof Error)) throw error;
  return error;
}

/** Undefined where the system does not tell: the directory was deleted. */
function currentDirectory(): string | undefined {
  try {
    return ownWorkingDirectory();
  } catch (error) {
    if (errnoOf(error) !== undefined) return undefined;
    throw error;
  }
}

const STALE =
  "it is older than this process: a client that was killed left it to an earlier one with our PID";

const ABANDONED = "it has been there for half a minute: a client that was killed left it";

/** The kernel stamps files with a clock that lags by a tick, and tells the uptime in hundredths of a second. */
const TIME_SLACK_MS = 200;

/** Why an attach file that looks like this is not believed; undefined when it is. */
export function distrust(stats: Stats): string | undefined {
  const reason = whyNotTrusted(stats, attachFileOf(process.geteuid?.()));
  if (reason !== undefined) return reason;
  if (stats.ctimeMs < startedAt() - TIME_SLACK_MS) return STALE;
  return undefined;
}

/**
 * Counted back from the clock as it stands now: when the clock was set in the meantime, files made since then still
 * compare right.
 */
function startedAt(): number {
  return (
    (process.platform === "linux" ? linuxStartedAt() : undefined) ?? Date.now() - process.uptime() * 1000
  );
}

/** Takes a file away that serves nobody any more, and tells how that went. */
function removal(path: string): string {
  try {
    unlinkSync(path);
    return "; removed";
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return `; it could not be removed: ${messageOf(error)}`;
  }
}

// watch.ts: does something with schemas, and does it again whenever one of the files that it read is another.
//
// Folders are watched, not files: an editor replaces a file by another one, and a file that was missed may come. So are
// the folders above them, since a folder may be replaced, too, and where links lead to. What has changed is told by what
// is in the files, so that nothing is done for a file that was only touched.
import { Buffer } from "node:buffer";
import { existsSync, type FSWatcher, readlinkSync, statSync, watch } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { diskFiles, type SchemaFiles } from "@teleop/capnp-compiler";

/** Editors and version control write in several steps; what they leave is looked at, in milliseconds after the first. */
const settled = 40;

/**
 * Calls `action` at once, and again whenever what it read from the files it is given has changed, until the signal is
 * aborted. The calls never overlap.
 *
 * @param watching is told after each call how many files are watched.
 */
export async function whenFilesChange(
  action: (files: SchemaFiles) => Promise<void>,
  watching: (count: number) => void,
  signal: AbortSignal,
): Promise<void> {
  using folders = new WatchedFolders();
  while (!signal.aborted) {
    const files = new FilesRead();
    await action(files);
    // Watch first, then look: what changed in between is seen by one or the other.
    folders.watch(files.paths);
    watching(files.paths.size);
    while (!signal.aborted && !files.haveChanged()) {
      await folders.nextEvent(signal);
      folders.watch(files.paths);
    }
  }
}

/** The disk, and what was found there. */
class FilesRead implements SchemaFiles {
  readonly folder: string;
  readonly #disk: SchemaFiles = diskFiles();
  readonly #found = new Map<string, Uint8Array | undefined>();

  constructor() {
    this.folder = this.#disk.folder;
  }

  /** Also of files that were looked for and were not there. */
  get paths(): ReadonlySet<string> {
    return new Set(this.#found.keys());
  }

  read(path: string): Uint8Array | undefined {
    const bytes = this.#readable(path);
    this.#found.set(path, bytes);
    // Whoever asked is told why it cannot be read.
    return bytes ?? this.#disk.read(path);
  }

  identity(path: string): string {
    return this.#disk.identity?.(path) ?? path;
  }

  haveChanged(): boolean {
    return [...this.#found].some(([path, before]) => {
      const now = this.#readable(path);
      return before === undefined || now === undefined ? before !== now : Buffer.compare(before, now) !== 0;
    });
  }

  /** Undefined: not there, or not to be read for the time being. */
  #readable(path: string): Uint8Array | undefined {
    try {
      return this.#disk.read(path);
    } catch (error) {
      if (error instanceof Error && "code" in error) return undefined;
      throw error;
    }
  }
}

interface WatchedFolder {
  readonly watcher: FSWatcher;
  /** Which folder it was: another one may have its path by now. */
  readonly identity: string;
  /** What has to happen to one of these to be of interest. */
  names: ReadonlySet<string>;
}

class WatchedFolders implements Disposable {
  readonly #folders = new Map<string, WatchedFolder>();
  /** What something has happened to: a folder among them may be another one, even one with the same number. */
  readonly #touched = new Set<string>();
  #woken: (() => void) | undefined;
  #hasEvent = false;

  /**
   * Watches what leads to these files, and nothing else.
   *
   * @throws the system's error where none of the folders that lead to a file can be watched.
   */
  watch(paths: Iterable<string>): void {
    const wanted = namesByFolder(paths);
    for (const [folder, { watcher, identity }] of this.#folders) {
      if (wanted.has(folder) && !this.#isTouched(folder) && identityOf(folder) === identity) continue;
      watcher.close();
      this.#folders.delete(folder);
    }
    this.#touched.clear();
    let failure: unknown;
    for (const [folder, names] of wanted) {
      const watched = this.#folders.get(folder);
      if (watched !== undefined) watched.names = names;
      else failure = this.#watch(folder, names) ?? failure;
    }
    if (this.#folders.size === 0 && failure !== undefined) throw failure;
  }

  /** Returns why it cannot be: it went just now, or nobody may look into it. What becomes of it is seen from above. */
  #watch(folder: string, names: ReadonlySet<string>): unknown {
    const identity = identityOf(folder);
    if (identity === undefined) return undefined;
    let watcher: FSWatcher;
    try {
      watcher = watch(folder, (_event, name) => {
        const child = name?.split(sep)[0];
        const isOwn = child === undefined || child === basename(folder);
        if (!isOwn && !watched.names.has(child)) return;
        if (isOwn) this.#touched.add(folder);
        if (child !== undefined) this.#touched.add(join(folder, child));
        this.#wake();
      });
    } catch (error) {
      return error;
    }
    const watched: WatchedFolder = { watcher, identity, names };
    // The folder is gone: the next look says what that means, and watches another in its place.
    watcher.on("error", () => {
      watcher.close();
      if (this.#folders.get(folder) === watched) this.#folders.delete(folder);
      this.#wake();
    });
    this.#folders.set(folder, watched);
    return undefined;
  }

  /** Whether something has happened to it, or to a folder that it is in. */
  #isTouched(folder: string): boolean {
    for (let at = folder; ; at = dirname(at)) {
      if (this.#touched.has(at)) return true;
      if (dirname(at) === at) return false;
    }
  }

  /** Resolves a little after something has happened in one of the folders, also before it was called. */
  async nextEvent(signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      const stop = () => resolve();
      this.#woken = () => {
        signal.removeEventListener("abort", stop);
        resolve();
      };
      signal.addEventListener("abort", stop, { once: true });
      if (this.#hasEvent || signal.aborted) this.#woken();
    });
    this.#woken = undefined;
    if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, settled));
    this.#hasEvent = false;
  }

  #wake(): void {
    this.#hasEvent = true;
    this.#woken?.();
  }

  [Symbol.dispose](): void {
    for (const { watcher } of this.#folders.values()) watcher.close();
    this.#folders.clear();
  }
}

/**
 * The folders that lead to files, and what in each of them does: from the working directory on, and elsewhere from the
 * one above the first that exists, since a system may tell whoever watches a folder of all that is below. A folder comes
 * behind the one that it is in: when that one is watched, no other can take its place unseen.
 */
function namesByFolder(paths: Iterable<string>): ReadonlyMap<string, ReadonlySet<string>> {
  const names = new Map<string, Set<string>>();
  for (const path of paths) for (const way of waysTo(resolve(path))) addFolders(way, names);
  return new Map([...names].sort(([a], [b]) => a.length - b.length));
}

function addFolders(path: string, names: Map<string, Set<string>>): void {
  const top = resolve(".");
  for (let at = path; dirname(at) !== at; at = dirname(at)) {
    const folder = dirname(at);
    const known = names.get(folder) ?? new Set();
    if (known.has(basename(at))) return;
    names.set(folder, known.add(basename(at)));
    const isBelow = folder.startsWith(`${top}${sep}`);
    if (folder === top || (!isBelow && at !== path && existsSync(at))) return;
  }
}

/** A path, and where it leads to by each link that is, or will be, on the way. */
function waysTo(path: string): ReadonlySet<string> {
  const ways = new Set<string>();
  for (let way: string | undefined = path; way !== undefined; way = pastFirstLink(way)) {
    if (ways.has(way) || ways.size === mostLinks) break;
    ways.add(way);
  }
  return ways;
}

/** As many as Linux follows. */
const mostLinks = 40;

/** The one closest to the root comes first: what is relative in another is so to where that one leads. */
function pastFirstLink(path: string): string | undefined {
  const above: string[] = [];
  for (let at = path; dirname(at) !== at; at = dirname(at)) above.push(at);
  for (const at of above.reverse()) {
    const target = linkTarget(at);
    if (target !== undefined) return join(resolve(dirname(at), target), relative(at, path));
  }
  return undefined;
}

function linkTarget(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    // It is no link, or not there.
    return undefined;
  }
}

/** Undefined where there is no folder, or nobody may know. */
function identityOf(folder: string): string | undefined {
  try {
    const { dev, ino } = statSync(folder, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return undefined;
  }
}

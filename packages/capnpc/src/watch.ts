// watch.ts: does something with schemas, and does it again whenever one of the files that it read is another.
//
// Folders are watched, not files: an editor replaces a file by another one, and a file that was missed may come. What
// has changed is told by what is in the files, so that nothing is done for a file that was only touched.
import { Buffer } from "node:buffer";
import { existsSync, type FSWatcher, watch } from "node:fs";
import { dirname } from "node:path";
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
    folders.watch([...files.paths].map(nearestFolder));
    watching(files.paths.size);
    while (!signal.aborted && !files.haveChanged()) await folders.nextEvent(signal);
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

class WatchedFolders implements Disposable {
  readonly #watchers = new Map<string, FSWatcher>();
  #woken: (() => void) | undefined;
  #hasEvent = false;

  /** Watches these, and no others. */
  watch(folders: readonly string[]): void {
    const wanted = new Set(folders);
    for (const [folder, watcher] of this.#watchers) {
      if (wanted.has(folder)) continue;
      watcher.close();
      this.#watchers.delete(folder);
    }
    for (const folder of wanted) if (!this.#watchers.has(folder)) this.#watch(folder);
  }

  #watch(folder: string): void {
    let watcher: FSWatcher;
    try {
      watcher = watch(folder, () => this.#wake());
    } catch (error) {
      // It went just now, or nobody may look into it: whatever becomes of it is seen from above.
      const parent = dirname(folder);
      if (parent === folder) throw error;
      if (!this.#watchers.has(parent)) this.#watch(parent);
      return;
    }
    // The folder is gone: the next look says what that means, and watches another in its place.
    watcher.on("error", () => {
      watcher.close();
      if (this.#watchers.get(folder) === watcher) this.#watchers.delete(folder);
      this.#wake();
    });
    this.#watchers.set(folder, watcher);
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
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }
}

/** The folder of a file, or the nearest one above it that exists. */
function nearestFolder(path: string): string {
  let folder = dirname(path);
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

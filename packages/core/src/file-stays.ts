// file-stays.ts: tells attach files of clients that live from those that a killed client left, perhaps where nobody but
// root may remove them.
import type { Stats } from "node:fs";

/** Remembers since when each file has been seen. */
export class FileStays {
  readonly #seen = new Map<string, { readonly identity: string; readonly since: number }>();

  /** Whether this very file has been seen at the path for half a minute. */
  isTooLong(path: string, { dev, ino, ctimeMs }: Stats): boolean {
    const identity = `${dev}:${ino}:${ctimeMs}`;
    const seen = this.#seen.get(path);
    if (seen?.identity === identity) return performance.now() - seen.since > ABANDONED_AFTER_MS;
    this.#seen.set(path, { identity, since: performance.now() });
    return false;
  }

  forget(path: string): void {
    this.#seen.delete(path);
  }
}

/** Of the clients there are none waits longer with one file: ours makes it anew twice a second, the Rust crate's gives up. */
const ABANDONED_AFTER_MS = 30_000;

// directory-marks.ts: tells whether directories have changed lately, of which nobody told us.
import { statSync } from "node:fs";
import { errnoOf } from "./system-error.ts";

/** Remembers how directories are when it is made. What changed in them before that does not count. */
export class DirectoryMarks {
  readonly #marks: ReadonlyMap<string, string>;

  constructor(directories: readonly string[]) {
    this.#marks = new Map(directories.map((directory) => [directory, markOf(directory)?.mark ?? ""]));
  }

  /**
   * How long ago, in milliseconds, one of them changed last: an entry came or went, or a relative path leads to another
   * directory now. Infinity when none has.
   */
  sinceChange(): number {
    const changes = [...this.#marks].flatMap(([directory, mark]) => {
      const now = markOf(directory);
      return now === undefined || now.mark === mark ? [] : [now.changedAt];
    });
    // A clock that was set back makes a change one of the future.
    return Math.max(0, Date.now() - Math.max(Number.NEGATIVE_INFINITY, ...changes));
  }
}

/** Undefined for a directory that is gone or not told: nobody can have put a file there. */
function markOf(directory: string): { readonly mark: string; readonly changedAt: number } | undefined {
  try {
    const { dev, ino, mtimeNs, mtimeMs } = statSync(directory, { bigint: true });
    return { mark: `${dev}:${ino}:${mtimeNs}`, changedAt: Number(mtimeMs) };
  } catch (error) {
    if (errnoOf(error) !== undefined) return undefined;
    throw error;
  }
}

// wrapped-files.ts: attach files of clients that named the PID of a wrapper, such as `bun run`, which passes their
// signals on to us.
import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { workingDirectoryMayHang } from "./answering.ts";
import { distrust } from "./attach-places.ts";
import { FileStays } from "./file-stays.ts";
import { ownProc } from "./proc.ts";
import { linuxParent, linuxProcessFacts } from "./process-facts-linux.ts";
import { parseFileName } from "./rendezvous.ts";
import { errnoOf } from "./system-error.ts";

export class WrappedAttachFiles {
  readonly #stays = new FileStays();

  /**
   * Whether a trusted attach file, for whichever process and rendezvous, is in our working directory, or in that of a
   * process above us that catches SIGQUIT, for that process: `cd server && bun index.ts`, run by a wrapper, leaves its
   * directory behind. A file that has been seen for half a minute does not count.
   */
  isOneThere(): boolean {
    return this.#isOneIn(".") || wrappers().some(({ pid, directory }) => this.#isOneIn(directory, pid));
  }

  #isOneIn(directory: string, wrapper?: number): boolean {
    try {
      const names = readdirSync(directory).filter((name) => {
        const parsed = parseFileName(name);
        // Others that work in the wrapper's directory have clients of their own, who signal them and not the wrapper.
        return parsed?.file === "attach" && (wrapper === undefined || parsed.pid === wrapper);
      });
      return names.some((name) => {
        const path = join(directory, name);
        const stats = lstatSync(path, { throwIfNoEntry: false });
        return stats !== undefined && distrust(stats) === undefined && !this.#stays.isTooLong(path, stats);
      });
    } catch (error) {
      // A directory that is gone, or closed to us.
      if (errnoOf(error) !== undefined) return false;
      throw error;
    }
  }
}

/** A wrapper that runs a script that runs a wrapper is three levels. */
const MAX_HEIGHT = 5;

interface Wrapper {
  readonly pid: number;
  /** Its working directory, by a path that leads there whatever its name is for us. */
  readonly directory: string;
}

function wrappers(): readonly Wrapper[] {
  try {
    const proc = ownProc();
    if (proc === undefined) return [];
    const found: Wrapper[] = [];
    let pid = linuxParent(process.pid);
    for (let height = 1; height <= MAX_HEIGHT && pid !== undefined; height++) {
      const mayWrap = linuxProcessFacts(pid)?.catchesSigquit === true;
      if (mayWrap && !workingDirectoryMayHang(pid)) found.push({ pid, directory: proc.path(pid, "cwd") });
      pid = linuxParent(pid);
    }
    return found;
  } catch (error) {
    // Without a descriptor to look with: a signal's handler is no place to fail.
    if (errnoOf(error) !== undefined) return [];
    throw error;
  }
}

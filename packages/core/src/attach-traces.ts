// attach-traces.ts: what is known of attach files that came and went, for signals that come when their client has gone:
// JavaScript was busy, or the process was stopped.
import { DirectoryMarks } from "./directory-marks.ts";
import { parseFileName } from "./rendezvous.ts";

/** How long, in milliseconds, signals of a client may still come after its file was there. */
const DOUBT_MS = 10_000;

/** What came while JavaScript was busy is heard within so many milliseconds. */
const TOGETHER_MS = 250;

export class AttachTraces {
  /** When an attach file was seen, or may have been what the watch told of. */
  #seenAt = Number.NEGATIVE_INFINITY;
  /** When the watch was found spent: what came since it was is not known. */
  #blindAt = Number.NEGATIVE_INFINITY;
  #marks: DirectoryMarks | undefined;

  /** From the first time on, that one of these changes is a trace, for a watch that does not hear all. */
  mark(directories: readonly string[]): void {
    this.#marks ??= new DirectoryMarks(directories);
  }

  /** An attach file is there. */
  seen(): void {
    this.#seenAt = performance.now();
  }

  /**
   * The watch told of these names, or could not say of which, and is spent. Any attach file counts: a wrapper, such as
   * `bun run`, passes on to us the signals of clients that named it.
   */
  told(names: readonly string[] | undefined): void {
    this.blind();
    if (names?.some((name) => parseFileName(name)?.file === "attach") ?? true) this.seen();
  }

  /** The watch told nothing, because it was spent, or that could not be made sure. */
  blind(): void {
    this.#blindAt = performance.now();
  }

  /** @see AttachLook.doubtUntil */
  doubtUntil({ hearsAll }: { readonly hearsAll: boolean }): number {
    const known = Math.max(this.#seenAt + DOUBT_MS, this.#blindAt + TOGETHER_MS);
    if (hearsAll || this.#marks === undefined) return known;
    return Math.max(known, performance.now() + DOUBT_MS - this.#marks.sinceChange());
  }
}

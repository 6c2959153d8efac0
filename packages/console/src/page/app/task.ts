// task.ts: something that a person has asked of a process, which takes a while, can be given up, and may fail. It goes on while
// other views are shown.
import { type ReadonlySignal, signal } from "@preact/signals";
import type { ShownProgress } from "../components/progress.tsx";
import type { TargetContext } from "./target.ts";

/** What has failed, and how. */
export interface Failed {
  readonly what: string;
  readonly error: unknown;
}

/** One thing at a time. Disposing it gives up what is being done. */
export class Task implements Disposable {
  readonly #doing = signal<string | undefined>(undefined);
  readonly #progress = signal<ShownProgress | undefined>(undefined);
  readonly #failed = signal<Failed | undefined>(undefined);
  #running: AbortController | undefined;

  /** What is being done; undefined while nothing is. */
  get doing(): ReadonlySignal<string | undefined> {
    return this.#doing;
  }

  /** How far it is, where it tells. */
  get progress(): ReadonlySignal<ShownProgress | undefined> {
    return this.#progress;
  }

  /** What has failed last, until something else is begun. What was given up has not. */
  get failed(): ReadonlySignal<Failed | undefined> {
    return this.#failed;
  }

  /**
   * Begins it, unless something is being done.
   *
   * @param what is being done, as in "taking a snapshot".
   * @param run tells how far it is, and is told by its signal when to end: it was given up, or the process has gone.
   */
  start(
    target: TargetContext,
    what: string,
    run: (signal: AbortSignal, progress: (shown: ShownProgress) => void) => Promise<void>,
  ): void {
    if (this.#running !== undefined) return;
    const controller = new AbortController();
    this.#running = controller;
    this.#doing.value = what;
    this.#failed.value = undefined;
    const progress = (shown: ShownProgress): void => {
      if (this.#running === controller) this.#progress.value = shown;
    };
    const ended = (): void => {
      this.#running = undefined;
      this.#doing.value = undefined;
      this.#progress.value = undefined;
    };
    run(AbortSignal.any([controller.signal, target.signal]), progress).then(ended, (error: unknown) => {
      ended();
      if (!controller.signal.aborted) this.#failed.value = { what: `${what} has failed`, error };
    });
  }

  /** Gives up what is being done. */
  cancel(): void {
    this.#running?.abort(new Error("it was given up"));
  }

  [Symbol.dispose](): void {
    this.cancel();
  }
}

// progress-reporter.ts: tells a page how far something is, at the page's pace: what happens while it has not answered comes
// with the next, and only the latest of it.
import type { Progress, Progress_Phase, Progress_report_Params } from "../../captures.capnp.ts";

export type Report = Progress_report_Params.Init & { readonly phase: Progress_Phase };

/** Whoever it tells stays its owner's. After `dispose` nothing more is told. */
export class ProgressReporter implements Disposable {
  readonly #progress: Pick<Progress, "report">;
  readonly #signal: AbortSignal;
  #next: Report | undefined;
  #isTelling = false;
  #isOver = false;

  /** @param signal cancels what is being told. */
  constructor(progress: Pick<Progress, "report">, signal: AbortSignal) {
    this.#progress = progress;
    this.#signal = signal;
  }

  report(report: Report): void {
    this.#next = report;
    if (!this.#isTelling) void this.#tell();
  }

  async #tell(): Promise<void> {
    this.#isTelling = true;
    try {
      for (let next = this.#next; next !== undefined && !this.#isOver; next = this.#next) {
        this.#next = undefined;
        await this.#progress.report(next, { signal: this.#signal });
      }
    } catch {
      // A page that does not want to hear of it is told no more; what is being done goes on.
      this.#isOver = true;
    } finally {
      this.#isTelling = false;
    }
  }

  [Symbol.dispose](): void {
    this.#isOver = true;
  }
}

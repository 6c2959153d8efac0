// detector.ts: makes stalls of a count that does not go on. It knows nothing of threads and clocks, so that it can be tried.
import type { StackFrame, StallReport } from "./stall-report.ts";
import type { ThreadActivity } from "./thread-activity.ts";

/** Shorter ones are not told of. */
export const SHORTEST_MS = 100;

/** Stalls that are kept. */
const KEPT = 100;

/** How long one must have lasted to be kept. Nobody looks for where a shorter one was. */
export const KEPT_FROM_MS = 500;

/** What a look gives: the time, and how far the count has come. */
export interface Look {
  /** Milliseconds since the epoch, for people. */
  readonly time: number;
  /** Milliseconds since the last look. */
  readonly elapsed: number;
  readonly beats: number;
}

/** Why something is reported: it goes on, which is said at each look; more is known; or it is over. */
export type ReportReason = "lasts" | "known" | "over";

export interface DetectorOptions {
  /** How often it looks, in milliseconds. */
  readonly every: number;
  /** Asked when a stall begins for what tells what the thread does, again and again. */
  readonly watchThread: () => () => ThreadActivity;
  /** Told of stalls of {@link SHORTEST_MS} and more. */
  readonly report: (report: StallReport, reason: ReportReason) => void;
}

export class StallDetector {
  readonly #options: DetectorOptions;
  #beats: number | undefined;
  /** For how long the count has stood still, as far as this thread ran itself, and since when. */
  #still = 0;
  #stillSince = 0;
  #current:
    | {
        readonly activity: () => ThreadActivity;
        report: StallReport;
        /** It is over, which we have not seen yet, and a profiler has seen this. */
        culprit?: readonly StackFrame[];
      }
    | undefined;
  #count = 0n;
  readonly #kept: StallReport[] = [];

  constructor(options: DetectorOptions) {
    this.#options = options;
  }

  /** The last stalls that lasted for half a second and more, the oldest first; the one that lasts, too. */
  get recent(): readonly StallReport[] {
    const current = this.#current?.report;
    return current === undefined || current.duration < KEPT_FROM_MS ? this.#kept : [...this.#kept, current];
  }

  look({ time, elapsed, beats }: Look): void {
    if (beats !== this.#beats) {
      this.#beats = beats;
      this.#end();
      this.#still = 0;
      this.#stillSince = time;
      return;
    }
    // A process that was stopped, or a machine that slept, has kept this thread from looking, too: that is no stall.
    this.#still += Math.min(elapsed, 2 * this.#options.every);
    if (this.#still >= SHORTEST_MS) this.#last();
  }

  /** The thread was interrupted while it was stuck, and this is where it was. */
  interrupted(stack: readonly StackFrame[]): void {
    if (this.#current === undefined || stack.length === 0) return;
    this.#current.report = { ...this.#current.report, stack, source: "interrupted" };
    this.#options.report(this.#current.report, "known");
  }

  /** A profiler has seen where the time went in the stall that is just over. Of one that was interrupted it is known. */
  culprit(stack: readonly StackFrame[]): void {
    if (stack.length === 0) return;
    if (this.#current !== undefined) {
      this.#current.culprit = stack;
      return;
    }
    const stall = this.#kept.at(-1);
    // A shorter one may have been the last, which nobody keeps.
    if (stall?.number !== this.#count) return;
    const known = withCulprit(stall, stack);
    this.#kept[this.#kept.length - 1] = known;
    if (known !== stall) this.#options.report(known, "known");
  }

  #last(): void {
    const { watchThread, report } = this.#options;
    const duration = this.#still;
    if (this.#current === undefined) {
      const activity = watchThread();
      const number = ++this.#count;
      const began = this.#stillSince;
      this.#current = {
        activity,
        report: { number, began, duration, isOver: false, thread: activity(), stack: [], source: "none" },
      };
    } else {
      const { activity } = this.#current;
      this.#current.report = { ...this.#current.report, duration, thread: activity() };
    }
    report(this.#current.report, "lasts");
  }

  #end(): void {
    if (this.#current === undefined) return;
    const { report, culprit = [] } = this.#current;
    const over = withCulprit({ ...report, isOver: true }, culprit);
    this.#current = undefined;
    if (over.duration >= KEPT_FROM_MS) {
      this.#kept.push(over);
      if (this.#kept.length > KEPT) this.#kept.shift();
    }
    this.#options.report(over, "over");
  }
}

function withCulprit(stall: StallReport, stack: readonly StackFrame[]): StallReport {
  return stall.source !== "none" || stack.length === 0 ? stall : { ...stall, stack, source: "profile" };
}

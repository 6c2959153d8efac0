// history.ts: what was sampled of one process in the last minutes, as numbers that can be drawn.
import { ratesBetween, type Samples_Sample } from "@teleop/diagnostics/client";

/** Samples that are kept: as many as fit into a wide terminal. */
const KEPT = 240;

/** What is shown of one sample. */
export interface Moment {
  /** Share of one processor. */
  readonly cpu: number;
  /** Of the thread that runs the event loop; undefined where it is not told. */
  readonly mainThread: number | undefined;
  /** Bytes. */
  readonly resident: number;
  readonly heap: number;
  /** Milliseconds. */
  readonly delayMean: number;
  readonly delayMax: number;
  /** Share of the time. */
  readonly collections: number;
  readonly gauges: readonly { readonly name: string; readonly value: number | undefined }[];
}

export class History {
  readonly #moments: Moment[] = [];
  #last: Samples_Sample | undefined;
  #dropped = 0n;

  /** The oldest first. */
  get moments(): readonly Moment[] {
    return this.#moments;
  }

  get latest(): Moment | undefined {
    return this.#moments.at(-1);
  }

  /** How many samples were dropped, since they came faster than they could be taken. */
  get dropped(): bigint {
    return this.#dropped;
  }

  /** The first one only begins: rates are of the time between two. */
  add(sample: Samples_Sample): Moment | undefined {
    const before = this.#last;
    this.#last = sample;
    this.#dropped = sample.dropped;
    if (before === undefined) return undefined;
    const { memory, loop, gauges } = sample;
    const moment: Moment = {
      ...ratesBetween(before, sample),
      resident: Number(memory.resident),
      heap: Number(memory.heapUsed),
      delayMean: loop.delayMean,
      delayMax: loop.delayMax,
      gauges: gauges.map((gauge) => ({
        name: gauge.name,
        value: "value" in gauge ? gauge.value : undefined,
      })),
    };
    this.#moments.push(moment);
    if (this.#moments.length > KEPT) this.#moments.shift();
    return moment;
  }
}

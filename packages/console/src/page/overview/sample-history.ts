// sample-history.ts: what was sampled of a process, in columns as charts draw them, for as long as fits.
import { ratesBetween, type Samples_Sample } from "@teleop/diagnostics/client";

/** Null where there is no value: before a gauge was first told, where it failed, and between what does not follow on. */
export type Column = readonly (number | null)[];

/** What every sample has. Shares are of one processor, or of the time; memory is in bytes, delays in milliseconds. */
const MEASURES = [
  "cpu",
  "mainThread",
  "resident",
  "heapTotal",
  "heapUsed",
  "external",
  "arrayBuffers",
  "delayMean",
  "delayMax",
  "collections",
] as const;
export type Measure = (typeof MEASURES)[number];

/** An hour of samples a second apart. */
const MOST_KEPT = 3_600;

/** An application may name a gauge after whatever it likes, each time another: no more than these are kept. */
const MOST_GAUGES = 50;

/** Milliseconds without a sample, in intervals, from which on the line is broken. */
const GAP_INTERVALS = 3;

export interface SampleHistoryOptions {
  /** Milliseconds between two samples, as they were asked for. */
  readonly interval: number;
  /** How many are kept, breaks included; the oldest go first. */
  readonly most?: number | undefined;
}

/** The samples of one process, the oldest first. */
export class SampleHistory {
  readonly #interval: number;
  readonly #most: number;
  readonly #times: number[] = [];
  readonly #measures = new Map<Measure, (number | null)[]>(MEASURES.map((measure) => [measure, []]));
  readonly #gauges = new Map<string, (number | null)[]>();
  #last: Samples_Sample | undefined;
  #dropped = 0n;
  #droppedEarlier = 0n;

  constructor({ interval, most = MOST_KEPT }: SampleHistoryOptions) {
    this.#interval = interval;
    this.#most = most;
  }

  /** Seconds since the epoch, by the clock of the process's machine. */
  get times(): readonly number[] {
    return this.#times;
  }

  get latest(): Samples_Sample | undefined {
    return this.#last;
  }

  /** How many samples were dropped, since they came faster than they could be taken. */
  get dropped(): bigint {
    return this.#droppedEarlier + this.#dropped;
  }

  /** The gauges by their names, in the order in which they were first told. */
  get gauges(): readonly string[] {
    return [...this.#gauges.keys()];
  }

  column(measure: Measure): Column {
    return this.#measures.get(measure) ?? [];
  }

  gauge(name: string): Column {
    return this.#gauges.get(name) ?? [];
  }

  /** The newest value of a measure; null before there are two samples, since rates are of the time between two. */
  now(measure: Measure): number | null {
    return this.column(measure).at(-1) ?? null;
  }

  add(sample: Samples_Sample): void {
    const before = this.#last;
    this.#last = sample;
    this.#dropped = sample.dropped;
    if (before !== undefined && sample.time - before.time > GAP_INTERVALS * this.#interval) {
      this.#append((before.time + sample.time) / 2, undefined, []);
    }
    const rates = before === undefined ? undefined : ratesBetween(before, sample);
    this.#append(sample.time, { sample, rates }, sample.gauges);
  }

  /** What comes from now on does not follow on what was before: it is of another subscription, or another process. */
  break(): void {
    if (this.#last === undefined) return;
    this.#append(this.#last.time + 1, undefined, []);
    this.#last = undefined;
    this.#droppedEarlier += this.#dropped;
    this.#dropped = 0n;
  }

  /** The index of the first sample that is not older than so many seconds, counted from the newest. */
  since(seconds: number): number {
    const from = (this.#times.at(-1) ?? 0) - seconds;
    const index = this.#times.findIndex((time) => time >= from);
    return index < 0 ? this.#times.length : index;
  }

  #append(
    time: number,
    taken:
      | { readonly sample: Samples_Sample; readonly rates: ReturnType<typeof ratesBetween> | undefined }
      | undefined,
    gauges: Samples_Sample["gauges"],
  ): void {
    this.#times.push(time / 1000);
    for (const [measure, column] of this.#measures) column.push(valueIn(measure, taken));
    for (const { name } of gauges) this.#learn(name);
    for (const [name, column] of this.#gauges) {
      const gauge = gauges.find((one) => one.name === name);
      column.push(gauge !== undefined && "value" in gauge ? gauge.value : null);
    }
    if (this.#times.length <= this.#most) return;
    this.#times.shift();
    for (const column of this.#measures.values()) column.shift();
    for (const column of this.#gauges.values()) column.shift();
  }

  #learn(name: string): void {
    if (this.#gauges.has(name) || this.#gauges.size === MOST_GAUGES) return;
    this.#gauges.set(name, new Array<null>(this.#times.length - 1).fill(null));
  }
}

function valueIn(
  measure: Measure,
  taken:
    | { readonly sample: Samples_Sample; readonly rates: ReturnType<typeof ratesBetween> | undefined }
    | undefined,
): number | null {
  if (taken === undefined) return null;
  const { sample, rates } = taken;
  switch (measure) {
    case "cpu":
    case "mainThread":
    case "collections":
      return rates?.[measure] ?? null;
    case "delayMean":
    case "delayMax":
      return sample.loop[measure];
    default:
      return Number(sample.memory[measure]);
  }
}

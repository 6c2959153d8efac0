// section.ts: what a section of the benchmark is: figures that have keys, and rounds in which they are measured.
//
// A section lives in sections/, and run.ts lists it. The runner opens one section at a time, asks it for so many rounds,
// and reports of each figure the median of the rounds, the least and the most. In a round all that is compared takes
// turns, in processes of its own, so that a change of the machine's mood meets all of it; a ratio is made of what was
// measured in one round, not of two medians.

/** What a figure should be; one of the two. */
export type Bar = { readonly atLeast: number } | { readonly atMost: number };

export interface Figure {
  /** The name by which it is published, such as `echo.window64.over_rust`. */
  readonly key: string;
  /** For people, and short. */
  readonly title: string;
  /** Such as `µs`, `MiB/s` or `calls/s`. A ratio has none. */
  readonly unit?: string;
  /** Without it, the figure is only shown. */
  readonly bar?: Bar;
  /** Left out of the table, not of --json: what others are computed of. */
  readonly detail?: boolean;
}

/** Of one round, by key. What could not be measured, for want of a peer, is undefined or absent. */
export type Values = Readonly<Record<string, number | undefined>>;

export interface Section {
  /** The word for `--only`. */
  readonly name: string;
  readonly title: string;
  /** All that its rounds may measure, in the order of the table. A value of any other key is an error. */
  readonly figures: readonly Figure[];
  /** Builds and starts what all rounds need. */
  open(bench: Bench): Promise<OpenSection>;
}

export interface OpenSection extends AsyncDisposable {
  /** Measures everything once. */
  round(): Promise<Values>;
}

/** What the runner gives to a section. */
export interface Bench {
  /**
   * How much of the usual is to be measured, from 0 (exclusive) to 1: the seconds that something is measured for and how
   * often it is repeated are multiplied by it. Far below 1 nothing is worth reading; that is for a test of the benchmark.
   */
  readonly scale: number;
  /**
   * Builds a peer, once in a run; what is up to date costs little.
   *
   * @param peer for people.
   * @param command is run in peers/.
   * @returns whether it is there. If not, it has been named, and will be below the table.
   */
  build(peer: string, command: readonly string[]): boolean;
  /** Names a peer that cannot be built or run on this machine, and the reason. */
  leftOut(peer: string, reason: string): void;
}

/** @returns `count` times the scale, and at least `least`. */
export function scaled(bench: Bench, count: number, least = 1): number {
  return Math.max(least, Math.round(count * bench.scale));
}

/** @returns ours over theirs, undefined where one of them was not measured. */
export function over(ours: number | undefined, theirs: number | undefined): number | undefined {
  return ours === undefined || theirs === undefined ? undefined : ours / theirs;
}

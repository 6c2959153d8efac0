// meter.ts: what counts that only grow come to in the last seconds: rates, and shares of time.

/** Counts of one moment. All lists are as long as those of the moment before, unless the graph has changed. */
export interface Reading {
  /** Nanoseconds, by the target's clock. */
  readonly now: bigint;
  readonly read: readonly bigint[];
  readonly written: readonly bigint[];
  /** Nanoseconds, until `now`. */
  readonly busy: bigint;
  readonly idle: bigint;
  readonly blocked: bigint;
}

/** Of the time between two readings. */
export interface Rates {
  /** A second, for each input. */
  readonly read: readonly number[];
  readonly written: readonly number[];
  /** Undefined where nothing was measured. */
  readonly shares: { readonly busy: number; readonly idle: number; readonly blocked: number } | undefined;
}

/** So many readings of a window are kept, however many there are: it is not covered more exactly than that. */
const PARTS = 60n;

/** Keeps the readings of a window, so that a rate is of all of it. */
export class Meter {
  readonly #window: bigint;
  readonly #part: bigint;
  #readings: Reading[] = [];

  /** @param window in nanoseconds. */
  constructor(window: bigint) {
    this.#window = window;
    this.#part = window / PARTS;
  }

  /** How many readings are kept. */
  get size(): number {
    return this.#readings.length;
  }

  /** Takes a reading. Where the clock has gone back, what was before is of another one. */
  add(reading: Reading): Rates {
    const [before, last] = this.#readings.slice(-2);
    if (before !== undefined && last !== undefined && last.now - before.now < this.#part)
      this.#readings.pop();
    if (last !== undefined && last.now > reading.now) this.#readings = [];
    const from = reading.now - this.#window;
    // The first is the last one at or before the window begins, so that the window is covered.
    const firstInside = this.#readings.findIndex(({ now }) => now > from);
    if (firstInside > 1) this.#readings.splice(0, firstInside - 1);
    else if (firstInside === -1 && this.#readings.length > 1)
      this.#readings.splice(0, this.#readings.length - 1);
    this.#readings.push(reading);
    return ratesBetween(this.#readings[0] ?? reading, reading);
  }
}

/** All are 0 where both are of the same moment. */
export function ratesBetween(before: Reading, after: Reading): Rates {
  const seconds = Number(after.now - before.now) / 1e9;
  const each = (now: readonly bigint[], then: readonly bigint[]): number[] =>
    now.map((count, port) => (seconds > 0 ? Math.max(0, Number(count - (then[port] ?? 0n))) / seconds : 0));
  return {
    read: each(after.read, before.read),
    written: each(after.written, before.written),
    shares: sharesBetween(before, after),
  };
}

function sharesBetween(before: Reading, after: Reading): Rates["shares"] {
  const busy = Math.max(0, Number(after.busy - before.busy));
  const idle = Math.max(0, Number(after.idle - before.idle));
  const blocked = Math.max(0, Number(after.blocked - before.blocked));
  const all = busy + idle + blocked;
  return all === 0 ? undefined : { busy: busy / all, idle: idle / all, blocked: blocked / all };
}

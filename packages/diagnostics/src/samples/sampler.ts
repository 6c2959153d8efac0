// sampler.ts: takes samples for all who are subscribed, each at its own rate, and nothing while nobody is.
import { messageOf } from "@teleop/core/plugin";
import { Collections } from "./collections.ts";
import { DelayWindow, watchDelay } from "./loop-delay.ts";
import type { Samples_Gauge, Samples_Sample } from "./samples.capnp.ts";

export type Gauges = Readonly<Record<string, () => number>>;

/** A sample, without what only its subscription knows. */
export type Sample = Omit<Samples_Sample.Init, "dropped">;

interface Subscriber {
  readonly interval: number;
  readonly give: (sample: Sample) => void;
  readonly missed: () => void;
  readonly delays: DelayWindow;
  /** By `performance.now()`. */
  dueAt: number;
}

export class Sampler {
  readonly #gauges: Gauges;
  readonly #subscribers = new Set<Subscriber>();
  #sources: Sources | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(gauges: Gauges) {
    this.#gauges = gauges;
  }

  get subscribers(): number {
    return this.#subscribers.size;
  }

  /**
   * Gives a sample every `interval` milliseconds, until what it returns is disposed. After a time in which nothing could
   * run there is one, and not one for each that is missing.
   *
   * @param missed called instead of `give` where the process cannot be looked at, such as for want of a file descriptor.
   *   Neither may throw.
   */
  subscribe(interval: number, give: (sample: Sample) => void, missed = (): void => {}): Disposable {
    const dueAt = nextDue(performance.now(), interval);
    const subscriber = { interval, give, missed, delays: new DelayWindow(), dueAt };
    this.#subscribers.add(subscriber);
    this.#sources ??= openSources((delay) => {
      for (const { delays } of this.#subscribers) delays.add(delay);
    });
    this.#schedule();
    return {
      [Symbol.dispose]: () => {
        this.#subscribers.delete(subscriber);
        this.#schedule();
      },
    };
  }

  /** One timer, for who is due first. */
  #schedule(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#subscribers.size === 0) {
      this.#sources?.[Symbol.dispose]();
      this.#sources = undefined;
      return;
    }
    const first = Math.min(...[...this.#subscribers].map(({ dueAt }) => dueAt));
    this.#timer = setTimeout(() => this.#tick(), Math.max(1, first - performance.now()));
    this.#timer.unref();
  }

  #tick(): void {
    const now = performance.now();
    const due = [...this.#subscribers].filter(({ dueAt }) => dueAt <= now + EARLY_MS);
    if (due.length > 0 && this.#sources !== undefined) {
      const taken = tryRead(this.#sources);
      const shared = taken && { ...taken, gauges: readGauges(this.#gauges) };
      for (const subscriber of due) {
        const { interval, dueAt } = subscriber;
        subscriber.dueAt = nextDue(Math.max(now + EARLY_MS, dueAt), interval);
        if (shared === undefined) subscriber.missed();
        else subscriber.give({ ...shared, loop: subscriber.delays.take() });
      }
    }
    this.#schedule();
  }
}

/** A timer may come a little early, and one that comes so much before it is due counts for that. */
const EARLY_MS = 2;

/** On a common grid, so that those who want the same interval, or a multiple of it, are due together. */
function nextDue(after: number, interval: number): number {
  return (Math.floor(after / interval) + 1) * interval;
}

type Reading = Omit<Sample, "loop" | "gauges">;

interface Sources extends Disposable {
  /** @throws the system's error, such as EMFILE: memory is told by a file of proc(5). */
  read(): Reading;
}

/** Undefined where it cannot be read now. An error would end the process, being of a timer. */
function tryRead(sources: Sources): Reading | undefined {
  try {
    return sources.read();
  } catch {
    // Whoever is subscribed is told that a sample is missing.
    return undefined;
  }
}

function openSources(seenDelay: (delay: number) => void): Sources {
  const collections = new Collections();
  const watch = watchDelay(seenDelay);
  return {
    read: () => {
      const { user, system } = process.cpuUsage();
      const thread = process.threadCpuUsage?.();
      const { rss, heapUsed, heapTotal, external, arrayBuffers } = process.memoryUsage();
      return {
        time: Date.now(),
        cpu: {
          user: BigInt(user),
          system: BigInt(system),
          mainThread: thread === undefined ? 0n : BigInt(thread.user + thread.system),
        },
        memory: {
          resident: BigInt(rss),
          heapUsed: BigInt(heapUsed),
          heapTotal: BigInt(heapTotal),
          external: BigInt(external),
          arrayBuffers: BigInt(arrayBuffers),
        },
        collections: collections.read(),
      };
    },
    [Symbol.dispose]: () => {
      watch[Symbol.dispose]();
      collections[Symbol.dispose]();
    },
  };
}

function readGauges(gauges: Gauges): Samples_Gauge.Init[] {
  return Object.entries(gauges).map(([name, read]) => {
    try {
      const value: unknown = read();
      if (typeof value === "number") return { name, which: "value", value };
      // A promise is no number, and must not end the process by being rejected, as nobody waits for it.
      Promise.resolve(value).catch(() => {});
      return { name, which: "failed", failed: `expected a number, got ${typeof value}` };
    } catch (error) {
      return { name, which: "failed", failed: reasonOf(error).slice(0, LONGEST_REASON) };
    }
  });
}

const LONGEST_REASON = 500;

/** Whatever was thrown: it is told from a timer, where an error would end the process. */
function reasonOf(error: unknown): string {
  try {
    return String(error);
  } catch {
    return messageOf(error);
  }
}

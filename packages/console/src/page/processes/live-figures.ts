// live-figures.ts: what the processes on the list use, told by themselves while somebody looks at the list.
import { type ReadonlySignal, signal } from "@preact/signals";
import { messageOf } from "@teleop/core/basics";
import { followSamples } from "@teleop/diagnostics/client";
import type { Console } from "../../console.capnp.ts";
import { openSession } from "../app/open-session.ts";
import { SampleHistory } from "../overview/sample-history.ts";
import type { Figures } from "./arrange.ts";
import type { KnownProcess } from "./process-list.ts";

/** Milliseconds between two samples, unless somebody chooses otherwise. */
const INTERVAL_MS = 2_000;

/** As many as make a line that is as wide as a column. */
const KEPT = 60;

/** Each wakes 50 times a second for it, and is a connection of its own. */
const MOST_MEASURED = 100;

/** To attach is work for both sides. */
const MOST_ATTACHING = 4;

/** What a process uses at the moment. */
export interface LiveFigures extends Figures {
  /** Shares of a processor, the oldest first; null where there is none. */
  readonly cpuLine: readonly (number | null)[];
  /** Why nothing more comes; undefined while something does. */
  readonly failure: string | undefined;
}

/** Measures processes from when it is told of them until it is not. Disposing it leaves them all. */
export class FigureBook implements Disposable {
  readonly #console: Console;
  readonly #interval: number;
  readonly #measured = new Map<string, Measured>();
  readonly #version = signal(0);
  readonly #queue: (() => void)[] = [];
  #attaching = 0;

  /**
   * @param console stays the caller's, and is there for as long as this is.
   * @param interval milliseconds between two samples; what a process allows, from 100 on unless it says otherwise.
   */
  constructor(console: Console, interval: number = INTERVAL_MS) {
    this.#console = console;
    this.#interval = interval;
  }

  /** Another number whenever something was measured. */
  get version(): ReadonlySignal<number> {
    return this.#version;
  }

  /** Undefined for one that is not measured. */
  of({ key }: KnownProcess): LiveFigures | undefined {
    const measured = this.#measured.get(key);
    if (measured === undefined) return undefined;
    const { history, failure } = measured;
    return {
      cpu: history.now("cpu") ?? undefined,
      resident: history.now("resident") ?? undefined,
      delay: history.now("delayMax") ?? undefined,
      cpuLine: history.column("cpu"),
      failure,
    };
  }

  /** Measures those of these that say that they offer it, and no others. */
  measure(processes: readonly KnownProcess[]): void {
    const wanted = new Map<string, () => Promise<void>>();
    for (const process of processes) {
      const rendezvous = samplesAt(process);
      if (rendezvous === undefined || wanted.size === MOST_MEASURED) continue;
      wanted.set(process.key, () => this.#begin(process, rendezvous));
    }
    for (const [key, { stop }] of [...this.#measured]) {
      if (wanted.has(key)) continue;
      this.#measured.delete(key);
      stop.abort(new Error("nobody looks at it any more"));
    }
    for (const [key, begin] of wanted) if (!this.#measured.has(key)) void begin();
  }

  [Symbol.dispose](): void {
    this.measure([]);
  }

  /** Until it is over. Never rejects. */
  async #begin(process: KnownProcess, rendezvous: string): Promise<void> {
    const measured = new Measured(this.#interval);
    this.#measured.set(process.key, measured);
    try {
      await this.#follow(process, rendezvous, measured);
      measured.failure = "it gives no more samples";
    } catch (error) {
      measured.failure = messageOf(error);
    }
    this.#version.value += 1;
  }

  /** Until nothing more comes. @throws why nothing comes. */
  async #follow(
    { place, pid }: KnownProcess,
    rendezvous: string,
    { history, stop: { signal: stopped } }: Measured,
  ): Promise<void> {
    await this.#turn(stopped);
    using stack = new DisposableStack();
    let following: Awaited<ReturnType<typeof followSamples>>;
    try {
      const session = stack.use(await openSession(this.#console, { place, pid, rendezvous }, stopped));
      following = await followSamples(session, {
        interval: this.#interval,
        signal: stopped,
        onSample: (sample) => {
          history.add(sample);
          this.#version.value += 1;
        },
      });
    } finally {
      this.#attaching -= 1;
      this.#queue.shift()?.();
    }
    await using _following = following;
    const leave = Promise.withResolvers<void>();
    stopped.addEventListener("abort", () => leave.resolve(), { once: true });
    if (stopped.aborted) leave.resolve();
    await Promise.race([following.ended, leave.promise]);
  }

  /** Waits until not too many are attached to at once, and counts as one of them from then on. */
  async #turn(stopped: AbortSignal): Promise<void> {
    while (this.#attaching >= MOST_ATTACHING) {
      await new Promise<void>((resolve) => this.#queue.push(resolve));
    }
    // Who does not take the turn that it was woken for leaves it to the next.
    if (stopped.aborted) this.#queue.shift()?.();
    stopped.throwIfAborted();
    this.#attaching += 1;
  }
}

class Measured {
  readonly stop: AbortController = new AbortController();
  readonly history: SampleHistory;
  failure: string | undefined;

  constructor(interval: number) {
    this.history = new SampleHistory({ interval, most: KEPT });
  }
}

/**
 * The rendezvous at which it says that it offers samples, empty for the usual one; undefined where it does not, or could not
 * answer. A process that says nothing of itself is left alone: to attach to it only to see would wake it.
 */
function samplesAt({ certain, state, announcements, gone }: KnownProcess): string | undefined {
  if (!certain || gone !== undefined || state === "stopped" || state === "traced") return undefined;
  const offering = announcements.filter(
    ({ services }) => "names" in services && services.names.includes("samples"),
  );
  return offering.map(({ rendezvous }) => rendezvous).sort()[0];
}

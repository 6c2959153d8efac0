// process-store.ts: the processes of all places, as the page knows them at the moment.
import { effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Change, Console, Process } from "../../console.capnp.ts";
import type { Toasts } from "../components/toasts.tsx";
import type { ConsoleLink } from "./link.ts";

/** A place, and what is known of it. */
export interface KnownPlace {
  /** Empty for the machine of the console. */
  readonly label: string;
  readonly processes: readonly KnownProcess[];
  /** Why nothing is known of it now; empty when all is well. */
  readonly failure: string;
}

/** A process that is there, or was. */
export interface KnownProcess extends Process {
  /** Tells it from all others that the page has seen, also from one that has had its PID before. */
  readonly id: string;
  readonly place: string;
  /** When it was seen to have gone, in milliseconds since the epoch; undefined while it is there. */
  readonly goneAt: number | undefined;
}

/** How many of those that have gone a place remembers. */
const MOST_GONE = 50;

export class ProcessStore {
  readonly #places = signal<readonly KnownPlace[]>([]);
  #seen = 0;

  constructor(link: ConsoleLink, toasts: Toasts) {
    effect(() => {
      const state = link.state.value;
      if (state.state === "connected") {
        this.#watch(state.console, state.signal).catch((error) => {
          if (!state.signal.aborted) toasts.failed("the processes cannot be watched", error);
        });
      }
    });
  }

  /** In the order in which the console was given them. */
  get places(): ReadonlySignal<readonly KnownPlace[]> {
    return this.#places;
  }

  /** The process of this PID, or the one that had it last. */
  find(place: string, pid: number): KnownProcess | undefined {
    const known = this.#places.value.find(({ label }) => label === place)?.processes ?? [];
    return (
      known.findLast((process) => process.pid === pid && process.goneAt === undefined) ??
      known.findLast((process) => process.pid === pid)
    );
  }

  async #watch(console: Console, signal: AbortSignal): Promise<void> {
    const watcher = { changed: (change: Change) => this.#changed(change) };
    await console.watch({ watcher }, { signal });
  }

  #changed(change: Change): void {
    const places = this.#places.value;
    const known = places.find(({ label }) => label === change.place);
    const before = known?.processes ?? [];
    const now: KnownPlace = {
      label: change.place,
      processes: change.failure === "" ? this.#afterwards(before, change) : before,
      failure: change.failure,
    };
    this.#places.value =
      known === undefined ? [...places, now] : places.map((one) => (one === known ? now : one));
  }

  /** Those that have gone stay for a while, so that what happened to them can be seen. */
  #afterwards(before: readonly KnownProcess[], change: Change): readonly KnownProcess[] {
    const { place, begins, disappeared } = change;
    const news = [...change.appeared, ...change.changed];
    const kept = before.map((process): KnownProcess => {
      if (process.goneAt !== undefined) return process;
      const told = news.find((one) => isSame(one, process));
      if (told !== undefined) return { ...told, place, id: process.id, goneAt: undefined };
      const hasGone = begins || disappeared.some((one) => isSame(one, process));
      return hasGone ? { ...process, goneAt: Date.now() } : process;
    });
    const added = news
      .filter((one) => !before.some((process) => process.goneAt === undefined && isSame(one, process)))
      .map((one): KnownProcess => ({ ...one, place, id: `process-${++this.#seen}`, goneAt: undefined }));
    const all = [...kept, ...added];
    const gone = all
      .filter(({ goneAt }) => goneAt !== undefined)
      .sort((one, other) => goneOf(one) - goneOf(other));
    const forgotten = new Set(gone.slice(0, Math.max(0, gone.length - MOST_GONE)));
    return all.filter((process) => !forgotten.has(process)).sort((one, other) => one.pid - other.pid);
  }
}

function goneOf({ goneAt = Number.POSITIVE_INFINITY }: KnownProcess): number {
  return goneAt;
}

/** By how much the start of a process, which is counted back from a clock, may differ from itself, in milliseconds. */
const CLOCK_MS = 2_000;

function isSame(one: Process, other: Process): boolean {
  return one.pid === other.pid && Math.abs(one.startedAt - other.startedAt) < CLOCK_MS;
}

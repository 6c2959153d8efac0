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
  readonly place: string;
  /** When it was seen to have gone, in milliseconds since the epoch; undefined while it is there. */
  readonly goneAt: number | undefined;
}

/** How many of those that have gone a place remembers. */
const MOST_GONE = 50;

export class ProcessStore {
  readonly #places = signal<readonly KnownPlace[]>([]);

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
    const now: KnownPlace = {
      label: change.place,
      processes:
        change.failure === "" ? changedList(known?.processes ?? [], change) : (known?.processes ?? []),
      failure: change.failure,
    };
    this.#places.value =
      known === undefined ? [...places, now] : places.map((one) => (one === known ? now : one));
  }
}

/** Those that have gone stay for a while, so that what happened to them can be seen. */
function changedList(before: readonly KnownProcess[], change: Change): readonly KnownProcess[] {
  const goneAt = Date.now();
  const place = change.place;
  const news = new Map([...change.appeared, ...change.changed].map((process) => [keyOf(process), process]));
  const gone = new Set(change.disappeared.map(keyOf));
  const kept = before.flatMap((process): KnownProcess[] => {
    const key = keyOf(process);
    const told = news.get(key);
    news.delete(key);
    if (told !== undefined) return [{ ...told, place, goneAt: undefined }];
    const hasGone = process.goneAt === undefined && (gone.has(key) || change.begins);
    return [hasGone ? { ...process, goneAt } : process];
  });
  const all = [...kept, ...[...news.values()].map((process) => ({ ...process, place, goneAt: undefined }))];
  const forgotten = all.filter((process) => process.goneAt !== undefined).slice(0, -MOST_GONE);
  return all.filter((process) => !forgotten.includes(process)).sort((one, other) => one.pid - other.pid);
}

/** Tells it from one that has had its PID before. */
function keyOf({ pid, startedAt }: Process): string {
  // Where it is counted back from a clock, it is never twice the same.
  return `${pid}:${Math.round(startedAt / 2_000)}`;
}

// process-list.ts: the processes of all places as the page knows them: those that are there, and those that were.
import type { Change, Ended_ending, Process } from "../../console.capnp.ts";

/** A process that is there, or was. */
export interface KnownProcess extends Process {
  /** Tells it from all others, also from one that has had its PID before. */
  readonly key: string;
  /** The label of its place; empty for this machine. */
  readonly place: string;
  /** Undefined while it is there. */
  readonly gone: Gone | undefined;
}

/** What happened to a process that is no more on the list of its place. */
export interface Gone {
  /** When the page was told, in milliseconds of its own clock. */
  readonly at: number;
  /** How it has ended; undefined where it was not told that it has: it may only be armed no more. */
  readonly ending: Ended_ending | undefined;
  /** The PID of one that has the same name and arguments, and appeared afterwards: as one that was started again. */
  readonly successor: number | undefined;
}

/** A place, and whether what is known of it is as of now. */
export interface KnownPlace {
  readonly label: string;
  /** Why it cannot be watched at the moment; undefined when all is well. */
  readonly failure: { readonly reason: string; readonly since: number } | undefined;
}

/** What is gone is of interest for a while; what starts a process a second must not fill the page. */
const MOST_GONE = 50;

export class ProcessList {
  readonly #places = new Map<string, KnownPlace>();
  readonly #living = new Map<string, KnownProcess>();
  #gone: readonly KnownProcess[] = [];
  #lastKey = 0;

  /** In the order in which they were first told of. */
  get places(): readonly KnownPlace[] {
    return [...this.#places.values()];
  }

  /** In the order in which they appeared. */
  get living(): readonly KnownProcess[] {
    return [...this.#living.values()];
  }

  /** The one that went last first. */
  get gone(): readonly KnownProcess[] {
    return this.#gone;
  }

  /** @param now milliseconds of the page's clock. */
  apply({ place, begins, appeared, changed, disappeared, ended, failure }: Change, now: number): void {
    const since = this.#places.get(place)?.failure?.since ?? now;
    this.#places.set(place, {
      label: place,
      failure: failure === "" ? undefined : { reason: failure, since },
    });
    if (begins) this.#requireAmong(place, appeared, now);
    for (const process of disappeared) this.#remove(idOf(place, process), now);
    for (const { process, ending } of ended) if (process !== undefined) this.#end(place, process, ending);
    for (const process of [...appeared, ...changed]) this.#put(place, process, now);
  }

  /** Takes those that are gone off the list. */
  forgetGone(): void {
    this.#gone = [];
  }

  #put(place: string, process: Process, now: number): void {
    const id = idOf(place, process);
    const known = this.#living.get(id);
    if (known !== undefined && isSame(known, process)) {
      this.#living.set(id, { ...known, ...process });
      return;
    }
    this.#remove(id, now);
    this.#lastKey += 1;
    this.#living.set(id, { ...process, key: String(this.#lastKey), place, gone: undefined });
    this.#findPredecessor(place, process);
  }

  #remove(id: string, now: number): void {
    const known = this.#living.get(id);
    if (known === undefined) return;
    this.#living.delete(id);
    const gone: Gone = { at: now, ending: undefined, successor: undefined };
    this.#gone = [{ ...known, gone }, ...this.#gone].slice(0, MOST_GONE);
  }

  #end(place: string, process: Process, ending: Ended_ending): void {
    this.#changeGone(
      (one) => one.place === place && one.pid === process.pid && isSame(one, process),
      (gone) => ({ ...gone, ending }),
    );
  }

  #requireAmong(place: string, told: readonly Process[], now: number): void {
    const there = new Set(told.map((process) => idOf(place, process)));
    for (const [id, known] of [...this.#living]) {
      if (known.place === place && !there.has(id)) this.#remove(id, now);
    }
  }

  /** Of several that have gone, the last: a program that runs in many processes has each go and come by itself. */
  #findPredecessor(place: string, { pid, name, command }: Process): void {
    const said = command.join("\0");
    this.#changeGone(
      (one) =>
        one.place === place &&
        one.name === name &&
        one.command.join("\0") === said &&
        one.gone?.successor === undefined,
      (gone) => ({ ...gone, successor: pid }),
    );
  }

  /** Changes what is known of the first of those that have gone that is meant. */
  #changeGone(isMeant: (process: KnownProcess) => boolean, change: (gone: Gone) => Gone): void {
    const index = this.#gone.findIndex(isMeant);
    const found = this.#gone[index];
    if (found?.gone !== undefined)
      this.#gone = this.#gone.with(index, { ...found, gone: change(found.gone) });
  }
}

function idOf(place: string, { pid }: Process): string {
  return `${pid} ${place}`;
}

/**
 * When a process started is counted back from a clock, and differs by some milliseconds each time. Where it is not told,
 * its arguments have to do.
 */
function isSame(one: Process, other: Process): boolean {
  if (one.startedAt === 0 || other.startedAt === 0)
    return one.command.join("\0") === other.command.join("\0");
  return Math.abs(one.startedAt - other.startedAt) < SAME_START_MS;
}

/** The system counts in hundredths of a second, and clocks are set while processes run. */
const SAME_START_MS = 2_000;

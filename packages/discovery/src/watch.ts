// watch.ts: who can be attached to, as it changes: the kernel tells when to look again, and where it cannot, time does.
import { after, processFacts, requireMilliseconds, SystemCallError, TeleopError } from "@teleop/core/plugin";
import { type Ending, endingOf, statusOfZombie } from "./ending.ts";
import { canWatch, KernelWatch, type KernelWatchListener, type WatchedDirectory } from "./kernel-watch.ts";
import { type ArmedProcess, type ListOptions, lookAtAll, requireListOptions, type Sight } from "./list.ts";
import type { Places } from "./places.ts";
import { DRAFT_SUFFIX, RUNTIME_FOLDER } from "./record.ts";

export interface WatchOptions extends ListOptions {
  /**
   * Looks at everything again after so many milliseconds without news: for what nobody tells of, a process that begins
   * to use directories that no other uses, as in a new container, or that says nothing and leaves nothing. Default 2000;
   * `Infinity` never does. Where looking takes so long that it would be more than a fiftieth of the time, it is done less
   * often.
   */
  readonly lookEvery?: number | undefined;
}

/** What is different from the look before. The first one has everything as `appeared`. */
export interface Change {
  /** All that there are now, by PID. */
  readonly processes: readonly ArmedProcess[];
  readonly appeared: readonly ArmedProcess[];
  /** Those that say something else of themselves by now, or are in another state. */
  readonly changed: readonly ArmedProcess[];
  /** As they were seen last. They have ended, or are armed no more. */
  readonly disappeared: readonly ArmedProcess[];
  /**
   * Of those that have disappeared, now or before, which have ended, and how. One that cleans up before it ends is told
   * here after it has disappeared; one that lives on, and is only armed no more, is not. For the end of those that live on
   * it waits as long as there are no more than 100; of more, the first that have disappeared are forgotten.
   */
  readonly ended: readonly EndedProcess[];
}

export interface EndedProcess {
  /** As it was seen last. */
  readonly process: ArmedProcess;
  readonly ending: Ending;
}

/**
 * The processes that can be attached to, as `list()` shows them: at first all, then each change. On Linux, in Bun, the
 * kernel tells of records that come and go, and of processes that end. Elsewhere everything is looked at again every
 * `lookEvery`.
 *
 * Nothing is watched before the first is asked for, nor once the iteration is ended, as `break` does. It keeps the
 * process alive meanwhile.
 *
 * @throws TeleopError as `list()` does, and `WATCH_FAILED` when what waits for the kernel has ended; the reason of
 *   `options.signal`.
 */
export async function* watch(options: WatchOptions = {}): AsyncGenerator<Change, never, undefined> {
  requireListOptions(options);
  const lookEvery = requireMilliseconds("lookEvery", options.lookEvery, LOOK_EVERY_MS);
  using alarm = new Alarm(options.signal);
  let known: ReadonlyMap<string, ArmedProcess> | undefined;
  const departed = new Departed();
  for (;;) {
    const began = performance.now();
    alarm.reset();
    const sight = await lookAtAll(options);
    const took = performance.now() - began;
    const seen = byKey(sight.processes);
    const difference = compare(known ?? new Map(), seen);
    departed.add(difference.disappeared);
    // Watch first, then look: what came in between is seen by one or the other.
    const isSettled = !alarm.follow(sight, departed.processes);
    const change = { ...difference, ended: departed.takeEnded(seen, alarm) };
    const { appeared, changed, disappeared, ended } = change;
    const isNews = appeared.length + changed.length + disappeared.length + ended.length > 0;
    if (known === undefined || isNews) yield change;
    known = seen;
    // However much happens, most of the time is other people's.
    await alarm.rest(took * REST_FACTOR);
    if (isSettled) await alarm.rings(Math.max(lookEvery, took * IDLE_FACTOR));
  }
}

const LOOK_EVERY_MS = 2_000;
const IDLE_FACTOR = 50;
const REST_FACTOR = 4;

/** Those that have disappeared, and may live on. */
class Departed {
  readonly #processes = new Map<string, ArmedProcess>();

  get processes(): readonly ArmedProcess[] {
    return [...this.#processes.values()];
  }

  add(disappeared: readonly ArmedProcess[]): void {
    for (const process of disappeared) this.#processes.set(keyOf(process), process);
  }

  /**
   * Those that have ended, which are forgotten with that. One that is seen again has not. Of those that live on, the first
   * are forgotten where there are too many.
   */
  takeEnded(seen: ReadonlyMap<string, ArmedProcess>, alarm: Alarm): readonly EndedProcess[] {
    for (const key of seen.keys()) this.#processes.delete(key);
    const ended: EndedProcess[] = [];
    for (const [key, process] of [...this.#processes]) {
      // Whom the kernel tells of it is told why, too.
      const ending = alarm.awaitsEnd(key) ? undefined : (alarm.endingOf(key) ?? endingOfMissing(process));
      if (ending === undefined) continue;
      this.#processes.delete(key);
      ended.push({ process, ending });
    }
    alarm.forgetEndings(seen);
    const tooMany = Math.max(0, this.#processes.size - MOST_DEPARTED);
    for (const key of [...this.#processes.keys()].slice(0, tooMany)) this.#processes.delete(key);
    return ended;
  }
}

/** Each is waited for until it ends, with a descriptor. */
const MOST_DEPARTED = 100;

/** Undefined while it lives, or is on its way out. */
function endingOfMissing({ pid, startTime }: ArmedProcess): Ending | undefined {
  const status = statusOfZombie(pid, startTime);
  if (status !== undefined) return endingOf(status);
  const facts = processFacts(pid);
  return facts === undefined || facts.startTime !== startTime ? { how: "unknown" } : undefined;
}

/** Rings when the kernel tells that something has changed, and when it has been long enough. */
class Alarm implements Disposable {
  readonly #signal: AbortSignal | undefined;
  readonly #kernel: KernelWatch | undefined;
  /** How processes have ended, by their keys, as the kernel has told, until they are seen to be missing. */
  readonly #endings = new Map<string, Ending>();
  #isDue = false;
  #failure: { readonly error: unknown } | undefined;
  #wake: () => void = () => {};

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
    this.#kernel = openKernelWatch({
      changed: () => {
        this.#isDue = true;
        this.#wake();
      },
      ended: (key, ending) => void this.#endings.set(key, ending),
      failed: (error) => {
        // What comes after it follows from it.
        this.#failure ??= { error };
        this.#wake();
      },
    });
  }

  /** What has rung before does not count. */
  reset(): void {
    this.#isDue = false;
  }

  /**
   * Watches all of this, and for the end of those that have departed, see {@link KernelWatch.follow}. Whose end is known is
   * not waited for again: until its parent has waited for it, that would be told at once, each time.
   *
   * @throws a failure, after which the descriptors are others'.
   */
  follow({ places, processes }: Sight, departed: readonly ArmedProcess[]): boolean {
    this.#requireNoFailure();
    const living = [...processes, ...departed].filter((process) => !this.#endings.has(keyOf(process)));
    return this.#kernel?.follow(directoriesOf(places), byKey(living)) ?? false;
  }

  /** Whether the kernel is going to tell how this process has ended. */
  awaitsEnd(key: string): boolean {
    return this.#kernel?.awaits(key) ?? false;
  }

  endingOf(key: string): Ending | undefined {
    return this.#endings.get(key);
  }

  /** Those of processes that are not among these are of no use to anybody any more. */
  forgetEndings(seen: ReadonlyMap<string, ArmedProcess>): void {
    for (const key of [...this.#endings.keys()]) if (!seen.has(key)) this.#endings.delete(key);
  }

  /** Resolves when it rings, has rung, or after so many milliseconds. @throws the reason of the signal; a failure. */
  async rings(milliseconds: number): Promise<void> {
    if (!this.#isDue && this.#failure === undefined) await this.#wait(milliseconds);
    this.#requireNoFailure();
  }

  /** Whether it rings or not. @throws the reason of the signal. */
  async rest(milliseconds: number): Promise<void> {
    const until = performance.now() + milliseconds;
    for (let left = milliseconds; left > 0 && this.#failure === undefined; left = until - performance.now()) {
      await this.#wait(left);
    }
  }

  #requireNoFailure(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  async #wait(milliseconds: number): Promise<void> {
    this.#signal?.throwIfAborted();
    const { promise, resolve } = Promise.withResolvers<void>();
    const wake = (): void => resolve();
    this.#wake = wake;
    this.#signal?.addEventListener("abort", wake, { once: true });
    using _timer = after(milliseconds, wake);
    await promise;
    this.#signal?.removeEventListener("abort", wake);
    this.#signal?.throwIfAborted();
  }

  [Symbol.dispose](): void {
    this.#kernel?.[Symbol.dispose]();
  }
}

/** Undefined where time has to do: not in Bun on Linux, or where the system has no descriptors or watches to spare. */
function openKernelWatch(listener: KernelWatchListener): KernelWatch | undefined {
  if (!canWatch()) return undefined;
  try {
    return new KernelWatch(listener);
  } catch (error) {
    if (error instanceof TeleopError || error instanceof SystemCallError) return undefined;
    throw error;
  }
}

/** Those in which entries come and go, and those in which these directories do. */
function directoriesOf(places: readonly Places[]): readonly WatchedDirectory[] {
  const folders = places.flatMap(({ records, privates }) => [...records, ...privates]);
  const temporary = places.flatMap((place) => place.temporary);
  const runtime = places.flatMap((place) => place.runtime ?? []);
  return [
    ...watchAll(folders, false, (name) => !name.endsWith(DRAFT_SUFFIX)),
    // A busy place: what others do there does not matter.
    ...watchAll(temporary, true, (name) => name.startsWith(".teleop_")),
    ...watchAll(runtime, false, (name) => name === RUNTIME_FOLDER),
  ];
}

function watchAll(
  paths: readonly string[],
  followsLink: boolean,
  matters: (name: string) => boolean,
): readonly WatchedDirectory[] {
  return [...new Set(paths)].map((path) => ({ path, followsLink, matters }));
}

function byKey(processes: readonly ArmedProcess[]): ReadonlyMap<string, ArmedProcess> {
  return new Map(processes.map((process) => [keyOf(process), process]));
}

/** Tells it from all others, also from one that has had its PID before. */
function keyOf({ pid, startTime }: ArmedProcess): string {
  return `${pid}:${startTime}`;
}

function compare(
  before: ReadonlyMap<string, ArmedProcess>,
  now: ReadonlyMap<string, ArmedProcess>,
): Omit<Change, "ended"> {
  const processes = [...now.values()];
  return {
    processes,
    appeared: processes.filter((process) => !before.has(keyOf(process))),
    changed: processes.filter((process) => {
      const earlier = before.get(keyOf(process));
      return earlier !== undefined && essence(earlier) !== essence(process);
    }),
    disappeared: [...before.values()].filter((process) => !now.has(keyOf(process))),
  };
}

/** All but what is counted back from a clock, and so never twice the same. */
function essence(process: ArmedProcess): string {
  return JSON.stringify({ ...process, startedAt: undefined });
}

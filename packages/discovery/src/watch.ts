// watch.ts: who can be attached to, as it changes: the kernel tells when to look again, and where it cannot, time does.
import { after, requireMilliseconds, SystemCallError, TeleopError } from "@teleop/core/plugin";
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
  /** As they were seen last. */
  readonly disappeared: readonly ArmedProcess[];
}

/**
 * The processes that can be attached to, as `list()` shows them: at first all, then each change. On Linux, in Bun, the
 * kernel tells of records that come and go, and of processes that end. Elsewhere everything is looked at again every
 * `lookEvery`.
 *
 * Nothing is watched before the first is asked for, nor once the iteration is ended, as `break` does. It keeps the
 * process alive meanwhile.
 *
 * @throws TeleopError as `list()` does; the reason of `options.signal`.
 */
export async function* watch(options: WatchOptions = {}): AsyncGenerator<Change, never, undefined> {
  requireListOptions(options);
  const lookEvery = requireMilliseconds("lookEvery", options.lookEvery, LOOK_EVERY_MS);
  using alarm = new Alarm(options.signal);
  let known: ReadonlyMap<string, ArmedProcess> | undefined;
  for (;;) {
    const began = performance.now();
    alarm.reset();
    const sight = await lookAtAll(options);
    const took = performance.now() - began;
    // Watch first, then look: what came in between is seen by one or the other.
    const isSettled = !alarm.follow(sight);
    const seen = byKey(sight.processes);
    const change = compare(known ?? new Map(), seen);
    const isNews = change.appeared.length + change.changed.length + change.disappeared.length > 0;
    if (known === undefined || isNews) yield change;
    known = seen;
    if (!isSettled) continue;
    // However much happens, most of the time is other people's.
    await alarm.rest(Math.min(took * REST_FACTOR, MAX_REST_MS));
    await alarm.rings(Math.max(lookEvery, took * IDLE_FACTOR));
  }
}

const LOOK_EVERY_MS = 2_000;
const IDLE_FACTOR = 50;
const REST_FACTOR = 4;
const MAX_REST_MS = 1_000;

/** Rings when the kernel tells that something has changed, and when it has been long enough. */
class Alarm implements Disposable {
  readonly #signal: AbortSignal | undefined;
  readonly #kernel: KernelWatch | undefined;
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
      failed: (error) => {
        this.#failure = { error };
        this.#wake();
      },
    });
  }

  /** What has rung before does not count. */
  reset(): void {
    this.#isDue = false;
  }

  /** Watches all of this, see {@link KernelWatch.follow}. */
  follow({ places, processes }: Sight): boolean {
    const pids = new Map(processes.map((process) => [keyOf(process), process.pid]));
    return this.#kernel?.follow(directoriesOf(places), pids) ?? false;
  }

  /** Resolves when it rings, has rung, or after so many milliseconds. @throws the reason of the signal; a failure. */
  async rings(milliseconds: number): Promise<void> {
    if (!this.#isDue) await this.#wait(milliseconds);
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  /** Whether it rings or not. @throws the reason of the signal. */
  async rest(milliseconds: number): Promise<void> {
    const until = performance.now() + milliseconds;
    for (let left = milliseconds; left > 0 && this.#failure === undefined; left = until - performance.now()) {
      await this.#wait(left);
    }
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

function compare(before: ReadonlyMap<string, ArmedProcess>, now: ReadonlyMap<string, ArmedProcess>): Change {
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

// shared-inotify.ts: the one inotify instance of a process, for all that is armed in it: a user has but 128 of them.

import type { InotifyCalls } from "./inotify-calls.ts";
import { parseInotifyEvents } from "./inotify-events.ts";

/** Who watches by the instance. It is told by the event loop, or from inside `hear()`, anybody's. */
export interface InotifyReader {
  /** Of these names something appeared in its directories; undefined when events were lost. */
  told(names: readonly string[] | undefined): void;
  /** The instance is of no more use. */
  failed(error: unknown): void;
}

/** One reader's part in the instance, which is closed with the last of them. */
export interface InotifyShare extends Disposable {
  /**
   * Watches a directory, until something appears there that somebody is told of: the watch is one-shot, and common to
   * all who watch that directory, each of whom is told, and may watch again.
   *
   * @returns the watch, for `keepOnly()`.
   * @throws SystemCallError of inotify_add_watch(2).
   */
  watch(directory: string): number;
  /** Whether nobody has been told of anything by this watch yet, nor have events been lost: it need not be set again. */
  isWatched(watch: number): boolean;
  /** Gives all other watches up. */
  keepOnly(watches: readonly number[]): void;
  /** Tells everybody now what there is to tell. */
  hear(): void;
}

/**
 * Takes part in the instance of this process, and makes it where there is none. In the main thread only: the kernel
 * announces events by SIGURG.
 *
 * @throws SystemCallError where the system gives no instance: EMFILE, ENFILE, ENOMEM.
 */
export function joinInotify(calls: InotifyCalls, reader: InotifyReader): InotifyShare {
  const here = process.listeners("SIGURG").find(isInstanceHandler)?.[INSTANCE];
  return (here ?? new Instance(calls)).join(reader);
}

/** What another copy of this module finds, too: the key stands for this very interface. */
interface SharedInstance {
  join(reader: InotifyReader): InotifyShare;
}

/** On the handler of SIGURG: the instance is shared for as long as it hears. */
const INSTANCE: unique symbol = Symbol.for("teleop.inotify-instance.1") as never;

type InstanceHandler = (() => void) & { readonly [INSTANCE]: SharedInstance };

function isInstanceHandler(listener: object): listener is InstanceHandler {
  return INSTANCE in listener;
}

class Instance implements SharedInstance {
  readonly #calls: InotifyCalls;
  readonly #fd: number;
  readonly #handler: InstanceHandler;
  readonly #readers = new Set<InotifyReader>();
  readonly #watches = new Map<number, Set<InotifyReader>>();
  readonly #buffer: Uint8Array = new Uint8Array(BUFFER_BYTES);

  constructor(calls: InotifyCalls) {
    this.#calls = calls;
    this.#fd = calls.inotifyInit(IN_CLOEXEC | IN_NONBLOCK);
    this.#handler = Object.assign(() => this.#hear(), { [INSTANCE]: this });
    process.on("SIGURG", this.#handler);
    try {
      calls.fcntl(this.#fd, F_SETSIG, SIGURG);
      calls.fcntl(this.#fd, F_SETFL, O_NONBLOCK | O_ASYNC);
    } catch (error) {
      this.#close();
      throw error;
    }
  }

  join(reader: InotifyReader): InotifyShare {
    this.#readers.add(reader);
    return {
      watch: (directory) => this.#watch(reader, directory),
      isWatched: (watch) => this.#watches.get(watch)?.has(reader) ?? false,
      keepOnly: (watches) => this.#release(reader, watches),
      hear: () => this.#hear(),
      [Symbol.dispose]: () => {
        if (!this.#readers.delete(reader)) return;
        if (this.#readers.size === 0) this.#close();
        else this.#release(reader, []);
      },
    };
  }

  #watch(reader: InotifyReader, directory: string): number {
    // Each time: the signal comes only if whoever we were when we asked for it may send it to whom we are then, and we
    // watch anew when we become another user.
    this.#calls.fcntl(this.#fd, F_SETOWN, process.pid);
    const watch = this.#calls.inotifyAddWatch(this.#fd, directory, WATCH_MASK);
    const readers = this.#watches.get(watch) ?? new Set();
    this.#watches.set(watch, readers.add(reader));
    return watch;
  }

  #release(reader: InotifyReader, kept: readonly number[]): void {
    for (const [watch, readers] of [...this.#watches]) {
      if (kept.includes(watch) || !readers.delete(reader) || readers.size > 0) continue;
      this.#watches.delete(watch);
      this.#calls.inotifyRemoveWatch(this.#fd, watch);
    }
  }

  #close(): void {
    process.off("SIGURG", this.#handler);
    this.#watches.clear();
    this.#calls.close(this.#fd);
  }

  #hear(): void {
    // Another handler of this very signal may have closed us, and the number of our descriptor be somebody else's.
    if (this.#readers.size === 0) return;
    const news = new Map<InotifyReader, string[] | undefined>();
    try {
      // Others use SIGURG too: only what is in our own queue is for us.
      for (let bytes = this.#read(); bytes !== undefined; bytes = this.#read()) this.#sort(bytes, news);
    } catch (error) {
      // Whoever arms again must not find this instance.
      process.off("SIGURG", this.#handler);
      for (const reader of [...this.#readers]) reader.failed(error);
      return;
    }
    for (const [reader, names] of news) {
      // What one is told may make it dispose another.
      if (this.#readers.has(reader)) reader.told(names);
    }
  }

  #read(): Uint8Array | undefined {
    const bytes = this.#calls.read(this.#fd, this.#buffer);
    return bytes === undefined ? undefined : this.#buffer.subarray(0, bytes);
  }

  #sort(bytes: Uint8Array, news: Map<InotifyReader, string[] | undefined>): void {
    for (const { watch, mask, name } of parseInotifyEvents(bytes)) {
      if ((mask & IN_Q_OVERFLOW) !== 0) {
        for (const reader of this.#readers) news.set(reader, undefined);
        // Which of them the kernel has dropped is among what is lost.
        this.#watches.clear();
        continue;
      }
      for (const reader of this.#watches.get(watch) ?? []) {
        if (!news.has(reader)) news.set(reader, []);
        news.get(reader)?.push(name);
      }
      // The kernel has dropped it, and does not give its number away again soon.
      if ((mask & IN_IGNORED) !== 0) this.#watches.delete(watch);
    }
  }
}

/** Room for a dozen events with the longest of names, and one-shot watches leave but a few. */
const BUFFER_BYTES = 4096;

// From Linux's uapi headers; the same on x86 and ARM.
const IN_CLOEXEC = 0o2000000;
const IN_NONBLOCK = 0o4000;
const IN_MOVED_TO = 0x80;
const IN_CREATE = 0x100;
const IN_DELETE_SELF = 0x400;
const IN_MOVE_SELF = 0x800;
const IN_Q_OVERFLOW = 0x4000;
const IN_IGNORED = 0x8000;
const IN_ONLYDIR = 0x01000000;
const IN_ONESHOT = 0x80000000;
const WATCH_MASK = IN_CREATE + IN_MOVED_TO + IN_DELETE_SELF + IN_MOVE_SELF + IN_ONLYDIR + IN_ONESHOT;
const F_SETFL = 4;
const F_SETOWN = 8;
const F_SETSIG = 10;
const O_NONBLOCK = 0o4000;
const O_ASYNC = 0o20000;

/** Its default action is to ignore it, signal(7): one that arrives when nobody listens any more harms nobody. */
const SIGURG = 23;

// kernel-watch.ts: is told by the kernel when something appears in directories or vanishes from them, and when processes
// end: no poll while nothing happens.
import { type InotifyCalls, openInotifyCalls, parseInotifyEvents } from "@teleop/attacher-inotify/calls";
import { errnoOf, type Libc, openLibc, SystemCallError, TeleopError, Unwind } from "@teleop/core/plugin";
import { type Ending, endingByPidfd } from "./ending.ts";
import { runWaiter, STOP, type WaiterData, type WaiterMessage } from "./waiter.ts";

/** A directory to be watched. */
export interface WatchedDirectory {
  readonly path: string;
  /** Whether it is to be watched where the path leads by a link. */
  readonly followsLink: boolean;
  /** Which names in it matter. */
  matters(name: string): boolean;
}

/** A process whose end is waited for. */
export interface WatchedProcess {
  readonly pid: number;
  /** As proc(5) has it. */
  readonly startTime: string | undefined;
}

export interface KernelWatchListener {
  /** Something that matters has happened, or may have. */
  changed(): void;
  /** The process that was given this key has ended. */
  ended(key: string, ending: Ending): void;
  /** The watch is of no more use. */
  failed(error: unknown): void;
}

/** Whether this runtime and this system can tell: Bun on Linux. */
export function canWatch(): boolean {
  return process.platform === "linux" && typeof Bun !== "undefined";
}

const SIGNATURES = {
  epoll_create1: { args: ["i32"], returns: "i32" },
  epoll_ctl: { args: ["i32", "i32", "i32", "ptr"], returns: "i32" },
  eventfd: { args: ["u32", "i32"], returns: "i32" },
  write: { args: ["i32", "ptr", "usize"], returns: "i64" },
  ioctl: { args: ["i32", "u64", "ptr"], returns: "i32" },
  syscall: { args: ["i64", "i64", "i64"], returns: "i64" },
} as const;

/**
 * Waits, in a Worker, in epoll_wait(2) for an inotify(7) instance and for pidfds, pidfd_open(2). It keeps the process
 * alive until it is disposed.
 */
export class KernelWatch implements Disposable {
  readonly #listener: KernelWatchListener;
  readonly #libc: Libc<typeof SIGNATURES>;
  readonly #inotify: InotifyCalls;
  readonly #descriptors: Unwind;
  readonly #epoll: number;
  readonly #stop: number;
  readonly #queue: number;
  readonly #source: string;
  readonly #mayGoOn: Int32Array<SharedArrayBuffer> = new Int32Array(new SharedArrayBuffer(4));
  readonly #buffer: Uint8Array = new Uint8Array(BUFFER_BYTES);
  /** By path, and by the number of the watch, which is the same for all paths that lead to one directory. */
  readonly #watches = new Map<string, number>();
  readonly #directories = new Map<number, Map<string, WatchedDirectory>>();
  /** By the key that the caller gives a process, and by the tag that the Worker tells. */
  readonly #processes = new Map<string, number>();
  readonly #pidfds = new Map<number, WatchedProcess & { readonly key: string; readonly pidfd: number }>();
  #lastTag = QUEUE;
  #disposed = false;

  /**
   * @throws TeleopError `UNSUPPORTED_PLATFORM` where the C library cannot be called; SystemCallError where the system has
   *   no descriptors, or no inotify instance to give: EMFILE, ENFILE, ENOMEM.
   */
  constructor(listener: KernelWatchListener) {
    this.#listener = listener;
    this.#libc = openLibc("watching processes", SIGNATURES);
    this.#inotify = openInotifyCalls();
    using opened = new Unwind();
    const own = (descriptor: number, syscall: string): number => {
      if (descriptor < 0) throw this.#libc.failure(syscall);
      opened.defer(() => this.#inotify.close(descriptor));
      return descriptor;
    };
    const { functions: c } = this.#libc;
    this.#epoll = own(c.epoll_create1(CLOEXEC), "epoll_create1");
    this.#stop = own(c.eventfd(0, CLOEXEC), "eventfd");
    this.#queue = own(this.#inotify.inotifyInit(CLOEXEC | NONBLOCK), "inotify_init1");
    this.#control(EPOLL_CTL_ADD, this.#stop, EPOLLIN, STOP);
    this.#control(EPOLL_CTL_ADD, this.#queue, EPOLLIN | EPOLLET, QUEUE);
    const source = new Blob([`(${runWaiter})()`], { type: "text/javascript" });
    this.#source = URL.createObjectURL(source);
    const worker = new Worker(this.#source, { name: "teleop discovery" });
    this.#descriptors = opened.move();
    worker.addEventListener("message", ({ data }: MessageEvent<WaiterMessage>) => this.#take(data));
    worker.addEventListener("error", ({ message }) => this.#fail(new TeleopError("WATCH_FAILED", message)));
    worker.addEventListener("close", () => this.#end());
    worker.postMessage({
      library: this.#libc.library,
      errnoFunction: this.#libc.errnoFunction,
      epoll: this.#epoll,
      eventBytes: EVENT_BYTES,
      dataOffset: DATA_OFFSET,
      mayGoOn: this.#mayGoOn.buffer,
    } satisfies WaiterData);
  }

  /**
   * Watches these directories and processes and no others. What cannot be watched is left out: a directory or a process
   * that is not there. The end of a process is told once, after which it is watched no more; of one that its parent has
   * not waited for it is told at once, and again if it is to be watched again.
   *
   * @param processes by a key that tells each from all others, also from one that has had its PID before.
   * @returns whether one of them was not watched before, so that something may have happened there unseen.
   */
  follow(directories: readonly WatchedDirectory[], processes: ReadonlyMap<string, WatchedProcess>): boolean {
    const wanted = new Set(directories.map(({ path }) => path));
    for (const [path, watch] of [...this.#watches]) if (!wanted.has(path)) this.#unwatch(path, watch);
    for (const [key, tag] of [...this.#processes]) if (!processes.has(key)) this.#forget(tag);
    let isNew = false;
    for (const directory of directories) if (this.#watch(directory)) isNew = true;
    for (const [key, process] of processes) if (this.#await(key, process)) isNew = true;
    return isNew;
  }

  /** Whether it is going to tell of the end of this process. */
  awaits(key: string): boolean {
    return this.#processes.has(key);
  }

  /** The Worker ends by itself when it is told to, soon after; it is never torn out of a system call. */
  [Symbol.dispose](): void {
    if (this.#disposed) return;
    this.#disposed = true;
    if (this.#descriptors.disposed) return;
    this.#libc.functions.write(this.#stop, new Uint8Array(new BigUint64Array([1n]).buffer), 8);
    this.#goOn();
  }

  /** @returns whether it is watched, and was not before. */
  #watch(directory: WatchedDirectory): boolean {
    const { path } = directory;
    if (this.#watches.has(path)) return false;
    try {
      const mask = directory.followsLink ? WATCH_MASK : WATCH_MASK + IN_DONT_FOLLOW;
      const watch = this.#inotify.inotifyAddWatch(this.#queue, path, mask);
      this.#watches.set(path, watch);
      const same = this.#directories.get(watch) ?? new Map();
      this.#directories.set(watch, same.set(path, directory));
      return true;
    } catch (error) {
      // It is not there, not ours to watch, or there are too many: who looks from time to time finds what is in it.
      if (errnoOf(error) === undefined) throw error;
      return false;
    }
  }

  #unwatch(path: string, watch: number): void {
    this.#watches.delete(path);
    const same = this.#directories.get(watch);
    same?.delete(path);
    if (same?.size !== 0) return;
    this.#directories.delete(watch);
    this.#inotify.inotifyRemoveWatch(this.#queue, watch);
  }

  #await(key: string, { pid, startTime }: WatchedProcess): boolean {
    if (this.#processes.has(key)) return false;
    const pidfd = Number(this.#libc.functions.syscall(PIDFD_OPEN, pid, 0));
    // It is there no more, or no descriptor is left for it, or the kernel is too old: who looks again sees.
    if (pidfd < 0) return false;
    this.#lastTag += 1;
    const tag = this.#lastTag;
    this.#processes.set(key, tag);
    this.#pidfds.set(tag, { key, pidfd, pid, startTime });
    this.#control(EPOLL_CTL_ADD, pidfd, EPOLLIN | EPOLLONESHOT, tag);
    return true;
  }

  #tellEnd(tag: number): void {
    const process = this.#pidfds.get(tag);
    if (process === undefined) return;
    const { key, pid, startTime, pidfd } = process;
    const { ioctl } = this.#libc.functions;
    this.#listener.ended(
      key,
      endingByPidfd((request, argument) => ioctl(pidfd, request, argument), pid, startTime),
    );
    this.#forget(tag);
  }

  #forget(tag: number): void {
    const process = this.#pidfds.get(tag);
    if (process === undefined) return;
    this.#pidfds.delete(tag);
    this.#processes.delete(process.key);
    // With its descriptor it leaves the set, epoll(7).
    this.#inotify.close(process.pidfd);
  }

  #control(operation: number, descriptor: number, events: number, tag: number): void {
    const event = new DataView(new ArrayBuffer(EVENT_BYTES));
    event.setUint32(0, events, true);
    event.setUint32(DATA_OFFSET, tag, true);
    const bytes = new Uint8Array(event.buffer);
    if (this.#libc.functions.epoll_ctl(this.#epoll, operation, descriptor, bytes) < 0) {
      throw this.#libc.failure("epoll_ctl");
    }
  }

  #take(message: WaiterMessage): void {
    if (this.#disposed) return;
    if ("errno" in message) {
      this.#fail(new SystemCallError("epoll_wait", message.errno));
      return;
    }
    try {
      let matters = false;
      for (const tag of message.tags) {
        if (tag !== QUEUE) this.#tellEnd(tag);
        if (tag !== QUEUE || this.#hear()) matters = true;
      }
      if (matters) this.#listener.changed();
    } catch (error) {
      this.#fail(error);
    }
    this.#goOn();
  }

  /** @returns whether anything matters of what is in the queue. */
  #hear(): boolean {
    let matters = false;
    for (;;) {
      const length = this.#inotify.read(this.#queue, this.#buffer);
      if (length === undefined) return matters;
      for (const { watch, mask, name } of parseInotifyEvents(this.#buffer.subarray(0, length))) {
        const directories = [...(this.#directories.get(watch)?.values() ?? [])];
        // The queue overflowed, or what was watched is gone or elsewhere: who looks again watches anew.
        if ((mask & IN_Q_OVERFLOW) !== 0) matters = true;
        else if ((mask & GONE) !== 0) {
          for (const { path } of directories) this.#unwatch(path, watch);
          if (directories.length > 0) matters = true;
        } else if (directories.some((directory) => directory.matters(name))) matters = true;
      }
    }
  }

  #goOn(): void {
    Atomics.store(this.#mayGoOn, 0, 1);
    Atomics.notify(this.#mayGoOn, 0);
  }

  /** Only now does nobody use the descriptors any more: closed earlier, their numbers could be somebody else's. */
  #end(): void {
    URL.revokeObjectURL(this.#source);
    for (const tag of [...this.#pidfds.keys()]) this.#forget(tag);
    this.#descriptors[Symbol.dispose]();
    this.#fail(new TeleopError("WATCH_FAILED", "the Worker that waits in epoll_wait has ended"));
  }

  #fail(error: unknown): void {
    if (!this.#disposed) this.#listener.failed(error);
  }
}

/** The tag of the inotify instance; processes have those after it. */
const QUEUE = 1;

/** Room for a hundred events and more. */
const BUFFER_BYTES = 16 * 1024;

// `struct epoll_event`, which is packed on x86-64 alone.
const EVENT_BYTES: number = process.arch === "x64" ? 12 : 16;
const DATA_OFFSET: number = process.arch === "x64" ? 4 : 8;

// From Linux's uapi headers; the same on x86-64 and ARM64.
const CLOEXEC = 0o2000000;
const NONBLOCK = 0o4000;
const PIDFD_OPEN = 434;
const EPOLL_CTL_ADD = 1;
const EPOLLIN = 0x1;
const EPOLLONESHOT = 1 << 30;
const EPOLLET = 0x80000000;
const IN_MOVED_FROM = 0x40;
const IN_MOVED_TO = 0x80;
const IN_CREATE = 0x100;
const IN_DELETE = 0x200;
const IN_DELETE_SELF = 0x400;
const IN_MOVE_SELF = 0x800;
const IN_UNMOUNT = 0x2000;
const IN_Q_OVERFLOW = 0x4000;
const IN_IGNORED = 0x8000;
const IN_ONLYDIR = 0x01000000;
const IN_DONT_FOLLOW = 0x02000000;
const WATCH_MASK =
  IN_MOVED_FROM + IN_MOVED_TO + IN_CREATE + IN_DELETE + IN_DELETE_SELF + IN_MOVE_SELF + IN_ONLYDIR;
const GONE = IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED;

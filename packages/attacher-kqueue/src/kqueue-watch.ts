// kqueue-watch.ts: learns from the kernel that directories change, in a thread that does nothing but wait for it.
import { closeSync, openSync } from "node:fs";
import {
  type AttachPlace,
  type PlacesWatch,
  SystemCallError,
  TeleopError,
  type UnwatchedPlace,
  Unwind,
  type WatchListener,
} from "@teleop/core/plugin";
import {
  EV_ADD,
  EV_CLEAR,
  EV_DELETE,
  EVFILT_VNODE,
  encodeChange,
  type KeventChange,
  type KqueueLibrary,
  NOTE_DELETE,
  NOTE_RENAME,
  NOTE_REVOKE,
  NOTE_TRIGGER,
  NOTE_WRITE,
} from "./kevent.ts";
import type { KqueuePlatform } from "./platform.ts";
import { runWaiter, type WaiterData, type WaiterMessage } from "./waiter.ts";

/**
 * Watches the directories of attach places with one kqueue, see kqueue(2): EVFILT_VNODE tells that a directory was
 * written to, which is when an entry comes or goes.
 *
 * A Worker waits in kevent(2) without a timeout, so that nothing happens until something happens. It does not keep the
 * process alive.
 *
 * @throws SystemCallError where the system gives no kqueue: EMFILE, ENFILE, ENOMEM.
 */
export function watchByKqueue(
  platform: KqueuePlatform,
  library: KqueueLibrary,
  places: readonly AttachPlace[],
  listener: WatchListener,
): PlacesWatch {
  using descriptors = new Unwind();
  const kq = library.kqueue();
  descriptors.defer(() => closeSync(kq));
  library.change(kq, { ident: CANCEL, filter: platform.userFilter, flags: EV_ADD | EV_CLEAR, fflags: 0 });
  const unwatched: UnwatchedPlace[] = [];
  const notes: KeventChange[] = [];
  for (const place of places) {
    try {
      // The working directory itself, whatever it is called by now.
      const directory = openSync(place.kind === "cwd" ? "." : place.directory, platform.openFlags);
      descriptors.defer(() => closeSync(directory));
      const note = {
        ident: directory,
        filter: EVFILT_VNODE,
        flags: EV_ADD | EV_CLEAR,
        fflags: NOTE_WRITE | LOST,
      };
      library.change(kq, note);
      notes.push(note);
    } catch (error) {
      unwatched.push({ place, error });
    }
  }
  return new KqueueWatch(platform, library, { kq, notes, unwatched, descriptors }, listener);
}

interface Opened {
  readonly kq: number;
  readonly notes: readonly KeventChange[];
  readonly unwatched: readonly UnwatchedPlace[];
  /** Closes the kqueue and the directories. */
  readonly descriptors: Unwind;
}

class KqueueWatch implements PlacesWatch {
  readonly unwatched: readonly UnwatchedPlace[];
  readonly #platform: KqueuePlatform;
  readonly #library: KqueueLibrary;
  readonly #kq: number;
  readonly #descriptors: Unwind;
  readonly #listener: WatchListener;
  readonly #source: string;
  readonly #mayGoOn: Int32Array<SharedArrayBuffer> = new Int32Array(new SharedArrayBuffer(4));
  #disposed = false;

  /** Takes over what was opened, unless it throws. */
  constructor(platform: KqueuePlatform, library: KqueueLibrary, opened: Opened, listener: WatchListener) {
    this.unwatched = opened.unwatched;
    this.#platform = platform;
    this.#library = library;
    this.#kq = opened.kq;
    this.#listener = listener;
    const source = new Blob([`(${runWaiter})()`], { type: "text/javascript" });
    this.#source = URL.createObjectURL(source);
    // A Worker of the web's kind: one of node:worker_threads takes twice the memory.
    const worker = new Worker(this.#source, { name: "teleop kqueue", ref: false });
    this.#descriptors = opened.descriptors.move();
    worker.addEventListener("message", ({ data }: MessageEvent<WaiterMessage>) => this.#take(data));
    worker.addEventListener("error", ({ message }) => this.#lose(new TeleopError("WATCH_FAILED", message)));
    worker.addEventListener("close", () => this.#end());
    worker.postMessage(waiterData(platform, library, opened, this.#mayGoOn.buffer));
  }

  rearm(): void {
    Atomics.store(this.#mayGoOn, 0, 1);
    Atomics.notify(this.#mayGoOn, 0);
  }

  /** The Worker ends by itself when it is told to, soon after; it is never torn out of a system call. */
  [Symbol.dispose](): void {
    if (this.#disposed) return;
    this.#disposed = true;
    if (this.#descriptors.disposed) return;
    this.#library.change(this.#kq, {
      ident: CANCEL,
      filter: this.#platform.userFilter,
      flags: 0,
      fflags: NOTE_TRIGGER,
    });
    this.rearm();
  }

  #take(message: WaiterMessage): void {
    switch (message.type) {
      case "changed":
        if (!this.#disposed) this.#listener.changed();
        break;
      case "lost":
        this.#lose(
          message.errno === undefined
            ? new TeleopError("WATCH_FAILED", "a watched directory was deleted, moved or unmounted")
            : new SystemCallError("kevent", message.errno),
        );
        break;
    }
  }

  /** Only now does nobody use the descriptors any more: closed earlier, their numbers could be somebody else's. */
  #end(): void {
    URL.revokeObjectURL(this.#source);
    this.#descriptors[Symbol.dispose]();
    this.#lose(new TeleopError("WATCH_FAILED", "the Worker that waits in kevent has ended"));
  }

  #lose(error: unknown): void {
    if (!this.#disposed) this.#listener.lost(error);
  }
}

function waiterData(
  platform: KqueuePlatform,
  { library, errnoFunction }: KqueueLibrary,
  { kq, notes }: Opened,
  mayGoOn: SharedArrayBuffer,
): WaiterData {
  const { keventBytes, userFilter } = platform;
  const readd = platform.readdNotes
    ? notes.map((note) => {
        const removal = { ...note, flags: EV_DELETE };
        return [encodeChange(platform, removal), encodeChange(platform, note)] as const;
      })
    : [];
  return { library, errnoFunction, kq, keventBytes, userFilter, lostFlags: LOST, readd, mayGoOn };
}

/** The ident of the event that ends the Worker's wait. */
const CANCEL = 1;

/** After these a directory, or what it was, is not where clients look. */
const LOST = NOTE_DELETE | NOTE_RENAME | NOTE_REVOKE;

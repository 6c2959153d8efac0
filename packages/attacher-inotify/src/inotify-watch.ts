// inotify-watch.ts: learns from the kernel that files appear in directories: no thread, no timer, no poll while idle.
import type { AttachPlace, PlacesWatch, UnwatchedPlace, WatchListener } from "@teleop/core";
import { parseInotifyEvents } from "./inotify-events.ts";
import type { Libc } from "./libc.ts";

/**
 * Watches the directories of attach places with one inotify instance, see inotify(7).
 *
 * Each watch is one-shot: the kernel drops it at the first file that appears, until it is rearmed. So a thousand files
 * that are created while JavaScript is busy cost one event, the queue cannot overflow, and writing to a file that
 * exists costs nothing at all.
 *
 * The kernel announces events by SIGURG, so this works in the main thread only: a Worker gets no Unix signals.
 *
 * @throws SystemCallError where the system gives no inotify instance: EMFILE, ENFILE, ENOMEM.
 */
export function watchByInotify(
  libc: Libc,
  places: readonly AttachPlace[],
  listener: WatchListener,
): PlacesWatch {
  const fd = libc.inotifyInit(IN_CLOEXEC | IN_NONBLOCK);
  const watch = new InotifyWatch(libc, fd, places, listener);
  try {
    watch.begin();
  } catch (error) {
    watch[Symbol.dispose]();
    throw error;
  }
  return watch;
}

class InotifyWatch implements PlacesWatch {
  readonly #libc: Libc;
  readonly #fd: number;
  #places: readonly AttachPlace[];
  readonly #listener: WatchListener;
  readonly #events: Uint8Array = new Uint8Array(EVENTS_BYTES);
  #unwatched: readonly UnwatchedPlace[] = [];
  #disposed = false;

  /** Takes ownership of `fd`. */
  constructor(libc: Libc, fd: number, places: readonly AttachPlace[], listener: WatchListener) {
    this.#libc = libc;
    this.#fd = fd;
    this.#places = places;
    this.#listener = listener;
  }

  get unwatched(): readonly UnwatchedPlace[] {
    return this.#unwatched;
  }

  readonly #onSigurg = (): void => this.hear();

  begin(): void {
    process.on("SIGURG", this.#onSigurg);
    this.#libc.fcntl(this.#fd, F_SETOWN, process.pid);
    this.#libc.fcntl(this.#fd, F_SETSIG, SIGURG);
    this.#libc.fcntl(this.#fd, F_SETFL, O_NONBLOCK | O_ASYNC);
    this.#unwatched = this.#watchAll();
  }

  rearm(): void {
    const lost = this.#watchAll().find(
      ({ place }) => !this.#unwatched.some((known) => known.place === place),
    );
    if (lost !== undefined) throw lost.error;
  }

  /** A watch of a place from before tells one event more, or goes with its directory. */
  move(places: readonly AttachPlace[]): void {
    this.#places = places;
    this.#unwatched = this.#watchAll();
  }

  [Symbol.dispose](): void {
    if (this.#disposed) return;
    this.#disposed = true;
    process.off("SIGURG", this.#onSigurg);
    this.#libc.close(this.#fd);
  }

  hear(): void {
    // Another handler of this very signal may have disposed us, and the number of our descriptor be somebody else's.
    if (this.#disposed) return;
    let bytes: number | undefined;
    try {
      bytes = this.#libc.read(this.#fd, this.#events);
    } catch (error) {
      this.#listener.lost(error);
      return;
    }
    // Others use SIGURG too: only what is in our own queue is for us.
    if (bytes === undefined) return;
    const events = parseInotifyEvents(this.#events.subarray(0, bytes));
    const areAll = events.every(({ mask }) => (mask & IN_Q_OVERFLOW) === 0);
    this.#listener.changed(areAll ? events.map(({ name }) => name) : undefined);
  }

  #watchAll(): UnwatchedPlace[] {
    return this.#places.flatMap((place) => {
      try {
        // The working directory itself, whatever it is called by now, and also when it is another one by now.
        const directory = place.kind === "cwd" ? "." : place.directory;
        this.#libc.inotifyAddWatch(this.#fd, directory, WATCH_MASK);
        return [];
      } catch (error) {
        return [{ place, error }];
      }
    });
  }
}

/** Room for a dozen events with the longest of names, and one-shot watches leave but a few. */
const EVENTS_BYTES = 4096;

// From Linux's uapi headers; the same on x86 and ARM.
const IN_CLOEXEC = 0o2000000;
const IN_NONBLOCK = 0o4000;
const IN_MOVED_TO = 0x80;
const IN_CREATE = 0x100;
const IN_DELETE_SELF = 0x400;
const IN_MOVE_SELF = 0x800;
const IN_Q_OVERFLOW = 0x4000;
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

// inotify-watch.ts: learns from the kernel that files appear in directories: no thread, no timer, no poll while idle.
import type { AttachPlace, PlacesWatch, UnwatchedPlace, WatchListener } from "@teleop/core/plugin";
import type { InotifyCalls } from "./inotify-calls.ts";
import { type InotifyShare, joinInotify } from "./shared-inotify.ts";

/**
 * Watches the directories of attach places by the inotify instance of this process, see inotify(7).
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
  calls: InotifyCalls,
  places: readonly AttachPlace[],
  listener: WatchListener,
): PlacesWatch {
  const share = joinInotify(calls, {
    told: (names) => listener.changed(names),
    failed: (error) => listener.lost(error),
  });
  return new InotifyWatch(share, places);
}

class InotifyWatch implements PlacesWatch {
  readonly #share: InotifyShare;
  #places: readonly AttachPlace[];
  readonly #watches = new Map<AttachPlace, number>();
  #unwatched: readonly UnwatchedPlace[];

  /** Takes ownership of the share. */
  constructor(share: InotifyShare, places: readonly AttachPlace[]) {
    this.#share = share;
    this.#places = places;
    this.#unwatched = this.#watchAll();
  }

  get unwatched(): readonly UnwatchedPlace[] {
    return this.#unwatched;
  }

  rearm(): void {
    const lost = this.#watchAll().find(
      ({ place }) => !this.#unwatched.some((known) => known.place === place),
    );
    if (lost !== undefined) throw lost.error;
  }

  move(places: readonly AttachPlace[]): void {
    this.#places = places;
    this.#watches.clear();
    this.#unwatched = this.#watchAll();
  }

  hear(): void {
    this.#share.hear();
  }

  [Symbol.dispose](): void {
    this.#share[Symbol.dispose]();
  }

  /**
   * Each that is not watched. One that is, is not touched: its file system may have ceased to answer since, and would
   * keep us for ever.
   */
  #watchAll(): UnwatchedPlace[] {
    const unwatched: UnwatchedPlace[] = [];
    for (const place of this.#places) {
      const watch = this.#watches.get(place);
      if (watch !== undefined && this.#share.isWatched(watch)) continue;
      this.#watches.delete(place);
      try {
        // The working directory itself, whatever it is called by now, and also when it is another one by now.
        this.#watches.set(place, this.#share.watch(place.kind === "cwd" ? "." : place.directory));
      } catch (error) {
        unwatched.push({ place, error });
      }
    }
    this.#share.keepOnly([...this.#watches.values()]);
    return unwatched;
  }
}

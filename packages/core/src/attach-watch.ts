// attach-watch.ts: keeps a target armed by watching its attach places, whatever happens to the watch.
import { workingDirectoryMayHang } from "./answering.ts";
import {
  type AttachPlace,
  type AttachPlaces,
  type AttachPlacesOptions,
  openAttachPlaces,
} from "./attach-places.ts";
import { AttachTraces } from "./attach-traces.ts";
import type { Armed, ArmOptions, Attacher } from "./attacher.ts";
import { TeleopError } from "./errors.ts";
import type { EventSink } from "./events.ts";
import { observeIdentity } from "./identity.ts";
import type { AbortOptions } from "./options.ts";
import { checkRendezvous, type Rendezvous } from "./rendezvous.ts";
import { isMissing, isRefused, messageOf } from "./system-error.ts";
import { Unwind } from "./unwind.ts";
import { Wakeups } from "./wakeups.ts";

/** The system's way to tell that something appears in a directory: inotify, kqueue, `fs.watch`. */
export type WatchPlaces = (places: readonly AttachPlace[], listener: WatchListener) => PlacesWatch;

/** Told by a watch, always by the event loop, never from inside the call that begins the watch. */
export interface WatchListener {
  /**
   * Something may have appeared; may be called without cause. The watch need not tell more until it is rearmed.
   *
   * @param names of what appeared, where the system tells them and has told them all.
   */
  changed(names?: readonly string[]): void;
  /** A directory went away or the mechanism broke: this watch is of no more use, and is disposed by the listener. */
  lost(error: unknown): void;
}

/**
 * A watch that has begun. It never keeps the process alive. Disposing it, any number of times, frees all it holds; its
 * listener is not told anything afterwards.
 */
export interface PlacesWatch extends Disposable {
  /** What could not be watched when it began, and why. */
  readonly unwatched: readonly UnwatchedPlace[];
  /**
   * Watches again, after `changed()`: what appears from now on is told.
   *
   * @throws why it cannot, as if it were lost.
   */
  rearm(): void;
  /**
   * Watches other places from now on, with what it holds already, and sets `unwatched` anew. Where it is absent, the
   * watch is disposed, and another begins: that may take some time, a hundredth of a second with inotify(7).
   */
  readonly move?: ((places: readonly AttachPlace[]) => void) | undefined;
  /**
   * Of a watch that is told the names of all that appears: tells now, by `changed()`, what there is to tell, rather
   * than when the event loop comes to it. What it has not told of then has not appeared since it was rearmed.
   */
  hear?(): void;
}

export interface UnwatchedPlace {
  readonly place: AttachPlace;
  readonly error: unknown;
}

export interface ArmByWatchingOptions extends ArmOptions {
  /** The attacher's name, for the events. */
  readonly attacher: string;
  /** Begins a watch; throws where it can watch nothing at all. Called again when a watch is lost. */
  readonly watch: WatchPlaces;
  /**
   * Something else that may tell when to look, such as a Unix signal. Begun once, before the places can be found, and
   * disposed with the watch; whether there is a watch at the time is no matter.
   */
  readonly prompt?: ((lookout: AttachLookout) => Disposable) | undefined;
}

/** What an armed target answers to whoever asks it to look. */
export interface AttachLookout {
  /** Looks now, and wakes whoever waits for an attach if one came. */
  look(): AttachLook;
}

export interface AttachLook {
  /** Whether a trusted attach file is there. */
  readonly found: boolean;
  /**
   * Until when, in milliseconds of `performance.now()`, it must be assumed that a client is about that has withdrawn
   * its file meanwhile; in the past when nothing says so. A target that was busy or stopped hears of a client when
   * that has gone already.
   */
  readonly doubtUntil: number;
}

/** An attacher whose targets watch for the attach file, so that it can be put together with another way to wake them. */
export interface WatchingAttacher extends Attacher {
  /**
   * The way to watch here, for {@link armByWatching}. What it falls back from is reported.
   *
   * @throws TeleopError `UNSUPPORTED_PLATFORM` where the mechanism does not exist.
   */
  watchPlaces(options?: ArmOptions): WatchPlaces;
}

/**
 * Target side of every attacher that watches for the attach file. Watching has begun when this returns.
 *
 * A watch that is lost is set up again, which is reported as "healed". While none can be had, because a limit of the
 * system is reached, the places are looked at once a second, which is reported as "degraded". When the process becomes
 * another user, it gives its places up first, and opens others as that user.
 *
 * Nothing is thrown into the event loop: what fails there is reported as "failed".
 *
 * @throws TeleopError `INVALID_ARGUMENT` for a bad rendezvous.
 */
export function armByWatching(rendezvous: Rendezvous, options: ArmByWatchingOptions): Armed {
  return new AttachWatch(rendezvous, options);
}

/** How often to look, in milliseconds, while nothing tells when to look. */
const POLL_MS = 1_000;

/** Two watches lost within this time, in milliseconds, and the next is set up by the poll, not at once. */
const SHORT_LIFE_MS = 1_000;

// A directory in which files keep appearing wakes the process at most so often, in milliseconds: rarer while it goes
// on. Each wake-up takes about 0.1 ms.
const MIN_REST_MS = 10;
const MAX_REST_MS = 50;

type State =
  | { readonly state: "watching"; readonly places: AttachPlaces; readonly watch: PlacesWatch }
  | {
      readonly state: "polling";
      readonly places: AttachPlaces;
      readonly timer: ReturnType<typeof setTimeout>;
      /** Why there is no watch. */
      readonly error: unknown;
    }
  /** Holds nothing: before it begins, and after it was disposed. */
  | { readonly state: "idle" };

class AttachWatch implements Armed, WatchListener {
  readonly #rendezvous: Rendezvous;
  readonly #attacher: string;
  readonly #watch: WatchPlaces;
  readonly #onEvent: EventSink;
  readonly #wakeups: Wakeups;
  readonly #traces = new AttachTraces();
  #identity: Disposable | undefined;
  readonly #prompt: Disposable | undefined;
  #state: State = { state: "idle" };
  #disposed = false;
  #lastLoss = Number.NEGATIVE_INFINITY;
  #lastLook = Number.NEGATIVE_INFINITY;
  #restMs = MIN_REST_MS;
  #rest: ReturnType<typeof setTimeout> | undefined;
  /** How many looks found an attach file. */
  #found = 0;

  constructor(rendezvous: Rendezvous, { attacher, watch, prompt, onEvent = () => {} }: ArmByWatchingOptions) {
    this.#rendezvous = rendezvous;
    this.#attacher = attacher;
    this.#watch = watch;
    this.#onEvent = onEvent;
    this.#wakeups = new Wakeups(attacher);
    checkRendezvous(rendezvous);
    this.#prompt = prompt?.(this);
    this.#identity = observeIdentity({
      before: () => this.#guard(() => this.#giveUpPlaces()),
      after: () => this.#guard(() => this.#reopen()),
    });
    try {
      this.#watchOrPoll(this.#openPlaces());
      this.#reportDegraded();
    } catch (error) {
      this[Symbol.dispose]();
      throw error;
    }
  }

  signaled(options?: AbortOptions): Promise<void> {
    return this.#wakeups.next(options);
  }

  changed(names?: readonly string[]): void {
    this.#traces.told(names);
    this.#guard(() => this.#changed());
  }

  lost(error: unknown): void {
    this.#guard(() => this.#lost(error));
  }

  look(): AttachLook {
    const found = this.#found;
    const isResting = this.#rest !== undefined;
    const isDone = this.#guard(() => this.#lookNow());
    if (isResting || !isDone) this.#traces.blind();
    const doubtUntil = this.#traces.doubtUntil({ hearsAll: this.#hearsAll() });
    return { found: this.#found > found, doubtUntil };
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    this.#identity?.[Symbol.dispose]();
    // Before anything is taken away: whoever prompts us may want to look for the last time.
    this.#prompt?.[Symbol.dispose]();
    this.#release();
    this.#wakeups[Symbol.dispose]();
  }

  #changed(): void {
    if (this.#state.state !== "watching" || this.#rest !== undefined) return;
    const sinceLastLook = performance.now() - this.#lastLook;
    if (sinceLastLook >= 2 * this.#restMs) this.#restMs = MIN_REST_MS;
    if (sinceLastLook >= this.#restMs) {
      this.#rearmAndLook();
    } else {
      // Somebody is filling a directory. Until the rest is over it is not watched, and costs nothing.
      this.#rest = setTimeout(this.#endRest, this.#restMs - sinceLastLook);
      this.#rest.unref();
      this.#restMs = Math.min(2 * this.#restMs, MAX_REST_MS);
    }
  }

  #lost(error: unknown): void {
    if (this.#state.state !== "watching") return;
    const lostBefore = this.#lastLoss;
    this.#lastLoss = performance.now();
    const places = this.#succeed(this.#state.places);
    if (places === undefined) return;
    // A watch that breaks as soon as it is set up must not keep the process busy.
    if (this.#lastLoss - lostBefore < SHORT_LIFE_MS) this.#poll(places, error);
    else this.#watchOrPoll(places);
    this.#reportHealed(messageOf(error));
    this.#reportDegraded();
  }

  #giveUpPlaces(): void {
    if (this.#state.state === "idle") return;
    this.#look(this.#state.places);
    this.#state.places[Symbol.dispose]();
  }

  /** After the process has become somebody else, or could not. Programs do this often, so it has to be quick. */
  #reopen(): void {
    if (this.#disposed) return;
    const places = this.#openPlaces();
    // The application's hook, told about the places, may have disposed this watch.
    if (this.#disposed) {
      places[Symbol.dispose]();
      return;
    }
    const last = this.#state;
    if (last.state === "watching" && last.watch.move !== undefined) {
      last.watch.move(places.places);
      if (failureOf(last.watch, places) === undefined) {
        this.#state = { ...last, places };
        this.#look(places);
        this.#reportDegraded();
        return;
      }
    }
    this.#release();
    this.#watchOrPoll(places);
    this.#reportDegraded();
  }

  #openPlaces(): AttachPlaces {
    return openAttachPlaces(this.#rendezvous, this.#placesOptions(this.#onEvent));
  }

  /**
   * The places where clients look by now, instead of the last ones, which are looked at once more and released. A client
   * that comes in between has the private directory all the time.
   *
   * @returns undefined where the application's hook, told about the places, has disposed this watch.
   */
  #succeed(last: AttachPlaces, onEvent: EventSink = this.#onEvent): AttachPlaces | undefined {
    using unwind = new Unwind();
    const places = unwind.use(last.succeed(this.#placesOptions(onEvent)));
    this.#look(last);
    this.#release();
    if (this.#disposed) return undefined;
    unwind.move();
    return places;
  }

  #placesOptions(onEvent: EventSink): AttachPlacesOptions {
    return { attacher: this.#attacher, onEvent, onFound: () => this.#attachFileFound() };
  }

  readonly #endRest = (): void => {
    this.#rest = undefined;
    // Nothing was told meanwhile.
    this.#traces.blind();
    this.#guard(() => this.#rearmAndLook());
  };

  #lookNow(): void {
    if (this.#state.state === "watching") this.#state.watch.hear?.();
    if (this.#state.state === "watching" && !this.#disposed) this.#rearmAndLook();
    else if (this.#state.state === "idle") return;
    // The last look, of one that is being disposed, is not worth waiting for ever.
    else if (workingDirectoryMayHang()) this.#traces.blind();
    else this.#look(this.#state.places);
  }

  #rearmAndLook(): void {
    if (this.#state.state !== "watching") return;
    const { places, watch } = this.#state;
    this.#lastLook = performance.now();
    try {
      watch.rearm();
    } catch (error) {
      this.#lost(error);
      return;
    }
    this.#look(places);
    if (!places.areCurrent()) {
      this.#lost(
        new TeleopError(
          "WATCH_FAILED",
          "clients look elsewhere by now: for another directory, temporary directory or user",
        ),
      );
    }
  }

  #look(places: AttachPlaces): void {
    if (places.look()) this.#attachFileFound();
  }

  #attachFileFound(): void {
    this.#found += 1;
    this.#traces.seen();
    if (this.#disposed) return;
    // It was no noise, at least not all of it.
    this.#restMs = MIN_REST_MS;
    this.#wakeups.notify();
  }

  /** Takes over the places. */
  #watchOrPoll(places: AttachPlaces): void {
    try {
      this.#state = { state: "watching", places, watch: beginWatch(this.#watch, places, this) };
    } catch (error) {
      this.#poll(places, error);
      return;
    }
    // Watch first, then look: a file that was created in between is seen by one or the other.
    this.#look(places);
    this.#markPlaces(places);
  }

  #poll(places: AttachPlaces, error: unknown): void {
    const timer = setTimeout(this.#tick, POLL_MS);
    timer.unref();
    this.#state = { state: "polling", places, timer, error };
    this.#look(places);
    this.#markPlaces(places);
  }

  /** Where not everything is heard of, that something changed must do as a trace. */
  #markPlaces({ places }: AttachPlaces): void {
    if (this.#prompt === undefined || this.#hearsAll()) return;
    this.#traces.mark([".", ...places.map(({ directory }) => directory)]);
  }

  #hearsAll(): boolean {
    return this.#state.state === "watching" && this.#state.watch.hear !== undefined;
  }

  readonly #tick = (): void => {
    this.#guard(() => this.#pollAgain());
  };

  #pollAgain(): void {
    if (this.#state.state !== "polling") return;
    let places: AttachPlaces | undefined = this.#state.places;
    if (places.places.length === 0 || isMissing(this.#state.error) || !places.areCurrent()) {
      // What cannot be had has been reported already; it need not be every second.
      places = this.#succeed(places, (event) => {
        if (event.type !== "degraded") this.#onEvent(event);
      });
      if (places === undefined) return;
    }
    this.#watchOrPoll(places);
    this.#reportHealed("a watch could be set up again");
  }

  #release(): void {
    const last = this.#state;
    this.#state = { state: "idle" };
    clearTimeout(this.#rest);
    this.#rest = undefined;
    if (last.state === "idle") return;
    if (last.state === "watching") this.#guard(() => last.watch[Symbol.dispose]());
    else clearTimeout(last.timer);
    this.#guard(() => last.places[Symbol.dispose]());
  }

  /**
   * The application's process must not end by what we do behind its back: in a signal's handler, a timer, a disposal.
   * Tells whether it went well.
   */
  #guard(step: () => void): boolean {
    try {
      step();
      return true;
    } catch (error) {
      this.#onEvent({ type: "failed", by: this.#attacher, error });
      return false;
    }
  }

  #reportHealed(reason: string): void {
    if (this.#state.state === "watching") this.#onEvent({ type: "healed", by: this.#attacher, reason });
  }

  #reportDegraded(): void {
    if (this.#state.state === "polling") {
      const reason = `looking for attach files once a second: ${messageOf(this.#state.error)}`;
      this.#onEvent({ type: "degraded", by: this.#attacher, reason });
    } else if (this.#state.state === "watching") {
      for (const { place, error } of this.#state.watch.unwatched) {
        const reason = `attach files in ${place.directory} are not seen: ${messageOf(error)}`;
        this.#onEvent({ type: "degraded", by: this.#attacher, reason });
      }
    }
  }
}

/** @throws why the places have to be polled instead. */
function beginWatch(begin: WatchPlaces, { places }: AttachPlaces, listener: WatchListener): PlacesWatch {
  if (places.length === 0) throw new TeleopError("WATCH_FAILED", "there is no directory to watch");
  const watch = begin(places, listener);
  const failure = failureOf(watch, { places });
  if (failure === undefined) return watch;
  watch[Symbol.dispose]();
  throw failure.error;
}

/** Why the places have to be polled although they are watched; undefined if they need not be. */
function failureOf(
  { unwatched }: PlacesWatch,
  { places }: Pick<AttachPlaces, "places">,
): UnwatchedPlace | undefined {
  // A place that is closed to us is no loss as long as there is another: clients try both. One that went since it was
  // opened is looked for again.
  const grave = unwatched.find(({ error }) => !isRefused(error));
  return unwatched.length < places.length ? grave : (grave ?? unwatched[0]);
}

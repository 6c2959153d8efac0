// attacher.ts: how a client wakes a target that has nothing open yet.
import type { EventSink } from "./events.ts";
import type { AbortOptions } from "./options.ts";
import type { Rendezvous } from "./rendezvous.ts";

/** A way to wake a target. Factories make one (`inotify()`); it holds no resource until it is used. */
export interface Attacher {
  readonly name: string;

  /**
   * Target side. Watching has begun when this returns, so that a signal sent in the next tick is seen.
   *
   * @throws TeleopError `UNSUPPORTED_PLATFORM` where the mechanism does not exist, and whatever the system says where
   *   watching is impossible.
   */
  arm(rendezvous: Rendezvous, options?: ArmOptions): Armed;

  /** Client side. Nothing happens until `send()`. */
  signal(rendezvous: Rendezvous): AttachSignal;

  /**
   * Client side, optional: what the system shows of a process being armed by this attacher, or by another one that its
   * clients can wake. `connect()` asks when nobody has answered for most of a second, and gives up where the answer is
   * "no"; without this it tries until its timeout. It must neither wake nor harm the process, and answers at once.
   */
  armedSign?(rendezvous: Rendezvous, options: ArmedSignOptions): ArmedSign;
}

export interface ArmedSignOptions {
  /** What {@link Transport.isBound} answered; undefined where the transport cannot tell. */
  readonly isBound: boolean | undefined;
}

export interface ArmedSign {
  /**
   * "certainly": something is there that only an armed process has; "possibly": something that others may have, too;
   * "no": everything would be seen, and nothing is there; "unknown": the system does not tell.
   */
  readonly armed: "certainly" | "possibly" | "no" | "unknown";
  /** What it is, for messages. */
  readonly sign?: string | undefined;
  /** What to do should the process never answer. */
  readonly advice?: string | undefined;
}

export interface ArmOptions {
  /** Told when the attacher heals itself, falls back, or ignores something that it does not trust. */
  readonly onEvent?: EventSink | undefined;
}

/** A watch. It never keeps the process alive by itself. Disposing it, any number of times, frees all it holds. */
export interface Armed extends Disposable {
  /**
   * Resolves once for every attach since the last call; attaches that come close together count as one. One that came
   * before the call is not lost.
   *
   * @throws the reason of `options.signal`; TeleopError `DISPOSED` when the watch is disposed first.
   */
  signaled(options?: AbortOptions): Promise<void>;
}

/** The client's half of a wake-up. Disposing withdraws whatever `send()` left behind. */
export interface AttachSignal extends AsyncDisposable {
  /** What `send()` has created or tried so far, for messages. */
  readonly paths?: readonly string[] | undefined;

  /**
   * Wakes the target; may be repeated, and then wakes it again. When `options.signal` aborts, it need not wait any more
   * for what does not answer; what it has begun it ends.
   *
   * @throws TeleopError `NO_SUCH_PROCESS`, `PERMISSION_DENIED` (naming the path), `NOT_ARMED` where signalling would
   *   harm a process that does not expect it, `UNSUPPORTED_PLATFORM`.
   */
  send(options?: AbortOptions): Promise<void>;
}

// send-buffer.ts: what is on its way to a pipe, in order: one message that Windows writes, one that is being filled, and
// behind them what writers have lent us.
import { isPeerGone, STATUS } from "./status.ts";

/** Where messages go. */
export interface Outlet {
  readonly halves: readonly [Uint8Array, Uint8Array];
  /**
   * Sends the first bytes of a half as a message; none of them, and it is the end.
   *
   * @returns the status of ntstatus.h. After PENDING `done` is called with another, later; after no other.
   */
  send(half: 0 | 1, length: number, done: (status: number) => void): number;
}

interface Queued {
  readonly bytes: Uint8Array;
  sent: number;
  readonly taken: PromiseWithResolvers<void>;
}

/**
 * Joins the small writes of one turn into one message. A writer's buffer is its own again when its bytes are in a half;
 * until then it waits. Nothing is sent after {@link fail}.
 */
export class SendBuffer {
  readonly #outlet: Outlet;
  readonly #onBroken: (status: number) => Error;
  /** The half that is being filled, and how far. */
  #filling: 0 | 1 = 0;
  #filled = 0;
  #isSending = false;
  readonly #queue: Queued[] = [];
  #failure: Error | undefined;
  /** Somebody will call `flush` before the turn ends: a microtask, or whoever holds the buffer. */
  #flushComing = false;
  /** Whether the end is to follow what was written, or is on its way. */
  #ending: "unwanted" | "wanted" | "sent" = "unwanted";
  readonly #onEnded: () => void;

  /** `onEnded` is called when the system has our end. `onBroken` is called when a write fails, and says what waiting writers are told. */
  constructor(outlet: Outlet, onEnded: () => void, onBroken: (status: number) => Error) {
    this.#outlet = outlet;
    this.#onEnded = onEnded;
    this.#onBroken = onBroken;
  }

  /** As `Connection.write`. @throws the error given to `fail()`, or that `onBroken` returned. */
  write(bytes: Uint8Array): Promise<void> | undefined {
    if (this.#failure !== undefined) throw this.#failure;
    let sent = 0;
    if (this.#queue.length === 0) {
      sent = this.#fill(bytes, sent);
      // What is full leaves at once. Often the system has it by then, and there is room again.
      while (sent < bytes.length && !this.#isSending) {
        this.#sendFilled();
        if (this.#failure !== undefined) throw this.#failure;
        sent += this.#fill(bytes, sent);
      }
      if (this.#filled > 0) this.#flushSoon();
    }
    if (sent === bytes.length && this.#queue.length === 0) return undefined;
    const taken = Promise.withResolvers<void>();
    // A writer that does not wait for room need not wait for the loss either: the connection's handler hears of it.
    taken.promise.catch(() => {});
    this.#queue.push({ bytes, sent, taken });
    return taken.promise;
  }

  /** Promises a call of `flush()` in this turn, which is cheaper than the microtask that would make it otherwise. */
  hold(): void {
    this.#flushComing = true;
  }

  /** Sends what has been filled, unless something is under way: then it goes next. */
  readonly flush = (): void => {
    this.#flushComing = false;
    if (!this.#isSending && this.#filled > 0) this.#sendFilled();
  };

  /** Sends the end behind all that was written. Nothing may be written afterwards. */
  finish(): void {
    this.#ending = "wanted";
    if (!this.#isSending) this.#sendNext();
  }

  /** Drops everything; writers that wait are told why, the first time. */
  fail(error: Error): void {
    if (this.#failure !== undefined) return;
    this.#failure = error;
    this.#filled = 0;
    for (const { taken } of this.#queue.splice(0)) taken.reject(error);
  }

  #flushSoon(): void {
    if (this.#flushComing || this.#isSending) return;
    this.#flushComing = true;
    queueMicrotask(this.flush);
  }

  /** Copies what fits; returns how much that was. */
  #fill(bytes: Uint8Array, from: number): number {
    const half = this.#outlet.halves[this.#filling];
    const length = Math.min(bytes.length - from, half.length - this.#filled);
    half.set(bytes.subarray(from, from + length), this.#filled);
    this.#filled += length;
    return length;
  }

  #sendFilled(): void {
    const half = this.#filling;
    const length = this.#filled;
    this.#filling = half === 0 ? 1 : 0;
    this.#filled = 0;
    this.#send(half, length);
  }

  #send(half: 0 | 1, length: number): void {
    this.#isSending = true;
    const status = this.#outlet.send(half, length, this.#sent);
    if (status !== STATUS.PENDING) this.#settle(status);
  }

  readonly #sent = (status: number): void => {
    this.#settle(status);
    if (!this.#isSending && this.#failure === undefined) this.#sendNext();
  };

  #settle(status: number): void {
    this.#isSending = false;
    // Nothing is behind the end; and who has closed already needs none.
    if (this.#ending === "sent" && (status === STATUS.SUCCESS || isPeerGone(status))) this.#onEnded();
    else if (status !== STATUS.SUCCESS) this.fail(this.#onBroken(status));
  }

  /** Sends until nothing is left or something is under way; while it is, the other half is filled. */
  #sendNext(): void {
    do {
      this.#refill();
      if (this.#filled === 0) break;
      this.#sendFilled();
    } while (!this.#isSending && this.#failure === undefined);
    if (this.#failure !== undefined) return;
    this.#refill();
    if (this.#isSending || this.#ending !== "wanted") return;
    this.#ending = "sent";
    this.#send(this.#filling, 0);
  }

  #refill(): void {
    let done = 0;
    for (const queued of this.#queue) {
      queued.sent += this.#fill(queued.bytes, queued.sent);
      if (queued.sent < queued.bytes.length) break;
      queued.taken.resolve();
      done++;
    }
    if (done > 0) this.#queue.splice(0, done);
  }
}

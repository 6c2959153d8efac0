// send-queue.ts: the socket buffers nothing and takes what it likes; here the rest waits, in order, for its turn.

/** Where bytes go: a socket. */
export interface Sink {
  /** Returns how many it took: 0 when it is full, less than 0 when it is closed. */
  write(bytes: Uint8Array, offset: number, length: number): number;
  /** Whether what it took has not left yet. It is full until then. A sink that holds nothing has no such property. */
  readonly holding?: boolean;
}

/** Up to this many bytes copying costs less than a system call of their own. */
const SMALL = 8 * 1024;
/** Most that is copied for one connection; beyond it, writers wait. */
const STAGE_LIMIT = 64 * 1024;
const FIRST_STAGE = 512;
/** From so many bytes on, one write is more than the system takes at once, unless it is asked to. */
const LARGE = 128 * 1024;

interface Queued {
  readonly bytes: Uint8Array;
  sent: number;
  readonly taken: PromiseWithResolvers<void>;
}

/**
 * Joins the small writes of one turn into one system call, hands large ones on at once without copying, and holds what
 * the system does not take. Order is kept: staged bytes always precede queued ones.
 */
export class SendQueue {
  readonly #sink: Sink;
  readonly #onBroken: () => Error;
  #makeRoom: (() => void) | undefined;

  /** Copies of small writes: `from` to `to` are still to be sent. Allocated with the first write. */
  #stage = new Uint8Array(0);
  #from = 0;
  #to = 0;

  /** What did not fit, still in its writers' buffers. */
  readonly #queue: Queued[] = [];

  /** `full`: the sink took less than it was offered, or holds it, and calls `drain()` when there is room again. */
  #state: "ready" | "full" | "broken" = "ready";
  #failure: Error | undefined;
  /** Somebody will call `#pump` before the turn ends: a microtask, or whoever holds the queue. */
  #flushComing = false;
  #onEmpty: (() => void) | undefined;

  /**
   * @param onBroken called when the sink turns out to be closed; says what waiting writers are told.
   * @param makeRoom called once, before the first large write: now is the time to let the sink take more at once. It must
   *   not throw.
   */
  constructor(sink: Sink, onBroken: () => Error, makeRoom?: () => void) {
    this.#sink = sink;
    this.#onBroken = onBroken;
    this.#makeRoom = makeRoom;
  }

  /** As `Connection.write`. @throws the error given to `fail()` or by `onBroken`. */
  write(bytes: Uint8Array): Promise<void> | undefined {
    let sent = 0;
    if (this.#queue.length === 0) {
      if (this.#tryStage(bytes)) return undefined;
      if (this.#state === "ready" && this.#sendStaged()) {
        if (this.#tryStage(bytes)) return undefined;
        sent = this.#offer(bytes, 0, bytes.length);
        if (sent === bytes.length) return undefined;
      }
    }
    if (this.#failure !== undefined) throw this.#failure;
    return this.#enqueue(bytes, sent);
  }

  /** Promises a call of `release()` in this turn, which is cheaper than the microtask that would flush otherwise. */
  hold(): void {
    this.#flushComing = true;
  }

  readonly release = (): void => {
    this.#flushComing = false;
    this.flush();
  };

  /** Hands over what small writes have left here, now. */
  flush(): void {
    if (this.#state === "ready" && this.#from < this.#to) this.#pump();
  }

  /** The system has room again. */
  drain(): void {
    if (this.#state !== "full") return;
    this.#state = "ready";
    this.#pump();
  }

  /** Calls `done` when the system has taken everything, at once if it already has. Nothing may be written afterwards. */
  finish(done: () => void): void {
    this.#onEmpty = done;
    if (this.#state === "ready") this.#pump();
  }

  /** Whether bytes are waiting that the system has not taken. */
  get pending(): boolean {
    return this.#to > this.#from || this.#queue.length > 0 || this.#state === "full";
  }

  /** Drops everything; writers that wait are told why, the first time. */
  fail(error: Error): void {
    if (this.#failure !== undefined) return;
    this.#failure = error;
    this.#state = "broken";
    this.#stage = new Uint8Array(0);
    this.#from = 0;
    this.#to = 0;
    this.#onEmpty = undefined;
    for (const { taken } of this.#queue.splice(0)) taken.reject(error);
  }

  #enqueue(bytes: Uint8Array, sent: number): Promise<void> {
    const taken = Promise.withResolvers<void>();
    // A writer that does not wait for room need not wait for the loss either: the connection's handler hears of it.
    taken.promise.catch(() => {});
    this.#queue.push({ bytes, sent, taken });
    return taken.promise;
  }

  #tryStage(bytes: Uint8Array): boolean {
    const length = bytes.length;
    if (length > SMALL || this.#failure !== undefined) return false;
    if (this.#to + length > this.#stage.length && !this.#growStage(length)) return false;
    this.#stage.set(bytes, this.#to);
    this.#to += length;
    if (!this.#flushComing && this.#state === "ready") {
      this.#flushComing = true;
      queueMicrotask(this.release);
    }
    return true;
  }

  /** Makes the stage hold `length` more bytes, by moving what it holds to its front or by growing. */
  #growStage(length: number): boolean {
    const held = this.#to - this.#from;
    if (held + length > STAGE_LIMIT) return false;
    let size = Math.max(this.#stage.length, FIRST_STAGE);
    while (size < held + length) size *= 2;
    const target = size === this.#stage.length ? this.#stage : new Uint8Array(size);
    target.set(this.#stage.subarray(this.#from, this.#to));
    this.#stage = target;
    this.#from = 0;
    this.#to = held;
    return true;
  }

  /** Sends until nothing is left or the system is full. */
  #pump(): void {
    let done = 0;
    while (this.#sendStaged()) {
      const first = this.#queue[done];
      if (first === undefined) break;
      if (first.bytes.length - first.sent > SMALL) {
        first.sent += this.#offer(first.bytes, first.sent, first.bytes.length);
        if (first.sent < first.bytes.length) break;
        first.taken.resolve();
        done++;
      } else {
        done = this.#stageQueued(done);
      }
    }
    if (done > 0) this.#queue.splice(0, done);
    if (this.#onEmpty === undefined || this.pending) return;
    const onEmpty = this.#onEmpty;
    this.#onEmpty = undefined;
    onEmpty();
  }

  /** Copies as many small queued writes as the empty stage holds; returns the index of the first left over. */
  #stageQueued(index: number): number {
    for (;;) {
      const next = this.#queue[index];
      if (next === undefined || !this.#tryStage(next.bytes.subarray(next.sent))) return index;
      next.taken.resolve();
      index++;
    }
  }

  /** Returns whether the stage is empty now and the system ready, so that what is behind it may go. */
  #sendStaged(): boolean {
    if (this.#from < this.#to) {
      this.#from += this.#offer(this.#stage, this.#from, this.#to);
      if (this.#from === this.#to) {
        this.#from = 0;
        this.#to = 0;
      }
    }
    return this.#state === "ready";
  }

  #offer(bytes: Uint8Array, from: number, to: number): number {
    const length = to - from;
    if (length >= LARGE && this.#makeRoom !== undefined) {
      this.#makeRoom();
      this.#makeRoom = undefined;
    }
    const taken = this.#sink.write(bytes, from, length);
    if (taken === length && this.#sink.holding !== true) return taken;
    if (taken >= 0) {
      this.#state = "full";
      return taken;
    }
    this.fail(this.#onBroken());
    return 0;
  }
}

// byte-sender.ts: sends the bytes of one direction over the bridge, with a limit on what is under way: whoever writes
// waits while the other side takes nothing.
import type { Bytes, Failure } from "./bridge.capnp.ts";

/** Bytes that may wait for the other side: as much as a link of 5 MB/s has under way in 50 ms. */
const WINDOW = 256 * 1024;

/** Most that goes into one message, so that what is small need not wait long behind what is large. */
const PIECE = 64 * 1024;

/** What a message takes besides its bytes, so that many small ones are limited, too. */
const OVERHEAD = 512;

interface Queued {
  readonly bytes: Uint8Array;
  sent: number;
  readonly taken: PromiseWithResolvers<void>;
}

export interface ByteSenderOptions {
  /** Called at most once, when the other side takes no more. @returns what those are told who wait. */
  readonly onBroken: (error: unknown) => Error;
}

/** It owns the reference that it sends to. */
export class ByteSender {
  readonly #to: Bytes;
  readonly #onBroken: (error: unknown) => Error;
  /** Copies of small writes of this turn. */
  #staged: Uint8Array[] = [];
  #stagedBytes = 0;
  #isFlushComing = false;
  /** What does not fit into the window, still in its writers' buffers. */
  readonly #queue: Queued[] = [];
  #underWay = 0;
  #state: "open" | "ending" | "ended" | "closed" = "open";
  readonly #ended = Promise.withResolvers<void>();

  constructor(to: Bytes, { onBroken }: ByteSenderOptions) {
    this.#to = to;
    this.#onBroken = onBroken;
    // Who never calls end() does not ask how it went.
    this.#ended.promise.catch(() => {});
  }

  /** As `Connection.write`. The caller sees to it that nothing is written after the end. */
  write(bytes: Uint8Array): Promise<void> | undefined {
    if (bytes.length === 0) return undefined;
    if (this.#queue.length === 0 && bytes.length <= this.#room) {
      this.#stage(bytes.slice());
      return undefined;
    }
    const taken = Promise.withResolvers<void>();
    this.#queue.push({ bytes, sent: 0, taken });
    this.#pump();
    return taken.promise;
  }

  /** Resolves when the other side has everything, and knows that no more will come. Rejects when it takes no more. */
  end(): Promise<void> {
    if (this.#state === "open") {
      this.#state = "ending";
      this.#pump();
    }
    return this.#ended.promise;
  }

  /** Says that the connection is over, behind what was written: that is sent now, whatever the window. */
  close(failure: Failure.Init | undefined): void {
    if (this.#state === "closed") return;
    this.#flush();
    for (const { bytes, sent, taken } of this.#queue.splice(0)) {
      this.#send(bytes.subarray(sent));
      taken.resolve();
    }
    this.#leave(failure);
  }

  /** Says that the connection is over, instead of what has not been sent; those who wait are told why. */
  drop(error: Error, failure: Failure.Init | undefined): void {
    if (this.#state === "closed") return;
    this.#lose(error);
    this.#leave(failure);
  }

  #leave(failure: Failure.Init | undefined): void {
    this.#state = "closed";
    this.#to.close({ failure }).then(
      () => this.#to[Symbol.dispose](),
      // The other side has gone as well.
      () => this.#to[Symbol.dispose](),
    );
  }

  #lose(error: Error): void {
    this.#staged = [];
    this.#stagedBytes = 0;
    // Also where our end was sent: whoever waits for it waits for the answer. It does nothing once that has come.
    this.#ended.reject(error);
    for (const { taken } of this.#queue.splice(0)) {
      // A writer that does not wait for room need not wait for the loss either.
      taken.promise.catch(() => {});
      taken.reject(error);
    }
  }

  get #room(): number {
    return WINDOW - this.#underWay - this.#stagedBytes;
  }

  #stage(bytes: Uint8Array): void {
    this.#staged.push(bytes);
    this.#stagedBytes += bytes.length;
    if (this.#isFlushComing) return;
    this.#isFlushComing = true;
    queueMicrotask(() => {
      this.#isFlushComing = false;
      this.#flush();
    });
  }

  #flush(): void {
    if (this.#stagedBytes === 0) return;
    const [first] = this.#staged;
    const all = this.#staged.length === 1 && first !== undefined ? first : Buffer.concat(this.#staged);
    this.#staged = [];
    this.#stagedBytes = 0;
    this.#send(all);
  }

  /** Sends of what is queued as much as there is room for, and then our end. */
  #pump(): void {
    if (this.#state === "closed" || this.#state === "ended") return;
    this.#flush();
    for (let first = this.#queue[0]; first !== undefined; first = this.#queue[0]) {
      if (this.#room <= 0) return;
      const part = first.bytes.subarray(first.sent, first.sent + this.#room);
      first.sent += part.length;
      this.#send(part);
      if (first.sent < first.bytes.length) return;
      this.#queue.shift();
      first.taken.resolve();
    }
    if (this.#state !== "ending") return;
    this.#state = "ended";
    this.#to.end().then(
      () => this.#ended.resolve(),
      (error: unknown) => this.#ended.reject(this.#broke(error) ?? error),
    );
  }

  /** The bytes are copied into the messages before this returns. */
  #send(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += PIECE) {
      const piece = bytes.subarray(at, at + PIECE);
      const size = piece.length + OVERHEAD;
      this.#underWay += size;
      this.#to.write({ bytes: piece }).then(
        () => {
          this.#underWay -= size;
          this.#pump();
        },
        (error: unknown) => void this.#broke(error),
      );
    }
  }

  #broke(error: unknown): Error | undefined {
    if (this.#state === "closed") return undefined;
    const told = this.#onBroken(error);
    this.#lose(told);
    this.#state = "closed";
    this.#to[Symbol.dispose]();
    return told;
  }
}

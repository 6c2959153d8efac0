// memory-connection.ts: two connections joined inside one process, behaving as the two ends of a socket do.
import {
  type Connection,
  type ConnectionHandler,
  endWithin,
  type Peer,
  requireCount,
  requireLinger,
  requireOptions,
  TeleopError,
  tellClosed,
} from "@teleop/core/plugin";
import { Delivery } from "./delivery.ts";

/** One end of a pair made by {@link memoryPair}: a connection, and two more methods for tests. */
export interface MemoryConnection extends Connection {
  /**
   * Resolves when everything written on either side has been delivered, and also what handlers wrote in answer to it,
   * directly or after awaiting promises that needed no timer and no I/O. What a side that is paused or not yet open has
   * waiting is not waited for.
   */
  fence(): Promise<void>;

  /** Cuts the pair, as the death of a machine would: what is under way is lost, both sides' `closed` get `error`. */
  sever(error: Error): void;
}

export interface MemoryPairOptions {
  /**
   * Bytes that may wait between the two ends in each direction before `write` returns a promise. At least 1;
   * default 65536. With 1, data arrives byte by byte.
   */
  readonly highWaterMark?: number | undefined;
  /**
   * Milliseconds that disposing one end gives the other to take what was written, 0 none at all, `Infinity` for ever.
   * Default 5000.
   */
  readonly lingerMs?: number | undefined;
  /** What both ends call themselves in messages. Default `memory`. */
  readonly address?: string | undefined;
}

/**
 * Makes two connections, each the other's peer. Bytes are copied on their way. Delivery is asynchronous: one chunk, end
 * or close per microtask, in the order in which they were written over both directions.
 *
 * @throws TeleopError `INVALID_ARGUMENT` for a high-water mark that is not a positive integer, a `lingerMs` that is no
 *   time.
 */
export function memoryPair(options: MemoryPairOptions = {}): [MemoryConnection, MemoryConnection] {
  return watchedPair(options, UNWATCHED);
}

/** What the second side of a pair is watched for. */
export interface PairWatch {
  /** Called once, when the connection is over there. */
  readonly onOver: (error: Error | undefined) => void;
  /** Called when the first side goes before anybody has opened the second. */
  readonly onPeerGone: () => void;
}

/** As {@link memoryPair}. */
export function watchedPair(
  options: MemoryPairOptions,
  watch: PairWatch,
): [MemoryConnection, MemoryConnection] {
  const delivery = new Delivery();
  const settings = requirePairOptions(options);
  const one = new Side(delivery, settings, UNWATCHED);
  const other = new Side(delivery, settings, watch);
  Side.join(one, other);
  return [one, other];
}

const UNWATCHED: PairWatch = { onOver: () => {}, onPeerGone: () => {} };

/** @throws TeleopError `INVALID_ARGUMENT`. */
export function requirePairOptions(options: MemoryPairOptions): PairSettings {
  requireOptions(options);
  const { address = "memory", lingerMs } = options;
  const highWaterMark = requireCount("highWaterMark", options.highWaterMark, 65_536);
  return { highWaterMark, address, lingerMs: requireLinger(lingerMs) };
}

/** {@link MemoryPairOptions}, checked and complete. */
interface PairSettings {
  readonly highWaterMark: number;
  readonly address: string;
  readonly lingerMs: number;
}

/** What waits to be handed to a side's handler. */
type Arrival =
  | { readonly type: "data"; readonly chunk: Uint8Array }
  | { readonly type: "end" }
  | { readonly type: "gone"; readonly error: Error };

/** Bytes that the peer's inbox had no room for. They are still the writer's buffer, on loan. */
interface Queued {
  readonly bytes: Uint8Array;
  sent: number;
  readonly taken: PromiseWithResolvers<void>;
}

class Side implements MemoryConnection {
  readonly address: string;
  readonly peer: Peer = { pid: process.pid, uid: process.getuid?.(), gid: process.getgid?.() };

  readonly #delivery: Delivery;
  readonly #highWaterMark: number;
  readonly #lingerMs: number;
  readonly #watch: PairWatch;
  #other: Side | undefined;

  #handler: ConnectionHandler | undefined;
  #paused = false;
  /** Stands for the system's receive buffer: it counts against the other side's high-water mark. */
  readonly #inbox: Arrival[] = [];
  #inboxBytes = 0;
  /** The peer's end, or that it has gone, is in the inbox or has been delivered. */
  #peerSendsNoMore = false;
  #peerEnded = false;

  readonly #outbox: Queued[] = [];
  /** `broken`: bytes were lost because the peer went first. */
  #writing: "open" | "ending" | "ended" | "broken" = "open";
  readonly #flushed = Promise.withResolvers<void>();
  #peerGone = false;

  /** Set once, when the connection is over on this side. */
  #gone: { readonly error: Error | undefined } | undefined;

  constructor(delivery: Delivery, { highWaterMark, address, lingerMs }: PairSettings, watch: PairWatch) {
    this.#delivery = delivery;
    this.#highWaterMark = highWaterMark;
    this.#lingerMs = lingerMs;
    this.address = address;
    this.#watch = watch;
    // Whoever did not call end() has nobody to tell.
    this.#flushed.promise.catch(() => {});
  }

  static join(one: Side, other: Side): void {
    one.#other = other;
    other.#other = one;
  }

  open(handler: ConnectionHandler): void {
    if (this.#handler !== undefined)
      throw new TeleopError("INVALID_ARGUMENT", `${this.address}: open() was called twice`);
    this.#handler = handler;
    if (this.#gone !== undefined) this.#postClosed(this.#gone.error);
    else this.#postWaiting();
  }

  write(bytes: Uint8Array): Promise<void> | undefined {
    if (this.#writing !== "open") throw this.#closedError("write() after the end of our side");
    if (this.#peerGone) {
      this.#writing = "broken";
      throw this.#closedError("the peer is gone");
    }
    if (bytes.length === 0) return undefined;
    if (this.#outbox.length === 0 && bytes.length <= this.#room()) {
      this.#send({ type: "data", chunk: bytes.slice() });
      return undefined;
    }
    const taken = Promise.withResolvers<void>();
    this.#outbox.push({ bytes, sent: 0, taken });
    this.#pump();
    return taken.promise;
  }

  pause(): void {
    this.#paused = !this.#isLeftAlone;
  }

  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    this.#postWaiting();
  }

  end(): Promise<void> {
    if (this.#writing === "open") {
      this.#writing = "ending";
      this.#pump();
    }
    return this.#flushed.promise;
  }

  abort(reason?: unknown): void {
    this.#close(
      reason instanceof Error
        ? reason
        : this.#closedError(reason === undefined ? "aborted" : `aborted: ${String(reason)}`, reason),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await endWithin(this, this.#lingerMs);
    const inOrder = this.#peerEnded && this.#writing === "ended";
    this.#close(inOrder ? undefined : this.#closedError("disposed before both sides had ended"));
  }

  fence(): Promise<void> {
    return this.#delivery.settled();
  }

  sever(error: Error): void {
    const other = this.#other;
    this.#close(error);
    if (other !== undefined) other.#close(error);
  }

  #closedError(what: string, cause?: unknown): TeleopError {
    return new TeleopError("CONNECTION_CLOSED", `${this.address}: ${what}`, { address: this.address, cause });
  }

  /** Nothing goes either way any more: what has arrived is not held back. */
  get #isLeftAlone(): boolean {
    return this.#peerGone || (this.#peerSendsNoMore && this.#writing === "ended");
  }

  #room(): number {
    return this.#other === undefined ? this.#highWaterMark : this.#highWaterMark - this.#other.#inboxBytes;
  }

  #send(arrival: Arrival): void {
    if (this.#other !== undefined) this.#other.#arrive(arrival);
  }

  /** Moves what is queued into the peer's inbox, as far as there is room, and then our end. */
  #pump(): void {
    for (let first = this.#outbox[0]; first !== undefined; first = this.#outbox[0]) {
      const room = this.#room();
      if (room <= 0) return;
      const part = first.bytes.slice(first.sent, first.sent + room);
      first.sent += part.length;
      this.#send({ type: "data", chunk: part });
      if (first.sent < first.bytes.length) return;
      this.#outbox.shift();
      first.taken.resolve();
    }
    if (this.#writing !== "ending") return;
    this.#writing = "ended";
    this.#flushed.resolve();
    this.#send({ type: "end" });
    this.#closeWhenBothEnded();
    if (this.#isLeftAlone) this.resume();
  }

  #arrive(arrival: Arrival): void {
    if (this.#gone !== undefined) return;
    this.#inbox.push(arrival);
    if (arrival.type === "data") this.#inboxBytes += arrival.chunk.length;
    else this.#peerSendsNoMore = true;
    if (this.#paused && this.#isLeftAlone) this.resume();
    else if (this.#handler !== undefined && !this.#paused) this.#delivery.post(this.#deliver);
  }

  #postWaiting(): void {
    if (this.#handler === undefined || this.#paused) return;
    for (let i = 0; i < this.#inbox.length; i++) this.#delivery.post(this.#deliver);
  }

  /** Hands over one arrival. Posted at least once for each; one time too many finds nothing to do. */
  readonly #deliver = (): void => {
    const handler = this.#handler;
    if (handler === undefined || this.#paused) return;
    const arrival = this.#inbox.shift();
    if (arrival === undefined) return;
    switch (arrival.type) {
      case "data":
        this.#inboxBytes -= arrival.chunk.length;
        this.#guard(() => handler.data(arrival.chunk));
        if (this.#other !== undefined) this.#other.#pump();
        break;
      case "end":
        this.#peerEnded = true;
        this.#guard(() => handler.end());
        this.#closeWhenBothEnded();
        break;
      case "gone":
        this.#close(arrival.error);
        break;
    }
  };

  #guard(call: () => void): void {
    try {
      call();
    } catch (error) {
      this.abort(error ?? "a handler threw nothing");
    }
  }

  #closeWhenBothEnded(): void {
    if (this.#writing === "ended" && this.#peerEnded) this.#close(undefined);
  }

  #close(error: Error | undefined): void {
    if (this.#gone !== undefined) return;
    this.#gone = { error };
    this.#inbox.length = 0;
    this.#inboxBytes = 0;
    this.#lose(error);
    if (this.#writing === "open") this.#writing = "broken";
    if (this.#writing !== "ended")
      this.#flushed.reject(this.#closedError("the connection went before the end of our side", error));
    const other = this.#other;
    this.#other = undefined;
    if (other !== undefined) other.#loseOther();
    this.#watch.onOver(error);
    if (this.#handler !== undefined) this.#postClosed(error);
  }

  /** The peer is gone: what we have queued for it is lost; what it had sent is still delivered. */
  #loseOther(): void {
    this.#other = undefined;
    this.#peerGone = true;
    const error = this.#closedError("the peer closed the connection before both sides had ended");
    if (this.#outbox.length > 0) {
      this.#writing = "broken";
      this.#lose(error);
      this.#flushed.reject(error);
    }
    this.#arrive({ type: "gone", error });
    if (this.#handler === undefined) this.#watch.onPeerGone();
  }

  /** Rejects what is queued; take it out first, since a rejection may call back. */
  #lose(error: Error | undefined): void {
    for (const { taken } of this.#outbox.splice(0)) {
      // A writer that does not wait for more room need not wait for the loss either: `closed` tells it.
      taken.promise.catch(() => {});
      taken.reject(error ?? this.#closedError("the connection is closed"));
    }
  }

  #postClosed(error: Error | undefined): void {
    const handler = this.#handler;
    // The deliveries of the other side go on.
    this.#delivery.post(() => {
      if (handler !== undefined) tellClosed(this, handler, error);
    });
  }
}

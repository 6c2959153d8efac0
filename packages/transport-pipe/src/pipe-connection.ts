// pipe-connection.ts: an end of a pipe as a Connection: nothing lost at the end, told once when it is over.
//
// A pipe of Windows has no end of one side: it is open, or closed both ways. So a side ends with a message of no bytes,
// which only pipes of messages carry, and the pipe is closed when both have.
import {
  type Connection,
  type ConnectionHandler,
  endWithin,
  type Peer,
  TeleopError,
  tellClosed,
} from "@teleop/core/plugin";
import { MESSAGE_BYTES, type PipeEnd } from "./pipe-end.ts";
import { SendBuffer } from "./send-buffer.ts";
import { isPeerGone, STATUS } from "./status.ts";

/** What was read. */
type Arrival =
  | { readonly type: "data"; readonly chunk: Uint8Array }
  | { readonly type: "end" }
  | { readonly type: "gone"; readonly error: Error };

export interface PipeConnectionOptions {
  readonly address: string;
  readonly peer: Peer;
  /** How long disposing waits for the peer, in milliseconds. */
  readonly lingerMs: number;
  /** Whether it keeps the process alive until it is over. */
  readonly keepsAlive: boolean;
  readonly onOver?: ((error: Error | undefined) => void) | undefined;
  /** Called when the peer goes before anybody has opened the connection. */
  readonly onPeerGone?: (() => void) | undefined;
}

/** How often Windows is asked about a peer while nothing is read, in milliseconds: a read that waits would tell by itself. */
const LOOK_MS = 200;

/** So many reads, of 64 KiB at most, then the event loop goes round. */
const MOST_AT_ONCE = 16;

/** Longer than anything lives: a timer that only keeps the process alive. */
const NEVER_MS = 2 ** 31 - 1;

/** A connected end, of which nothing is read until `open()`. It owns the end. */
export class PipeConnection implements Connection {
  readonly address: string;
  readonly peer: Peer;

  readonly #end: PipeEnd;
  readonly #out: SendBuffer;
  readonly #lingerMs: number;
  readonly #onOver: ((error: Error | undefined) => void) | undefined;
  readonly #onPeerGone: (() => void) | undefined;
  readonly #life: ReturnType<typeof setInterval> | undefined;

  #handler: ConnectionHandler | undefined;
  #paused = false;
  /** `blind`: nothing more can be read. */
  #reading: "idle" | "waiting" | "blind" = "idle";
  /** Reads one after another for which nobody had to wait. */
  #readAtOnce = 0;
  /** A read was under way when the pause began. What it brought waits here, and no other read begins before it is delivered. */
  #held: Arrival | undefined;
  /** Runs while there is no read that would tell of the peer. */
  #lookout: ReturnType<typeof setInterval> | undefined;
  /** There is nothing to hold back any more but what has arrived: a pause does nothing. */
  #leftAlone = false;
  #peerEnded = false;

  /** `broken`: the peer takes no more, and something that was written may be lost. */
  #sending: "open" | "ending" | "ended" | "broken" = "open";
  readonly #flushed = Promise.withResolvers<void>();
  /** Both sides have ended and the peer has closed, but Windows has not said yet whether it had our end first. */
  #goneAtEnd: Error | undefined;

  /** Set once, when the connection is over. */
  #over: { readonly error: Error | undefined } | undefined;

  /** @param options.onOver called once, when the connection is over, whether or not anybody opened it. */
  constructor(end: PipeEnd, options: PipeConnectionOptions) {
    this.#end = end;
    this.address = options.address;
    this.peer = options.peer;
    this.#lingerMs = options.lingerMs;
    this.#onOver = options.onOver;
    this.#onPeerGone = options.onPeerGone;
    this.#out = new SendBuffer(end, this.#ended, (status) => this.#sendingBroke(status));
    // Who never calls end() does not ask whether the flush worked.
    this.#flushed.promise.catch(() => {});
    if (options.keepsAlive) this.#life = setInterval(() => {}, NEVER_MS);
    this.#lookOut();
  }

  open(handler: ConnectionHandler): void {
    if (this.#handler !== undefined)
      throw new TeleopError("INVALID_ARGUMENT", `${this.address}: open() was called twice`, {
        address: this.address,
      });
    this.#handler = handler;
    if (this.#over !== undefined) this.#tellClosed(this.#over.error);
    else if (!this.#paused) this.#readOn();
  }

  write(bytes: Uint8Array): Promise<void> | undefined {
    if (this.#sending !== "open") throw this.#writeError();
    return this.#out.write(bytes);
  }

  pause(): void {
    if (this.#paused || this.#leftAlone || this.#over !== undefined) return;
    this.#paused = true;
    this.#lookOut();
  }

  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    if (this.#handler !== undefined && this.#over === undefined) this.#readOn();
  }

  end(): Promise<void> {
    if (this.#sending === "open") {
      this.#sending = "ending";
      this.#out.finish();
    }
    return this.#flushed.promise;
  }

  abort(reason?: unknown): void {
    this.#finish(
      reason instanceof Error
        ? reason
        : this.#error(reason === undefined ? "aborted" : `aborted: ${String(reason)}`, reason),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await endWithin(this, this.#lingerMs);
    this.#finish(this.#error("disposed before both sides had ended"));
  }

  /** Delivers what is held, or reads. Later in any case, since the caller may be inside a call. */
  #readOn(): void {
    clearInterval(this.#lookout);
    this.#lookout = undefined;
    if (this.#held !== undefined) queueMicrotask(this.#deliverHeld);
    else this.#read();
  }

  #read(): void {
    if (this.#reading !== "idle" || this.#over !== undefined) return;
    this.#reading = "waiting";
    const status = this.#end.read(this.#waited);
    if (status === STATUS.PENDING) return;
    // A peer that is faster than we are must not keep everything else from its turn.
    const arrive = (): void => this.#arrived(status);
    if (++this.#readAtOnce % MOST_AT_ONCE === 0) setImmediate(arrive);
    else queueMicrotask(arrive);
  }

  readonly #waited = (status: number): void => {
    this.#readAtOnce = 0;
    this.#arrived(status);
  };

  #arrived(status: number): void {
    if (this.#over !== undefined) return;
    this.#reading = status === STATUS.SUCCESS ? "idle" : "blind";
    const arrival = this.#toArrival(status);
    const handler = this.#handler;
    if (handler !== undefined && !this.#paused) {
      this.#deliver(handler, arrival);
      return;
    }
    this.#held = arrival;
    if (arrival.type === "gone" || (arrival.type === "end" && this.#sending === "ended")) this.#leaveAlone();
    else this.#lookOut();
  }

  #toArrival(status: number): Arrival {
    if (status === STATUS.SUCCESS) {
      const chunk = this.#end.take();
      return chunk.length === 0 ? { type: "end" } : { type: "data", chunk };
    }
    const why = isPeerGone(status)
      ? "the peer closed the connection before both sides had ended"
      : status === STATUS.BUFFER_OVERFLOW
        ? `the peer sent a message of more than ${MESSAGE_BYTES} bytes`
        : `the connection was lost: reading failed with ${hex(status)}`;
    return { type: "gone", error: this.#error(why) };
  }

  readonly #deliverHeld = (): void => {
    const handler = this.#handler;
    const held = this.#held;
    if (handler === undefined || held === undefined || this.#paused || this.#over !== undefined) return;
    this.#held = undefined;
    this.#deliver(handler, held);
  };

  #deliver(handler: ConnectionHandler, arrival: Arrival): void {
    if (arrival.type === "gone") {
      this.#peerClosed(arrival.error);
      return;
    }
    if (this.#peerEnded) {
      this.abort(this.#error("the peer sent something after the end of its side"));
      return;
    }
    // First, so that Windows reads while the handler works; also after the end, to hear of the close.
    this.#read();
    if (arrival.type === "end") this.#deliverEnd(handler);
    else this.#deliverData(handler, arrival.chunk);
  }

  #deliverData(handler: ConnectionHandler, chunk: Uint8Array): void {
    // What the handler writes in answer leaves when it returns.
    this.#out.hold();
    try {
      handler.data(chunk);
    } catch (error) {
      this.abort(error);
    }
    if (this.#over === undefined) this.#out.flush();
  }

  #deliverEnd(handler: ConnectionHandler): void {
    this.#peerEnded = true;
    try {
      handler.end();
    } catch (error) {
      this.abort(error);
    }
    this.#closeWhenBothEnded();
  }

  #peerClosed(error: Error): void {
    if (this.#peerEnded && this.#sending === "ending") this.#goneAtEnd = error;
    else this.#finish(error);
  }

  /** A read that waits tells when the peer has gone. Where there is none, because nobody wants to read, nothing else does. */
  #lookOut(): void {
    if (this.#reading !== "idle" || this.#leftAlone || this.#lookout !== undefined) return;
    this.#lookout = setInterval(() => {
      if (this.#end.hasHungUp()) this.#leaveAlone();
    }, LOOK_MS);
    this.#lookout.unref();
  }

  /** The peer sends no more, and takes no more. What it had sent is delivered, if somebody listens, and then that it has gone. */
  #leaveAlone(): void {
    if (this.#leftAlone) return;
    this.#leftAlone = true;
    this.#paused = false;
    clearInterval(this.#lookout);
    if (this.#handler === undefined) this.#onPeerGone?.();
    else this.#readOn();
  }

  readonly #ended = (): void => {
    this.#sending = "ended";
    this.#flushed.resolve();
    this.#closeWhenBothEnded();
    // Nothing else would tell while paused that both have.
    if (this.#held?.type === "end") this.#leaveAlone();
  };

  #closeWhenBothEnded(): void {
    if (this.#sending === "ended" && this.#peerEnded) this.#finish(undefined);
  }

  #sendingBroke(status: number): Error {
    const error = this.#error("the peer takes no more", new Error(`writing failed with ${hex(status)}`));
    this.#sending = "broken";
    this.#flushed.reject(error);
    if (this.#goneAtEnd !== undefined) this.#finish(this.#goneAtEnd);
    // Whoever takes no more has closed, and what it had sent is all there is.
    else this.#leaveAlone();
    return error;
  }

  /** The connection is over: nothing more is delivered, everybody who waits is told, and the pipe is closed. */
  #finish(error: Error | undefined): void {
    if (this.#over !== undefined) return;
    this.#over = { error };
    clearInterval(this.#lookout);
    clearInterval(this.#life);
    this.#held = undefined;
    if (this.#sending !== "ended") {
      this.#sending = "broken";
      const lost = this.#error("the connection went before everything was sent", error);
      this.#out.fail(lost);
      this.#flushed.reject(lost);
    }
    this.#end.close();
    this.#onOver?.(error);
    this.#tellClosed(error);
  }

  #tellClosed(error: Error | undefined): void {
    const handler = this.#handler;
    if (handler !== undefined) queueMicrotask(() => tellClosed(this, handler, error));
  }

  #writeError(): TeleopError {
    if (this.#over !== undefined) return this.#error("write() on a closed connection", this.#over.error);
    return this.#error(
      this.#sending === "broken" ? "the peer takes no more" : "write() after the end of our side",
    );
  }

  #error(what: string, cause?: unknown): TeleopError {
    return new TeleopError("CONNECTION_CLOSED", `${this.address}: ${what}`, { address: this.address, cause });
  }
}

function hex(status: number): string {
  return `0x${status.toString(16)}`;
}

// socket-connection.ts: a socket as a Connection: nothing lost at the end, told once when it is over.
import {
  type Connection,
  type ConnectionHandler,
  endWithin,
  type Peer,
  TeleopError,
  tellClosed,
} from "@teleop/core/plugin";
import { SendQueue } from "./send-queue.ts";
import type { SocketListener, StreamSocket } from "./stream-socket.ts";
import type { HasHungUp, MakeRoom, Receive } from "./system-sockets.ts";

/** What came from the socket while nobody wanted it. */
type Held =
  | { readonly type: "data"; readonly chunk: Uint8Array }
  | { readonly type: "end" }
  | { readonly type: "closed"; readonly error: Error | undefined };

export interface SocketConnectionOptions {
  readonly address: string;
  readonly peer: Peer;
  /** How long disposing waits for the peer, in milliseconds. */
  readonly lingerMs: number;
  readonly onOver?: ((error: Error | undefined) => void) | undefined;
  /** Called when the peer goes before anybody has opened the connection. */
  readonly onPeerGone?: (() => void) | undefined;
  /** Asks the system whether the peer of a socket has gone; undefined where it does not say. */
  readonly hasHungUp?: HasHungUp | undefined;
  /** Lets a socket take more at once, before the first large write. */
  readonly makeRoom?: MakeRoom | undefined;
  /** Reads on into memory of the handler's. */
  readonly receive?: Receive | undefined;
}

/** How often the system is asked about the peer of a paused socket, in milliseconds. */
const LOOK_MS = 200;

/** How much is read on at a time, in bytes. */
const MOST_READ_ON = 2 * 2 ** 20;

/** A connected socket, paused until `open()`. It owns the socket. */
export class SocketConnection implements Connection, SocketListener {
  readonly address: string;
  readonly peer: Peer;

  readonly #socket: StreamSocket;
  readonly #out: SendQueue;
  readonly #lingerMs: number;
  readonly #onOver: ((error: Error | undefined) => void) | undefined;
  readonly #onPeerGone: (() => void) | undefined;
  readonly #hasHungUp: HasHungUp | undefined;
  readonly #receive: Receive | undefined;

  #handler: ConnectionHandler | undefined;
  #paused = false;
  /** Runs while the socket is paused, and after the peer's end where the socket is silent then. */
  #lookout: ReturnType<typeof setInterval> | undefined;
  /** There is nothing to hold back any more but what has arrived: the socket is not paused again. */
  #peerGone = false;
  /** A paused socket still delivers what it has when the peer resets it. It waits here, before anything newer. */
  readonly #held: Held[] = [];
  #peerEnded = false;

  /** `broken`: the socket takes no more, and something that was written may be lost. */
  #sending: "open" | "ending" | "ended" | "broken" = "open";
  readonly #flushed = Promise.withResolvers<void>();

  /** Set once, when the connection is over. */
  #over: { readonly error: Error | undefined } | undefined;

  /**
   * Takes ownership of `socket`, which must be paused, and listens to it.
   *
   * @param options.onOver called once, when the connection is over, whether or not anybody opened it.
   */
  constructor(socket: StreamSocket, options: SocketConnectionOptions) {
    this.#socket = socket;
    this.address = options.address;
    this.peer = options.peer;
    this.#lingerMs = options.lingerMs;
    this.#onOver = options.onOver;
    this.#onPeerGone = options.onPeerGone;
    this.#hasHungUp = options.hasHungUp;
    this.#receive = socket.readsAhead === true ? undefined : options.receive;
    const { makeRoom } = options;
    this.#out = new SendQueue(
      socket,
      () => this.#sendingBroke(),
      makeRoom === undefined ? undefined : () => makeRoom(socket.fd),
    );
    // Who never calls end() does not ask whether the flush worked.
    this.#flushed.promise.catch(() => {});
    socket.data = this;
    this.#lookOut();
  }

  open(handler: ConnectionHandler): void {
    if (this.#handler !== undefined)
      throw new TeleopError("INVALID_ARGUMENT", `${this.address}: open() was called twice`, {
        address: this.address,
      });
    this.#handler = handler;
    if (this.#over !== undefined) this.#tellClosed(this.#over.error);
    else if (!this.#paused) this.#listenAgain();
  }

  write(bytes: Uint8Array): Promise<void> | undefined {
    if (this.#sending !== "open") throw this.#writeError();
    return this.#out.write(bytes);
  }

  flush(): void {
    this.#out.flush();
  }

  pause(): void {
    if (this.#paused || this.#peerGone) return;
    this.#paused = true;
    this.#socket.pause();
    this.#lookOut();
  }

  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    if (this.#handler !== undefined && this.#over === undefined) this.#listenAgain();
  }

  end(): Promise<void> {
    if (this.#sending === "open") {
      this.#sending = "ending";
      this.#out.finish(this.#shutDown);
    }
    return this.#flushed.promise;
  }

  abort(reason?: unknown): void {
    if (this.#over !== undefined) return;
    const error =
      reason instanceof Error
        ? reason
        : this.#error(reason === undefined ? "aborted" : `aborted: ${String(reason)}`, reason);
    this.#finish(error);
    this.#socket.terminate();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await endWithin(this, this.#lingerMs);
    if (this.#over !== undefined) return;
    const inOrder = this.#peerEnded && this.#sending === "ended";
    this.#finish(inOrder ? undefined : this.#error("disposed before both sides had ended"));
    this.#socket.end();
  }

  /** For the socket: what it reports. */
  arrived(held: Held): void {
    if (this.#over !== undefined) return;
    if (this.#handler !== undefined && !this.#paused && this.#held.length === 0) {
      this.#deliver(this.#handler, held);
      return;
    }
    this.#held.push(held);
    if (held.type !== "closed") return;
    // The handler hears of it in its turn, but nobody will ever take what waits to be sent.
    if (this.#out.pending) this.#out.fail(this.#sendingBroke(held.error));
    this.#leftAlone();
  }

  /** For the socket: bytes, the frequent case. */
  received(chunk: Uint8Array): void {
    const handler = this.#handler;
    if (handler === undefined || this.#paused || this.#over !== undefined || this.#held.length > 0) {
      this.arrived({ type: "data", chunk });
    } else {
      this.#deliverData(handler, chunk);
    }
  }

  /** For the socket: the system has room again. */
  drained(): void {
    this.#out.drain();
  }

  /** For the socket: a peer that takes no more has closed, as a rule, and what it had sent is all there is. */
  sendingFailed(error: Error): void {
    if (this.#over !== undefined) return;
    if (this.#sending !== "ended") this.#out.fail(this.#sendingBroke(error));
    this.#leftAlone();
  }

  #deliver(handler: ConnectionHandler, held: Held): void {
    switch (held.type) {
      case "data":
        this.#deliverData(handler, held.chunk);
        break;
      case "end":
        this.#deliverEnd(handler);
        break;
      case "closed":
        // When our side has ended, Bun answers the peer's end by closing, without reporting the end.
        if (held.error === undefined && this.#sending === "ended" && !this.#peerEnded) {
          this.#deliverEnd(handler);
          if (this.#over !== undefined) return;
        }
        this.#finish(
          held.error === undefined
            ? this.#error("the peer closed the connection before both sides had ended")
            : this.#error("the connection was lost", held.error),
        );
        break;
    }
  }

  #deliverData(handler: ConnectionHandler, chunk: Uint8Array): void {
    // What the handler writes in answer leaves when it returns.
    this.#out.hold();
    try {
      handler.data(chunk);
      if (this.#receive !== undefined && handler.room !== undefined) this.#readOn(handler, this.#receive);
    } catch (error) {
      this.abort(error);
    }
    this.#out.release();
  }

  /**
   * What is there already of something large goes where it belongs, without a chunk of its own that is copied. Not all of it,
   * if it is much: a peer that sends as fast as we read would else keep the others waiting until its message ends.
   */
  #readOn(handler: ConnectionHandler, receive: Receive): void {
    let left = MOST_READ_ON;
    // What waits here comes before what the system has.
    while (left > 0 && !this.#paused && this.#over === undefined && this.#held.length === 0) {
      const room = handler.room?.();
      const taken = room === undefined ? 0 : receive(this.#socket.fd, room.subarray(0, left));
      // Nothing is there, or the end, or an error: the socket tells.
      if (taken <= 0) return;
      handler.filled?.(taken);
      left -= taken;
    }
  }

  #deliverEnd(handler: ConnectionHandler): void {
    this.#peerEnded = true;
    try {
      handler.end();
    } catch (error) {
      this.abort(error);
    }
    this.#closeWhenBothEnded();
    if (this.#socket.silentAfterEnd !== true) return;
    this.#lookOut();
    this.#look();
  }

  /** The runtimes do not tell of a paused socket that its peer has gone, though epoll(7) tells: nobody would ever know. */
  #lookOut(): void {
    if (this.#hasHungUp === undefined || this.#over !== undefined || this.#lookout !== undefined) return;
    this.#lookout = setInterval(this.#look, LOOK_MS);
    this.#lookout.unref();
  }

  readonly #look = (): void => {
    if (this.#over !== undefined) return;
    const haveWeEnded = this.#sending === "ended";
    if (this.#hasHungUp?.(this.#socket.fd, haveWeEnded) !== true) return;
    if (this.#peerEnded) {
      this.#finish(this.#error("the peer closed the connection before both sides had ended"));
      this.#socket.terminate();
    } else {
      this.#leftAlone();
    }
  };

  /** The peer sends no more, and takes no more. What it had sent is delivered, if somebody listens, and then that it has gone. */
  #leftAlone(): void {
    if (this.#peerGone) return;
    clearInterval(this.#lookout);
    this.#peerGone = true;
    this.#paused = false;
    if (this.#handler === undefined) this.#onPeerGone?.();
    else this.#listenAgain();
  }

  /** Hands over what was held, then lets the socket go on. Later, since the caller is inside a call. */
  #listenAgain(): void {
    clearInterval(this.#lookout);
    this.#lookout = undefined;
    if (this.#peerEnded && this.#socket.silentAfterEnd === true) this.#lookOut();
    if (this.#held.length === 0) this.#socket.resume();
    else queueMicrotask(this.#deliverHeld);
  }

  readonly #deliverHeld = (): void => {
    while (this.#handler !== undefined && !this.#paused && this.#over === undefined) {
      const held = this.#held.shift();
      if (held === undefined) {
        this.#socket.resume();
        return;
      }
      this.#deliver(this.#handler, held);
    }
  };

  readonly #shutDown = (): void => {
    this.#sending = "ended";
    this.#socket.shutdown();
    this.#flushed.resolve();
    this.#closeWhenBothEnded();
  };

  #closeWhenBothEnded(): void {
    if (this.#over !== undefined || this.#sending !== "ended" || !this.#peerEnded) return;
    this.#finish(undefined);
    this.#socket.end();
  }

  #sendingBroke(cause?: Error): Error {
    const error = this.#error("the peer takes no more", cause);
    this.#sending = "broken";
    this.#flushed.reject(error);
    return error;
  }

  /** The connection is over: nothing more is delivered, everybody who waits is told. Closing is the caller's. */
  #finish(error: Error | undefined): void {
    if (this.#over !== undefined) return;
    this.#over = { error };
    clearInterval(this.#lookout);
    this.#held.length = 0;
    if (this.#sending !== "ended") {
      this.#sending = "broken";
      const lost = this.#error("the connection went before everything was sent", error);
      this.#out.fail(lost);
      this.#flushed.reject(lost);
    }
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

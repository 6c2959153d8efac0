// web-socket-connection.ts: a WebSocket as a connection for RPC, in the page and in the server alike. WebSockets know no end
// of one side: here an empty message is one.

import type { Connection, ConnectionHandler, Peer } from "@teleop/core";
import { after, messageOf, TeleopError } from "@teleop/core/basics";

/** What the two kinds of WebSocket have in common, as the connection needs it. */
export interface MessageSocket {
  /**
   * Queues a message, of which it makes a copy.
   *
   * @returns what resolves when more is welcome; undefined where it is at once.
   */
  send(message: Uint8Array): Promise<void> | undefined;
  /** Resolves when all that was sent has left. It may stay pending when the socket closes first. */
  flushed(): Promise<void>;
  /** Closes in order: what was sent is delivered first. */
  close(): void;
  /** Closes at once. */
  terminate(): void;
  /** Has the peer wait with what it sends, as far as that can be. */
  pause(): void;
  resume(): void;
}

export interface WebSocketConnectionOptions {
  /** How long disposing waits for a peer that does not read, in milliseconds; default 5000. */
  readonly lingerMs?: number | undefined;
  /** Told once, when the connection is over. */
  readonly onOver?: ((error: Error | undefined) => void) | undefined;
  /** Told when the peer has gone before anybody has opened the connection. */
  readonly onPeerGone?: (() => void) | undefined;
}

const LINGER_MS = 5_000;

/** What may wait here while nobody wants it, before the peer is to wait. Thus small things, as an end, are seen all the same. */
const MOST_HELD_BYTES = 64 * 1024;

/** What came from the peer; undefined is its end. */
type Held = Uint8Array | undefined;

/** Whoever makes it tells it what the socket does, by `received()` and `closed()`. It owns the socket. */
export class WebSocketConnection implements Connection {
  readonly address: string;
  readonly peer: Peer = {};
  readonly #socket: MessageSocket;
  readonly #options: WebSocketConnectionOptions;
  #handler: ConnectionHandler | undefined;
  #isPaused = false;
  #isSocketPaused = false;
  readonly #held: Held[] = [];
  #heldBytes = 0;
  /** The peer's end has come, be it that it waits here. */
  #peerSendsNoMore = false;
  /** It has been delivered. */
  #hasPeerEnded = false;
  #sending: "open" | "ending" | "ended" = "open";
  /** Who waits for room, or for the end to have left. */
  readonly #waiting = new Set<PromiseWithResolvers<void>>();
  /** The socket has closed: what had arrived is still delivered. */
  #lost: { readonly why: string } | undefined;
  #over: { readonly error: Error | undefined } | undefined;

  constructor(socket: MessageSocket, address: string, options: WebSocketConnectionOptions = {}) {
    this.#socket = socket;
    this.#options = options;
    this.address = address;
  }

  /** A message has come. The bytes are the connection's. */
  received(message: Uint8Array): void {
    if (this.#over !== undefined || this.#peerSendsNoMore) return;
    const isEnd = message.byteLength === 0;
    this.#peerSendsNoMore = isEnd;
    this.#held.push(isEnd ? undefined : message);
    this.#heldBytes += message.byteLength;
    this.#endPauseWhenBothEnded();
    this.#deliver();
    if (this.#heldBytes > MOST_HELD_BYTES && !this.#isSocketPaused) {
      this.#isSocketPaused = true;
      this.#socket.pause();
    }
  }

  /** The socket has closed. */
  closed(why: string): void {
    if (this.#lost !== undefined || this.#over !== undefined) return;
    this.#lost = { why };
    this.#isPaused = false;
    const error = this.#error(why);
    if (this.#sending !== "ended") this.#rejectWaiting(error);
    if (this.#handler === undefined) this.#options.onPeerGone?.();
    this.#deliver();
  }

  open(handler: ConnectionHandler): void {
    if (this.#handler !== undefined) {
      throw new TeleopError("INVALID_ARGUMENT", `${this.address}: open() was called twice`, {
        address: this.address,
      });
    }
    this.#handler = handler;
    if (this.#over !== undefined) this.#tellClosed(this.#over.error);
    else queueMicrotask(this.#deliver);
  }

  write(bytes: Uint8Array): Promise<void> | undefined {
    if (this.#over !== undefined || this.#lost !== undefined) throw this.#error("the connection is closed");
    if (this.#sending !== "open") throw this.#error("write() after the end of our side");
    if (bytes.byteLength === 0) return undefined;
    const sent = this.#socket.send(bytes);
    return sent === undefined ? undefined : this.#orLost(sent);
  }

  pause(): void {
    if (this.#lost !== undefined || this.#over !== undefined || this.#haveBothEnded) return;
    this.#isPaused = true;
  }

  resume(): void {
    if (!this.#isPaused) return;
    this.#isPaused = false;
    queueMicrotask(this.#deliver);
  }

  end(): Promise<void> {
    const ended = this.#end();
    // Who does not wait for it need not wait for its failure either.
    ended.catch(() => {});
    return ended;
  }

  abort(reason?: unknown): void {
    this.#finish(
      reason instanceof Error
        ? reason
        : this.#error(reason === undefined ? "aborted" : `aborted: ${String(reason)}`, reason),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { lingerMs = LINGER_MS } = this.#options;
    if (this.#over === undefined) {
      using _giveUp = after(lingerMs, () =>
        this.abort(
          this.#error(`the peer did not take what was written within ${lingerMs} ms; it was dropped`),
        ),
      );
      // A connection that has gone meanwhile tells so by itself.
      await this.end().catch(() => {});
    }
    const inOrder = this.#hasPeerEnded && this.#sending === "ended";
    this.#finish(inOrder ? undefined : this.#error("disposed before both sides had ended"));
  }

  async #end(): Promise<void> {
    if (this.#sending === "ended") return;
    if (this.#over !== undefined || this.#lost !== undefined) throw this.#error("the connection is closed");
    if (this.#sending === "open") {
      this.#sending = "ending";
      void this.#socket.send(new Uint8Array(0));
    }
    await this.#orLost(this.#socket.flushed());
    this.#sending = "ended";
    this.#endPauseWhenBothEnded();
    this.#deliver();
    this.#closeWhenBothEnded();
  }

  readonly #deliver = (): void => {
    const handler = this.#handler;
    if (handler === undefined) return;
    while (!this.#isPaused && this.#over === undefined && this.#held.length > 0) {
      const message = this.#held.shift();
      this.#heldBytes -= message?.byteLength ?? 0;
      try {
        if (message !== undefined) handler.data(message);
        else {
          this.#hasPeerEnded = true;
          handler.end();
        }
      } catch (error) {
        this.abort(error ?? "a handler threw nothing");
      }
      this.#closeWhenBothEnded();
    }
    if (this.#isPaused || this.#over !== undefined) return;
    if (this.#lost !== undefined) this.#finish(this.#error(this.#lost.why));
    else if (this.#isSocketPaused) {
      this.#isSocketPaused = false;
      this.#socket.resume();
    }
  };

  get #haveBothEnded(): boolean {
    return this.#peerSendsNoMore && this.#sending === "ended";
  }

  /** There is nothing to hold back any more but what has arrived. */
  #endPauseWhenBothEnded(): void {
    if (this.#haveBothEnded) this.#isPaused = false;
  }

  #closeWhenBothEnded(): void {
    if (this.#hasPeerEnded && this.#sending === "ended") this.#finish(undefined);
  }

  /** @throws when the connection goes first. */
  #orLost(sent: Promise<void>): Promise<void> {
    const waiting = Promise.withResolvers<void>();
    this.#waiting.add(waiting);
    const done = (): void => {
      this.#waiting.delete(waiting);
      waiting.resolve();
    };
    sent.then(done, waiting.reject);
    return waiting.promise;
  }

  #rejectWaiting(error: Error): void {
    const all = [...this.#waiting];
    this.#waiting.clear();
    for (const { promise, reject } of all) {
      // A writer that does not wait for more room need not wait for the loss either: `closed` tells it.
      promise.catch(() => {});
      reject(error);
    }
  }

  /** Nothing more is delivered, everybody who waits is told. */
  #finish(error: Error | undefined): void {
    if (this.#over !== undefined) return;
    this.#over = { error };
    this.#held.length = 0;
    this.#rejectWaiting(this.#error("the connection went before everything was sent", error));
    if (this.#sending === "ended") this.#socket.close();
    else this.#socket.terminate();
    this.#options.onOver?.(error);
    if (this.#handler !== undefined) this.#tellClosed(error);
  }

  #tellClosed(error: Error | undefined): void {
    const handler = this.#handler;
    queueMicrotask(() => {
      try {
        handler?.closed(error);
      } catch (thrown) {
        // Nothing is left to abort, and it must not take the process down.
        console.error(`teleop: closed() threw on ${this.address}: ${messageOf(thrown)}`);
      }
    });
  }

  #error(what: string, cause?: unknown): TeleopError {
    return new TeleopError("CONNECTION_CLOSED", `${this.address}: ${what}`, { address: this.address, cause });
  }
}

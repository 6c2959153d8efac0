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
  /** Closes in order: what was sent is delivered first. */
  close(): void;
  /** Closes at once. */
  terminate(): void;
  /** Has the peer wait with what it sends, as far as that can be. */
  pause(): void;
  resume(): void;
}

/** How long disposing waits for a peer that does not read, in milliseconds. */
const LINGER_MS = 5_000;

/**
 * Whoever makes it tells it what the socket does, by `received()` and `closed()`. It owns the socket.
 */
export class WebSocketConnection implements Connection {
  readonly address: string;
  readonly peer: Peer = {};
  readonly #socket: MessageSocket;
  #handler: ConnectionHandler | undefined;
  #isPaused = false;
  /** Received while nobody wanted it; undefined is the peer's end. */
  readonly #held: (Uint8Array | undefined)[] = [];
  #hasPeerEnded = false;
  #hasEnded = false;
  #over: { readonly error: Error | undefined } | undefined;
  /** Set when the socket has closed: what had arrived is still delivered. */
  #lost: { readonly error: Error | undefined } | undefined;
  #sent: Promise<void> = Promise.resolve();

  constructor(socket: MessageSocket, address: string) {
    this.#socket = socket;
    this.address = address;
  }

  /** A message has come. */
  received(message: Uint8Array): void {
    if (this.#over !== undefined) return;
    this.#held.push(message.byteLength === 0 ? undefined : message);
    this.#deliver();
  }

  /** The socket has closed. */
  closed(why: string): void {
    if (this.#lost !== undefined || this.#over !== undefined) return;
    const inOrder = this.#hasEnded && (this.#hasPeerEnded || this.#held.includes(undefined));
    this.#lost = { error: inOrder ? undefined : this.#error(why) };
    this.#isPaused = false;
    this.#deliver();
  }

  open(handler: ConnectionHandler): void {
    if (this.#handler !== undefined) {
      throw new TeleopError("INVALID_ARGUMENT", `${this.address}: open() was called twice`);
    }
    this.#handler = handler;
    const { error } = this.#over ?? {};
    queueMicrotask(() => (this.#over === undefined ? this.#deliver() : handler.closed(error)));
  }

  write(bytes: Uint8Array): Promise<void> | undefined {
    if (this.#over !== undefined || this.#lost !== undefined) throw this.#error("the connection is closed");
    if (this.#hasEnded) throw this.#error("write() after the end of our side");
    if (bytes.byteLength === 0) return undefined;
    const sent = this.#socket.send(bytes);
    this.#sent = sent ?? Promise.resolve();
    return sent;
  }

  pause(): void {
    if (this.#lost !== undefined || this.#over !== undefined) return;
    this.#isPaused = true;
    this.#socket.pause();
  }

  resume(): void {
    if (!this.#isPaused) return;
    this.#isPaused = false;
    this.#socket.resume();
    queueMicrotask(() => this.#deliver());
  }

  async end(): Promise<void> {
    if (this.#over !== undefined || this.#lost !== undefined) throw this.#error("the connection is closed");
    if (!this.#hasEnded) {
      this.#hasEnded = true;
      const ended = this.#socket.send(new Uint8Array(0));
      this.#sent = ended ?? this.#sent;
    }
    await this.#sent;
    this.#closeWhenBothEnded();
  }

  abort(reason?: unknown): void {
    this.#finish(reason instanceof Error ? reason : this.#error("aborted", reason));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#over !== undefined) return;
    {
      using _giveUp = after(LINGER_MS, () => this.abort(this.#error("the peer took nothing for too long")));
      // A connection that has gone meanwhile told so by itself.
      await this.end().catch(() => {});
    }
    this.#finish(this.#hasPeerEnded ? undefined : this.#error("disposed before both sides had ended"));
  }

  readonly #deliver = (): void => {
    const handler = this.#handler;
    if (handler === undefined) return;
    while (!this.#isPaused && this.#over === undefined && this.#held.length > 0) {
      const message = this.#held.shift();
      try {
        if (message !== undefined) handler.data(message);
        else {
          this.#hasPeerEnded = true;
          handler.end();
          this.#closeWhenBothEnded();
        }
      } catch (error) {
        this.abort(error);
      }
    }
    if (this.#lost !== undefined && this.#held.length === 0) this.#finish(this.#lost.error);
  };

  #closeWhenBothEnded(): void {
    if (this.#hasEnded && this.#hasPeerEnded) this.#finish(undefined);
  }

  #finish(error: Error | undefined): void {
    if (this.#over !== undefined) return;
    this.#over = { error };
    this.#held.length = 0;
    if (error === undefined || this.#hasEnded) this.#socket.close();
    else this.#socket.terminate();
    const handler = this.#handler;
    if (handler !== undefined) queueMicrotask(() => handler.closed(error));
  }

  #error(what: string, cause?: unknown): TeleopError {
    const message = `${this.address}: ${what}${cause === undefined ? "" : `: ${messageOf(cause)}`}`;
    return new TeleopError("CONNECTION_CLOSED", message, { address: this.address, cause });
  }
}

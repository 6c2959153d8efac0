// farewell.ts: closes a connection behind our last message, so that a peer that is still writing can read it.
//
// A socket that is closed with bytes unread resets the other side: it may fail to write before it has read why.
import type { Connection } from "@teleop/core";
import { after } from "@teleop/core/basics";

/** How long we wait for the end of a peer that may be writing, in milliseconds, */
const PATIENCE_MS = 1000;
/** and how much of what it writes we take meanwhile. */
const PATIENCE_BYTES = 64 * 1024 * 1024;

export class Farewell {
  readonly #connection: Connection;
  readonly #linger: Disposable;
  readonly #patience: Disposable | undefined;
  #bytes = 0;
  #isClosing = false;

  /**
   * Begins to close. Everything has been written.
   *
   * @param lingerMs how long the last messages have to get out.
   * @param isPeerBusy the peer may be writing: its end is waited for, if it comes soon, and what it says is dropped.
   */
  constructor(connection: Connection, lingerMs: number, isPeerBusy: boolean) {
    this.#connection = connection;
    this.#linger = after(lingerMs, () => {
      connection.abort(new Error("the peer did not take the last messages in time"));
    });
    connection.resume();
    if (!isPeerBusy) {
      this.close();
      return;
    }
    const patience = after(Math.min(lingerMs, PATIENCE_MS), () => this.close());
    patience.unref();
    this.#patience = patience;
    // That it fails means that the connection has gone, which is told.
    connection.end().then(undefined, () => {});
  }

  /** Bytes that came meanwhile. */
  dropped(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes > PATIENCE_BYTES) this.close();
  }

  /** The connection is over. */
  over(): void {
    this.#linger[Symbol.dispose]();
    this.#patience?.[Symbol.dispose]();
  }

  /** Waits for the peer no more: it has ended, or is not expected to. */
  close(): void {
    if (this.#isClosing) return;
    this.#isClosing = true;
    const connection = this.#connection;
    connection[Symbol.asyncDispose]().then(undefined, (error: unknown) => connection.abort(error));
  }
}

// connection.ts: a reliable, ordered, full-duplex stream of bytes between a client and a target.

/** Who is at the other end, as far as the system tells. Ids are as seen from this process's namespaces. */
export interface Peer {
  readonly pid?: number | undefined;
  readonly uid?: number | undefined;
  readonly gid?: number | undefined;
  /** On Windows, instead of `uid` and `gid`: the security identifier of the user, `S-1-5-21-…`; `S-1-5-18` is the system. */
  readonly sid?: string | undefined;
  /** On Windows: whether it may act as an administrator does: it is elevated, or the system. */
  readonly administrator?: boolean | undefined;
}

/** Takes what arrives. Methods are called one at a time, never from inside a call into the connection. */
export interface ConnectionHandler {
  /**
   * Bytes, in order. The chunk is the handler's from now on: nobody else changes or reuses it.
   * What it throws aborts the connection with that error.
   */
  data(chunk: Uint8Array): void;
  /**
   * Optional: memory for what comes next, where a handler puts together something large. A transport that can read into it
   * may do so between two chunks, and says by `filled` how many bytes it read, from the front on, which then are as good as
   * a chunk. Undefined: there is none. It stays the handler's, and is asked for again after each `data` and `filled`: it is good
   * until then. What it throws aborts the connection.
   */
  room?(): Uint8Array | undefined;
  /** So many bytes, 1 at least, have been read into the memory that `room` gave last. What it throws aborts the connection, as with `data`. */
  filled?(byteLength: number): void;
  /** The peer has ended its side: no more data. Our side can still write. */
  end(): void;
  /**
   * Called exactly once, and last. `error` is absent when both sides had ended in order. What it throws becomes a process
   * warning, in a browser a line on its console.
   */
  closed(error?: Error): void;
}

/**
 * A stream between two processes. It belongs to whoever got it, until `Protocol.open` takes it.
 *
 * Disposing ends our side in order, as `end()` does, then closes without waiting for the peer's end. It always comes to
 * an end: what a peer has not taken after some seconds, 5 unless the transport was told otherwise, is dropped.
 */
export interface Connection extends AsyncDisposable {
  /** Where it leads, for messages: a path, a pipe name. */
  readonly address: string;
  readonly peer: Peer;

  /**
   * Begins delivery; call it once. What arrives before waits unread.
   * If the connection has already gone, `closed` is called in a later microtask.
   */
  open(handler: ConnectionHandler): void;

  /**
   * Queues bytes behind those already written.
   *
   * Returns `undefined` when all bytes were taken: the buffer is the caller's again, to reuse. Otherwise the buffer
   * belongs to the connection until the promise resolves, which is when more is welcome. Writing on is allowed and
   * keeps the order; the queue is the caller's to bound. The promise rejects when the connection goes first.
   *
   * @throws TeleopError `CONNECTION_CLOSED` after `end()`, `abort()` or once the connection is gone.
   */
  write(bytes: Uint8Array): Promise<void> | undefined;

  /**
   * Hands over what was written, now. A transport may join what is written in one turn of the event loop into one
   * system call; one that does not has no such method.
   */
  flush?(): void;

  /**
   * Stops `data` and `end`, which `resume()` lets come again. While paused, the peer's writes fill the system's buffers
   * and then wait.
   *
   * A pause ends by itself when the peer has gone, or both sides have ended: what the peer had sent, which is no more
   * than the system's buffers hold, is delivered, and then `closed`. A transport that cannot know it leaves the pause to
   * `resume()`.
   */
  pause(): void;
  resume(): void;

  /**
   * Flushes what is queued, then ends our side. Nothing written before is lost. Resolves when the system has it all: a
   * peer that does not read can make that last for ever, until `abort()` or disposing.
   */
  end(): Promise<void>;

  /** Closes at once, both ways, dropping what is queued. `closed` is told the reason. Later calls do nothing. */
  abort(reason?: unknown): void;
}

// socket.ts: a Bun socket that takes any number of bytes: what does not fit waits, and what is sent in one turn
// goes out in one write. Bun's own write() takes what fits and leaves the rest to the caller.
import type { Socket } from "bun";

export class BatchingSocket {
  readonly #socket: Socket<unknown>;
  #queued: Uint8Array[] = [];
  #rest: Uint8Array | undefined;
  #flushing = false;

  constructor(socket: Socket<unknown>) {
    this.#socket = socket;
  }

  send(bytes: Uint8Array): void {
    this.#queued.push(bytes);
    if (this.#flushing) return;
    this.#flushing = true;
    queueMicrotask(() => this.flush());
  }

  /** To be called when the socket drains. */
  flush(): void {
    const queued = this.#rest === undefined ? this.#queued : [this.#rest, ...this.#queued];
    this.#queued = [];
    this.#rest = undefined;
    const bytes = queued.length === 1 ? queued[0] : Buffer.concat(queued);
    if (bytes !== undefined && bytes.length > 0) {
      const taken = Math.max(0, this.#socket.write(bytes));
      if (taken < bytes.length) this.#rest = bytes.subarray(taken);
    }
    // While a rest waits, drain comes; until then nothing more is tried.
    this.#flushing = this.#rest !== undefined;
  }
}

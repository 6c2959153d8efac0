// raw-bulk.ts: how bytes are sent and received by a Bun socket alone.
import type { Socket } from "bun";

const piece = new Uint8Array(1024 * 1024).fill(1);

/** Sends so many bytes to a socket, as it takes them. */
export class Source {
  #left = 0;

  start(socket: Socket<unknown>, bytes: number): void {
    this.#left = bytes;
    this.drain(socket);
  }

  /** To be called when the socket drains. */
  drain(socket: Socket<unknown>): void {
    while (this.#left > 0) {
      const taken = socket.write(piece.subarray(0, this.#left));
      if (taken <= 0) return;
      this.#left -= taken;
    }
  }
}

/** Receives bytes: in pieces of 1 MiB, each in memory of its own, as an RPC gives them; or only to count them. */
export class Sink {
  #left = 0;
  #keeps = false;
  #piece = new Uint8Array();
  #filled = 0;

  start(bytes: number, keeps: boolean): void {
    this.#left = bytes;
    this.#keeps = keeps;
  }

  get isFull(): boolean {
    return this.#left === 0;
  }

  take(chunk: Uint8Array): void {
    this.#left -= chunk.length;
    if (!this.#keeps) return;
    for (let taken = 0; taken < chunk.length; ) {
      if (this.#filled === this.#piece.length) {
        this.#piece = new Uint8Array(piece.length);
        this.#filled = 0;
      }
      const part = chunk.subarray(taken, taken + this.#piece.length - this.#filled);
      this.#piece.set(part, this.#filled);
      this.#filled += part.length;
      taken += part.length;
    }
  }
}

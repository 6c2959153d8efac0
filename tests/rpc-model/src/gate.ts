// gate.ts: one end of a connection in memory that hands on what arrived only when it is told to.
//
// Where many things are under way, which of them arrives first decides what happens. A gate makes that a choice of the
// test's: message by message, from either side.

import { defaultMessageLimits, frameSize } from "@teleop/capnp/wire";
import type { Connection, ConnectionHandler, Peer } from "@teleop/core";
import type { MemoryConnection } from "@teleop/transport-memory";

type Arrival =
  | { readonly type: "message"; readonly bytes: Uint8Array }
  | { readonly type: "end" }
  | { readonly type: "closed"; readonly error: Error | undefined };

export class Gate implements Connection {
  readonly #behind: MemoryConnection;
  readonly #arrivals: Arrival[] = [];
  #handler: ConnectionHandler | undefined;
  /** Bytes of a message whose end has not arrived. */
  #part: Uint8Array = new Uint8Array(0);
  #isOpen = false;

  constructor(behind: MemoryConnection) {
    this.#behind = behind;
  }

  get address(): string {
    return this.#behind.address;
  }

  get peer(): Peer {
    return this.#behind.peer;
  }

  /** How much waits to be handed on. */
  get waiting(): number {
    return this.#arrivals.length;
  }

  open(handler: ConnectionHandler): void {
    this.#handler = handler;
    this.#behind.open({
      data: (chunk) => this.#cut(chunk),
      end: () => this.#arrived({ type: "end" }),
      closed: (error) => this.#arrived({ type: "closed", error }),
    });
  }

  /** Hands on up to so many messages, one after the other in one go, as if they had come in one chunk. */
  deliver(count: number): void {
    const messages: Uint8Array[] = [];
    while (messages.length < count && this.#arrivals[0]?.type === "message") {
      const [arrival] = this.#arrivals.splice(0, 1);
      if (arrival?.type === "message") messages.push(arrival.bytes);
    }
    if (messages.length > 0) this.#hand({ type: "message", bytes: Buffer.concat(messages) });
    else {
      const arrival = this.#arrivals.shift();
      if (arrival !== undefined) this.#hand(arrival);
    }
  }

  /** From now on everything is handed on as it comes. */
  openForGood(): void {
    this.#isOpen = true;
    for (const arrival of this.#arrivals.splice(0)) this.#hand(arrival);
  }

  write(bytes: Uint8Array): ReturnType<Connection["write"]> {
    return this.#behind.write(bytes);
  }

  pause(): void {
    this.#behind.pause();
  }

  resume(): void {
    this.#behind.resume();
  }

  end(): Promise<void> {
    return this.#behind.end();
  }

  abort(reason?: unknown): void {
    this.#behind.abort(reason);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#behind[Symbol.asyncDispose]();
  }

  #cut(chunk: Uint8Array): void {
    let bytes = this.#part.length === 0 ? chunk : Buffer.concat([this.#part, chunk]);
    for (;;) {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const size = frameSize(view, 0, defaultMessageLimits);
      if (size < 0 || size > bytes.byteLength) break;
      this.#arrived({ type: "message", bytes: bytes.subarray(0, size) });
      bytes = bytes.subarray(size);
    }
    this.#part = bytes;
  }

  #arrived(arrival: Arrival): void {
    // The end of the connection overtakes nothing, but nothing keeps it up either: sockets tell it at once.
    if (this.#isOpen) this.#hand(arrival);
    else this.#arrivals.push(arrival);
  }

  #hand(arrival: Arrival): void {
    switch (arrival.type) {
      case "message":
        this.#handler?.data(arrival.bytes);
        break;
      case "end":
        this.#handler?.end();
        break;
      case "closed":
        this.#handler?.closed(arrival.error);
        break;
    }
  }
}

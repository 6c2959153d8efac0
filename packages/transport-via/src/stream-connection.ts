// stream-connection.ts: a pair of byte streams as a Connection: the standard input and output of this process, or those of
// a child.
import type { Readable, Writable } from "node:stream";
import {
  type Connection,
  type ConnectionHandler,
  endWithin,
  TeleopError,
  tellClosed,
} from "@teleop/core/plugin";

export interface StreamConnectionOptions {
  readonly address: string;
  /** How long disposing waits for the other side, in milliseconds. */
  readonly lingerMs: number;
  /** What was read of the input already. */
  readonly unread?: Uint8Array | undefined;
}

/** It owns both streams. */
export class StreamConnection implements Connection {
  readonly address: string;
  readonly peer: Connection["peer"] = {};
  readonly #input: Readable;
  readonly #output: Writable;
  readonly #lingerMs: number;
  #unread: Uint8Array | undefined;
  #handler: ConnectionHandler | undefined;
  #peerEnded = false;
  #weEnded = false;
  #over: { readonly error: Error | undefined } | undefined;
  /** Who waits for room in the output, or for its end. */
  readonly #waiting = new Set<PromiseWithResolvers<void>>();

  constructor(input: Readable, output: Writable, { address, lingerMs, unread }: StreamConnectionOptions) {
    this.#input = input;
    this.#output = output;
    this.address = address;
    this.#lingerMs = lingerMs;
    this.#unread = unread;
    input.pause();
    input.once("error", (error) => this.#lost("the input failed", error));
    output.on("error", (error) => this.#lost("the other side takes no more", error));
    output.on("drain", () => this.#settle((waiter) => waiter.resolve()));
  }

  open(handler: ConnectionHandler): void {
    if (this.#handler !== undefined)
      throw new TeleopError("INVALID_ARGUMENT", `${this.address}: open() was called twice`);
    this.#handler = handler;
    if (this.#over !== undefined) {
      this.#tellClosed(this.#over.error);
      return;
    }
    this.#input.on("data", (chunk: Buffer) => this.#received(chunk));
    this.#input.once("end", () => this.#inputEnded());
    this.#input.once("close", () => this.#inputEnded());
    const unread = this.#unread;
    this.#unread = undefined;
    queueMicrotask(() => {
      if (unread !== undefined && unread.length > 0) this.#received(unread);
      this.#input.resume();
    });
  }

  write(bytes: Uint8Array): Promise<void> | undefined {
    if (this.#over !== undefined || this.#weEnded)
      throw this.#error("write() after the end", this.#over?.error);
    // The stream keeps what it is given.
    if (this.#output.write(bytes.slice())) return undefined;
    return this.#wait();
  }

  pause(): void {
    this.#input.pause();
  }

  resume(): void {
    if (this.#handler !== undefined) this.#input.resume();
  }

  async end(): Promise<void> {
    if (this.#over !== undefined) throw this.#error("the connection is over", this.#over.error);
    this.#weEnded = true;
    const finished = Promise.withResolvers<void>();
    this.#waiting.add(finished);
    this.#output.end(() => {
      this.#waiting.delete(finished);
      finished.resolve();
    });
    await finished.promise;
    this.#closeWhenBothEnded();
  }

  abort(reason?: unknown): void {
    this.#finish(reason instanceof Error ? reason : this.#error("aborted", reason));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#weEnded) await endWithin(this, this.#lingerMs);
    this.#finish(this.#peerEnded ? undefined : this.#error("disposed before both sides had ended"));
  }

  #received(chunk: Uint8Array): void {
    if (this.#over !== undefined) return;
    try {
      // A view of it that is no Buffer, whose slice() would share memory.
      this.#handler?.data(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    } catch (error) {
      this.abort(error);
    }
  }

  #inputEnded(): void {
    if (this.#over !== undefined || this.#peerEnded) return;
    this.#peerEnded = true;
    try {
      this.#handler?.end();
    } catch (error) {
      this.abort(error);
    }
    this.#closeWhenBothEnded();
  }

  #closeWhenBothEnded(): void {
    if (this.#peerEnded && this.#weEnded && this.#output.writableFinished) this.#finish(undefined);
  }

  #lost(what: string, cause: Error): void {
    this.#finish(this.#error(what, cause));
  }

  #wait(): Promise<void> {
    const waiter = Promise.withResolvers<void>();
    this.#waiting.add(waiter);
    return waiter.promise;
  }

  #settle(settle: (waiter: PromiseWithResolvers<void>) => void): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const waiter of waiting) settle(waiter);
  }

  #finish(error: Error | undefined): void {
    if (this.#over !== undefined) return;
    this.#over = { error };
    this.#input.destroy();
    this.#output.destroy();
    const lost = this.#error("the connection went before everything was sent", error);
    this.#settle((waiter) => {
      // A writer that does not wait for room need not wait for the loss either.
      waiter.promise.catch(() => {});
      waiter.reject(lost);
    });
    this.#tellClosed(error);
  }

  #tellClosed(error: Error | undefined): void {
    const handler = this.#handler;
    if (handler !== undefined) queueMicrotask(() => tellClosed(this, handler, error));
  }

  #error(what: string, cause?: unknown): TeleopError {
    return new TeleopError("CONNECTION_CLOSED", `${this.address}: ${what}`, { address: this.address, cause });
  }
}

// transport-recorder.ts: a handler that writes down what a connection tells it, and checks the rules of telling.
import type { Connection } from "@teleop/core";

export interface RecorderOptions {
  /** Called with each chunk after it has been written down. */
  readonly onData?: ((chunk: Uint8Array) => void) | undefined;
  readonly onEnd?: (() => void) | undefined;
  /** Forget the bytes, only count them. */
  readonly countOnly?: boolean | undefined;
}

/** Opens a connection and records. It fails whoever asks it for something that can no longer come. */
export class Recorder {
  readonly connection: Connection;
  readonly chunks: Uint8Array[] = [];
  received = 0;
  /** Settles with the peer's end; rejects when the connection is over without one. */
  readonly ended: Promise<void>;
  /** The error that `closed` was given, if any. */
  readonly closed: Promise<Error | undefined>;
  /** What the handler was told against the rules. */
  readonly violations: string[] = [];

  readonly #ended = Promise.withResolvers<void>();
  readonly #closed = Promise.withResolvers<Error | undefined>();
  #state: "open" | "ended" | "closed" = "open";
  #inCall = false;
  #wanted: { readonly count: number; readonly reached: PromiseWithResolvers<void> }[] = [];

  constructor(connection: Connection, options: RecorderOptions = {}) {
    this.connection = connection;
    this.ended = this.#ended.promise;
    this.closed = this.#closed.promise;
    this.ended.catch(() => {});
    this.during(() =>
      connection.open({
        data: (chunk) => {
          this.#check("data", ["open"]);
          this.received += chunk.length;
          if (options.countOnly !== true) this.chunks.push(chunk);
          this.#wanted = this.#wanted.filter(({ count, reached }) => {
            if (count > this.received) return true;
            reached.resolve();
            return false;
          });
          options.onData?.(chunk);
        },
        end: () => {
          this.#check("end", ["open"]);
          this.#state = "ended";
          this.#ended.resolve();
          options.onEnd?.();
        },
        closed: (error) => {
          this.#check("closed", ["open", "ended"]);
          this.#state = "closed";
          const never = new Error("the connection is over", { cause: error });
          for (const { reached } of this.#wanted.splice(0)) reached.reject(never);
          this.#ended.reject(never);
          this.#closed.resolve(error);
        },
      }),
    );
  }

  /** Makes a call into the connection, in which the handler must not be called. */
  during<T>(call: () => T): T {
    this.#inCall = true;
    try {
      return call();
    } finally {
      this.#inCall = false;
    }
  }

  /** Resolves when at least so many bytes have come in all; rejects when the connection is over before. */
  async bytes(count: number): Promise<Uint8Array> {
    if (this.received < count) {
      if (this.#state === "closed") throw new Error(`the connection is over after ${this.received} bytes`);
      const reached = Promise.withResolvers<void>();
      this.#wanted.push({ count, reached });
      await reached.promise;
    }
    return this.all();
  }

  all(): Uint8Array {
    const all = new Uint8Array(this.chunks.reduce((sum, chunk) => sum + chunk.length, 0));
    let at = 0;
    for (const chunk of this.chunks) {
      all.set(chunk, at);
      at += chunk.length;
    }
    return all;
  }

  text(): string {
    return new TextDecoder().decode(this.all());
  }

  #check(what: string, allowed: readonly string[]): void {
    if (this.#inCall) this.violations.push(`${what} inside a call into the connection`);
    if (!allowed.includes(this.#state)) this.violations.push(`${what} after ${this.#state}`);
  }
}

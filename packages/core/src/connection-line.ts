// connection-line.ts: the line of connections that wait to be taken, and of those who wait to take one.
import type { Connection } from "./connection.ts";

/** Each connection goes to exactly one taker, in the order in which both came, however many iterate. */
export class ConnectionLine implements AsyncIterable<Connection> {
  readonly #untaken: Connection[] = [];
  readonly #takers: Taker[] = [];
  #closed: { readonly error: unknown } | undefined;

  /** Takes ownership, until somebody takes the connection or `close()` returns it. Not to be called once closed. */
  put(connection: Connection): void {
    const taker = this.#takers.shift();
    if (taker === undefined) this.#untaken.push(connection);
    else taker.resolve({ done: false, value: connection });
  }

  /**
   * Ends every iterator, or makes it throw `error`.
   *
   * @returns the connections that nobody took. They are the caller's now.
   */
  close(error?: unknown): readonly Connection[] {
    this.#closed ??= { error };
    for (const taker of this.#takers.splice(0)) {
      if (error === undefined) taker.resolve(END);
      else taker.reject(error);
    }
    return this.#untaken.splice(0);
  }

  [Symbol.asyncIterator](): AsyncIterator<Connection, undefined> {
    const waiting = new Set<Taker>();
    let returned = false;
    return {
      next: async () => {
        if (returned) return END;
        const connection = this.#untaken.shift();
        if (connection !== undefined) return { done: false, value: connection };
        if (this.#closed !== undefined) {
          returned = true;
          if (this.#closed.error !== undefined) throw this.#closed.error;
          return END;
        }
        const taker: Taker = Promise.withResolvers();
        waiting.add(taker);
        this.#takers.push(taker);
        try {
          return await taker.promise;
        } finally {
          waiting.delete(taker);
        }
      },
      // A taker that nobody waits for any more must not swallow a connection.
      return: async () => {
        returned = true;
        for (const taker of waiting) {
          const index = this.#takers.indexOf(taker);
          if (index >= 0) this.#takers.splice(index, 1);
          taker.resolve(END);
        }
        return END;
      },
    };
  }
}

type Taker = PromiseWithResolvers<IteratorResult<Connection, undefined>>;

const END = { done: true, value: undefined } as const;

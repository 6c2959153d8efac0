// serve.ts: speaks a protocol with everybody who attaches, and lets no conversation harm the others.
import type { Connection } from "./connection.ts";
import { type EventSink, eventSink, type TeleopEvent } from "./events.ts";
import type { Protocol, Session } from "./protocol.ts";

export interface ServeOptions {
  /** Told as "failed" what goes wrong. Without it, that becomes a process warning. */
  readonly onEvent?: ((event: TeleopEvent) => void) | undefined;
}

/**
 * Opens a session of the protocol on every connection that comes. One that cannot be opened, or ends in an error, is
 * reported; the others go on, and new ones are accepted.
 *
 * Disposing takes no more connections and disposes the sessions that are open. `connections` stays the caller's, who
 * usually disposes it first.
 *
 * @param connections usually what `listen()` returned.
 */
export function serve<S extends Session>(
  connections: AsyncIterable<Connection>,
  protocol: Protocol<S>,
  { onEvent }: ServeOptions = {},
): AsyncDisposable {
  return new Service(connections, protocol, eventSink(onEvent));
}

class Service<S extends Session> implements AsyncDisposable {
  readonly #protocol: Protocol<S>;
  readonly #report: EventSink;
  readonly #iterator: AsyncIterator<Connection, unknown>;
  readonly #sessions = new Set<S>();
  #disposed: Promise<void> | undefined;

  constructor(connections: AsyncIterable<Connection>, protocol: Protocol<S>, report: EventSink) {
    this.#protocol = protocol;
    this.#report = report;
    this.#iterator = connections[Symbol.asyncIterator]();
    void this.#accept();
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#disposed ??= this.#dispose();
    return this.#disposed;
  }

  /** Never rejects. */
  async #accept(): Promise<void> {
    try {
      for (;;) {
        const result = await this.#iterator.next();
        if (result.done) return;
        if (this.#disposed === undefined) this.#open(result.value);
        else result.value.abort(new Error(`${this.#protocol.name} is no longer served`));
      }
    } catch (error) {
      this.#failed(error);
    }
  }

  #open(connection: Connection): void {
    let session: S;
    try {
      session = this.#protocol.open(connection);
    } catch (error) {
      this.#failed(error);
      // Opening took ownership even so; this only makes sure.
      connection.abort(error);
      return;
    }
    this.#sessions.add(session);
    void this.#watch(session);
  }

  async #watch(session: S): Promise<void> {
    try {
      const error = await session.closed;
      if (error !== undefined) this.#failed(error);
    } catch (error) {
      this.#failed(error);
    } finally {
      this.#sessions.delete(session);
    }
  }

  async #dispose(): Promise<void> {
    // Not waited for: an iterator that is a generator returns only after the connection it is waiting for.
    this.#iterator.return?.()?.then(undefined, (error: unknown) => this.#failed(error));
    const sessions = [...this.#sessions];
    this.#sessions.clear();
    const results = await Promise.allSettled(sessions.map((session) => session[Symbol.asyncDispose]()));
    for (const result of results) if (result.status === "rejected") this.#failed(result.reason);
  }

  #failed(error: unknown): void {
    this.#report({ type: "failed", by: this.#protocol.name, error });
  }
}

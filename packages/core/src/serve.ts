// serve.ts: speaks a protocol with everybody who attaches, and lets no conversation harm the others.
import { userOf } from "./accept-queue.ts";
import type { Connection, Peer } from "./connection.ts";
import { TeleopError } from "./errors.ts";
import { type EventSink, eventSink, type TeleopEvent } from "./events.ts";
import { type Occupant, whoGivesWay } from "./giving-way.ts";
import { callHook } from "./hook.ts";
import type { Later } from "./later.ts";
import {
  after,
  requireFunction,
  requireMilliseconds,
  requireOptions,
  requirePlugin,
  requireProtocol,
} from "./options.ts";
import { type Protocol, type ProtocolSource, protocolOf, type Session } from "./protocol.ts";
import { messageOf } from "./system-error.ts";

export interface ServeOptions {
  /**
   * Told "ended" for each session, and "failed" for what should not happen. Without it, failures become warnings. What
   * comes before a session is told to the hook of `listen()`, which may be the same function.
   */
  readonly onEvent?: ((event: TeleopEvent) => void) | undefined;
  /**
   * How long a peer may take to say something complete, in milliseconds; default 10,000, `Infinity` for as long as it
   * likes; with 0 only what it has said by then counts. One that takes longer is refused: it would hold one of the connections that others could have. Only for
   * protocols whose sessions tell; see {@link Session.established}. Loading the protocol may take half of it, or
   * half of the default where it is `Infinity`.
   */
  readonly handshakeTimeout?: number | undefined;
}

/** What serves a protocol, until it is disposed. */
export interface Service extends AsyncDisposable {
  /**
   * For `makeRoom` of `listen()`: ends a session that can be spared, and reports it as "evicted". Those of the user who
   * has the most go first, and none of one who has fewer than the newcomer's user; of them a peer that has not said anything yet, then the one that has been idle for longest,
   * in both cases for a second at least.
   *
   * @returns whether there was one.
   */
  makeRoom(newcomer: Peer): boolean;
  /**
   * Loads the protocol now, unless it is loaded already, so that the next client need not wait for it. A failure is
   * reported as "failed", and the next client has it tried again. Never rejects.
   */
  preload(): Promise<void>;
}

/**
 * Opens a session of the protocol on every connection that comes. How each ends is reported, and one that cannot be
 * opened; the others go on, and new ones are accepted.
 *
 * A protocol that is loaded when it is needed is loaded once, for all who come meanwhile. When that fails, or takes
 * longer than {@link ServeOptions.handshakeTimeout} allows, it is reported as "failed", who waits for it is told why, as far as the
 * protocol has words for it, and it is tried again for who comes next.
 *
 * Disposing takes no more connections and disposes the sessions that are open. `connections` stays the caller's, who
 * usually disposes it first.
 *
 * @param connections usually what `listen()` returned.
 * @throws TeleopError `INVALID_ARGUMENT` for a bad argument or option.
 */
export function serve<S extends Session>(
  connections: AsyncIterable<Connection>,
  protocol: ProtocolSource<S>,
  options: ServeOptions = {},
): Service {
  requirePlugin("connections", "what listen() returned", connections, [Symbol.asyncIterator]);
  requireProtocol(protocol);
  requireOptions(options);
  const { onEvent } = options;
  requireFunction("onEvent", onEvent);
  const handshakeTimeout = requireMilliseconds(
    "handshakeTimeout",
    options.handshakeTimeout,
    HANDSHAKE_TIMEOUT_MS,
  );
  return new ServingProtocol(connections, protocol, eventSink(onEvent), handshakeTimeout);
}

const HANDSHAKE_TIMEOUT_MS = 10_000;

class ServingProtocol<S extends Session> implements Service {
  readonly #protocol: ProtocolSource<S>;
  readonly #loaded: Later<Protocol<S>>;
  /** Whose protocol is being loaded. Nothing of them has been read. */
  readonly #waiting = new Set<Connection>();
  #loading: Promise<Protocol<S>> | undefined;
  readonly #report: EventSink;
  readonly #handshakeTimeout: number;
  readonly #iterator: AsyncIterator<Connection, unknown>;
  readonly #sessions = new Map<S, ServedSession>();
  #disposed: Promise<void> | undefined;

  constructor(
    connections: AsyncIterable<Connection>,
    protocol: ProtocolSource<S>,
    report: EventSink,
    handshakeTimeout: number,
  ) {
    this.#protocol = protocol;
    this.#loaded = protocolOf(protocol);
    this.#report = report;
    this.#handshakeTimeout = handshakeTimeout;
    this.#iterator = connections[Symbol.asyncIterator]();
    void this.#accept();
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#disposed ??= this.#dispose();
    return this.#disposed;
  }

  makeRoom(newcomer: Peer): boolean {
    const leaving = whoGivesWay(this.#sessions.values(), newcomer, performance.now());
    if (leaving === undefined) return false;
    const { address, peer } = leaving.connection;
    const { pid } = newcomer;
    const who = `${pid === undefined ? "a process" : `process ${pid}`} of user ${userOf(newcomer) ?? "unknown"}`;
    const reason = `it was idle, and had to make room for ${who}`;
    this.#report({ type: "evicted", address, peer, reason });
    leaving.evict(
      new TeleopError("EVICTED", `${address}: the connection was closed: ${reason}`, { address }),
    );
    return true;
  }

  async preload(): Promise<void> {
    if (this.#loaded.loaded !== undefined) return;
    await this.#load().then(undefined, () => {});
  }

  /** Never rejects. */
  async #accept(): Promise<void> {
    try {
      for (;;) {
        const result = await this.#iterator.next();
        if (result.done) return;
        if (this.#disposed !== undefined) result.value.abort(this.#over());
        else if ("open" in this.#protocol) this.#open(this.#protocol, result.value, performance.now());
        else void this.#openWhenLoaded(result.value);
      }
    } catch (error) {
      this.#failed(error);
    }
  }

  /** Never rejects. */
  async #openWhenLoaded(connection: Connection): Promise<void> {
    const since = performance.now();
    this.#waiting.add(connection);
    try {
      const protocol = this.#loaded.loaded?.value ?? (await this.#load());
      // Who is disposed while it is loaded has aborted the connection.
      if (this.#waiting.delete(connection)) this.#open(protocol, connection, since);
    } catch (error) {
      if (this.#waiting.delete(connection)) this.#refuse(connection, error);
    }
  }

  /** Once for all who ask while it is under way; reported once, too. */
  #load(): Promise<Protocol<S>> {
    this.#loading ??= this.#loadInTime().finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  async #loadInTime(): Promise<Protocol<S>> {
    // That a peer may take for ever is no reason to keep it waiting for ever.
    const handshakeTimeout = Number.isFinite(this.#handshakeTimeout)
      ? this.#handshakeTimeout
      : HANDSHAKE_TIMEOUT_MS;
    const limit = handshakeTimeout / 2;
    const late = Promise.withResolvers<never>();
    using timer = after(limit, () => {
      this.#loaded.giveUp();
      const message = `the protocol ${this.#protocol.name} is not loaded after ${limit} ms`;
      late.reject(new TeleopError("LOAD_FAILED", message));
    });
    timer.unref();
    try {
      return await Promise.race([this.#loaded.get(), late.promise]);
    } catch (error) {
      // Disposed, nobody waits for it any more.
      if (this.#disposed === undefined) this.#failed(error);
      throw error;
    }
  }

  #refuse(connection: Connection, error: unknown): void {
    const { address } = connection;
    const words = `the target cannot serve anybody now: ${messageOf(error)}`;
    const reason = new TeleopError("REFUSED", `${address}: ${words}`, { address, cause: error });
    this.#report({ type: "refused", address, peer: connection.peer, reason: words });
    if (this.#protocol.refuse === undefined) {
      connection.abort(reason);
      return;
    }
    // It may have gone meanwhile, and that is for nobody to fail by.
    callHook(
      () => this.#protocol.refuse?.(connection, reason, words),
      () => connection.abort(reason),
    );
  }

  #over(): Error {
    return new Error(`${this.#protocol.name} is no longer served`);
  }

  /** @param since when the connection was taken, in milliseconds of `performance.now()`. */
  #open(protocol: Protocol<S>, connection: Connection, since: number): void {
    let session: S;
    try {
      session = protocol.open(connection);
      this.#sessions.set(session, new ServedSession(session, connection));
    } catch (error) {
      this.#failed(error);
      // Opening took ownership even so; this only makes sure.
      connection.abort(error);
      return;
    }
    void this.#watch(session, connection, since);
  }

  async #watch(session: S, connection: Connection, since: number): Promise<void> {
    try {
      using handshake = this.#expectHandshake(session, connection, since);
      const reason = await session.closed;
      // A session that failed may have left its connection open: nobody would ever answer the peer.
      if (reason !== undefined) connection.abort(reason);
      const { address, peer } = connection;
      if (!handshake.refused)
        this.#report({ type: "ended", protocol: this.#protocol.name, address, peer, reason });
    } catch (error) {
      this.#failed(error);
      connection.abort(error);
    } finally {
      this.#sessions.delete(session);
    }
  }

  /** Refuses the peer if it does not come so far in time. There is a timer only until it does. */
  #expectHandshake(
    session: S,
    connection: Connection,
    since: number,
  ): { readonly refused: boolean } & Disposable {
    const timeout = this.#handshakeTimeout;
    if (session.established === undefined) return NO_HANDSHAKE;
    const { address, peer } = connection;
    let refused = false;
    const timer = after(Math.max(0, timeout - (performance.now() - since)), () => {
      refused = true;
      const reason = `the peer said nothing complete within ${timeout} ms`;
      this.#report({ type: "refused", address, peer, reason });
      connection.abort(new TeleopError("REFUSED", `${address}: connection refused: ${reason}`, { address }));
    });
    timer.unref();
    const stop = () => timer[Symbol.dispose]();
    session.established.then(stop, stop);
    return {
      get refused() {
        return refused;
      },
      [Symbol.dispose]: stop,
    };
  }

  async #dispose(): Promise<void> {
    // Not waited for: an iterator that is a generator returns only after the connection it is waiting for.
    this.#iterator.return?.()?.then(undefined, (error: unknown) => this.#failed(error));
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const connection of waiting) connection.abort(this.#over());
    const sessions = [...this.#sessions.keys()];
    this.#sessions.clear();
    const results = await Promise.allSettled(sessions.map(async (session) => session[Symbol.asyncDispose]()));
    for (const result of results) if (result.status === "rejected") this.#failed(result.reason);
  }

  #failed(error: unknown): void {
    this.#report({ type: "failed", by: this.#protocol.name, error });
  }
}

/** A session that is open, as it counts when room is needed. */
class ServedSession implements Occupant {
  readonly connection: Connection;
  readonly #session: Session;
  readonly #openedAt = performance.now();
  #isSilent: boolean;

  constructor(session: Session, connection: Connection) {
    this.#session = session;
    this.connection = connection;
    this.#isSilent = session.established !== undefined;
    session.established?.then(
      () => {
        this.#isSilent = false;
      },
      () => {},
    );
  }

  get peer(): Peer {
    return this.connection.peer;
  }

  get isSilent(): boolean {
    return this.#isSilent;
  }

  get idleSince(): number | undefined {
    return this.#isSilent ? this.#openedAt : this.#session.idleSince;
  }

  evict(reason: Error): void {
    this.#session.evict?.(reason);
    this.connection.abort(reason);
  }
}

const NO_HANDSHAKE = { refused: false, [Symbol.dispose]: () => {} } as const;

// accept-queue.ts: who gets in, and the line of those who wait to be taken: what every transport's listener needs.
import type { Connection, Peer } from "./connection.ts";
import { ConnectionLine } from "./connection-line.ts";
import { TeleopError } from "./errors.ts";
import { callHook, isThenable } from "./hook.ts";
import { messageOf } from "./system-error.ts";
import { type ListenOptions, requireListenOptions } from "./transport.ts";

export interface AcceptQueueOptions extends ListenOptions {
  readonly address: string;
  /** Decides where the application did not: why this peer may not enter, or undefined if it may. */
  readonly refuseByDefault: (peer: Peer) => string | undefined;
}

/**
 * For authors of transports. Applies `authorize` and `maxConnections`, reports each connection's fate, and is the
 * listener's async iterator. The transport offers every connection that comes in, unread, and tells when one is over.
 */
export class AcceptQueue implements AsyncIterable<Connection> {
  readonly #options: AcceptQueueOptions;
  readonly #maxConnections: number;

  /** Every connection that counts against the limit, from `offer()` to `over()`. */
  readonly #open = new Map<Connection, "deciding" | "crowding" | "admitted" | "refused">();
  /** Admitted and not yet taken. */
  readonly #line = new ConnectionLine();
  #closed = false;

  /** @throws TeleopError `INVALID_ARGUMENT` as {@link requireListenOptions} does. */
  constructor(options: AcceptQueueOptions) {
    this.#options = options;
    this.#maxConnections = requireListenOptions(options).maxConnections;
  }

  /** Takes ownership: the connection ends up with whoever iterates, or aborted and reported. */
  offer(connection: Connection): void {
    if (this.#closed) {
      connection.abort(this.#refusal("the listener is closed"));
      return;
    }
    const crowd = this.#crowd(connection.peer);
    if (crowd !== undefined && this.#undecided >= eighth(this.#maxConnections)) {
      this.#refuse(connection, crowd);
      return;
    }
    this.#open.set(connection, crowd === undefined ? "deciding" : "crowding");
    this.#decide(connection);
  }

  /** To be called when a connection is over, whatever ended it; for one that is not counted it does nothing. */
  over(connection: Connection, error: Error | undefined): void {
    const state = this.#open.get(connection);
    this.#open.delete(connection);
    if (state !== "admitted") return;
    const { address, onEvent } = this.#options;
    onEvent?.({ type: "closed", address, peer: connection.peer, reason: error });
  }

  /** To be called when the peer has gone, of a connection that nobody has opened: one still in doubt is let go. */
  peerGone(connection: Connection): void {
    if (!this.#isDeciding(connection)) return;
    this.#open.delete(connection);
    this.#refuse(connection, "the peer left before authorize had decided");
  }

  /** Lets nobody in any more: aborts whoever has not been taken, and ends the iterators. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    const untaken = [...this.#line.close()];
    for (const [connection, state] of this.#open) if (state !== "admitted") untaken.push(connection);
    for (const connection of untaken) {
      connection.abort(this.#refusal("the listener closed before anybody took the connection"));
    }
  }

  [Symbol.asyncIterator](): AsyncIterator<Connection, undefined> {
    return this.#line[Symbol.asyncIterator]();
  }

  /** Why there is no room for somebody; undefined while there is. Those for whom there was none are not counted. */
  #crowd(newcomer: Peer): string | undefined {
    const max = this.#maxConnections;
    if (this.#open.size < max) return undefined;
    const user = userOf(newcomer);
    let all = 0;
    let theirs = 0;
    for (const [{ peer }, state] of this.#open) {
      if (state === "crowding") continue;
      all++;
      if (userOf(peer) === user) theirs++;
    }
    const limit = `and maxConnections is ${max}`;
    const everybody = `${all} connections are open, ${limit}`;
    if (all < max) return undefined;
    if (user === undefined || all >= max + eighth(max)) return everybody;
    if (theirs < max) return undefined;
    return theirs === all ? everybody : `${theirs} connections of user ${user} are open, ${limit}`;
  }

  /** How many may yet be let in, or not. */
  get #undecided(): number {
    let undecided = 0;
    for (const connection of this.#open.keys()) if (this.#isDeciding(connection)) undecided++;
    return undecided;
  }

  /** Nobody gives way to who is not let in: this comes after the decision. */
  #makeRoom(newcomer: Peer): string | undefined {
    const crowd = this.#crowd(newcomer);
    if (crowd === undefined) return undefined;
    return this.#options.makeRoom?.(newcomer) === true ? this.#crowd(newcomer) : crowd;
  }

  #decide(connection: Connection): void {
    const { authorize, refuseByDefault } = this.#options;
    if (authorize === undefined) {
      const refusal = refuseByDefault(connection.peer);
      if (refusal === undefined) this.#admit(connection);
      else this.#refuse(connection, refusal);
      return;
    }
    const settle = (admitted: unknown): void => {
      if (!this.#isDeciding(connection)) return;
      if (admitted === true) this.#admit(connection);
      else if (admitted === false) this.#turnAway(connection, "authorize said no");
      else this.#turnAway(connection, `authorize gave ${typeof admitted}, neither true nor false`);
    };
    const fail = (error: unknown): void => {
      if (this.#isDeciding(connection))
        this.#turnAway(connection, `authorize failed: ${messageOf(error)}`, error);
    };
    try {
      const verdict = authorize(connection.peer);
      if (isThenable(verdict)) Promise.resolve(verdict).then(settle, fail);
      else settle(verdict);
    } catch (error) {
      fail(error);
    }
  }

  /** It may have gone, or the listener closed, while the application was thinking. */
  #isDeciding(connection: Connection): boolean {
    const state = this.#open.get(connection);
    return (state === "deciding" || state === "crowding") && !this.#closed;
  }

  #admit(connection: Connection): void {
    const crowd = this.#open.get(connection) === "crowding" ? this.#makeRoom(connection.peer) : undefined;
    if (crowd !== undefined) {
      this.#refuse(connection, crowd);
      return;
    }
    this.#open.set(connection, "admitted");
    const { address, onEvent } = this.#options;
    onEvent?.({ type: "accepted", address, peer: connection.peer });
    this.#line.put(connection);
  }

  #turnAway(connection: Connection, reason: string, cause?: unknown): void {
    const { address, onEvent, turnAway } = this.#options;
    // Whoever is more than there is room for does not get the time for a last word.
    if (turnAway === undefined || this.#open.get(connection) === "crowding") {
      this.#refuse(connection, reason, cause);
      return;
    }
    this.#open.set(connection, "refused");
    onEvent?.({ type: "refused", address, peer: connection.peer, reason });
    const refusal = this.#refusal(reason, cause);
    // It may have gone meanwhile, and that is for nobody to fail by.
    callHook(
      () => turnAway(connection, refusal),
      () => connection.abort(refusal),
    );
  }

  #refuse(connection: Connection, reason: string, cause?: unknown): void {
    this.#open.delete(connection);
    const { address, onEvent } = this.#options;
    onEvent?.({ type: "refused", address, peer: connection.peer, reason });
    connection.abort(this.#refusal(reason, cause));
  }

  #refusal(reason: string, cause?: unknown): TeleopError {
    const { address } = this.#options;
    return new TeleopError("REFUSED", `${address}: connection refused: ${reason}`, { address, cause });
  }
}

function eighth(connections: number): number {
  return Math.ceil(connections / 8);
}

/** Who shares what with whom: the user of a peer, by a number or on Windows by a security identifier. */
export function userOf({ uid, sid }: Peer): number | string | undefined {
  return uid ?? sid;
}

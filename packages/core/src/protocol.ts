// protocol.ts: what is spoken over a connection.
import type { Connection } from "./connection.ts";
import { Later } from "./later.ts";
import type { ListenOptions } from "./transport.ts";

/** A way to operate a process. The session is the protocol's own: an RPC connection, a line reader, anything. */
export interface Protocol<S extends Session> {
  readonly name: string;
  /** Opening takes ownership of the connection, even when it throws. */
  open(connection: Connection): S;
  /**
   * Tells a peer in the protocol's own words that it is not let in, without reading anything of it; see
   * {@link ListenOptions.turnAway}. Takes ownership of the connection, and aborts it soon with `reason`. Absent where a
   * protocol has no words for that.
   */
  refuse?(connection: Connection, reason: Error): void;
}

/**
 * A protocol that is loaded when it is needed first, which `serve()` and `openSession()` take like one that is there: a
 * process that is only armed does without it.
 */
export interface ProtocolLoader<S extends Session> {
  readonly name: string;
  /**
   * Loads it, which may be asked for again after a failure, and when it takes too long.
   *
   * @throws why it cannot be loaded. Clients are told the message.
   */
  load(): Promise<Protocol<S>>;
  /** What `load()` would give, where that is there already: then nothing is loaded. Undefined where it is not. */
  loaded?(): Protocol<S> | undefined;
  /**
   * As {@link Protocol.refuse}, without anything being loaded for it.
   *
   * @param words what the peer is told; absent: that it is not let in.
   */
  refuse?(connection: Connection, reason: Error, words?: string): void;
}

/** A protocol that is there, or is loaded when it is needed. */
export type ProtocolSource<S extends Session> = Protocol<S> | ProtocolLoader<S>;

/** The protocol of a source, loaded by whoever needs it first. */
export function protocolOf<S extends Session>(source: ProtocolSource<S>): Later<Protocol<S>> {
  if (!("load" in source)) return Later.of(source);
  const loaded = source.loaded?.();
  if (loaded !== undefined) return Later.of(loaded);
  return new Later(`the protocol ${source.name}`, () => source.load());
}

/** One connection's conversation. Disposing it ends the conversation and closes the connection. */
export interface Session extends AsyncDisposable {
  /** Settles when the conversation is over: undefined when both sides ended in order, else the reason. Never rejects. */
  readonly closed: Promise<Error | undefined>;
  /**
   * Resolves when the peer has said something complete. `serve()` refuses a peer that does not come so far in time.
   * Absent where a peer need not speak first. It may stay pending when the conversation ends.
   */
  readonly established?: Promise<void> | undefined;
  /**
   * Since when nothing is under way in this conversation, in milliseconds of `performance.now()`; undefined while
   * something is. Absent where that is not known: such a session never has to make room.
   */
  readonly idleSince?: number | undefined;
  /**
   * Ends the conversation at once, to make room for another: tells the peer why, as far as that can be sent without
   * waiting, and closes the connection. `closed` settles with `reason`.
   */
  evict?(reason: Error): void;
}

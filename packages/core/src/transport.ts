// transport.ts: how bytes travel between a client and a target once the target is awake.
import type { Connection, Peer } from "./connection.ts";
import type { EventSink } from "./events.ts";
import { type AbortOptions, requireCount, requireFunction, requireOptions } from "./options.ts";
import type { Rendezvous } from "./rendezvous.ts";

/** A way to carry bytes. Factories make one (`unixSocket()`); it holds no resource until it is used. */
export interface Transport {
  readonly name: string;

  /**
   * Target side, before it is armed: loads what `listen()` needs, above all to check peers, while there are descriptors
   * to load it with. Nothing is open when this returns. A transport that needs nothing has no such method.
   *
   * @throws TeleopError saying what is missing. After `UNSUPPORTED_PLATFORM` the target is not armed. After any other it
   *   is, and `listen()` does not go without it, but tries to load it again.
   */
  prepare?(): void;

  /**
   * Target side, optional: loads now what else `listen()` and its connections need, which they would otherwise load when
   * they need it first.
   *
   * @throws TeleopError saying what could not be loaded; `listen()` tries again.
   */
  preload?(): Promise<void>;

  /**
   * Target side. Whoever can see the address when this resolves can connect to it: it is published ready.
   *
   * @throws TeleopError `ADDRESS_IN_USE` where another live listener is, `PERMISSION_DENIED`,
   *   `UNSUPPORTED_PLATFORM`; each names the address.
   */
  listen(rendezvous: Rendezvous, options?: ListenOptions): Promise<Listener>;

  /**
   * Target side, when it is armed: removes in the background what somebody who has ended left at our own address, and
   * reports that as "healed". A Worker, or a program in this very process before execve(2), may have. Never rejects.
   * Absent where nothing stays.
   */
  readonly clearAway?:
    | ((rendezvous: Rendezvous, options?: Pick<ListenOptions, "onEvent">) => Promise<void>)
    | undefined;

  /**
   * Client side: one attempt.
   *
   * @throws NotListeningError while nobody listens, which is worth a retry. Any other error is final: `REFUSED` where
   *   the listener turned us away at once, which may also show only as a connection that is closed right after.
   */
  connect(rendezvous: Rendezvous, options?: AbortOptions): Promise<Connection>;

  /**
   * Client side, only of a transport that leads to processes elsewhere, of which this machine knows nothing: a whole
   * attach, as `connect()` of core makes it, by what does it there. Where a transport has this, a PID is one of theirs:
   * core looks at no process of that number here, uses no attacher, and leaves it to the other side to see that the
   * process is the same all along.
   *
   * @throws TeleopError what `connect()` of core throws of the process there, `ATTACH_TIMEOUT` within the timeout
   *   included; the reason of `options.signal`.
   */
  attach?(rendezvous: Rendezvous, options: ElsewhereOptions): Promise<Connection>;

  /**
   * Client side, optional: whether something is at the address of this rendezvous, be it that nobody answers there.
   * Undefined where that is not told.
   */
  isBound?(rendezvous: Rendezvous): boolean | undefined;

  /**
   * Client side, optional: calls back once, when a target at which nobody listened may listen by now, so that who waits for
   * that need not be asking. It may do so without cause, or never: who waits asks now and then even so. Disposing ends
   * it. Throws nothing, does not keep the process alive, and gives undefined where nothing would be told.
   */
  awaitBound?(rendezvous: Rendezvous, bound: () => void): Disposable | undefined;
}

export interface ElsewhereOptions extends AbortOptions {
  /** Milliseconds that the attach may take; `Infinity` for as long as it takes. */
  readonly timeout: number;
}

export interface ListenOptions {
  readonly onEvent?: EventSink | undefined;
  /**
   * Decides who gets in, before a byte of theirs is read. The default is the transport's: for UNIX sockets the same
   * effective user, or root; on Windows the same user, elevated administrators, or the system. Only `true` lets in.
   * Throwing refuses, with the error as the reason.
   */
  readonly authorize?: ((peer: Peer) => boolean | Promise<boolean>) | undefined;
  /**
   * Takes leave of a peer that `authorize` refused, who otherwise cannot tell that from a target with too many
   * connections. Takes ownership of the connection, of which nothing has been read, and aborts it soon with `reason`;
   * until then it counts as open. Default: abort at once.
   */
  readonly turnAway?: ((connection: Connection, reason: Error) => void) | undefined;
  /**
   * Connections that one user may have open at once. All users together may have an eighth more, so that one alone
   * does not keep the others, and root, out. Beyond it `makeRoom` is asked; without room, one more is refused, and may
   * try again. Default 128.
   */
  readonly maxConnections?: number | undefined;
  /**
   * Asked when there is no room for a newcomer: closes a connection that can be spared, at once, and returns whether it
   * did. Default: none can. `serve()` has one: {@link Service.makeRoom}.
   */
  readonly makeRoom?: ((newcomer: Peer) => boolean) | undefined;
}

/**
 * An open door. Iterating accepts; a second iterator shares the queue with the first. It never keeps the process alive
 * by itself. Disposing withdraws it and closes the door; accepted connections live on.
 */
export interface Listener extends AsyncIterable<Connection>, AsyncDisposable {
  readonly address: string;
  /** Whether a client that looks at the address now still finds this listener. Someone may have removed the socket. */
  isReachable(): boolean;
  /**
   * When this returns nobody finds the listener any more, and somebody else can listen in its place: what it published is
   * gone, and it waits for nothing, so that an `exit` handler can call it, or who is about to become another user.
   * Accepted connections live on. Repeating it, and disposing afterwards, does nothing to whoever listens there by then.
   * Neither throws or rejects when something cannot be removed: that is reported as "failed".
   */
  withdraw(): void;
}

/**
 * For authors of transports: checks what an application gave, before anything is bound.
 *
 * @returns how many connections may be open at once.
 * @throws TeleopError `INVALID_ARGUMENT` for a `maxConnections` that is not a positive integer, and for an `authorize`,
 *   `turnAway` or `onEvent` that is no function.
 */
export function requireListenOptions(options: { readonly [option in keyof ListenOptions]?: unknown }): {
  readonly maxConnections: number;
} {
  requireOptions(options);
  requireFunction("authorize", options.authorize);
  requireFunction("turnAway", options.turnAway);
  requireFunction("onEvent", options.onEvent);
  return { maxConnections: requireCount("maxConnections", options.maxConnections, MAX_CONNECTIONS) };
}

/** Connections open at once, unless {@link ListenOptions.maxConnections} says otherwise. */
const MAX_CONNECTIONS = 128;

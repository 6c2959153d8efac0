// session.ts: one conversation of the teleop protocol: services of the peer by name, and ours for the peer.
import type { Connection, Peer, Session } from "@teleop/core";
import type { RpcStats } from "../rpc/stats.ts";
import { RpcConnection, type RpcConnectionOptions } from "../stub/connection.ts";
import { notA } from "../stub/stub.ts";
import type { Client, Interface } from "../stub/types.ts";
import { Teleop } from "./teleop.capnp.ts";

export interface CapnpSessionOptions extends Omit<RpcConnectionOptions, "bootstrap"> {
  /**
   * What the peer gets when it asks for the bootstrap capability. The stub stays with whoever has it, who disposes it
   * once the session has ended. A function is asked each time, and what it gives is the session's. Without it, the peer
   * gets an error.
   */
  readonly bootstrap?: Client | (() => Client) | undefined;
  /**
   * Asks for the peer's services at once, instead of with the first `service()`, so that the peer hears of us: it
   * refuses clients that stay silent. Default false.
   */
  readonly asks?: boolean | undefined;
}

/** A conversation with a process: both sides may offer services and use those of the other. */
export class CapnpSession implements Session {
  /** Settles when the conversation is over: undefined when both sides ended in order, else the reason. Never rejects. */
  readonly closed: Promise<Error | undefined>;
  /** Resolves at the peer's first message, which a client sends as soon as it has connected. */
  readonly established: Promise<void>;
  /** Who is at the other end, as far as the system tells. */
  readonly peer: Peer;
  readonly #rpc: RpcConnection;
  #root: Teleop | undefined;
  #isDisposed = false;

  /**
   * Begins the conversation. Takes ownership of the connection, even when it throws.
   *
   * @throws TeleopError `INVALID_ARGUMENT` for a bad option; the connection is aborted then.
   */
  constructor(connection: Connection, options: CapnpSessionOptions = {}) {
    const { bootstrap, asks = false, ...rpc } = options;
    this.#rpc = new RpcConnection(connection, {
      ...rpc,
      bootstrap:
        bootstrap === undefined || typeof bootstrap === "function" ? bootstrap : () => bootstrap.dup(),
    });
    this.closed = this.#rpc.closed;
    this.established = this.#rpc.established;
    this.peer = connection.peer;
    if (asks) this.#root = this.bootstrap(Teleop);
  }

  /** Where the connection leads, for messages. */
  get address(): string {
    return this.#rpc.address;
  }

  /**
   * A service of the peer, to be called at once: the request for it and the first calls travel together. If there is no
   * such service, its calls fail with type `failed` and "service NAME not found", and which there are (of a name the first 100
   * characters). The caller disposes the stub.
   *
   * @throws TeleopError `INVALID_ARGUMENT` when `type` is no interface.
   */
  service<Stub extends Client>(name: string, type: Interface<Stub>): Stub {
    // Without types it is easily forgotten, and what it would fail with tells nothing.
    if (type?.kind !== "interface") {
      throw notA(`service("${name}", …) to be given its interface, such as Echo`, type);
    }
    if (this.#isDisposed) return this.bootstrap(type); // Its calls fail: the connection was disposed.
    this.#root ??= this.bootstrap(Teleop);
    return this.#root.service({ name }).service.as(type);
  }

  /** The peer's bootstrap capability, for peers that offer something else than services. The caller disposes it. */
  bootstrap<Stub extends Client>(type: Interface<Stub>): Stub {
    return this.#rpc.bootstrap(type);
  }

  /** What the connection holds and has done. */
  stats(): RpcStats {
    return this.#rpc.stats();
  }

  /** Since when no call is under way, in milliseconds of `performance.now()`; undefined while one is. */
  get idleSince(): number | undefined {
    return this.#rpc.idleSince;
  }

  /** Ends the conversation at once, without waiting for the peer; `closed` settles with `reason`. */
  evict(reason: Error): void {
    this.#rpc.evict(reason);
  }

  /** Resolves when no call is under way in either direction and everything written has left. */
  drain(): Promise<void> {
    return this.#rpc.drain();
  }

  /** Ends the conversation. Calls under way fail with type `disconnected`. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isDisposed = true;
    this.#root?.[Symbol.dispose]();
    await this.#rpc[Symbol.asyncDispose]();
  }
}

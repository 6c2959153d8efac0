// connection.ts: an RPC connection for those who think in stubs: what it offers, and what it gets, has a type.
import type { Connection } from "@teleop/core";
import { RpcConnection as Engine } from "../rpc/connection.ts";
import type { RpcConnectionOptions as EngineOptions } from "../rpc/connection-options.ts";
import type { Capability } from "../rpc/seam.ts";
import { interfaceStub, notA, Stub } from "./stub.ts";
import type { Client, Interface } from "./types.ts";

export interface RpcConnectionOptions extends Omit<EngineOptions, "bootstrap"> {
  /**
   * What the peer gets when it asks for the bootstrap capability: a stub, or a capability without a type. It belongs to
   * the connection from then on, which disposes it at its end: pass a `dup()` of a stub that is still needed. A function
   * is asked each time, and what it returns is disposed when the peer releases it. What the function throws is the
   * peer's answer. Without it, the peer gets an error.
   */
  readonly bootstrap?: Client | Capability | (() => Client | Capability) | undefined;
}

/**
 * A conversation between two vats: calls in both directions, on capabilities that either has given to the other.
 *
 * When it ends, whatever the reason, every call under way fails with type `disconnected`, capabilities of the peer
 * break, and the peer's references to ours are released.
 */
export class RpcConnection extends Engine {
  /**
   * Begins the conversation. Takes ownership of the connection.
   *
   * @throws TeleopError `INVALID_ARGUMENT` for a bad option; the connection is aborted then.
   */
  constructor(connection: Connection, options: RpcConnectionOptions = {}) {
    super(connection, { ...options, bootstrap: withoutTypes(options?.bootstrap) });
  }

  /**
   * The peer's bootstrap capability, as a stub of the interface that it is said to have; nothing checks that before a
   * call. It can be called at once, while the peer has not answered yet; if the peer has none, its calls fail. Each call
   * of this asks the peer again. The caller disposes it. Without an interface: as a capability without a type.
   * rpc.capnp `Bootstrap`.
   *
   * @throws TeleopError `INVALID_ARGUMENT` for what is no interface.
   */
  override bootstrap(): Capability;
  override bootstrap<S extends Client>(type: Interface<S>): S;
  override bootstrap(type?: Interface): Capability | Client {
    if (type === undefined) return super.bootstrap();
    if (type?.kind !== "interface") throw notA("an interface, such as Echo", type);
    return interfaceStub(type, super.bootstrap());
  }
}

/** A stub leads to a capability, which whoever takes it over disposes: that is the stub's own reference. */
function withoutTypes(bootstrap: RpcConnectionOptions["bootstrap"]): EngineOptions["bootstrap"] {
  return typeof bootstrap === "function" ? () => behind(bootstrap()) : bootstrap && behind(bootstrap);
}

function behind(offered: Client | Capability): Capability {
  return Stub.capabilityOf(offered) ?? (offered as Capability);
}

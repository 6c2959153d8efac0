// server-set.ts: finds the object of ours behind a stub, also one that has been to other vats and back.
import { InterfaceType, RuntimeType } from "@teleop/capnp/capability";
import { TeleopError } from "@teleop/core/basics";
import { CapabilityServerSet } from "../rpc/server-set.ts";
import { ServerDispatcher } from "./server.ts";
import { interfaceStub, referenceTo } from "./stub.ts";
import type { Client, Interface } from "./types.ts";

/**
 * Objects that serve an interface, each known by its stubs. Only who holds the set can get at an object: for everyone
 * else a stub stays opaque.
 */
export class ServerSet<Stub extends Client, Server extends object> {
  readonly #type: Interface<Stub, Server>;
  readonly #capabilities = new CapabilityServerSet<ServerDispatcher>();
  readonly #servers = new WeakMap<ServerDispatcher, Server>();

  constructor(type: Interface<Stub, Server>) {
    this.#type = type;
  }

  /**
   * A stub of the object, which the set will know again. The caller disposes it: a method that hands it out does so
   * once it has answered, `using made = set.add(object); ctx.results({ made })`.
   */
  add(server: Server): Stub {
    const runtime = RuntimeType.of(this.#type).resolve([]);
    if (!(runtime instanceof InterfaceType)) {
      throw new TeleopError("INVALID_ARGUMENT", `${runtime.title} is not an interface`);
    }
    const dispatcher = new ServerDispatcher(runtime, server);
    this.#servers.set(dispatcher, server);
    return interfaceStub(this.#type, this.#capabilities.add(dispatcher));
  }

  /**
   * The object that a stub leads to; undefined if it is none of this set's. Waits for promises, and until every call
   * made on the stub before has been delivered.
   *
   * @throws RpcError when the stub is broken; TeleopError `DISPOSED` when it was disposed.
   */
  async get(stub: Client): Promise<Server | undefined> {
    using capability = referenceTo(stub);
    const dispatcher = await this.#capabilities.get(capability);
    return dispatcher === undefined ? undefined : this.#servers.get(dispatcher);
  }
}

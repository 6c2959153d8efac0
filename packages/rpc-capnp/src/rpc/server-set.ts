// server-set.ts: finds the object of ours behind a capability, also one that has been to other vats and back.

import { localCapability } from "./capability.ts";
import type { ClientHook } from "./client-hook.ts";
import { Reference } from "./reference.ts";
import type { Capability, Dispatcher } from "./seam.ts";

/**
 * Objects that this vat hosts, each known by its capability. Only who holds the set can get at an object: for everyone
 * else a capability stays opaque.
 */
export class CapabilityServerSet<D extends Dispatcher> {
  readonly #dispatchers = new WeakMap<ClientHook, D>();

  /** A capability for the object, which the set will know again. The caller disposes it. */
  add(dispatcher: D): Capability {
    const capability = localCapability(dispatcher);
    this.#dispatchers.set(Reference.clientOf(capability), dispatcher);
    return capability;
  }

  /**
   * The object that a capability leads to; undefined if it is none of this set's.
   *
   * A promise is waited for, and so is an embargo: when this resolves, every call made on the capability before has
   * been delivered, so that what is done to the object directly comes after them. The caller keeps the capability.
   *
   * @throws RpcError when the capability is broken, or a promise that breaks.
   */
  async get(capability: Capability): Promise<D | undefined> {
    using held = capability.dup();
    await held.whenResolved();
    return this.#dispatchers.get(Reference.clientOf(held).innermost());
  }
}

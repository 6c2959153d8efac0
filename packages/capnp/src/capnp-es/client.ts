// client.ts: what stands for a capability of ours in the table of a capnp-es message.
import type { CapabilityReference } from "../schema/capability-system.ts";
import { ValueError } from "../schema/value-error.ts";

/** What capnp-es calls a client, as far as messages are concerned: it is kept, and passed on. It cannot be called. */
export class CapabilityClient {
  readonly #reference: CapabilityReference;

  /** Borrows the reference: whoever has it disposes it, which makes an end of this. */
  constructor(reference: CapabilityReference) {
    this.#reference = reference;
  }

  /** The reference behind a client, borrowed; undefined for a client of anybody else. */
  static referenceOf(client: unknown): CapabilityReference | undefined {
    return typeof client === "object" && client !== null && #reference in client
      ? client.#reference
      : undefined;
  }

  /** @throws ValueError `NO_CAPABILITIES` always. */
  call(_call: unknown): never {
    throw new ValueError(
      "NO_CAPABILITIES",
      "a capability in a message of capnp-es is called by a stub: stubOf(Interface, client) of @teleop/rpc-capnp/capnp-es",
    );
  }

  /** Does nothing: it has no reference of its own. */
  close(): void {}
}

/**
 * What a table begins with. capnp-es 0.0.16 takes a null pointer for the capability with index 0, so that nothing else
 * may be there.
 */
export const nullClient: CapabilityClient = /*#__PURE__*/ new CapabilityClient({
  isNull: true,
  dup() {
    return this;
  },
  [Symbol.dispose]() {},
});

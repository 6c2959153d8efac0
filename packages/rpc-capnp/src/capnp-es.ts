// capnp-es.ts: the entry `@teleop/rpc-capnp/capnp-es`: stubs for the clients in messages of capnp-es, and clients for stubs.
//
// What is no capability is the business of `@teleop/capnp/capnp-es`, which is here, too.
import type { CapabilityReference } from "@teleop/capnp/capability";
import { CapabilityClient } from "@teleop/capnp/capnp-es";
import { nullCapability } from "./rpc/capability.ts";
import type { Capability } from "./rpc/seam.ts";
import { interfaceStub, notA, Stub } from "./stub/stub.ts";
import type { Client, Interface } from "./stub/types.ts";

export { type CapnpEsType, capnpEs, fromCapnpEs } from "@teleop/capnp/capnp-es";

/**
 * What stands for a stub in a struct of capnp-es: `loan.reader = new Reader$Client(clientOf(stub))`. It goes along when
 * the struct is sent, and cannot be called. The stub stays with whoever has it, and must not be disposed before that.
 *
 * @throws TeleopError `INVALID_ARGUMENT` for what is no stub.
 */
export function clientOf(stub: Client): CapabilityClient {
  const capability = Stub.capabilityOf(stub);
  if (capability === undefined) throw notA("a stub", stub);
  return new CapabilityClient(capability);
}

/**
 * A stub for a client in a struct of capnp-es that was received: `using reader = stubOf(Reader, loan.reader)`. A new
 * reference, which the caller disposes; where the capability is null, one whose calls fail.
 *
 * @param client a client, or the object of a generated class around one.
 * @throws TeleopError `INVALID_ARGUMENT` for a client of capnp-es's own RPC, and anything else; `DISPOSED` when what the
 *   struct was received in was disposed.
 */
export function stubOf<S extends Client>(type: Interface<S>, client: object): S {
  const reference = CapabilityClient.referenceOf("client" in client ? client.client : client);
  if (reference?.isNull === true) return interfaceStub(type, nullCapability());
  if (reference === undefined || !isCapability(reference)) {
    throw notA("a client that stands for a capability of ours", client);
  }
  return interfaceStub(type, reference.dup());
}

/** Whether it comes from a call, or from `clientOf()`. */
function isCapability(reference: CapabilityReference): reference is Capability {
  return "call" in reference && "streamed" in reference;
}

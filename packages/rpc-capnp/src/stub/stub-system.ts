// stub-system.ts: the capability system of RPC: what stands for a capability is a stub.
import type { CapabilitySystem, CapabilityValues } from "@teleop/capnp/capability";
import type { Capability } from "../rpc/seam.ts";
import { type CapabilityMaker, capabilityCodec } from "./capability-codec.ts";
import { InterfaceStubs } from "./interface-stubs.ts";
import { isNullStub, Stub } from "./stub.ts";

/** Stubs have the methods of their interface; where that is not known, those that all stubs have. */
export const stubs: CapabilitySystem<InterfaceStubs> = {
  ofInterface: (type) => new InterfaceStubs(type),
  ofAny: ({ kind, title }) => stubsWithoutMethods(kind === "capability" ? title : openPointer),
};

/** What an open pointer can be set to, for error messages. */
const openPointer =
  "pointer(Type, value), a string, bytes, a stub or a promise of one, or what was read from an AnyPointer";

function stubsWithoutMethods(title: string): CapabilityValues {
  const of = (capability: Capability, onDispose?: () => void) => new Stub(capability, undefined, onDispose);
  const maker: CapabilityMaker = { title, of, serve: () => undefined };
  return { codec: capabilityCodec(maker), of: maker.of, isNull: isNullStub };
}

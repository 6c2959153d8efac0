// capability-system.ts: what a capability is, which this package leaves to whoever carries capabilities.
//
// A message has an index into a table that travels beside it (https://capnproto.org/encoding.html#capabilities-interfaces),
// and nothing else. RPC makes stubs of that; here capabilities pass through unopened.
import type { AnyPointerType } from "./any-pointer.ts";
import type { CapabilityPointerType } from "./capability-pointer.ts";
import type { PointerCodec } from "./codec.ts";
import type { InterfaceType } from "./interface-type.ts";
import { ValueError, wrongType } from "./value-error.ts";

/** One counted reference to a capability. Whoever holds it disposes it. */
export interface CapabilityReference extends Disposable {
  /** Another reference to the same capability. */
  dup(): CapabilityReference;
  /** Whether it leads nowhere, as far as is known: in a message it is a null pointer. */
  readonly isNull: boolean;
}

/**
 * What an author of a capability system implements, as an object without state, and gives to the types that are made
 * for it: interfaces, Capability, and pointers whose content is open. It is asked when something is first read, written
 * or called, never when a type is made: a generated file that is imported makes nothing but its definitions.
 */
export interface CapabilitySystem<Values extends CapabilityValues = CapabilityValues> {
  /** What stands for capabilities of an interface. Asked once for each, and for each binding of a generic one. */
  ofInterface(type: InterfaceType): Values;
  /** The same for a type that does not say which interface. Asked once for each type. */
  ofAny(type: CapabilityPointerType | AnyPointerType): CapabilityValues;
}

/** What stands for the capabilities of one type in a program: in RPC, stubs of an interface. */
export interface CapabilityValues {
  /**
   * Reads and writes pointers to a capability. It asks its contexts for references and gives them references. Of a type
   * whose content is open it only writes: what is no text, no bytes, and was not read from such a pointer.
   */
  readonly codec: PointerCodec;
  /** The value that stands for a capability. Takes over the reference. `onDispose` is told once the value is disposed. */
  of(reference: CapabilityReference, onDispose?: () => void): Disposable;
  /** Whether what `codec` has read was a null pointer. Asked of any value but undefined and null. */
  isNull(value: unknown): boolean;
}

/** No system: references stand for themselves, where there are any, and null pointers read as undefined. */
export const references: CapabilitySystem = {
  ofInterface: () => referenceValues,
  ofAny: ({ kind }) => (kind === "capability" ? referenceValues : refusingValues),
};

const referenceValues: CapabilityValues = {
  codec: {
    read(message, segment, at, _depth, context) {
      const index = message.capabilityAt(segment, at);
      if (index < 0) return undefined;
      const reference = context.capability(index);
      context.own(reference);
      return reference;
    },
    absent: () => undefined,
    write(value, message, segment, at, context) {
      if (value === null || value === undefined) return;
      message.setCapability(segment, at, context.addCapability(requireReference(value)));
    },
  },
  of: (reference) => reference,
  isNull: () => false,
};

/** In the place of an open pointer a reference would say as little as any other object. */
const refusingValues: CapabilityValues = {
  ...referenceValues,
  codec: {
    ...referenceValues.codec,
    write(value) {
      throw wrongType("pointer(Type, value), a string, bytes, or what was read from an AnyPointer", value);
    },
  },
};

/** @throws ValueError for what is no reference. */
function requireReference(value: unknown): CapabilityReference {
  const like = value as Partial<CapabilityReference> | undefined;
  if (typeof like?.dup === "function" && typeof like.isNull === "boolean")
    return value as CapabilityReference;
  throw new ValueError("NO_CAPABILITIES", "a capability can only be passed in a call");
}

// capability-codec.ts: stubs, servers and promises of them to entries of a payload's capability table, and back.

import { nullCapability, promisedCapability } from "../rpc/capability.ts";
import type { Capability } from "../rpc/seam.ts";
import type { PointerCodec, ReadContext, WriteContext } from "../schema/codec.ts";
import { wrongType } from "../schema/value-error.ts";
import type { BuilderSegment, MessageBuilder } from "../wire/index.ts";
import { Stub } from "./stub.ts";

/** An interface, as far as its fields need it. */
export interface CapabilityType {
  readonly title: string;
  /** Takes over the reference. */
  stub(capability: Capability, onDispose?: () => void): Stub;
  /** A new reference to an object that serves the interface; undefined if it does not. */
  serve(object: object): Capability | undefined;
}

export function capabilityCodec(type: CapabilityType): PointerCodec {
  return {
    read(message, segment, at, _depth, context) {
      const index = message.capabilityAt(segment, at);
      message.charge(wordsOfStub);
      return ownedStub(type, context.capability(index), context);
    },
    absent(context, message) {
      message?.charge(wordsOfStub);
      return ownedStub(type, nullCapability(), context);
    },
    write(value, message, segment, at, context) {
      if (value !== null) writeCapability(type, value, message, segment, at, context);
    },
  };
}

/**
 * What a stub is charged: about what it and its reference take here. On the wire it takes a word, and none in a struct
 * that its sender left out.
 */
const wordsOfStub = 16;

function ownedStub(type: CapabilityType, capability: Capability, context: ReadContext): Stub {
  const stub = type.stub(capability);
  context.own(stub);
  return stub;
}

/** Nothing that is passed changes hands: the payload takes a reference of its own. */
function writeCapability(
  type: CapabilityType,
  value: unknown,
  message: MessageBuilder,
  segment: BuilderSegment,
  at: number,
  context: WriteContext,
): void {
  const borrowed = Stub.capabilityOf(value);
  if (borrowed !== undefined) {
    message.setCapability(segment, at, context.addCapability(borrowed));
    return;
  }
  using capability = newReference(type, value);
  message.setCapability(segment, at, context.addCapability(capability));
}

/** A reference to what can stand for a capability; the caller's. */
function newReference(type: CapabilityType, value: unknown): Capability {
  if (isPromise(value)) {
    return promisedCapability(Promise.resolve(value).then((resolved) => referenceTo(type, resolved)));
  }
  const served = typeof value === "object" && value !== null ? type.serve(value) : undefined;
  if (served === undefined) {
    throw wrongType(`${type.title}: a stub, an object that serves it, or a promise of one`, value);
  }
  return served;
}

function referenceTo(type: CapabilityType, value: unknown): Capability {
  return Stub.capabilityOf(value)?.dup() ?? newReference(type, value);
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}

// capability-codec.ts: stubs, servers and promises of them to entries of a payload's capability table, and back.
import {
  type CapabilityReference,
  type PointerCodec,
  type ReadContext,
  type WriteContext,
  wrongType,
} from "@teleop/capnp/capability";
import type { BuilderSegment, MessageBuilder } from "@teleop/capnp/wire";
import { nullCapability, promisedCapability } from "../rpc/capability.ts";
import type { Capability } from "../rpc/seam.ts";
import { Stub } from "./stub.ts";

/** What makes stubs of capabilities, and capabilities of objects. */
export interface CapabilityMaker {
  /** What is expected, for error messages. */
  readonly title: string;
  /** Takes over the reference. */
  of(capability: CapabilityReference, onDispose?: () => void): Stub;
  /** A new reference to an object that serves the interface; undefined if it does not. */
  serve(object: object): Capability | undefined;
}

export function capabilityCodec(maker: CapabilityMaker): PointerCodec {
  return {
    read(message, segment, at, _depth, context) {
      const index = message.capabilityAt(segment, at);
      message.charge(wordsOfStub);
      return ownedStub(maker, index < 0 ? nullCapability() : context.capability(index), context);
    },
    absent(context, message) {
      message?.charge(wordsOfStub);
      return ownedStub(maker, nullCapability(), context);
    },
    write(value, message, segment, at, context) {
      if (value !== null) writeCapability(maker, value, message, segment, at, context);
    },
  };
}

/**
 * What a stub is charged: about what it and its reference take here. On the wire it takes a word, and none in a struct
 * that its sender left out.
 */
const wordsOfStub = 16;

function ownedStub(maker: CapabilityMaker, capability: CapabilityReference, context: ReadContext): Stub {
  const stub = maker.of(capability);
  context.own(stub);
  return stub;
}

/** Nothing that is passed changes hands: the payload takes a reference of its own. */
function writeCapability(
  maker: CapabilityMaker,
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
  using capability = newReference(maker, value);
  message.setCapability(segment, at, context.addCapability(capability));
}

/** A reference to what can stand for a capability; the caller's. */
function newReference(maker: CapabilityMaker, value: unknown): Capability {
  if (isPromise(value)) {
    return promisedCapability(Promise.resolve(value).then((resolved) => referenceTo(maker, resolved)));
  }
  const served = typeof value === "object" && value !== null ? maker.serve(value) : undefined;
  if (served === undefined) {
    throw wrongType(`${maker.title}: a stub, an object that serves it, or a promise of one`, value);
  }
  return served;
}

function referenceTo(maker: CapabilityMaker, value: unknown): Capability {
  return Stub.capabilityOf(value)?.dup() ?? newReference(maker, value);
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}

// given.ts: what an object of capnp-es leads to, to be copied into a message of ours with its capabilities.
//
// Its words are copied as those of any received message: checked, each once, and only those that pointers lead to.
import type { CapabilityReference } from "../schema/capability-system.ts";
import type { WriteContext } from "../schema/codec.ts";
import type { StructSize } from "../schema/received-struct.ts";
import { ValueError, wrongType } from "../schema/value-error.ts";
import {
  type BuilderSegment,
  type CapabilityMapping,
  copyPointer,
  copyStruct,
  defaultMessageLimits,
  type MessageBuilder,
  MessageReader,
  PointerReader,
  type StructReader,
} from "../wire/index.ts";
import { CapabilityClient } from "./client.ts";
import {
  type CapnpEsMessage,
  type CapnpEsObject,
  type CapnpEsSegment,
  isCapnpEsMessage,
  isCapnpEsPointer,
  isCapnpEsStructClass,
} from "./shapes.ts";

export class GivenContent {
  readonly #pointer: PointerReader | undefined;
  /** Which element of the list that the pointer leads to; undefined: what it leads to itself. */
  readonly #element: number | undefined;
  readonly #clients: readonly unknown[];

  private constructor(
    message: CapnpEsMessage,
    segment: CapnpEsSegment | undefined,
    at: number,
    element?: number,
  ) {
    const { segments, capTable } = message._capnp;
    const reader = new MessageReader(segments.map(readable), limits);
    const place = segment === undefined ? undefined : reader.segments[segments.indexOf(segment)];
    this.#pointer =
      place === undefined || place.end - place.start < at + 8
        ? undefined
        : new PointerReader(reader, place, at, limits.nesting);
    this.#element = element;
    this.#clients = capTable ?? [];
  }

  /** Undefined for anything but an object of capnp-es. */
  static of(value: unknown): GivenContent | undefined {
    if (isCapnpEsPointer(value)) {
      const { segment, byteOffset, _capnp } = value;
      return new GivenContent(segment.message, segment, byteOffset, _capnp.compositeIndex);
    }
    return isCapnpEsMessage(value) ? new GivenContent(value, value._capnp.segments[0], 0) : undefined;
  }

  get kind(): "null" | "struct" | "list" | "capability" {
    if (this.#element !== undefined) return "struct";
    return this.#pointer?.kind() ?? "null";
  }

  /** @throws WireError when it is a list or a capability. */
  get struct(): StructReader | undefined {
    if (this.#element === undefined) return this.#pointer?.struct();
    const list = this.#pointer?.list();
    return list === undefined || this.#element >= list.length ? undefined : list.struct(this.#element);
  }

  /** Makes the pointer at `at`, which is null, lead to a copy. */
  copyTo(message: MessageBuilder, segment: BuilderSegment, at: number, context: WriteContext): void {
    if (this.#element === undefined) {
      if (this.#pointer !== undefined)
        copyPointer(this.#pointer, message, segment, at, this.mapping(context));
      return;
    }
    const { struct } = this;
    if (struct === undefined) return;
    const dataWords = Math.ceil(struct.dataBytes / 8);
    const target = message.initStruct(segment, at, dataWords, struct.pointerCount);
    copyStruct(struct, message, target, message.offset, dataWords, this.mapping(context));
  }

  /** What stands for the capabilities of its message in the one that is written. */
  mapping(context: WriteContext): CapabilityMapping {
    return (index) => {
      const client = this.#clients[index];
      // As an index that leads nowhere reads in any message.
      if (client === undefined || client === null) return -1;
      return context.addCapability(requireReference(client));
    };
  }
}

/** A struct of capnp-es, or the root of a message of it, given for a struct of ours. A null one is empty. */
export class GivenStruct implements StructSize {
  readonly #given: GivenContent;
  readonly #struct: StructReader | undefined;

  private constructor(given: GivenContent) {
    this.#given = given;
    this.#struct = given.struct;
  }

  static is(value: object): boolean {
    return isCapnpEsPointer(value) || isCapnpEsMessage(value);
  }

  /** @throws ValueError `WRONG_TYPE` when it is another struct, or none. */
  static of(value: unknown, expected: ExpectedStruct): GivenStruct {
    const given = GivenContent.of(value);
    if (given === undefined) throw wrongType(`an object (${expected.title})`, value);
    requireSameStruct(value as CapnpEsObject, expected);
    const { kind } = given;
    if (kind !== "struct" && kind !== "null") {
      throw new ValueError("WRONG_TYPE", `expected a struct (${expected.title}), got a ${kind} of capnp-es`);
    }
    return new GivenStruct(given);
  }

  get dataWords(): number {
    return this.#struct === undefined ? 0 : Math.ceil(this.#struct.dataBytes / 8);
  }

  get pointers(): number {
    return this.#struct?.pointerCount ?? 0;
  }

  fitsInto({ dataWords, pointers }: StructSize): boolean {
    return this.dataWords <= dataWords && this.pointers <= pointers;
  }

  /** Copies it into a struct that is there already, zero, and large enough. */
  copyTo(
    message: MessageBuilder,
    segment: BuilderSegment,
    start: number,
    { dataWords }: StructSize,
    context: WriteContext,
  ): void {
    if (this.#struct === undefined) return;
    copyStruct(this.#struct, message, segment, start, dataWords, this.#given.mapping(context));
  }

  /** Makes the pointer at `at` lead to a copy in a struct of that size. */
  copyToNew(
    message: MessageBuilder,
    segment: BuilderSegment,
    at: number,
    size: StructSize,
    context: WriteContext,
  ): void {
    const target = message.initStruct(segment, at, size.dataWords, size.pointers);
    this.copyTo(message, target, message.offset, size, context);
  }
}

/** The struct of ours that something is given for. */
interface ExpectedStruct {
  readonly id: bigint;
  readonly title: string;
}

/**
 * @throws ValueError `WRONG_TYPE` when an object of capnp-es is of another struct than the one expected. The root of a
 *   message, and a struct of no class in particular, may be anything.
 */
export function requireSameStruct(given: CapnpEsObject, expected: ExpectedStruct): void {
  const made: unknown = isCapnpEsPointer(given) ? given.constructor : undefined;
  if (!isCapnpEsStructClass(made) || typeof made._capnp.id !== "string") return;
  const id = idOf(made);
  if (id === 0n || id === expected.id) return;
  throw new ValueError(
    "WRONG_TYPE",
    `expected ${expected.title} (@0x${hex(expected.id)}), got the struct ${made._capnp.displayName} (@0x${hex(id)}) of capnp-es`,
  );
}

/** The id that a class has from its schema. */
export function idOf({ _capnp }: { readonly _capnp: { readonly id: string } }): bigint {
  return BigInt(`0x${_capnp.id}`);
}

function hex(id: bigint): string {
  return id.toString(16).padStart(16, "0");
}

function requireReference(client: unknown): CapabilityReference {
  const reference = CapabilityClient.referenceOf(client);
  if (reference !== undefined) return reference;
  throw new ValueError(
    "NO_CAPABILITIES",
    "a capability of capnp-es's own RPC can only be passed in its calls; clientOf(stub) of @teleop/rpc-capnp/capnp-es makes one for calls of ours",
  );
}

function readable({ buffer, byteLength }: CapnpEsSegment) {
  const end = Math.min(byteLength, buffer.byteLength);
  return { bytes: new Uint8Array(buffer), view: new DataView(buffer), start: 0, end };
}

/** What it holds is the application's own; it has to be a tree all the same, no deeper than messages may be. */
const limits = Object.freeze({ ...defaultMessageLimits, traversalWords: Number.POSITIVE_INFINITY });

// received.ts: what was received, as a struct or a message of capnp-es: its words are copied, once, into a message of it.
//
// The copy is checked as any: it is a tree, inside of its segments, no deeper and no larger than the limits of the message
// that it comes from. So is what capnp-es adds to it, which it does while reading, for null pointers and older structs.
import type { PointerCodec, ReadContext } from "../schema/codec.ts";
import { PointerRuntimeType } from "../schema/runtime-type.ts";
import { ValueError } from "../schema/value-error.ts";
import {
  copyPointer,
  copyStruct,
  MessageBuilder,
  type MessageReader,
  PointerReader,
  type StructReader,
  WireError,
} from "../wire/index.ts";
import { CapabilityClient, nullClient } from "./client.ts";
import { GivenContent, idOf } from "./given.ts";
import type { CapnpEsMessage, CapnpEsMessageClass, CapnpEsStructClass } from "./shapes.ts";

/** What is used of the module `capnp-es`. */
export interface CapnpEs {
  readonly Message: CapnpEsMessageClass<unknown>;
}

/** Gives capnp-es, when it is first needed. */
export type LoadCapnpEs = () => CapnpEs;

/** A struct of capnp-es, as a type that received pointers can be read as. */
export class CapnpEsStructType extends PointerRuntimeType {
  override readonly kind = "struct";
  readonly #class: CapnpEsStructClass;
  readonly #load: LoadCapnpEs;

  constructor(structClass: CapnpEsStructClass, load: LoadCapnpEs) {
    super();
    this.#class = structClass;
    this.#load = load;
  }

  override get title(): string {
    return this.#class._capnp.displayName;
  }

  /** Of its schema. */
  get id(): bigint {
    return idOf(this.#class);
  }

  override pointer(): PointerCodec {
    return {
      read: (message, segment, at, depth, context) => {
        const struct = message.structAt(segment, at, depth);
        return struct === undefined ? undefined : this.#read(struct, context);
      },
      absent: () => undefined,
      write: (value, message, segment, at, context) => {
        const given = GivenContent.of(value);
        if (given === undefined) throw new ValueError("WRONG_TYPE", `expected a ${this.title} of capnp-es`);
        given.copyTo(message, segment, at, context);
      },
    };
  }

  override elements(): never {
    throw new ValueError(
      "WRONG_TYPE",
      `${this.title} of capnp-es cannot be the element of a list of another library`,
    );
  }

  #read(struct: StructReader, context: ReadContext): object {
    const { dataByteLength, pointerLength } = this.#class._capnp.size;
    // As large as the class has it, or capnp-es would make room by copying once more.
    const dataWords = Math.max(Math.ceil(struct.dataBytes / 8), dataByteLength / 8);
    const pointers = Math.max(struct.pointerCount, pointerLength);
    struct.message.charge(dataWords + pointers - Math.ceil(struct.dataBytes / 8) - struct.pointerCount);
    const draft = new Draft(struct.message, context);
    const { builder } = draft;
    const { segment, at } = builder.root;
    const target = builder.initStruct(segment, at, dataWords, pointers);
    copyStruct(struct, builder, target, builder.offset, dataWords, (index) => draft.capability(index));
    const message = draft.finish(this.#load().Message);
    const Made = this.#class as unknown as new (segment: unknown, byteOffset: number) => object;
    return new Made(message._capnp.segments[0], 0);
  }
}

/** A `Message` of capnp-es, as a type: its root leads to what the pointer that is read does. */
export class CapnpEsMessageType extends PointerRuntimeType {
  override readonly kind = "anyPointer";
  override readonly title = "Message";
  readonly #capnpEs: CapnpEs;

  constructor(capnpEs: CapnpEs) {
    super();
    this.#capnpEs = capnpEs;
  }

  override pointer(): PointerCodec {
    return {
      read: (message, segment, at, depth, context) => {
        const draft = new Draft(message, context);
        const source = new PointerReader(message, segment, at, depth);
        const { root } = draft.builder;
        copyPointer(source, draft.builder, root.segment, root.at, (index) => draft.capability(index));
        return draft.finish(this.#capnpEs.Message);
      },
      absent: () => undefined,
      write(value, message, segment, at, context) {
        const given = GivenContent.of(value);
        if (given === undefined) throw new ValueError("WRONG_TYPE", "expected a Message of capnp-es");
        given.copyTo(message, segment, at, context);
      },
    };
  }

  override elements(): never {
    throw new ValueError("WRONG_TYPE", "a Message of capnp-es cannot be the element of a list");
  }
}

/** A message that becomes one of capnp-es. */
class Draft {
  readonly builder: MessageBuilder;
  readonly #clients: CapabilityClient[] = [nullClient];
  readonly #context: ReadContext;

  constructor(source: MessageReader, context: ReadContext) {
    const bytes = new Uint8Array(Math.min(source.byteLength + 8, firstSegmentBytes));
    const view = new DataView(bytes.buffer);
    // capnp-es has no frame header before its first segment.
    this.builder = new MessageBuilder(source.limits, { bytes, view, start: -8, limit: bytes.byteLength });
    this.#context = context;
  }

  /** The index, in the table of the copy, of a capability in what is copied. */
  capability(index: number): number {
    const reference = this.#context.capability(index);
    this.#context.own(reference);
    return this.#clients.push(new CapabilityClient(reference)) - 1;
  }

  finish(Message: CapnpEsMessageClass<unknown>): CapnpEsMessage {
    const { segments, limits } = this.builder;
    // A small part of a large message does not keep memory for all of it.
    const buffers = segments.map(({ bytes: { buffer }, end }) =>
      end * 2 < buffer.byteLength ? buffer.slice(0, end) : buffer,
    );
    const message = new (Message as new (arena: MultiSegmentArena) => GrowingMessage)({ kind: 1, buffers });
    // What is in none of them yet is room for what capnp-es adds.
    for (const [i, { end }] of segments.entries()) {
      const segment = message._capnp.segments[i];
      if (segment !== undefined) segment.byteLength = end;
    }
    message._capnp.capTable = this.#clients;
    boundGrowth(message, limits.messageBytes);
    return message;
  }
}

/** Where capnp-es keeps the memory of a message of several segments. */
interface MultiSegmentArena {
  readonly kind: 1;
  readonly buffers: readonly unknown[];
}

interface GrowingMessage extends CapnpEsMessage {
  readonly _capnp: CapnpEsMessage["_capnp"] & {
    readonly segments: readonly GrowingSegment[];
    capTable?: readonly unknown[];
  };
  /** Gives a segment that has so much room. */
  allocateSegment(byteLength: number): unknown;
}

interface GrowingSegment {
  readonly buffer: ArrayBuffer;
  byteLength: number;
}

/**
 * A message stays within a limit, however it is read. capnp-es asks for a segment whenever the one that it is in is full,
 * and would make one of four kilobytes for each null pointer that it reads.
 */
function boundGrowth(message: GrowingMessage, limit: number): void {
  const allocate = message.allocateSegment;
  Object.defineProperty(message, "allocateSegment", {
    configurable: true,
    writable: true,
    value(this: GrowingMessage, byteLength: number) {
      const { segments } = this._capnp;
      const last = segments[segments.length - 1];
      if (last !== undefined && last.buffer.byteLength - last.byteLength >= byteLength) return last;
      const held = segments.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
      if (held + byteLength > limit) {
        throw new WireError(
          "LIMIT",
          `a received message would grow beyond the limit of ${limit} bytes: capnp-es adds to it while it is read`,
        );
      }
      const growth = Math.min(held, largestGrowth, limit - held);
      return allocate.call(this, Math.max(byteLength, growth));
    },
  });
}

/** In one segment, if it is no larger than that: capnp-es takes its time for pointers that lead from one to another. */
const firstSegmentBytes = 64 * 1024;
const largestGrowth = 1024 * 1024;

// list-codec.ts: lists, by the ways in which their elements are encoded.
//
// https://capnproto.org/encoding.html#lists. A list of structs also reads what was sent as a list of their first field,
// and a list of numbers what was sent as structs that begin with one: that is how schemas grow.
import {
  type BuilderSegment,
  ElementSize,
  type ListReader,
  type MessageBuilder,
  type MessageReader,
  type ReaderSegment,
  WireError,
} from "../wire/index.ts";
import type { ElementsCodec, PointerCodec, ReadContext, WriteContext } from "./codec.ts";
import { checkBool, checkVoid, setBit } from "./data-codec.ts";
import { ListBuilder, StructListBuilder } from "./list-builder.ts";
import type { NumberFormat } from "./number-format.ts";
import { ValueError, wrongType } from "./value-error.ts";

/** Lengths have 29 bits on the wire. */
const MAX_LENGTH = 2 ** 29 - 1;

/** A pointer to a list. */
export class ListCodec implements PointerCodec {
  readonly elements: ElementsCodec;
  readonly init: PointerCodec["init"];

  constructor(elements: ElementsCodec) {
    this.elements = elements;
    this.init = (length, message, segment, at, context) => {
      if (!Number.isInteger(length) || length < 0 || length > MAX_LENGTH) {
        throw new ValueError("OUT_OF_RANGE", `a list has from 0 to ${MAX_LENGTH} elements, not ${length}`);
      }
      const builder = elements.build(length, message, segment, at, context);
      return builder.at === undefined ? new ListBuilder(builder) : new StructListBuilder(builder, builder.at);
    };
  }

  read(
    message: MessageReader,
    segment: ReaderSegment,
    at: number,
    depth: number,
    context: ReadContext,
  ): unknown[] {
    const list = message.listAt(segment, at, depth);
    if (list === undefined || list.length === 0) return [];
    refuseManyEmpty(list);
    return this.elements.read(list, context);
  }

  absent(): unknown[] {
    return [];
  }

  write(
    value: unknown,
    message: MessageBuilder,
    segment: BuilderSegment,
    at: number,
    context: WriteContext,
  ): void {
    if (!Array.isArray(value)) throw wrongType("an array", value);
    const { length } = value;
    const list = this.elements.build(length, message, segment, at, context, value);
    let index = 0;
    try {
      for (; index < length; index++) list.set(index, value[index]);
    } catch (error) {
      throw ValueError.within(error, index);
    }
  }
}

/**
 * Elements without content cost the sender nothing, and the receiver an object each.
 *
 * @throws WireError `LIMIT` when there are too many of them.
 */
export function refuseManyEmpty(list: ListReader): void {
  if (list.stepBits > 0 || list.length <= longestEmptyList) return;
  throw new WireError(
    "LIMIT",
    `a list has ${list.length} elements without content; the limit is ${longestEmptyList}`,
  );
}

const longestEmptyList = 65_536;

/** Numbers and enums. */
export function numberElements(format: NumberFormat): ElementsCodec {
  const { bytes, elementSize } = format;
  return {
    read(list) {
      const { length } = list;
      if (list.dataBytes < bytes) throw incompatible(list, `numbers of ${bytes} bytes`);
      const values = new Array<unknown>(length);
      const { view } = list.segment;
      const step = list.stepBits / 8;
      for (let i = 0, at = list.start; i < length; i++, at += step) values[i] = format.get(view, at);
      return values;
    },
    build(length, message, segment, at) {
      const target = message.initList(segment, at, elementSize, bytes * 8, length);
      const start = message.offset;
      return {
        length,
        set: (index, value) => format.set(target.view, start + index * bytes, format.check(value)),
      };
    },
  };
}

export const boolElements: ElementsCodec = {
  read(list) {
    if (list.elementSize !== ElementSize.bit) throw incompatible(list, "bits");
    // As many as if they were bytes, since what is made of them is not as small as bits.
    list.message.charge(Math.ceil((list.length * 7) / 64));
    return Array.from({ length: list.length }, (_, index) => list.bit(index));
  },
  build(length, message, segment, at) {
    const target = message.initList(segment, at, ElementSize.bit, 1, length);
    const start = message.offset;
    return { length, set: (index, value) => setBit(target.view, start, index, checkBool(value)) };
  },
};

export const voidElements: ElementsCodec = {
  read: (list) => new Array<undefined>(list.length).fill(undefined),
  build(length, message, segment, at) {
    message.initList(segment, at, ElementSize.void, 0, length);
    return { length, set: (_index, value) => checkVoid(value) };
  },
};

/** Texts, datas, lists, capabilities: whatever has a pointer for each element. */
export function pointerElements(codec: PointerCodec): ElementsCodec {
  return {
    read(list, context) {
      if (list.pointerCount === 0) throw incompatible(list, "pointers");
      const { length, message, segment, depth } = list;
      const values = new Array<unknown>(length);
      const step = list.stepBits / 8;
      for (let i = 0, at = list.start + list.dataBytes; i < length; i++, at += step) {
        values[i] = codec.read(message, segment, at, depth, context);
      }
      return values;
    },
    build(length, message, segment, at, context) {
      const target = message.initList(segment, at, ElementSize.pointer, 64, length);
      const start = message.offset;
      return {
        length,
        set: (index, value) => codec.write(value, message, target, start + index * 8, context),
      };
    },
  };
}

function incompatible(list: ListReader, expected: string): WireError {
  const names = ["nothing", "bits", "bytes", "2 bytes", "4 bytes", "8 bytes", "pointers", "structs"];
  return new WireError("MALFORMED", `expected a list of ${expected}, got one of ${names[list.elementSize]}`);
}

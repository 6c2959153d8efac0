// struct-elements.ts: lists of structs, whose elements are all as large as the largest that is passed on in one.
//
// https://capnproto.org/encoding.html#lists
import { GivenStruct } from "../capnp-es/given.ts";
import { type BuilderSegment, copyStruct, MessageBuilder, MessageReader } from "../wire/index.ts";
import type { ElementsCodec, WriteContext } from "./codec.ts";
import { ReceivedStruct, type StructSize } from "./received-struct.ts";
import { largest, missingCharge, writeStruct } from "./struct-codec.ts";
import type { StructType } from "./struct-type.ts";
import { ValueError } from "./value-error.ts";

/** A list of structs: they lie side by side. */
export function structElements(type: StructType): ElementsCodec {
  const { definition } = type;
  const chargeMissing = missingCharge(type);
  return {
    read(list, context) {
      const { codec } = type;
      chargeMissing(list.message, list, list.length);
      const values = new Array<unknown>(list.length);
      for (let i = 0; i < list.length; i++) values[i] = codec.read(list.struct(i), context);
      return values;
    },
    build(length, message, segment, at, context, values) {
      const received = values?.some((value) => ReceivedStruct.of(value, type) !== undefined) ?? true;
      const size = received && values !== undefined ? sizeOfElements(type, values) : definition;
      const target = message.initStructList(segment, at, length, size.dataWords, size.pointers);
      const start = message.offset;
      const step = (size.dataWords + size.pointers) * 8;
      const { codec } = type;
      return {
        length,
        set: received
          ? (index, value) => writeInto(type, value, message, target, start + index * step, size, context)
          : (index, value) =>
              writeElement(type, value, message, target, start + index * step, definition, context),
        at: (index) => codec.builder(message, target, start + index * step, context),
      };
    },
  };
}

/** Large enough for each of them; the type's own size where none was received with more. */
function sizeOfElements(type: StructType, values: readonly unknown[]): StructSize {
  let size: StructSize = type.definition;
  for (const value of values) {
    const received = ReceivedStruct.of(value, type);
    if (received !== undefined && !received.fitsInto(size)) size = largest(size, received);
  }
  return size;
}

/** Writes a value into a struct that is there already, and as large as the type has it. */
function writeElement(
  type: StructType,
  value: unknown,
  message: MessageBuilder,
  segment: BuilderSegment,
  start: number,
  size: StructSize,
  context: WriteContext,
): void {
  if (type.codec.write(value, message, segment, start, context)) return;
  const given = GivenStruct.of(value, type);
  if (!given.fitsInto(size)) {
    throw new ValueError(
      "OUT_OF_RANGE",
      `a struct of capnp-es is larger than ${type.title} is in this schema, which has no room for it in a list`,
    );
  }
  given.copyTo(message, segment, start, size, context);
}

/** Writes a value into a struct that is there already, and may be larger than the type has it. */
function writeInto(
  type: StructType,
  value: unknown,
  message: MessageBuilder,
  segment: BuilderSegment,
  start: number,
  size: StructSize,
  context: WriteContext,
): void {
  const received = ReceivedStruct.of(value, type);
  if (received?.fitsInto(size)) received.copyTo(value as object, message, segment, start, size, context);
  else if (size === type.definition) writeElement(type, value, message, segment, start, size, context);
  else {
    // Where its fields are depends on the size: it is laid out as ours, and copied.
    const draft = new MessageBuilder(message.limits);
    writeStruct(type, value, draft, draft.root.segment, draft.root.at, context);
    const written = new MessageReader(draft.segments, message.limits).root().struct();
    if (written !== undefined) copyStruct(written, message, segment, start, size.dataWords);
  }
}

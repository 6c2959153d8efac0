// copy.ts: copies what a pointer leads to from a received message into one being built, whatever its schema.
//
// A call that is passed on to another vat takes its params along this way. https://capnproto.org/encoding.html
import type { BuilderSegment, MessageBuilder, PointerSlot } from "./builder.ts";
import { WireError } from "./limits.ts";
import { ElementSize, type ListReader, type PointerReader, type StructReader } from "./reader.ts";

/** Tells which capability of the target's table stands for one of the source's. */
export type CapabilityMapping = (index: number) => number;

const sameIndex: CapabilityMapping = (index) => index;

/**
 * Makes the pointer at (`segment`, `at`), which is null, lead to a copy of what `source` leads to. Capability pointers
 * keep their index, unless `mapping` says otherwise.
 *
 * @throws WireError when the source is malformed, or either message exceeds its limits.
 */
export function copyPointer(
  source: PointerReader,
  message: MessageBuilder,
  segment: BuilderSegment,
  at: number,
  mapping: CapabilityMapping = sameIndex,
): void {
  switch (source.kind()) {
    case "null":
      return;
    case "capability":
      message.setCapability(segment, at, mapping(source.capability()));
      return;
    case "struct": {
      const struct = source.struct();
      if (struct !== undefined) copyStruct(struct, message, segment, at, mapping);
      return;
    }
    case "list": {
      const list = source.list();
      if (list !== undefined) copyList(list, message, segment, at, mapping);
    }
  }
}

/**
 * Makes the pointer at `target`, which is null, lead to a copy of what `source` leads to that has only what a path of
 * pointers can lead through: structs without their data, and the capabilities in them.
 *
 * @throws WireError when the source is malformed, or either message exceeds its limits.
 */
export function copyPathsToCapabilities(
  source: PointerReader,
  message: MessageBuilder,
  target: PointerSlot,
): void {
  const kind = source.kind();
  if (kind === "capability") message.setCapability(target.segment, target.at, source.capability());
  const struct = kind === "struct" ? source.struct() : undefined;
  if (struct === undefined) return;
  const segment = message.initStruct(target.segment, target.at, 0, struct.pointerCount);
  const start = message.offset;
  for (let i = 0; i < struct.pointerCount; i++) {
    const pointer = struct.pointer(i);
    if (pointer !== undefined) copyPathsToCapabilities(pointer, message, { segment, at: start + i * 8 });
  }
}

function copyStruct(
  source: StructReader,
  message: MessageBuilder,
  segment: BuilderSegment,
  at: number,
  mapping: CapabilityMapping,
): void {
  const target = message.initStruct(segment, at, source.dataBytes / 8, source.pointerCount);
  copyFields(source, message, target, message.offset, mapping);
}

function copyFields(
  source: StructReader,
  message: MessageBuilder,
  target: BuilderSegment,
  start: number,
  mapping: CapabilityMapping,
): void {
  copyBytes(source, source.start, source.dataBytes, target, start);
  for (let i = 0; i < source.pointerCount; i++) {
    const pointer = source.pointer(i);
    if (pointer !== undefined) {
      copyPointer(pointer, message, target, start + source.dataBytes + i * 8, mapping);
    }
  }
}

function copyList(
  source: ListReader,
  message: MessageBuilder,
  segment: BuilderSegment,
  at: number,
  mapping: CapabilityMapping,
): void {
  const { elementSize, length } = source;
  if (elementSize === ElementSize.composite) {
    const dataWords = source.dataBytes / 8;
    const target = message.initStructList(segment, at, length, dataWords, source.pointerCount);
    const start = message.offset;
    if (source.stepBits === 0) return;
    for (let i = 0; i < length; i++) {
      copyFields(source.struct(i), message, target, start + (i * source.stepBits) / 8, mapping);
    }
    return;
  }
  const target = message.initList(segment, at, elementSize, source.stepBits, length);
  const start = message.offset;
  if (elementSize === ElementSize.pointer) {
    for (let i = 0; i < length; i++) {
      copyPointer(source.pointer(i), message, target, start + i * 8, mapping);
    }
    return;
  }
  copyBytes(source, source.start, Math.ceil((length * source.stepBits) / 8), target, start);
}

function copyBytes(
  source: StructReader | ListReader,
  from: number,
  byteLength: number,
  target: BuilderSegment,
  to: number,
): void {
  if (byteLength === 0) return;
  if (from + byteLength > source.segment.end) {
    throw new WireError("MALFORMED", "a pointer leads outside of its segment");
  }
  target.bytes.set(source.segment.bytes.subarray(from, from + byteLength), to);
}

// copy.ts: copies what a pointer leads to from a received message into one being built, whatever its schema.
//
// A call that is passed on to another vat takes its params along this way. https://capnproto.org/encoding.html
import type { BuilderSegment, MessageBuilder, PointerSlot } from "./builder.ts";
import { ElementSize } from "./element-layout.ts";
import { WireError } from "./limits.ts";
import type { ListReader } from "./list-reader.ts";
import type { MessageReader } from "./message-reader.ts";
import type { PointerReader } from "./pointer-reader.ts";
import type { StructReader } from "./struct-reader.ts";

/** Tells which capability of the target's table stands for one of the source's. */
export type CapabilityMapping = (index: number) => number;

/** How large a struct becomes in the copy. */
export type Shape = (structs: StructReader | ListReader) => StructShape;

export interface StructShape {
  readonly dataBytes: number;
  readonly pointerCount: number;
}

/** As it is. */
const sameShape: Shape = (structs) => structs;
const sameIndex: CapabilityMapping = (index) => index;

/**
 * Makes the pointer at (`segment`, `at`), which is null, lead to a copy of what `source` leads to. Capability pointers
 * keep their index, unless `mapping` says otherwise.
 *
 * Far pointers aside, a copy is never larger than the message that its source is in: a small one, whose pointers
 * overlap, would become as large as the limit of traversal.
 *
 * @throws WireError when the source is malformed, its pointers overlap, or either message exceeds its limits.
 */
export function copyPointer(
  source: PointerReader,
  message: MessageBuilder,
  segment: BuilderSegment,
  at: number,
  mapping: CapabilityMapping = sameIndex,
): void {
  if (source.kind() !== "null") new Copying(source.message, message, mapping).pointer(source, segment, at);
}

/**
 * Copies a struct into one that is there already, zero, at `start`, with a data section of `dataWords` and no fewer
 * pointers than the source's.
 *
 * @throws WireError as `copyPointer` does.
 */
export function copyStruct(
  source: StructReader,
  message: MessageBuilder,
  segment: BuilderSegment,
  start: number,
  dataWords: number,
  mapping: CapabilityMapping = sameIndex,
): void {
  new Copying(source.message, message, mapping).struct(source, segment, start, dataWords * 8);
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

/** The copying of one tree, of which each word is in the source once. */
export class Copying {
  readonly #message: MessageBuilder;
  readonly #mapping: CapabilityMapping;
  readonly #shape: Shape;
  readonly #words: number;
  #wordsLeft: number;

  /** @param shape what becomes of structs; it may make them smaller by what is zero at the end of their sections. */
  constructor(
    source: MessageReader,
    message: MessageBuilder,
    mapping: CapabilityMapping,
    shape: Shape = sameShape,
  ) {
    this.#message = message;
    this.#mapping = mapping;
    this.#shape = shape;
    this.#words = source.byteLength / 8;
    this.#wordsLeft = this.#words;
  }

  pointer(source: PointerReader, segment: BuilderSegment, at: number): void {
    switch (source.kind()) {
      case "null":
        return;
      case "capability":
        this.#message.setCapability(segment, at, this.#mapping(source.capability()));
        return;
      case "struct": {
        const struct = source.struct();
        if (struct !== undefined) this.#struct(struct, segment, at);
        return;
      }
      case "list": {
        const list = source.list();
        if (list !== undefined) this.#list(list, segment, at);
      }
    }
  }

  struct(source: StructReader, target: BuilderSegment, start: number, dataBytes: number): void {
    this.#take(Math.ceil(source.dataBytes / 8) + source.pointerCount);
    this.#fields(source, target, start, dataBytes);
  }

  #struct(source: StructReader, segment: BuilderSegment, at: number): void {
    this.#take(source.dataBytes / 8 + source.pointerCount);
    const { dataBytes, pointerCount } = this.#shape(source);
    const target = this.#message.initStruct(segment, at, dataBytes / 8, pointerCount);
    this.#fields(source, target, this.#message.offset, dataBytes);
  }

  #fields(source: StructReader, target: BuilderSegment, start: number, dataBytes: number): void {
    copyBytes(source, source.start, Math.min(source.dataBytes, dataBytes), target, start);
    for (let i = 0; i < source.pointerCount; i++) {
      const pointer = source.pointer(i);
      if (pointer !== undefined) this.pointer(pointer, target, start + dataBytes + i * 8);
    }
  }

  #list(source: ListReader, segment: BuilderSegment, at: number): void {
    const message = this.#message;
    const { elementSize, length, stepBits } = source;
    const words = Math.ceil((length * stepBits) / 64);
    if (elementSize === ElementSize.composite) {
      this.#take(words + 1);
      const { dataBytes, pointerCount } = this.#shape(source);
      const target = message.initStructList(segment, at, length, dataBytes / 8, pointerCount);
      const start = message.offset;
      const step = dataBytes + pointerCount * 8;
      if (step === 0) return;
      for (let i = 0; i < length; i++) this.#fields(source.struct(i), target, start + i * step, dataBytes);
      return;
    }
    this.#take(words);
    if (elementSize === ElementSize.byte) {
      message.setData(segment, at, source.bytes());
      return;
    }
    const target = message.initList(segment, at, elementSize, stepBits, length);
    const start = message.offset;
    if (elementSize === ElementSize.pointer) {
      for (let i = 0; i < length; i++) this.pointer(source.pointer(i), target, start + i * 8);
      return;
    }
    const bits = length * stepBits;
    copyBytes(source, source.start, Math.ceil(bits / 8), target, start);
    // What follows the last bit in its byte is not of the list.
    if (bits % 8 !== 0)
      target.bytes[start + (bits >>> 3)] = (target.bytes[start + (bits >>> 3)] ?? 0) & (2 ** (bits % 8) - 1);
  }

  /** Before memory is taken for them. */
  #take(words: number): void {
    this.#wordsLeft -= words;
    if (this.#wordsLeft < 0) {
      throw new WireError(
        "LIMIT",
        `a message of ${this.#words} words would be larger when it is copied: its pointers overlap`,
      );
    }
  }
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

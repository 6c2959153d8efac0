// reader.ts: reads a received message in place. Whatever the bytes say, it stays inside them and always ends.
//
// https://capnproto.org/encoding.html#pointers. Offsets are in bytes from the start of `view` unless they say words.
import { type MessageLimits, WireError } from "./limits.ts";

/** A text that begins with a byte order mark has one as its first character. */
const textDecoder = new TextDecoder("utf-8", { ignoreBOM: true });
const emptyBytes: Uint8Array = new Uint8Array(0);

/** One segment of a received message: a range of bytes in a view. */
export interface ReaderSegment {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly start: number;
  readonly end: number;
}

/** The element sizes of lists, as on the wire. */
export const ElementSize = {
  void: 0,
  bit: 1,
  byte: 2,
  twoBytes: 3,
  fourBytes: 4,
  eightBytes: 5,
  pointer: 6,
  composite: 7,
} as const;
const bitsPerElement = [0, 1, 8, 16, 32, 64, 64, 0] as const;

/** A received message. It keeps the bytes it was made from alive; they must not change. */
export class MessageReader {
  readonly segments: readonly ReaderSegment[];
  readonly limits: MessageLimits;
  #wordsLeft: number;

  constructor(segments: readonly ReaderSegment[], limits: MessageLimits) {
    this.segments = segments;
    this.limits = limits;
    this.#wordsLeft = limits.traversalWords;
  }

  /** Reads the frame at `offset`, whose header `frameSize` has checked. */
  static atFrame(bytes: Uint8Array, view: DataView, offset: number, limits: MessageLimits): MessageReader {
    const count = view.getUint32(offset, true) + 1;
    let start = offset + headerBytes(count);
    if (count === 1) {
      const end = start + view.getUint32(offset + 4, true) * 8;
      return new MessageReader([{ bytes, view, start, end }], limits);
    }
    const segments: ReaderSegment[] = [];
    for (let i = 0; i < count; i++) {
      const end = start + view.getUint32(offset + 4 + i * 4, true) * 8;
      segments.push({ bytes, view, start, end });
      start = end;
    }
    return new MessageReader(segments, limits);
  }

  /** Bytes of the message, all segments together. */
  get byteLength(): number {
    let bytes = 0;
    for (const segment of this.segments) bytes += segment.end - segment.start;
    return bytes;
  }

  /** The root pointer. */
  root(): PointerReader {
    const segment = this.#segment(0);
    if (segment.start + 8 > segment.end) throw new WireError("MALFORMED", "a message has no root pointer");
    return new PointerReader(this, segment, segment.start, this.limits.nesting);
  }

  /** The struct that the pointer at `at` leads to; undefined for a null pointer. */
  structAt(segment: ReaderSegment, at: number, depth: number): StructReader | undefined {
    const low = segment.view.getInt32(at, true);
    const high = segment.view.getUint32(at + 4, true);
    if (low === 0 && high === 0) return undefined;
    if ((low & 3) === 2)
      return this.#followFar(segment, at, (s, tag, start, tags) => this.#struct(s, tag, start, depth, tags));
    return this.#struct(segment, at, at + 8 + (low >> 2) * 8, depth, segment);
  }

  /**
   * Points `cursor` at the struct that the pointer at `at` leads to, and allocates nothing where the pointer is near.
   * False, with the cursor on a struct without fields, for a null pointer.
   */
  enterStruct(cursor: StructCursor, segment: ReaderSegment, at: number, depth: number): boolean {
    const low = segment.view.getInt32(at, true);
    if ((low & 3) === 0) {
      const start = at + 8 + (low >> 2) * 8;
      const dataWords = segment.view.getUint16(at + 4, true);
      const pointers = segment.view.getUint16(at + 6, true);
      if (low === 0 && dataWords + pointers === 0) {
        cursor.point(segment, segment.start, 0, 0, depth);
        return false;
      }
      this.#enter(segment, start, dataWords + pointers, depth);
      cursor.point(segment, start, dataWords * 8, pointers, depth - 1);
      return true;
    }
    const struct = this.structAt(segment, at, depth);
    if (struct === undefined) {
      cursor.point(segment, segment.start, 0, 0, depth);
      return false;
    }
    cursor.point(struct.segment, struct.start, struct.dataBytes, struct.pointerCount, struct.depth);
    return true;
  }

  /** The list that the pointer at `at` leads to; undefined for a null pointer. */
  listAt(segment: ReaderSegment, at: number, depth: number): ListReader | undefined {
    const low = segment.view.getInt32(at, true);
    const high = segment.view.getUint32(at + 4, true);
    if (low === 0 && high === 0) return undefined;
    if ((low & 3) === 2)
      return this.#followFar(segment, at, (s, tag, start, tags) => this.#list(s, tag, start, depth, tags));
    return this.#list(segment, at, at + 8 + (low >> 2) * 8, depth, segment);
  }

  /** Index into the message's capability table; -1 for a null pointer. */
  capabilityAt(segment: ReaderSegment, at: number): number {
    const low = segment.view.getInt32(at, true);
    const high = segment.view.getUint32(at + 4, true);
    if (low === 0 && high === 0) return -1;
    if (low !== 3) throw new WireError("MALFORMED", `expected a capability pointer, got ${kindOf(low)}`);
    return high;
  }

  /** What the pointer at `at` leads to. */
  kindAt(segment: ReaderSegment, at: number): "null" | "struct" | "list" | "capability" {
    const low = segment.view.getInt32(at, true);
    if (low === 0 && segment.view.getUint32(at + 4, true) === 0) return "null";
    if ((low & 3) === 2)
      return this.#followFar(segment, at, (_content, tag, _start, tags) =>
        kindOf(tags.view.getInt32(tag, true)),
      );
    return kindOf(low);
  }

  /**
   * Follows a far pointer: `visit` gets the segment of the content, where the pointer that describes it lies (its own
   * segment comes last, since a double-far tag lies elsewhere), and where the content starts.
   */
  #followFar<T>(
    segment: ReaderSegment,
    at: number,
    visit: (content: ReaderSegment, tag: number, start: number, tagSegment: ReaderSegment) => T,
  ): T {
    const low = segment.view.getUint32(at, true);
    const pads = this.#segment(segment.view.getUint32(at + 4, true));
    const isDouble = (low & 4) !== 0;
    const pad = pads.start + (low >>> 3) * 8;
    if (pad + (isDouble ? 16 : 8) > pads.end) {
      throw new WireError("MALFORMED", "a far pointer leads outside of its segment");
    }
    const padLow = pads.view.getInt32(pad, true);
    if (!isDouble) {
      if ((padLow & 3) === 2) throw new WireError("MALFORMED", "a far pointer leads to another far pointer");
      return visit(pads, pad, pad + 8 + (padLow >> 2) * 8, pads);
    }
    if ((padLow & 7) !== 2) {
      throw new WireError("MALFORMED", "a double-far pointer does not lead to a far pointer");
    }
    const content = this.#segment(pads.view.getUint32(pad + 4, true));
    if ((pads.view.getInt32(pad + 8, true) & 3) === 2) {
      throw new WireError("MALFORMED", "the tag of a double-far pointer is itself a far pointer");
    }
    return visit(content, pad + 8, content.start + (padLow >>> 3) * 8, pads);
  }

  #struct(
    content: ReaderSegment,
    tag: number,
    start: number,
    depth: number,
    tagSegment: ReaderSegment = content,
  ): StructReader {
    const low = tagSegment.view.getInt32(tag, true);
    if ((low & 3) !== 0) throw new WireError("MALFORMED", `expected a struct pointer, got ${kindOf(low)}`);
    const dataWords = tagSegment.view.getUint16(tag + 4, true);
    const pointers = tagSegment.view.getUint16(tag + 6, true);
    this.#enter(content, start, dataWords + pointers, depth);
    return new StructReader(this, content, start, dataWords * 8, pointers, depth - 1);
  }

  #list(
    content: ReaderSegment,
    tag: number,
    start: number,
    depth: number,
    tagSegment: ReaderSegment = content,
  ): ListReader {
    const low = tagSegment.view.getInt32(tag, true);
    if ((low & 3) !== 1) throw new WireError("MALFORMED", `expected a list pointer, got ${kindOf(low)}`);
    const high = tagSegment.view.getUint32(tag + 4, true);
    const elementSize = high & 7;
    const count = high >>> 3;
    if (elementSize !== ElementSize.composite) {
      const bits = bitsPerElement[elementSize] ?? 0;
      const words = Math.ceil((count * bits) / 64);
      // Elements without size cost nothing to send, yet reading them takes time: charge a word for each.
      this.#enter(content, start, words, depth, bits === 0 ? count : words);
      const isPointer = elementSize === ElementSize.pointer;
      return new ListReader(
        this,
        content,
        start,
        elementSize,
        count,
        bits,
        isPointer ? 0 : bits / 8,
        isPointer ? 1 : 0,
        depth - 1,
      );
    }
    this.#enter(content, start, count + 1, depth);
    const tagWord = content.view.getInt32(start, true);
    if ((tagWord & 3) !== 0) {
      throw new WireError("MALFORMED", "the tag of a list of structs is not a struct pointer");
    }
    const elements = tagWord >>> 2;
    const dataWords = content.view.getUint16(start + 4, true);
    const pointers = content.view.getUint16(start + 6, true);
    const step = dataWords + pointers;
    if (elements * step > count) {
      throw new WireError(
        "MALFORMED",
        `a list of ${elements} structs of ${step} words has only ${count} words`,
      );
    }
    if (step === 0) this.charge(elements);
    return new ListReader(
      this,
      content,
      start + 8,
      elementSize,
      elements,
      step * 64,
      dataWords * 8,
      pointers,
      depth - 1,
    );
  }

  #enter(segment: ReaderSegment, start: number, words: number, depth: number, charge: number = words): void {
    if (start < segment.start || start + words * 8 > segment.end) {
      throw new WireError("MALFORMED", "a pointer leads outside of its segment");
    }
    if (depth <= 0) {
      throw new WireError(
        "LIMIT",
        `a message nests deeper than the limit of ${this.limits.nesting} pointers`,
      );
    }
    this.charge(charge);
  }

  /**
   * Counts words that reading makes of the message without visiting them: what is small on the wire may be large here.
   *
   * @throws WireError `LIMIT` when reading has come to more than the limit.
   */
  charge(words: number): void {
    this.#wordsLeft -= words;
    if (this.#wordsLeft < 0) {
      throw new WireError(
        "LIMIT",
        `reading a message visited more than the limit of ${this.limits.traversalWords} words`,
      );
    }
  }

  #segment(id: number): ReaderSegment {
    const segment = this.segments[id];
    if (segment === undefined) {
      throw new WireError("MALFORMED", `a pointer leads to segment ${id} of ${this.segments.length}`);
    }
    return segment;
  }
}

/**
 * A place to stand in a struct, used again for one struct after the other: what reads the few fields of an envelope
 * allocates nothing. Fields that the sender did not write read as zero.
 */
export class StructCursor {
  segment: ReaderSegment = nowhere;
  start = 0;
  dataBytes = 0;
  pointerCount = 0;
  depth = 0;

  point(segment: ReaderSegment, start: number, dataBytes: number, pointerCount: number, depth: number): void {
    this.segment = segment;
    this.start = start;
    this.dataBytes = dataBytes;
    this.pointerCount = pointerCount;
    this.depth = depth;
  }

  uint8(offset: number): number {
    return offset < this.dataBytes ? this.segment.view.getUint8(this.start + offset) : 0;
  }
  uint16(offset: number): number {
    return offset + 2 <= this.dataBytes ? this.segment.view.getUint16(this.start + offset, true) : 0;
  }
  uint32(offset: number): number {
    return offset + 4 <= this.dataBytes ? this.segment.view.getUint32(this.start + offset, true) : 0;
  }
  /** Where pointer `index` is; -1 when the sender's struct does not have it. */
  pointerAt(index: number): number {
    return index < this.pointerCount ? this.start + this.dataBytes + index * 8 : -1;
  }
}

const nowhere: ReaderSegment = {
  bytes: emptyBytes,
  view: new DataView(emptyBytes.buffer),
  start: 0,
  end: 0,
};

/** Bytes of the frame header of a message of so many segments, padding included. */
export function headerBytes(segments: number): number {
  return (4 + segments * 4 + 7) & ~7;
}

/** Where a pointer is, unread: for AnyPointer, and for the content of an RPC payload. */
export class PointerReader {
  readonly message: MessageReader;
  readonly segment: ReaderSegment;
  readonly at: number;
  readonly depth: number;

  constructor(message: MessageReader, segment: ReaderSegment, at: number, depth: number) {
    this.message = message;
    this.segment = segment;
    this.at = at;
    this.depth = depth;
  }

  kind(): "null" | "struct" | "list" | "capability" {
    return this.message.kindAt(this.segment, this.at);
  }

  struct(): StructReader | undefined {
    return this.message.structAt(this.segment, this.at, this.depth);
  }

  list(): ListReader | undefined {
    return this.message.listAt(this.segment, this.at, this.depth);
  }

  /** Index into the message's capability table; -1 for a null pointer. */
  capability(): number {
    return this.message.capabilityAt(this.segment, this.at);
  }
}

/**
 * A struct in a received message. Reading beyond what the sender wrote gives zero or null, which is what lets schemas
 * grow. Byte offsets are from the start of the data section, pointer indexes from the start of the pointer section.
 */
export class StructReader {
  readonly message: MessageReader;
  readonly segment: ReaderSegment;
  readonly start: number;
  readonly dataBytes: number;
  readonly pointerCount: number;
  readonly depth: number;

  constructor(
    message: MessageReader,
    segment: ReaderSegment,
    start: number,
    dataBytes: number,
    pointerCount: number,
    depth: number,
  ) {
    this.message = message;
    this.segment = segment;
    this.start = start;
    this.dataBytes = dataBytes;
    this.pointerCount = pointerCount;
    this.depth = depth;
  }

  bit(bit: number): boolean {
    return (
      bit >>> 3 < this.dataBytes &&
      (this.segment.view.getUint8(this.start + (bit >>> 3)) >> (bit & 7)) % 2 === 1
    );
  }
  uint8(offset: number): number {
    return offset < this.dataBytes ? this.segment.view.getUint8(this.start + offset) : 0;
  }
  int8(offset: number): number {
    return offset < this.dataBytes ? this.segment.view.getInt8(this.start + offset) : 0;
  }
  uint16(offset: number): number {
    return offset + 2 <= this.dataBytes ? this.segment.view.getUint16(this.start + offset, true) : 0;
  }
  int16(offset: number): number {
    return offset + 2 <= this.dataBytes ? this.segment.view.getInt16(this.start + offset, true) : 0;
  }
  uint32(offset: number): number {
    return offset + 4 <= this.dataBytes ? this.segment.view.getUint32(this.start + offset, true) : 0;
  }
  int32(offset: number): number {
    return offset + 4 <= this.dataBytes ? this.segment.view.getInt32(this.start + offset, true) : 0;
  }
  uint64(offset: number): bigint {
    return offset + 8 <= this.dataBytes ? this.segment.view.getBigUint64(this.start + offset, true) : 0n;
  }
  int64(offset: number): bigint {
    return offset + 8 <= this.dataBytes ? this.segment.view.getBigInt64(this.start + offset, true) : 0n;
  }
  float32(offset: number): number {
    return offset + 4 <= this.dataBytes ? this.segment.view.getFloat32(this.start + offset, true) : 0;
  }
  float64(offset: number): number {
    return offset + 8 <= this.dataBytes ? this.segment.view.getFloat64(this.start + offset, true) : 0;
  }

  /** The pointer itself; undefined when the sender's struct does not have it. */
  pointer(index: number): PointerReader | undefined {
    if (index >= this.pointerCount) return undefined;
    return new PointerReader(this.message, this.segment, this.#at(index), this.depth);
  }
  isNull(index: number): boolean {
    if (index >= this.pointerCount) return true;
    const at = this.#at(index);
    return this.segment.view.getInt32(at, true) === 0 && this.segment.view.getInt32(at + 4, true) === 0;
  }
  struct(index: number): StructReader | undefined {
    return index < this.pointerCount
      ? this.message.structAt(this.segment, this.#at(index), this.depth)
      : undefined;
  }
  list(index: number): ListReader | undefined {
    return index < this.pointerCount
      ? this.message.listAt(this.segment, this.#at(index), this.depth)
      : undefined;
  }
  /** Index into the message's capability table; -1 for null. */
  capability(index: number): number {
    return index < this.pointerCount ? this.message.capabilityAt(this.segment, this.#at(index)) : -1;
  }
  /** Undefined for null. */
  text(index: number): string | undefined {
    return this.list(index)?.text();
  }
  /** A view of the message's own bytes, not a copy. Undefined for null. */
  data(index: number): Uint8Array | undefined {
    return this.list(index)?.bytes();
  }

  #at(index: number): number {
    return this.start + this.dataBytes + index * 8;
  }
}

/** A list in a received message. */
export class ListReader {
  readonly message: MessageReader;
  readonly segment: ReaderSegment;
  readonly start: number;
  /** One of `ElementSize`, as the sender wrote it. */
  readonly elementSize: number;
  readonly length: number;
  /** Bits from one element to the next. */
  readonly stepBits: number;
  /** Data bytes (less than one for bits) and pointers of each element, when read as a struct. */
  readonly dataBytes: number;
  readonly pointerCount: number;
  readonly depth: number;

  constructor(
    message: MessageReader,
    segment: ReaderSegment,
    start: number,
    elementSize: number,
    length: number,
    stepBits: number,
    dataBytes: number,
    pointerCount: number,
    depth: number,
  ) {
    this.message = message;
    this.segment = segment;
    this.start = start;
    this.elementSize = elementSize;
    this.length = length;
    this.stepBits = stepBits;
    this.dataBytes = dataBytes;
    this.pointerCount = pointerCount;
    this.depth = depth;
  }

  /**
   * Element `index` as a struct: how lists of structs are read, and how a list of primitives or pointers reads where
   * its schema has since become a list of structs. A list of bits cannot.
   */
  struct(index: number): StructReader {
    if (this.elementSize === ElementSize.bit) {
      throw new WireError("MALFORMED", "a list of bits cannot be read as a list of structs");
    }
    this.#check(index);
    const start = this.start + (index * this.stepBits) / 8;
    return new StructReader(this.message, this.segment, start, this.dataBytes, this.pointerCount, this.depth);
  }

  /** Where element `index` of a list of pointers is. */
  pointer(index: number): PointerReader {
    if (this.pointerCount === 0) throw new WireError("MALFORMED", "expected a list of pointers");
    this.#check(index);
    const at = this.start + (index * this.stepBits) / 8 + this.dataBytes;
    return new PointerReader(this.message, this.segment, at, this.depth);
  }

  bit(index: number): boolean {
    if (this.elementSize !== ElementSize.bit) throw new WireError("MALFORMED", "expected a list of bits");
    this.#check(index);
    return (this.segment.view.getUint8(this.start + (index >>> 3)) >> (index & 7)) % 2 === 1;
  }

  /** The bytes of a Data list, in place. */
  bytes(): Uint8Array {
    this.#expectBytes("Data");
    if (this.length === 0) return emptyBytes;
    return this.segment.bytes.subarray(this.start, this.start + this.length);
  }

  /** The text of a Text list, without its final NUL. */
  text(): string {
    this.#expectBytes("Text");
    const length = this.length - 1;
    if (length < 0 || this.segment.view.getUint8(this.start + length) !== 0) {
      throw new WireError("MALFORMED", "a text does not end with a NUL byte");
    }
    return textDecoder.decode(this.segment.bytes.subarray(this.start, this.start + length));
  }

  #check(index: number): void {
    if (!(index >= 0 && index < this.length)) {
      throw new RangeError(`a list of ${this.length} elements has none at ${index}`);
    }
  }

  #expectBytes(what: string): void {
    if (this.elementSize !== ElementSize.byte) {
      throw new WireError("MALFORMED", `expected ${what}, got a list of another kind of element`);
    }
  }
}

function kindOf(low: number): "struct" | "list" | "capability" {
  switch (low & 3) {
    case 0:
      return "struct";
    case 1:
      return "list";
    case 3:
      if (low === 3) return "capability";
  }
  throw new WireError("MALFORMED", "a pointer of an unknown kind");
}

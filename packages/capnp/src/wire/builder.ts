// builder.ts: builds a message in memory that never moves, so that a view handed out stays good until it is sent.
//
// https://capnproto.org/encoding.html#pointers. Offsets are in bytes from the start of a segment's `view`.
import { headerBytes } from "./frame-header.ts";
import { type MessageLimits, WireError } from "./limits.ts";

const textEncoder = new TextEncoder();

/** A run of memory that objects are allocated in, front to back. Bytes from `end` to `limit` are zero. */
export interface BuilderSegment {
  readonly id: number;
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** Where its first word is. */
  readonly start: number;
  /** Where the next object goes. */
  end: number;
  readonly limit: number;
  /** It is one large Data, copied: nobody has a view of it. */
  readonly isCopy: boolean;
}

/** Gives memory of at least so many bytes, whatever may be in it, to copy a large Data into. */
export type CopyMemory = (byteLength: number) => Uint8Array;

/**
 * Memory for a frame header (8 bytes at `start`) and a first segment behind it, zero from `start` to `limit`. `view`
 * covers all of `bytes`.
 */
export interface MessageMemory {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly start: number;
  readonly limit: number;
}

/** Where a pointer is in a message being built, to be set. */
export interface PointerSlot {
  readonly segment: BuilderSegment;
  readonly at: number;
}

/**
 * A message being built. Allocating returns the segment of the new object, and leaves its offset in `offset`: on the
 * path of every call, two results without an object to hold them.
 *
 * A message grows by new segments, never by moving old ones. Its first segment may lie in memory of the caller's,
 * so that small messages follow each other in one buffer.
 */
export class MessageBuilder {
  readonly segments: BuilderSegment[] = [];
  readonly limits: MessageLimits;
  readonly #copyMemory: CopyMemory;
  /** Offset of the object that was allocated last. */
  offset = 0;
  #bytesLeft = 0;
  /** Bytes of large Data, which has segments of its own. */
  #copiedBytes = 0;
  /** The segment that was begun last, for whatever comes. */
  #last: BuilderSegment | undefined;
  #frameStart = 0;

  /**
   * @param first where the message begins. Absent: in memory that the builder allocates.
   * @param copyMemory where large Data is copied to. Absent: as `first`.
   */
  constructor(limits: MessageLimits, first?: MessageMemory, copyMemory: CopyMemory = newBytes) {
    this.limits = limits;
    this.#copyMemory = copyMemory;
    this.restart(first ?? ownMemory(firstSegmentBytes));
  }

  /** Begins another message, elsewhere: the segments of the last one are let go of, not cleared. */
  restart(first: MessageMemory): void {
    this.#bytesLeft = this.limits.messageBytes;
    this.#copiedBytes = 0;
    this.#frameStart = first.start;
    const start = first.start + 8;
    const { bytes, view, limit } = first;
    this.#last = { id: 0, bytes, view, start, end: start, limit, isCopy: false };
    this.segments.length = 0;
    this.segments.push(this.#last);
    this.allocate(1);
  }

  /** The root pointer. */
  get root(): PointerSlot {
    const first = this.firstSegment;
    return { segment: first, at: first.start };
  }

  /** Bytes of the message so far, all segments together, without the frame header. */
  get byteLength(): number {
    return this.limits.messageBytes - this.#bytesLeft;
  }

  /**
   * Allocates zeroed words that no pointer leads to yet, anywhere.
   *
   * @throws WireError `LIMIT` when the message would exceed its limits.
   */
  allocate(words: number): BuilderSegment {
    const last = this.#last;
    const segment = last !== undefined && this.#fits(last, words) ? last : this.#grow(words);
    this.#take(segment, words);
    return segment;
  }

  /** Allocates a struct and makes the pointer at (`segment`, `at`) lead to it. The old target, if any, is lost. */
  initStruct(segment: BuilderSegment, at: number, dataWords: number, pointers: number): BuilderSegment {
    return this.#initObject(segment, at, dataWords + pointers, 0, dataWords | (pointers << 16));
  }

  /** Allocates a list of elements that are not structs. `elementSize` is one of `ElementSize`, but `composite`. */
  initList(
    segment: BuilderSegment,
    at: number,
    elementSize: number,
    bits: number,
    length: number,
  ): BuilderSegment {
    checkLength(length);
    const words = Math.ceil((length * bits) / 64);
    return this.#initObject(segment, at, words, 1, elementSize | (length << 3));
  }

  /** Allocates a list of structs; `offset` is where its first element starts, behind the tag word. */
  initStructList(
    segment: BuilderSegment,
    at: number,
    length: number,
    dataWords: number,
    pointers: number,
  ): BuilderSegment {
    checkLength(length);
    const words = length * (dataWords + pointers);
    checkLength(words);
    const target = this.#initObject(segment, at, words + 1, 1, 7 | (words << 3));
    target.view.setUint32(this.offset, length << 2, true);
    target.view.setUint32(this.offset + 4, dataWords | (pointers << 16), true);
    this.offset += 8;
    return target;
  }

  /**
   * For what is about to be converted: refuses at once what cannot become part of the message.
   *
   * @throws WireError `LIMIT` when so many bytes more would exceed the limits.
   */
  requireRoom(bytes: number): void {
    if (bytes > this.#bytesLeft) {
      throw new WireError("LIMIT", `a message would exceed the limit of ${this.limits.messageBytes} bytes`);
    }
  }

  /** Writes a Text: UTF-8 and a NUL. */
  setText(segment: BuilderSegment, at: number, text: string): void {
    if (!this.setShortText(segment, at, text)) this.setLongText(segment, at, text);
  }

  /** Writes a Text that is short and ASCII; false, and nothing done, for another. */
  setShortText(segment: BuilderSegment, at: number, text: string): boolean {
    return text.length <= shortText && this.#setAscii(segment, at, text);
  }

  /** Writes a Text of any kind: half of a surrogate pair becomes U+FFFD. */
  setLongText(segment: BuilderSegment, at: number, text: string): void {
    this.requireRoom(text.length);
    const encoded = textEncoder.encode(text);
    const target = this.initList(segment, at, 2, 8, encoded.byteLength + 1);
    target.bytes.set(encoded, this.offset);
  }

  /** Writes a Data: a copy of the bytes. */
  setData(segment: BuilderSegment, at: number, data: Uint8Array): void {
    const { byteLength } = data;
    if (
      byteLength >= largeData &&
      // The other half is for what else may come: many Data of a middling size share segments then.
      this.segments.length < this.limits.segments / 2 &&
      !this.#fits(segment, Math.ceil(byteLength / 8))
    ) {
      this.#setLargeData(segment, at, data);
      return;
    }
    const target = this.initList(segment, at, 2, 8, data.byteLength);
    target.bytes.set(data, this.offset);
  }

  /** Allocates a Data of `length` zero bytes and returns them, to fill until the message is sent. */
  initData(segment: BuilderSegment, at: number, length: number): Uint8Array {
    const target = this.initList(segment, at, 2, 8, length);
    return target.bytes.subarray(this.offset, this.offset + length);
  }

  /** Writes a capability pointer: an index into the payload's capability table, or -1 for a null pointer. */
  setCapability(segment: BuilderSegment, at: number, index: number): void {
    segment.view.setUint32(at, index < 0 ? 0 : 3, true);
    segment.view.setUint32(at + 4, Math.max(index, 0), true);
  }

  /**
   * Finishes a message of one segment: its frame is in the memory that it was begun in, up to `firstSegmentEnd`.
   * False, and nothing done, for one of several segments.
   */
  finishInPlace(): boolean {
    if (this.segments.length > 1) return false;
    const first = this.firstSegment;
    first.view.setUint32(this.#frameStart, 0, true);
    first.view.setUint32(this.#frameStart + 4, (first.end - first.start) / 8, true);
    return true;
  }

  /** Finishes the message: its parts, in order, whose bytes together are the frame. */
  finish(): readonly Uint8Array[] {
    if (this.finishInPlace()) {
      const first = this.firstSegment;
      return [first.bytes.subarray(this.#frameStart, first.end)];
    }
    const header = new DataView(new ArrayBuffer(headerBytes(this.segments.length)));
    header.setUint32(0, this.segments.length - 1, true);
    const parts: Uint8Array[] = [new Uint8Array(header.buffer)];
    for (const segment of this.segments) {
      header.setUint32(4 + segment.id * 4, (segment.end - segment.start) / 8, true);
      parts.push(segment.bytes.subarray(segment.start, segment.end));
    }
    return parts;
  }

  /** Bytes of the frame: of the message and its header. */
  get frameBytes(): number {
    return headerBytes(this.segments.length) + this.byteLength;
  }

  /** Where the caller's memory is free again after `finish()`: the end of the first segment. */
  get firstSegmentEnd(): number {
    return this.firstSegment.end;
  }

  #initObject(
    segment: BuilderSegment,
    at: number,
    words: number,
    kind: number,
    high: number,
  ): BuilderSegment {
    if (this.#fits(segment, words)) {
      this.#take(segment, words);
      // A pointer to a struct of size zero would look null where the struct follows it; -1 marks it as present.
      const low = words + kind === 0 ? -1 : (this.offset - at - 8) / 8;
      segment.view.setInt32(at, (low << 2) | kind, true);
      segment.view.setUint32(at + 4, high, true);
      return segment;
    }
    // The object goes to another segment, behind a landing pad to which a far pointer leads.
    const target = this.allocate(words + 1);
    const pad = this.offset;
    this.#setFar(segment, at, target, pad, kind, high);
    this.offset = pad + 8;
    return target;
  }

  /** It gets a segment of its own, which need not be zero before it is copied there. */
  #setLargeData(segment: BuilderSegment, at: number, data: Uint8Array): void {
    const { byteLength } = data;
    checkLength(byteLength);
    const words = 1 + Math.ceil(byteLength / 8);
    this.#requireGrowth(words);
    const bytes = this.#copyMemory(words * 8);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const { length: id } = this.segments;
    // What is behind it may not be zero: nothing else is allocated there.
    const target = { id, bytes, view, start: 0, end: 0, limit: words * 8, isCopy: true };
    this.segments.push(target);
    this.#take(target, words);
    this.#copiedBytes += words * 8;
    this.#setFar(segment, at, target, 0, 1, 2 | (byteLength << 3));
    bytes.set(data, 8);
    bytes.fill(0, 8 + byteLength, words * 8);
  }

  /** Makes the pointer lead to what lies behind a landing pad. */
  #setFar(
    segment: BuilderSegment,
    at: number,
    target: BuilderSegment,
    pad: number,
    kind: number,
    high: number,
  ): void {
    target.view.setInt32(pad, kind, true);
    target.view.setUint32(pad + 4, high, true);
    segment.view.setUint32(at, (pad - target.start) | 2, true);
    segment.view.setUint32(at + 4, target.id, true);
  }

  #setAscii(segment: BuilderSegment, at: number, text: string): boolean {
    const { length } = text;
    for (let i = 0; i < length; i++) if (text.charCodeAt(i) > 0x7f) return false;
    const target = this.initList(segment, at, 2, 8, length + 1);
    for (let i = 0; i < length; i++) target.bytes[this.offset + i] = text.charCodeAt(i);
    return true;
  }

  #fits(segment: BuilderSegment, words: number): boolean {
    return segment.end + words * 8 <= segment.limit;
  }

  #take(segment: BuilderSegment, words: number): void {
    this.requireRoom(words * 8);
    this.#bytesLeft -= words * 8;
    this.offset = segment.end;
    segment.end += words * 8;
  }

  /** @throws WireError `LIMIT` when another segment of so many words would exceed the limits. */
  #requireGrowth(words: number): void {
    this.requireRoom(words * 8);
    if (this.segments.length >= this.limits.segments) {
      throw new WireError("LIMIT", `a message would exceed the limit of ${this.limits.segments} segments`);
    }
  }

  #grow(words: number): BuilderSegment {
    this.#requireGrowth(words);
    // Doubling keeps the number of segments small; what is larger than that gets a segment of its own.
    const memory = ownMemory(
      Math.max(words * 8, Math.min(this.byteLength - this.#copiedBytes, largestGrowth), firstSegmentBytes),
    );
    const segment = {
      id: this.segments.length,
      bytes: memory.bytes,
      view: memory.view,
      start: 0,
      end: 0,
      limit: memory.limit,
      isCopy: false,
    };
    this.segments.push(segment);
    this.#last = segment;
    return segment;
  }

  /** Where the message begins. */
  get firstSegment(): BuilderSegment {
    const first = this.segments[0];
    if (first === undefined) throw new Error("a message always has a first segment");
    return first;
  }
}

const shortText = 48;
/** From so many bytes on, clearing memory before it is copied to would be seen. */
const largeData = 64 * 1024;
const firstSegmentBytes = 1024;
const largestGrowth = 1024 * 1024;

function newBytes(byteLength: number): Uint8Array {
  return new Uint8Array(byteLength);
}

/** Memory of so many bytes for the beginning of a message. */
export function ownMemory(byteLength: number): MessageMemory {
  // Made for both: an array that was made alone gets its buffer only when it is asked for that, which takes longer.
  const buffer = new ArrayBuffer(byteLength);
  return { bytes: new Uint8Array(buffer), view: new DataView(buffer), start: 0, limit: byteLength };
}

/** List lengths have 29 bits on the wire. */
function checkLength(length: number): void {
  if (!Number.isInteger(length) || length < 0 || length >= 2 ** 29) {
    throw new WireError("LIMIT", `a list has from 0 to ${2 ** 29 - 1} elements, not ${length}`);
  }
}

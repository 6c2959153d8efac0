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
}

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
  /** Offset of the object that was allocated last. */
  offset = 0;
  #bytesLeft = 0;
  #frameStart = 0;

  /** @param first where the message begins. Absent: in memory that the builder allocates. */
  constructor(limits: MessageLimits, first?: MessageMemory) {
    this.limits = limits;
    this.restart(first ?? ownMemory(firstSegmentBytes));
  }

  /** Begins another message, elsewhere: the segments of the last one are let go of, not cleared. */
  restart(first: MessageMemory): void {
    this.#bytesLeft = this.limits.messageBytes;
    this.#frameStart = first.start;
    const start = first.start + 8;
    this.segments.length = 0;
    this.segments.push({
      id: 0,
      bytes: first.bytes,
      view: first.view,
      start,
      end: start,
      limit: first.limit,
    });
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
    const last = this.segments[this.segments.length - 1];
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
    target.view.setInt32(pad, kind, true);
    target.view.setUint32(pad + 4, high, true);
    segment.view.setUint32(at, (pad - target.start) | 2, true);
    segment.view.setUint32(at + 4, target.id, true);
    this.offset = pad + 8;
    return target;
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

  #grow(words: number): BuilderSegment {
    this.requireRoom(words * 8);
    if (this.segments.length >= this.limits.segments) {
      throw new WireError("LIMIT", `a message would exceed the limit of ${this.limits.segments} segments`);
    }
    // Doubling keeps the number of segments small; what is larger than that gets a segment of its own.
    const memory = ownMemory(
      Math.max(words * 8, Math.min(this.byteLength, largestGrowth), firstSegmentBytes),
    );
    const segment = {
      id: this.segments.length,
      bytes: memory.bytes,
      view: memory.view,
      start: 0,
      end: 0,
      limit: memory.limit,
    };
    this.segments.push(segment);
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
const firstSegmentBytes = 1024;
const largestGrowth = 1024 * 1024;

function ownMemory(byteLength: number): MessageMemory {
  const bytes = new Uint8Array(byteLength);
  return { bytes, view: new DataView(bytes.buffer), start: 0, limit: byteLength };
}

/** List lengths have 29 bits on the wire. */
function checkLength(length: number): void {
  if (!Number.isInteger(length) || length < 0 || length >= 2 ** 29) {
    throw new WireError("LIMIT", `a list has from 0 to ${2 ** 29 - 1} elements, not ${length}`);
  }
}

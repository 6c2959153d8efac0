// struct-reader.ts: the fields of a received struct, whatever of it its sender wrote.
//
// https://capnproto.org/encoding.html#structs. Whoever makes one has checked that the struct is inside of its segment.
import type { ListReader } from "./list-reader.ts";
import type { MessageReader } from "./message-reader.ts";
import { PointerReader } from "./pointer-reader.ts";
import type { ReaderSegment } from "./segment.ts";

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

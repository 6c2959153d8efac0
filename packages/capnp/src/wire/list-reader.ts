// list-reader.ts: the elements of a received list: as its sender wrote them, or as structs that begin with them.
//
// https://capnproto.org/encoding.html#lists. Whoever makes one has checked that the list is inside of its segment.
import { type ElementLayout, ElementSize } from "./element-layout.ts";
import { WireError } from "./limits.ts";
import type { MessageReader } from "./message-reader.ts";
import { PointerReader } from "./pointer-reader.ts";
import type { ReaderSegment } from "./segment.ts";
import { StructReader } from "./struct-reader.ts";

/** A text that begins with a byte order mark has one as its first character. */
const textDecoder = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * The same by what Buffers have in Bun and Node.js: in half the time for a short text, and without an object for its bytes.
 */
const utf8Slice: ((this: Uint8Array, start: number, end: number) => string) | undefined = (
  globalThis as { readonly Buffer?: { readonly prototype: { readonly utf8Slice?: typeof utf8Slice } } }
).Buffer?.prototype.utf8Slice;

const noBytes = new Uint8Array(0);

/** A list in a received message. */
export class ListReader implements ElementLayout {
  readonly message: MessageReader;
  readonly segment: ReaderSegment;
  readonly start: number;
  readonly length: number;
  readonly layout: ElementLayout;
  readonly depth: number;

  constructor(
    message: MessageReader,
    segment: ReaderSegment,
    start: number,
    length: number,
    layout: ElementLayout,
    depth: number,
  ) {
    this.message = message;
    this.segment = segment;
    this.start = start;
    this.length = length;
    this.layout = layout;
    this.depth = depth;
  }

  get elementSize(): number {
    return this.layout.elementSize;
  }

  get stepBits(): number {
    return this.layout.stepBits;
  }

  get dataBytes(): number {
    return this.layout.dataBytes;
  }

  get pointerCount(): number {
    return this.layout.pointerCount;
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
    if (this.length === 0) return noBytes;
    return this.segment.bytes.subarray(this.start, this.start + this.length);
  }

  /** The text of a Text list, without its final NUL. */
  text(): string {
    this.#expectBytes("Text");
    const length = this.length - 1;
    if (length < 0 || this.segment.view.getUint8(this.start + length) !== 0) {
      throw new WireError("MALFORMED", "a text does not end with a NUL byte");
    }
    const { bytes } = this.segment;
    return utf8Slice === undefined
      ? textDecoder.decode(bytes.subarray(this.start, this.start + length))
      : utf8Slice.call(bytes, this.start, this.start + length);
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

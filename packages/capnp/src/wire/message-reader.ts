// message-reader.ts: follows the pointers of a received message. Whatever the bytes say, it stays inside them and ends.
//
// https://capnproto.org/encoding.html#pointers. Offsets are in bytes from the start of `view` unless they say words.
import { ElementSize, simpleLayouts } from "./element-layout.ts";
import { headerBytes } from "./frame-header.ts";
import { type MessageLimits, WireError } from "./limits.ts";
import { ListReader } from "./list-reader.ts";
import { PointerReader } from "./pointer-reader.ts";
import type { ReaderSegment } from "./segment.ts";
import type { StructCursor } from "./struct-cursor.ts";
import { StructReader } from "./struct-reader.ts";

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
    if ((low & 3) === 2) return this.#farStruct(segment, at, depth);
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
    if ((low & 3) === 2) return this.#farList(segment, at, depth);
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

  // Apart from what follows near pointers, which would else make room for a closure each time.
  #farStruct(segment: ReaderSegment, at: number, depth: number): StructReader {
    return this.#followFar(segment, at, (s, tag, start, tags) => this.#struct(s, tag, start, depth, tags));
  }

  #farList(segment: ReaderSegment, at: number, depth: number): ListReader {
    return this.#followFar(segment, at, (s, tag, start, tags) => this.#list(s, tag, start, depth, tags));
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
    const layout = simpleLayouts[elementSize];
    if (layout !== undefined) {
      const words = Math.ceil((count * layout.stepBits) / 64);
      // Elements without size cost nothing to send, yet reading them takes time: charge a word for each.
      this.#enter(content, start, words, depth, layout.stepBits === 0 ? count : words);
      return new ListReader(this, content, start, count, layout, depth - 1);
    }
    return this.#structList(content, start, count, depth);
  }

  /** A list of structs, which begins with a tag; `count` is its words without that. */
  #structList(content: ReaderSegment, start: number, count: number, depth: number): ListReader {
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
    const layout = {
      elementSize: ElementSize.composite,
      stepBits: step * 64,
      dataBytes: dataWords * 8,
      pointerCount: pointers,
    };
    return new ListReader(this, content, start + 8, elements, layout, depth - 1);
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

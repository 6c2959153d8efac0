// message.ts: a message as a tree of what its pointers say, by the encoding's rules alone. It knows no schema and shares
// no code with what it judges.
//
// Two trees are the same value when they are equal after canonicalization: a struct ends with its last word that is not
// zero and its last pointer that is not null, whatever segments and far pointers it was made of.

export type Pointer = StructValue | ListValue | "null" | "capability";

export interface StructValue {
  readonly kind: "struct";
  /** Without the zeros at its end. */
  readonly data: Uint8Array;
  /** Without the nulls at its end. */
  readonly pointers: readonly Pointer[];
}

/** `elements` of structs and of pointers; of all others the bytes, of which a list of bits uses the last in part. */
export type ListValue =
  | { readonly kind: "list"; readonly of: "structs"; readonly elements: readonly StructValue[] }
  | { readonly kind: "list"; readonly of: "pointers"; readonly elements: readonly Pointer[] }
  | {
      readonly kind: "list";
      readonly of: "bits" | "values";
      readonly length: number;
      readonly elementBytes: number;
      readonly bytes: Uint8Array;
    };

/**
 * Reads a framed message.
 *
 * @throws RangeError when it is not one, whatever is wrong with it.
 */
export function readMessage(bytes: Uint8Array): Pointer {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint32(0, true) + 1;
  const segments: DataView[] = [];
  let at = (4 + count * 4 + 7) & ~7;
  for (let i = 0; i < count; i++) {
    const size = view.getUint32(4 + i * 4, true) * 8;
    segments.push(new DataView(bytes.buffer, bytes.byteOffset + at, size));
    at += size;
  }
  if (at !== bytes.byteLength) throw new RangeError(`${bytes.byteLength} bytes, of which a message is ${at}`);
  return new Reader(segments).pointer(0, 0);
}

class Reader {
  readonly #segments: readonly DataView[];

  constructor(segments: readonly DataView[]) {
    this.#segments = segments;
  }

  pointer(segment: number, at: number): Pointer {
    const view = this.#segment(segment);
    const [low, high] = [view.getUint32(at, true), view.getUint32(at + 4, true)];
    if (low === 0 && high === 0) return "null";
    switch (low & 3) {
      case 0:
      case 1:
        return this.#object(segment, at + 8 + (low >> 2) * 8, low, high);
      case 2:
        return this.#far(low, high);
      default:
        if (low !== 3) throw new RangeError(`a pointer of an unknown kind, ${low}`);
        return "capability";
    }
  }

  #far(low: number, segment: number): Pointer {
    const at = (low >>> 3) * 8;
    if ((low & 4) === 0) return this.pointer(segment, at);
    const view = this.#segment(segment);
    const pad = view.getUint32(at, true);
    if ((pad & 7) !== 2) throw new RangeError("a double far pointer that leads to no far pointer");
    const start = (pad >>> 3) * 8;
    return this.#object(
      view.getUint32(at + 4, true),
      start,
      view.getUint32(at + 8, true),
      view.getUint32(at + 12, true),
    );
  }

  #object(segment: number, start: number, low: number, high: number): Pointer {
    if ((low & 3) === 0) return this.#struct(segment, start, high & 0xffff, high >>> 16);
    return this.#list(segment, start, high & 7, high >>> 3);
  }

  #struct(segment: number, start: number, words: number, pointerCount: number): StructValue {
    let data = this.#bytes(segment, start, words * 8);
    let used = data.byteLength;
    while (used > 0 && data[used - 1] === 0) used--;
    data = data.subarray(0, used);
    const pointers = Array.from({ length: pointerCount }, (_, i) =>
      this.pointer(segment, start + words * 8 + i * 8),
    );
    while (pointers.at(-1) === "null") pointers.pop();
    return { kind: "struct", data, pointers };
  }

  #list(segment: number, start: number, size: number, length: number): ListValue {
    if (size === 7) {
      const view = this.#segment(segment);
      const [low, high] = [view.getUint32(start, true), view.getUint32(start + 4, true)];
      const [words, pointers] = [high & 0xffff, high >>> 16];
      if (length !== (low >>> 2) * (words + pointers))
        throw new RangeError("a list of structs of another length");
      const elements = Array.from({ length: low >>> 2 }, (_, i) =>
        this.#struct(segment, start + 8 + i * (words + pointers) * 8, words, pointers),
      );
      return { kind: "list", of: "structs", elements };
    }
    if (size === 6) {
      const elements = Array.from({ length }, (_, i) => this.pointer(segment, start + i * 8));
      return { kind: "list", of: "pointers", elements };
    }
    if (size === 1) {
      const bytes = this.#bytes(segment, start, (length + 7) >> 3).slice();
      const last = bytes.byteLength - 1;
      if (length % 8 !== 0) bytes[last] = (bytes[last] ?? 0) & (2 ** (length % 8) - 1);
      return { kind: "list", of: "bits", length, elementBytes: 0, bytes };
    }
    const elementBytes = [0, 0, 1, 2, 4, 8][size] ?? 0;
    const bytes = this.#bytes(segment, start, length * elementBytes);
    return { kind: "list", of: "values", length, elementBytes, bytes };
  }

  #bytes(segment: number, start: number, length: number): Uint8Array {
    const view = this.#segment(segment);
    if (start < 0 || start + length > view.byteLength)
      throw new RangeError("a pointer leads out of its segment");
    return new Uint8Array(view.buffer, view.byteOffset + start, length);
  }

  #segment(index: number): DataView {
    const segment = this.#segments[index];
    if (segment === undefined) throw new RangeError(`there is no segment ${index}`);
    return segment;
  }
}

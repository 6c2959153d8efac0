// extents.ts: how large values are: a constant can hold another one many times over, and a small schema a huge message.
import type { RawPointer } from "./value.ts";

export interface ValueExtent {
  readonly words: number;
  readonly depth: number;
}

/** Knows the sizes of values that it has seen: those that hold them are measured without going through them again. */
export class ValueExtents {
  readonly #known = new WeakMap<object, ValueExtent>();

  of(value: RawPointer): ValueExtent {
    if (value === undefined) return nothing;
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    const extent = this.#measure(value);
    this.#known.set(value, extent);
    return extent;
  }

  #measure(value: Exclude<RawPointer, undefined>): ValueExtent {
    switch (value.kind) {
      case "bytes":
        return { words: Math.ceil(value.bytes.byteLength / 8), depth: 1 };
      case "list":
        return { words: Math.ceil(value.data.byteLength / 8), depth: 1 };
      case "struct":
        return this.#around(value.data.byteLength / 8 + value.pointers.length, value.pointers);
      case "pointers":
        return this.#around(value.elements.length, value.elements);
      case "structs":
        return this.#around(1, value.elements);
    }
  }

  #around(words: number, parts: readonly RawPointer[]): ValueExtent {
    let all = words;
    let depth = 0;
    for (const part of parts) {
      const extent = this.of(part);
      all += extent.words;
      depth = Math.max(depth, extent.depth);
    }
    return { words: all, depth: depth + 1 };
  }
}

const nothing: ValueExtent = { words: 0, depth: 0 };

// raw-lists.ts: lists in constants and defaults, as a message holds them.
import type { StructContent } from "./compiled.ts";
import { writeNumber } from "./raw-numbers.ts";
import { dataBits, type Type } from "./types.ts";
import {
  emptyStruct,
  type RawList,
  type RawPointerList,
  type RawStruct,
  type RawStructList,
  type Value,
} from "./value.ts";

export type RawElements = RawList | RawPointerList | RawStructList;

/** A list of elements that are zero, null or empty. @param content of elements that are structs */
export function emptyList(element: Type, length: number, content: StructContent | undefined): RawElements {
  if (content !== undefined) {
    const { dataWords, pointers } = content;
    const elements = Array.from({ length }, () => emptyStruct(dataWords, pointers));
    return { kind: "structs", dataWords, pointers, elements };
  }
  const bits = dataBits(element);
  if (bits === undefined) return { kind: "pointers", elements: Array.from({ length }, () => undefined) };
  const data = new Uint8Array(Math.ceil((length * bits) / 8));
  return { kind: "list", elementSize: elementSizes.indexOf(bits), bits, length, data };
}

/** Bits of an element by its size as it is on the wire. */
const elementSizes: readonly number[] = [0, 1, 8, 16, 32, 64];

/** Sets an element to a value of the list's element type. */
export function setElement(list: RawElements, index: number, element: Type, value: Value): void {
  switch (list.kind) {
    case "pointers":
      if (value.kind === "pointer") list.elements[index] = value.target;
      break;
    case "structs": {
      const into = list.elements[index];
      if (into !== undefined && value.kind === "pointer" && value.target?.kind === "struct") {
        copyStruct(value.target, into);
      }
      break;
    }
    case "list":
      writeNumber(new DataView(list.data.buffer), index, element, value);
  }
}

/** Elements of a list are all as large as their type: what a struct has beyond that has no place. */
function copyStruct(from: RawStruct, into: RawStruct): void {
  into.data.set(from.data.subarray(0, into.data.byteLength));
  into.pointers.forEach((_, i) => {
    into.pointers[i] = from.pointers[i];
  });
}

// value.ts: constants and defaults, laid out as a message holds them, but not yet in one.
import type { SchemaNode } from "./schema-node.ts";
import type { Type } from "./types.ts";

/** A value with as much of its type as can be seen from itself. */
export type Value =
  | { readonly kind: "void" }
  | { readonly kind: "bool"; readonly value: boolean }
  | { readonly kind: "integer"; readonly value: bigint }
  | { readonly kind: "float"; readonly value: number }
  | { readonly kind: "enum"; readonly node: SchemaNode; readonly ordinal: number }
  | { readonly kind: "pointer"; readonly type: Type; readonly target: RawPointer };

/** What a pointer leads to; undefined: nowhere. */
export type RawPointer = RawBytes | RawStruct | RawList | RawPointerList | RawStructList | undefined;

/** A text with its NUL, or data. */
export interface RawBytes {
  readonly kind: "bytes";
  readonly bytes: Uint8Array;
}

/** The data section, whole words, and the pointers. */
export interface RawStruct {
  readonly kind: "struct";
  readonly data: Uint8Array;
  readonly pointers: RawPointer[];
}

/** A list of what lies in no pointer section. `elementSize` is as on the wire; `data` is as long as the elements. */
export interface RawList {
  readonly kind: "list";
  readonly elementSize: number;
  readonly bits: number;
  readonly length: number;
  readonly data: Uint8Array;
}

export interface RawPointerList {
  readonly kind: "pointers";
  readonly elements: RawPointer[];
}

/** All elements have sections of the same size. */
export interface RawStructList {
  readonly kind: "structs";
  readonly dataWords: number;
  readonly pointers: number;
  readonly elements: readonly RawStruct[];
}

/** What a text is in a message. */
export function rawText(bytes: Uint8Array): RawBytes {
  const terminated = new Uint8Array(bytes.byteLength + 1);
  terminated.set(bytes);
  return { kind: "bytes", bytes: terminated };
}

export function emptyStruct(dataWords: number, pointers: number): RawStruct {
  return {
    kind: "struct",
    data: new Uint8Array(dataWords * 8),
    pointers: new Array<RawPointer>(pointers).fill(undefined),
  };
}

// compiled.ts: what a schema comes to: nodes as code generators get them, before they are bytes.
import type { AnnotationTarget } from "./syntax.ts";
import type { Brand, Type } from "./types.ts";
import type { Value } from "./value.ts";

/** One node, with the groups or method structs that belong to it and are nodes of their own. */
export interface CompiledNode extends NodeInfo {
  readonly content: NodeContent;
  /** Groups of a struct; the structs of what an interface's methods take and give. */
  readonly parts: readonly CompiledPart[];
  /** Makes the values that need outlines of other nodes; each is made once. */
  readonly unfinished: (() => void)[];
}

/** A group, or a struct that a method declares in place. */
export interface CompiledPart extends NodeInfo {
  readonly content: StructContent;
}

export interface NodeInfo {
  id: bigint;
  /** Zero: none. */
  scopeId: bigint;
  readonly displayName: string;
  readonly displayNamePrefixLength: number;
  readonly isGeneric: boolean;
  readonly parameters: readonly string[];
  /** Undefined where there can be none. */
  readonly nested: readonly NamedId[] | undefined;
  annotations: readonly AppliedAnnotation[];
  readonly start: number;
  readonly end: number;
  doc: Uint8Array | undefined;
}

export interface NamedId {
  readonly name: string;
  readonly id: bigint;
}

export type NodeContent =
  | { readonly kind: "file" }
  | StructContent
  | EnumContent
  | InterfaceContent
  | { readonly kind: "const"; readonly value: ValueSlot }
  | { readonly kind: "annotation"; readonly type: Type; readonly targets: ReadonlySet<AnnotationTarget> };

export interface StructContent {
  readonly kind: "struct";
  dataWords: number;
  pointers: number;
  readonly isGroup: boolean;
  discriminantCount: number;
  /** In units of 16 bits. */
  discriminantOffset: number;
  /** In the order of their numbers. */
  readonly fields: CompiledField[];
}

export interface EnumContent {
  readonly kind: "enum";
  readonly enumerants: readonly CompiledMember[];
}

export interface InterfaceContent {
  readonly kind: "interface";
  readonly superclasses: readonly { readonly id: bigint; readonly brand: Brand }[];
  readonly methods: readonly CompiledMethod[];
}

/** An enumerant, and what fields and methods have as well. */
export interface CompiledMember {
  readonly name: string;
  readonly codeOrder: number;
  annotations: readonly AppliedAnnotation[];
  readonly start: number;
  readonly end: number;
  readonly doc: Uint8Array | undefined;
}

export interface CompiledField extends CompiledMember {
  /** Undefined: in no union. */
  readonly discriminant: number | undefined;
  /** Undefined: a group, which has no number. */
  ordinal: number | undefined;
  content: FieldContent;
}

export type FieldContent =
  | {
      readonly kind: "slot";
      /** In units of the field's size. */
      offset: number;
      readonly value: ValueSlot;
      readonly hasDefault: boolean;
    }
  | { readonly kind: "group"; readonly part: CompiledPart };

export interface CompiledMethod extends CompiledMember {
  readonly parameters: readonly string[];
  readonly params: MethodStruct;
  readonly results: MethodStruct;
}

export interface MethodStruct {
  readonly id: bigint;
  readonly brand: Brand;
}

export interface AppliedAnnotation {
  readonly id: bigint;
  readonly brand: Brand;
  readonly value: ValueSlot;
}

/** A value that is a constant, a default or an annotation's, once it is made; until then the zero of its type. */
export interface ValueSlot {
  readonly type: Type;
  value: Value | undefined;
}

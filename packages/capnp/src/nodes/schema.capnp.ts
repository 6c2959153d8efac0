// Generated from schema.capnp by @teleop/capnpc. Do not edit.
//
// Compiled schemas.
import * as $ from "../index.ts";

export type Node = Node.Fields &
  (
    | { readonly which: "file" }
    | { readonly which: "struct"; readonly struct: Node_struct }
    | { readonly which: "enum"; readonly enum: Node_enum }
    | { readonly which: "interface"; readonly interface: Node_interface }
    | { readonly which: "const"; readonly const: Node_const }
    | { readonly which: "annotation"; readonly annotation: Node_annotation }
    | { readonly which: number }
  );

export declare namespace Node {
  /** The fields that are not in the union. */
  interface Fields {
    readonly id: bigint;
    readonly displayName: string;
    /** Bytes of the display name that are not the node's own name. */
    readonly displayNamePrefixLength: number;
    /** Of the node around it; zero: there is none. */
    readonly scopeId: bigint;
    readonly parameters: readonly Node_Parameter[];
    /** Whether it, or a node around it, has type parameters. */
    readonly isGeneric: boolean;
    readonly nestedNodes: readonly Node_NestedNode[];
    readonly annotations: readonly Annotation[];
    readonly startByte: number;
    readonly endByte: number;
  }

  type Init = {
    readonly id?: bigint | undefined;
    readonly displayName?: string | undefined;
    /** Bytes of the display name that are not the node's own name. */
    readonly displayNamePrefixLength?: number | undefined;
    /** Of the node around it; zero: there is none. */
    readonly scopeId?: bigint | undefined;
    readonly parameters?: readonly Node_Parameter.Init[] | undefined;
    /** Whether it, or a node around it, has type parameters. */
    readonly isGeneric?: boolean | undefined;
    readonly nestedNodes?: readonly Node_NestedNode.Init[] | undefined;
    readonly annotations?: readonly Annotation.Init[] | undefined;
    readonly startByte?: number | undefined;
    readonly endByte?: number | undefined;
  } & (
    | { readonly which: "file" }
    | { readonly which: "struct"; readonly struct?: Node_struct.Init | undefined }
    | { readonly which: "enum"; readonly enum?: Node_enum.Init | undefined }
    | { readonly which: "interface"; readonly interface?: Node_interface.Init | undefined }
    | { readonly which: "const"; readonly const?: Node_const.Init | undefined }
    | { readonly which: "annotation"; readonly annotation?: Node_annotation.Init | undefined }
    | { readonly which?: number | undefined }
  );

  interface Builder {
    set id(value: bigint);
    set displayName(value: string);
    /** Bytes of the display name that are not the node's own name. */
    set displayNamePrefixLength(value: number);
    /** Of the node around it; zero: there is none. */
    set scopeId(value: bigint);
    set parameters(value: readonly Node_Parameter.Init[]);
    initParameters(length: number): $.StructListBuilder<Node_Parameter.Builder>;
    /** Whether it, or a node around it, has type parameters. */
    set isGeneric(value: boolean);
    set nestedNodes(value: readonly Node_NestedNode.Init[]);
    initNestedNodes(length: number): $.StructListBuilder<Node_NestedNode.Builder>;
    set annotations(value: readonly Annotation.Init[]);
    initAnnotations(length: number): $.StructListBuilder<Annotation.Builder>;
    set file(value: undefined);
    set struct(value: Node_struct.Init);
    initStruct(): Node_struct.Builder;
    set enum(value: Node_enum.Init);
    initEnum(): Node_enum.Builder;
    set interface(value: Node_interface.Init);
    initInterface(): Node_interface.Builder;
    set const(value: Node_const.Init);
    initConst(): Node_const.Builder;
    set annotation(value: Node_annotation.Init);
    initAnnotation(): Node_annotation.Builder;
    set startByte(value: number);
    set endByte(value: number);
  }
}

export const Node: $.Struct<Node, Node.Init, Node.Builder> = /*#__PURE__*/ $.structType({
  id: 0xe682ab4cf923a417n,
  name: "capnp/schema.capnp:Node",
  dataWords: 6,
  pointers: 6,
  union: 6,
  fields: () => [
    ["id", $.UInt64, 0],
    ["displayName", $.Text, 0],
    [
      "displayNamePrefixLength",
      $.UInt32,
      2,
      { doc: "Bytes of the display name that are not the node's own name." },
    ],
    ["scopeId", $.UInt64, 2, { doc: "Of the node around it; zero: there is none." }],
    ["nestedNodes", $.List(Node_NestedNode), 1],
    ["annotations", $.List(Annotation), 2],
    ["file", $.Void, 0, { tag: 0 }],
    ["struct", Node_struct, 0, { tag: 1 }],
    ["enum", Node_enum, 0, { tag: 2 }],
    ["interface", Node_interface, 0, { tag: 3 }],
    ["const", Node_const, 0, { tag: 4 }],
    ["annotation", Node_annotation, 0, { tag: 5 }],
    ["parameters", $.List(Node_Parameter), 5],
    ["isGeneric", $.Bool, 288, { doc: "Whether it, or a node around it, has type parameters." }],
    ["startByte", $.UInt32, 10],
    ["endByte", $.UInt32, 11],
  ],
});

export interface Node_Parameter {
  readonly name: string;
}

export declare namespace Node_Parameter {
  interface Init {
    readonly name?: string | undefined;
  }

  interface Builder {
    set name(value: string);
  }
}

export const Node_Parameter: $.Struct<
  Node_Parameter,
  Node_Parameter.Init,
  Node_Parameter.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xb9521bccf10fa3b1n,
  name: "capnp/schema.capnp:Node.Parameter",
  dataWords: 0,
  pointers: 1,
  fields: () => [["name", $.Text, 0]],
});

export interface Node_NestedNode {
  readonly name: string;
  readonly id: bigint;
}

export declare namespace Node_NestedNode {
  interface Init {
    readonly name?: string | undefined;
    readonly id?: bigint | undefined;
  }

  interface Builder {
    set name(value: string);
    set id(value: bigint);
  }
}

export const Node_NestedNode: $.Struct<
  Node_NestedNode,
  Node_NestedNode.Init,
  Node_NestedNode.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xdebf55bbfa0fc242n,
  name: "capnp/schema.capnp:Node.NestedNode",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["name", $.Text, 0],
    ["id", $.UInt64, 0],
  ],
});

/** What only people, and tools for them, look at. */
export interface Node_SourceInfo {
  readonly id: bigint;
  readonly docComment: string;
  readonly members: readonly Node_SourceInfo_Member[];
  readonly startByte: number;
  readonly endByte: number;
}

export declare namespace Node_SourceInfo {
  /** What only people, and tools for them, look at. */
  interface Init {
    readonly id?: bigint | undefined;
    readonly docComment?: string | undefined;
    readonly members?: readonly Node_SourceInfo_Member.Init[] | undefined;
    readonly startByte?: number | undefined;
    readonly endByte?: number | undefined;
  }

  /** What only people, and tools for them, look at. */
  interface Builder {
    set id(value: bigint);
    set docComment(value: string);
    set members(value: readonly Node_SourceInfo_Member.Init[]);
    initMembers(length: number): $.StructListBuilder<Node_SourceInfo_Member.Builder>;
    set startByte(value: number);
    set endByte(value: number);
  }
}

export const Node_SourceInfo: $.Struct<
  Node_SourceInfo,
  Node_SourceInfo.Init,
  Node_SourceInfo.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xf38e1de3041357aen,
  name: "capnp/schema.capnp:Node.SourceInfo",
  doc: "What only people, and tools for them, look at.",
  dataWords: 2,
  pointers: 2,
  fields: () => [
    ["id", $.UInt64, 0],
    ["docComment", $.Text, 0],
    ["members", $.List(Node_SourceInfo_Member), 1],
    ["startByte", $.UInt32, 2],
    ["endByte", $.UInt32, 3],
  ],
});

export interface Node_SourceInfo_Member {
  readonly docComment: string;
  readonly startByte: number;
  readonly endByte: number;
}

export declare namespace Node_SourceInfo_Member {
  interface Init {
    readonly docComment?: string | undefined;
    readonly startByte?: number | undefined;
    readonly endByte?: number | undefined;
  }

  interface Builder {
    set docComment(value: string);
    set startByte(value: number);
    set endByte(value: number);
  }
}

export const Node_SourceInfo_Member: $.Struct<
  Node_SourceInfo_Member,
  Node_SourceInfo_Member.Init,
  Node_SourceInfo_Member.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc2ba9038898e1fa2n,
  name: "capnp/schema.capnp:Node.SourceInfo.Member",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["docComment", $.Text, 0],
    ["startByte", $.UInt32, 0],
    ["endByte", $.UInt32, 1],
  ],
});

export interface Node_struct {
  readonly dataWordCount: number;
  readonly pointerCount: number;
  readonly preferredListEncoding: ElementSize | number;
  readonly isGroup: boolean;
  /** Members of the union; zero: there is none. */
  readonly discriminantCount: number;
  /** In units of 16 bits. */
  readonly discriminantOffset: number;
  /** In the order of their numbers. */
  readonly fields: readonly Field[];
}

export declare namespace Node_struct {
  interface Init {
    readonly dataWordCount?: number | undefined;
    readonly pointerCount?: number | undefined;
    readonly preferredListEncoding?: ElementSize | number | undefined;
    readonly isGroup?: boolean | undefined;
    /** Members of the union; zero: there is none. */
    readonly discriminantCount?: number | undefined;
    /** In units of 16 bits. */
    readonly discriminantOffset?: number | undefined;
    /** In the order of their numbers. */
    readonly fields?: readonly Field.Init[] | undefined;
  }

  interface Builder {
    set dataWordCount(value: number);
    set pointerCount(value: number);
    set preferredListEncoding(value: ElementSize | number);
    set isGroup(value: boolean);
    /** Members of the union; zero: there is none. */
    set discriminantCount(value: number);
    /** In units of 16 bits. */
    set discriminantOffset(value: number);
    /** In the order of their numbers. */
    set fields(value: readonly Field.Init[]);
    initFields(length: number): $.StructListBuilder<Field.Builder>;
  }
}

export const Node_struct: $.Struct<
  Node_struct,
  Node_struct.Init,
  Node_struct.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0x9ea0b19b37fb4435n,
  name: "capnp/schema.capnp:Node.struct",
  dataWords: 6,
  pointers: 6,
  fields: () => [
    ["dataWordCount", $.UInt16, 7],
    ["pointerCount", $.UInt16, 12],
    ["preferredListEncoding", ElementSize, 13],
    ["isGroup", $.Bool, 224],
    ["discriminantCount", $.UInt16, 15, { doc: "Members of the union; zero: there is none." }],
    ["discriminantOffset", $.UInt32, 8, { doc: "In units of 16 bits." }],
    ["fields", $.List(Field), 3, { doc: "In the order of their numbers." }],
  ],
});

export interface Node_enum {
  readonly enumerants: readonly Enumerant[];
}

export declare namespace Node_enum {
  interface Init {
    readonly enumerants?: readonly Enumerant.Init[] | undefined;
  }

  interface Builder {
    set enumerants(value: readonly Enumerant.Init[]);
    initEnumerants(length: number): $.StructListBuilder<Enumerant.Builder>;
  }
}

export const Node_enum: $.Struct<Node_enum, Node_enum.Init, Node_enum.Builder> = /*#__PURE__*/ $.groupType({
  id: 0xb54ab3364333f598n,
  name: "capnp/schema.capnp:Node.enum",
  dataWords: 6,
  pointers: 6,
  fields: () => [["enumerants", $.List(Enumerant), 3]],
});

export interface Node_interface {
  readonly methods: readonly Method[];
  readonly superclasses: readonly Superclass[];
}

export declare namespace Node_interface {
  interface Init {
    readonly methods?: readonly Method.Init[] | undefined;
    readonly superclasses?: readonly Superclass.Init[] | undefined;
  }

  interface Builder {
    set methods(value: readonly Method.Init[]);
    initMethods(length: number): $.StructListBuilder<Method.Builder>;
    set superclasses(value: readonly Superclass.Init[]);
    initSuperclasses(length: number): $.StructListBuilder<Superclass.Builder>;
  }
}

export const Node_interface: $.Struct<
  Node_interface,
  Node_interface.Init,
  Node_interface.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0xe82753cff0c2218fn,
  name: "capnp/schema.capnp:Node.interface",
  dataWords: 6,
  pointers: 6,
  fields: () => [
    ["methods", $.List(Method), 3],
    ["superclasses", $.List(Superclass), 4],
  ],
});

export interface Node_const {
  readonly type: Type | undefined;
  readonly value: Value | undefined;
}

export declare namespace Node_const {
  interface Init {
    readonly type?: Type.Init | undefined;
    readonly value?: Value.Init | undefined;
  }

  interface Builder {
    set type(value: Type.Init);
    initType(): Type.Builder;
    set value(value: Value.Init);
    initValue(): Value.Builder;
  }
}

export const Node_const: $.Struct<
  Node_const,
  Node_const.Init,
  Node_const.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0xb18aa5ac7a0d9420n,
  name: "capnp/schema.capnp:Node.const",
  dataWords: 6,
  pointers: 6,
  fields: () => [
    ["type", Type, 3],
    ["value", Value, 4],
  ],
});

export interface Node_annotation {
  readonly type: Type | undefined;
  readonly targetsFile: boolean;
  readonly targetsConst: boolean;
  readonly targetsEnum: boolean;
  readonly targetsEnumerant: boolean;
  readonly targetsStruct: boolean;
  readonly targetsField: boolean;
  readonly targetsUnion: boolean;
  readonly targetsGroup: boolean;
  readonly targetsInterface: boolean;
  readonly targetsMethod: boolean;
  readonly targetsParam: boolean;
  readonly targetsAnnotation: boolean;
}

export declare namespace Node_annotation {
  interface Init {
    readonly type?: Type.Init | undefined;
    readonly targetsFile?: boolean | undefined;
    readonly targetsConst?: boolean | undefined;
    readonly targetsEnum?: boolean | undefined;
    readonly targetsEnumerant?: boolean | undefined;
    readonly targetsStruct?: boolean | undefined;
    readonly targetsField?: boolean | undefined;
    readonly targetsUnion?: boolean | undefined;
    readonly targetsGroup?: boolean | undefined;
    readonly targetsInterface?: boolean | undefined;
    readonly targetsMethod?: boolean | undefined;
    readonly targetsParam?: boolean | undefined;
    readonly targetsAnnotation?: boolean | undefined;
  }

  interface Builder {
    set type(value: Type.Init);
    initType(): Type.Builder;
    set targetsFile(value: boolean);
    set targetsConst(value: boolean);
    set targetsEnum(value: boolean);
    set targetsEnumerant(value: boolean);
    set targetsStruct(value: boolean);
    set targetsField(value: boolean);
    set targetsUnion(value: boolean);
    set targetsGroup(value: boolean);
    set targetsInterface(value: boolean);
    set targetsMethod(value: boolean);
    set targetsParam(value: boolean);
    set targetsAnnotation(value: boolean);
  }
}

export const Node_annotation: $.Struct<
  Node_annotation,
  Node_annotation.Init,
  Node_annotation.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0xec1619d4400a0290n,
  name: "capnp/schema.capnp:Node.annotation",
  dataWords: 6,
  pointers: 6,
  fields: () => [
    ["type", Type, 3],
    ["targetsFile", $.Bool, 112],
    ["targetsConst", $.Bool, 113],
    ["targetsEnum", $.Bool, 114],
    ["targetsEnumerant", $.Bool, 115],
    ["targetsStruct", $.Bool, 116],
    ["targetsField", $.Bool, 117],
    ["targetsUnion", $.Bool, 118],
    ["targetsGroup", $.Bool, 119],
    ["targetsInterface", $.Bool, 120],
    ["targetsMethod", $.Bool, 121],
    ["targetsParam", $.Bool, 122],
    ["targetsAnnotation", $.Bool, 123],
  ],
});

export type Field = Field.Fields &
  (
    | { readonly which: "slot"; readonly slot: Field_slot }
    | { readonly which: "group"; readonly group: Field_group }
    | { readonly which: number }
  );

export declare namespace Field {
  /** The fields that are not in the union. */
  interface Fields {
    readonly name: string;
    readonly codeOrder: number;
    readonly annotations: readonly Annotation[];
    readonly discriminantValue: number;
    readonly ordinal: Field_ordinal;
  }

  type Init = {
    readonly name?: string | undefined;
    readonly codeOrder?: number | undefined;
    readonly annotations?: readonly Annotation.Init[] | undefined;
    readonly discriminantValue?: number | undefined;
    readonly ordinal?: Field_ordinal.Init | undefined;
  } & (
    | { readonly which: "slot"; readonly slot?: Field_slot.Init | undefined }
    | { readonly which: "group"; readonly group?: Field_group.Init | undefined }
    | { readonly which?: number | undefined }
  );

  interface Builder {
    set name(value: string);
    set codeOrder(value: number);
    set annotations(value: readonly Annotation.Init[]);
    initAnnotations(length: number): $.StructListBuilder<Annotation.Builder>;
    set discriminantValue(value: number);
    set slot(value: Field_slot.Init);
    initSlot(): Field_slot.Builder;
    set group(value: Field_group.Init);
    initGroup(): Field_group.Builder;
    set ordinal(value: Field_ordinal.Init);
    initOrdinal(): Field_ordinal.Builder;
  }
}

export const Field: $.Struct<Field, Field.Init, Field.Builder> = /*#__PURE__*/ $.structType({
  id: 0x9aad50a41f4af45fn,
  name: "capnp/schema.capnp:Field",
  dataWords: 3,
  pointers: 4,
  union: 4,
  fields: () => [
    ["name", $.Text, 0],
    ["codeOrder", $.UInt16, 0],
    ["annotations", $.List(Annotation), 1],
    ["discriminantValue", $.UInt16, 1, { default: 65535 }],
    ["slot", Field_slot, 0, { tag: 0 }],
    ["group", Field_group, 0, { tag: 1 }],
    ["ordinal", Field_ordinal, 0],
  ],
});

export const Field_noDiscriminant: number = 65535;

export interface Field_slot {
  /** In units of the field's size. */
  readonly offset: number;
  readonly type: Type | undefined;
  readonly defaultValue: Value | undefined;
  readonly hadExplicitDefault: boolean;
}

export declare namespace Field_slot {
  interface Init {
    /** In units of the field's size. */
    readonly offset?: number | undefined;
    readonly type?: Type.Init | undefined;
    readonly defaultValue?: Value.Init | undefined;
    readonly hadExplicitDefault?: boolean | undefined;
  }

  interface Builder {
    /** In units of the field's size. */
    set offset(value: number);
    set type(value: Type.Init);
    initType(): Type.Builder;
    set defaultValue(value: Value.Init);
    initDefaultValue(): Value.Builder;
    set hadExplicitDefault(value: boolean);
  }
}

export const Field_slot: $.Struct<
  Field_slot,
  Field_slot.Init,
  Field_slot.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0xc42305476bb4746fn,
  name: "capnp/schema.capnp:Field.slot",
  dataWords: 3,
  pointers: 4,
  fields: () => [
    ["offset", $.UInt32, 1, { doc: "In units of the field's size." }],
    ["type", Type, 2],
    ["defaultValue", Value, 3],
    ["hadExplicitDefault", $.Bool, 128],
  ],
});

export interface Field_group {
  readonly typeId: bigint;
}

export declare namespace Field_group {
  interface Init {
    readonly typeId?: bigint | undefined;
  }

  interface Builder {
    set typeId(value: bigint);
  }
}

export const Field_group: $.Struct<
  Field_group,
  Field_group.Init,
  Field_group.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0xcafccddb68db1d11n,
  name: "capnp/schema.capnp:Field.group",
  dataWords: 3,
  pointers: 4,
  fields: () => [["typeId", $.UInt64, 2]],
});

export type Field_ordinal =
  | { readonly which: "implicit" }
  | { readonly which: "explicit"; readonly explicit: number }
  | { readonly which: number };

export declare namespace Field_ordinal {
  type Init =
    | { readonly which: "implicit" }
    | { readonly which: "explicit"; readonly explicit?: number | undefined }
    | { readonly which?: number | undefined };

  interface Builder {
    set implicit(value: undefined);
    set explicit(value: number);
  }
}

export const Field_ordinal: $.Struct<
  Field_ordinal,
  Field_ordinal.Init,
  Field_ordinal.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0xbb90d5c287870be6n,
  name: "capnp/schema.capnp:Field.ordinal",
  dataWords: 3,
  pointers: 4,
  union: 5,
  fields: () => [
    ["implicit", $.Void, 0, { tag: 0 }],
    ["explicit", $.UInt16, 6, { tag: 1 }],
  ],
});

export interface Enumerant {
  readonly name: string;
  readonly codeOrder: number;
  readonly annotations: readonly Annotation[];
}

export declare namespace Enumerant {
  interface Init {
    readonly name?: string | undefined;
    readonly codeOrder?: number | undefined;
    readonly annotations?: readonly Annotation.Init[] | undefined;
  }

  interface Builder {
    set name(value: string);
    set codeOrder(value: number);
    set annotations(value: readonly Annotation.Init[]);
    initAnnotations(length: number): $.StructListBuilder<Annotation.Builder>;
  }
}

export const Enumerant: $.Struct<Enumerant, Enumerant.Init, Enumerant.Builder> = /*#__PURE__*/ $.structType({
  id: 0x978a7cebdc549a4dn,
  name: "capnp/schema.capnp:Enumerant",
  dataWords: 1,
  pointers: 2,
  fields: () => [
    ["name", $.Text, 0],
    ["codeOrder", $.UInt16, 0],
    ["annotations", $.List(Annotation), 1],
  ],
});

export interface Superclass {
  readonly id: bigint;
  readonly brand: Brand | undefined;
}

export declare namespace Superclass {
  interface Init {
    readonly id?: bigint | undefined;
    readonly brand?: Brand.Init | undefined;
  }

  interface Builder {
    set id(value: bigint);
    set brand(value: Brand.Init);
    initBrand(): Brand.Builder;
  }
}

export const Superclass: $.Struct<
  Superclass,
  Superclass.Init,
  Superclass.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xa9962a9ed0a4d7f8n,
  name: "capnp/schema.capnp:Superclass",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["id", $.UInt64, 0],
    ["brand", Brand, 0],
  ],
});

export interface Method {
  readonly name: string;
  readonly codeOrder: number;
  readonly implicitParameters: readonly Node_Parameter[];
  readonly paramStructType: bigint;
  readonly paramBrand: Brand | undefined;
  readonly resultStructType: bigint;
  readonly resultBrand: Brand | undefined;
  readonly annotations: readonly Annotation[];
}

export declare namespace Method {
  interface Init {
    readonly name?: string | undefined;
    readonly codeOrder?: number | undefined;
    readonly implicitParameters?: readonly Node_Parameter.Init[] | undefined;
    readonly paramStructType?: bigint | undefined;
    readonly paramBrand?: Brand.Init | undefined;
    readonly resultStructType?: bigint | undefined;
    readonly resultBrand?: Brand.Init | undefined;
    readonly annotations?: readonly Annotation.Init[] | undefined;
  }

  interface Builder {
    set name(value: string);
    set codeOrder(value: number);
    set implicitParameters(value: readonly Node_Parameter.Init[]);
    initImplicitParameters(length: number): $.StructListBuilder<Node_Parameter.Builder>;
    set paramStructType(value: bigint);
    set paramBrand(value: Brand.Init);
    initParamBrand(): Brand.Builder;
    set resultStructType(value: bigint);
    set resultBrand(value: Brand.Init);
    initResultBrand(): Brand.Builder;
    set annotations(value: readonly Annotation.Init[]);
    initAnnotations(length: number): $.StructListBuilder<Annotation.Builder>;
  }
}

export const Method: $.Struct<Method, Method.Init, Method.Builder> = /*#__PURE__*/ $.structType({
  id: 0x9500cce23b334d80n,
  name: "capnp/schema.capnp:Method",
  dataWords: 3,
  pointers: 5,
  fields: () => [
    ["name", $.Text, 0],
    ["codeOrder", $.UInt16, 0],
    ["paramStructType", $.UInt64, 1],
    ["resultStructType", $.UInt64, 2],
    ["annotations", $.List(Annotation), 1],
    ["paramBrand", Brand, 2],
    ["resultBrand", Brand, 3],
    ["implicitParameters", $.List(Node_Parameter), 4],
  ],
});

export type Type =
  | { readonly which: "void" }
  | { readonly which: "bool" }
  | { readonly which: "int8" }
  | { readonly which: "int16" }
  | { readonly which: "int32" }
  | { readonly which: "int64" }
  | { readonly which: "uint8" }
  | { readonly which: "uint16" }
  | { readonly which: "uint32" }
  | { readonly which: "uint64" }
  | { readonly which: "float32" }
  | { readonly which: "float64" }
  | { readonly which: "text" }
  | { readonly which: "data" }
  | { readonly which: "list"; readonly list: Type_list }
  | { readonly which: "enum"; readonly enum: Type_enum }
  | { readonly which: "struct"; readonly struct: Type_struct }
  | { readonly which: "interface"; readonly interface: Type_interface }
  | { readonly which: "anyPointer"; readonly anyPointer: Type_anyPointer }
  | { readonly which: number };

export declare namespace Type {
  type Init =
    | { readonly which: "void" }
    | { readonly which: "bool" }
    | { readonly which: "int8" }
    | { readonly which: "int16" }
    | { readonly which: "int32" }
    | { readonly which: "int64" }
    | { readonly which: "uint8" }
    | { readonly which: "uint16" }
    | { readonly which: "uint32" }
    | { readonly which: "uint64" }
    | { readonly which: "float32" }
    | { readonly which: "float64" }
    | { readonly which: "text" }
    | { readonly which: "data" }
    | { readonly which: "list"; readonly list?: Type_list.Init | undefined }
    | { readonly which: "enum"; readonly enum?: Type_enum.Init | undefined }
    | { readonly which: "struct"; readonly struct?: Type_struct.Init | undefined }
    | { readonly which: "interface"; readonly interface?: Type_interface.Init | undefined }
    | { readonly which: "anyPointer"; readonly anyPointer?: Type_anyPointer.Init | undefined }
    | { readonly which?: number | undefined };

  interface Builder {
    set void(value: undefined);
    set bool(value: undefined);
    set int8(value: undefined);
    set int16(value: undefined);
    set int32(value: undefined);
    set int64(value: undefined);
    set uint8(value: undefined);
    set uint16(value: undefined);
    set uint32(value: undefined);
    set uint64(value: undefined);
    set float32(value: undefined);
    set float64(value: undefined);
    set text(value: undefined);
    set data(value: undefined);
    set list(value: Type_list.Init);
    initList(): Type_list.Builder;
    set enum(value: Type_enum.Init);
    initEnum(): Type_enum.Builder;
    set struct(value: Type_struct.Init);
    initStruct(): Type_struct.Builder;
    set interface(value: Type_interface.Init);
    initInterface(): Type_interface.Builder;
    set anyPointer(value: Type_anyPointer.Init);
    initAnyPointer(): Type_anyPointer.Builder;
  }
}

export const Type: $.Struct<Type, Type.Init, Type.Builder> = /*#__PURE__*/ $.structType({
  id: 0xd07378ede1f9cc60n,
  name: "capnp/schema.capnp:Type",
  dataWords: 3,
  pointers: 1,
  union: 0,
  fields: () => [
    ["void", $.Void, 0, { tag: 0 }],
    ["bool", $.Void, 0, { tag: 1 }],
    ["int8", $.Void, 0, { tag: 2 }],
    ["int16", $.Void, 0, { tag: 3 }],
    ["int32", $.Void, 0, { tag: 4 }],
    ["int64", $.Void, 0, { tag: 5 }],
    ["uint8", $.Void, 0, { tag: 6 }],
    ["uint16", $.Void, 0, { tag: 7 }],
    ["uint32", $.Void, 0, { tag: 8 }],
    ["uint64", $.Void, 0, { tag: 9 }],
    ["float32", $.Void, 0, { tag: 10 }],
    ["float64", $.Void, 0, { tag: 11 }],
    ["text", $.Void, 0, { tag: 12 }],
    ["data", $.Void, 0, { tag: 13 }],
    ["list", Type_list, 0, { tag: 14 }],
    ["enum", Type_enum, 0, { tag: 15 }],
    ["struct", Type_struct, 0, { tag: 16 }],
    ["interface", Type_interface, 0, { tag: 17 }],
    ["anyPointer", Type_anyPointer, 0, { tag: 18 }],
  ],
});

export interface Type_list {
  readonly elementType: Type | undefined;
}

export declare namespace Type_list {
  interface Init {
    readonly elementType?: Type.Init | undefined;
  }

  interface Builder {
    set elementType(value: Type.Init);
    initElementType(): Type.Builder;
  }
}

export const Type_list: $.Struct<Type_list, Type_list.Init, Type_list.Builder> = /*#__PURE__*/ $.groupType({
  id: 0x87e739250a60ea97n,
  name: "capnp/schema.capnp:Type.list",
  dataWords: 3,
  pointers: 1,
  fields: () => [["elementType", Type, 0]],
});

export interface Type_enum {
  readonly typeId: bigint;
  readonly brand: Brand | undefined;
}

export declare namespace Type_enum {
  interface Init {
    readonly typeId?: bigint | undefined;
    readonly brand?: Brand.Init | undefined;
  }

  interface Builder {
    set typeId(value: bigint);
    set brand(value: Brand.Init);
    initBrand(): Brand.Builder;
  }
}

export const Type_enum: $.Struct<Type_enum, Type_enum.Init, Type_enum.Builder> = /*#__PURE__*/ $.groupType({
  id: 0x9e0e78711a7f87a9n,
  name: "capnp/schema.capnp:Type.enum",
  dataWords: 3,
  pointers: 1,
  fields: () => [
    ["typeId", $.UInt64, 1],
    ["brand", Brand, 0],
  ],
});

export interface Type_struct {
  readonly typeId: bigint;
  readonly brand: Brand | undefined;
}

export declare namespace Type_struct {
  interface Init {
    readonly typeId?: bigint | undefined;
    readonly brand?: Brand.Init | undefined;
  }

  interface Builder {
    set typeId(value: bigint);
    set brand(value: Brand.Init);
    initBrand(): Brand.Builder;
  }
}

export const Type_struct: $.Struct<
  Type_struct,
  Type_struct.Init,
  Type_struct.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0xac3a6f60ef4cc6d3n,
  name: "capnp/schema.capnp:Type.struct",
  dataWords: 3,
  pointers: 1,
  fields: () => [
    ["typeId", $.UInt64, 1],
    ["brand", Brand, 0],
  ],
});

export interface Type_interface {
  readonly typeId: bigint;
  readonly brand: Brand | undefined;
}

export declare namespace Type_interface {
  interface Init {
    readonly typeId?: bigint | undefined;
    readonly brand?: Brand.Init | undefined;
  }

  interface Builder {
    set typeId(value: bigint);
    set brand(value: Brand.Init);
    initBrand(): Brand.Builder;
  }
}

export const Type_interface: $.Struct<
  Type_interface,
  Type_interface.Init,
  Type_interface.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0xed8bca69f7fb0cbfn,
  name: "capnp/schema.capnp:Type.interface",
  dataWords: 3,
  pointers: 1,
  fields: () => [
    ["typeId", $.UInt64, 1],
    ["brand", Brand, 0],
  ],
});

export type Type_anyPointer =
  | { readonly which: "unconstrained"; readonly unconstrained: Type_anyPointer_unconstrained }
  | { readonly which: "parameter"; readonly parameter: Type_anyPointer_parameter }
  | {
      readonly which: "implicitMethodParameter";
      readonly implicitMethodParameter: Type_anyPointer_implicitMethodParameter;
    }
  | { readonly which: number };

export declare namespace Type_anyPointer {
  type Init =
    | {
        readonly which: "unconstrained";
        readonly unconstrained?: Type_anyPointer_unconstrained.Init | undefined;
      }
    | { readonly which: "parameter"; readonly parameter?: Type_anyPointer_parameter.Init | undefined }
    | {
        readonly which: "implicitMethodParameter";
        readonly implicitMethodParameter?: Type_anyPointer_implicitMethodParameter.Init | undefined;
      }
    | { readonly which?: number | undefined };

  interface Builder {
    set unconstrained(value: Type_anyPointer_unconstrained.Init);
    initUnconstrained(): Type_anyPointer_unconstrained.Builder;
    set parameter(value: Type_anyPointer_parameter.Init);
    initParameter(): Type_anyPointer_parameter.Builder;
    set implicitMethodParameter(value: Type_anyPointer_implicitMethodParameter.Init);
    initImplicitMethodParameter(): Type_anyPointer_implicitMethodParameter.Builder;
  }
}

export const Type_anyPointer: $.Struct<
  Type_anyPointer,
  Type_anyPointer.Init,
  Type_anyPointer.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0xc2573fe8a23e49f1n,
  name: "capnp/schema.capnp:Type.anyPointer",
  dataWords: 3,
  pointers: 1,
  union: 4,
  fields: () => [
    ["unconstrained", Type_anyPointer_unconstrained, 0, { tag: 0 }],
    ["parameter", Type_anyPointer_parameter, 0, { tag: 1 }],
    ["implicitMethodParameter", Type_anyPointer_implicitMethodParameter, 0, { tag: 2 }],
  ],
});

export type Type_anyPointer_unconstrained =
  | { readonly which: "anyKind" }
  | { readonly which: "struct" }
  | { readonly which: "list" }
  | { readonly which: "capability" }
  | { readonly which: number };

export declare namespace Type_anyPointer_unconstrained {
  type Init =
    | { readonly which: "anyKind" }
    | { readonly which: "struct" }
    | { readonly which: "list" }
    | { readonly which: "capability" }
    | { readonly which?: number | undefined };

  interface Builder {
    set anyKind(value: undefined);
    set struct(value: undefined);
    set list(value: undefined);
    set capability(value: undefined);
  }
}

export const Type_anyPointer_unconstrained: $.Struct<
  Type_anyPointer_unconstrained,
  Type_anyPointer_unconstrained.Init,
  Type_anyPointer_unconstrained.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0x8e3b5f79fe593656n,
  name: "capnp/schema.capnp:Type.anyPointer.unconstrained",
  dataWords: 3,
  pointers: 1,
  union: 5,
  fields: () => [
    ["anyKind", $.Void, 0, { tag: 0 }],
    ["struct", $.Void, 0, { tag: 1 }],
    ["list", $.Void, 0, { tag: 2 }],
    ["capability", $.Void, 0, { tag: 3 }],
  ],
});

export interface Type_anyPointer_parameter {
  readonly scopeId: bigint;
  readonly parameterIndex: number;
}

export declare namespace Type_anyPointer_parameter {
  interface Init {
    readonly scopeId?: bigint | undefined;
    readonly parameterIndex?: number | undefined;
  }

  interface Builder {
    set scopeId(value: bigint);
    set parameterIndex(value: number);
  }
}

export const Type_anyPointer_parameter: $.Struct<
  Type_anyPointer_parameter,
  Type_anyPointer_parameter.Init,
  Type_anyPointer_parameter.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0x9dd1f724f4614a85n,
  name: "capnp/schema.capnp:Type.anyPointer.parameter",
  dataWords: 3,
  pointers: 1,
  fields: () => [
    ["scopeId", $.UInt64, 2],
    ["parameterIndex", $.UInt16, 5],
  ],
});

export interface Type_anyPointer_implicitMethodParameter {
  readonly parameterIndex: number;
}

export declare namespace Type_anyPointer_implicitMethodParameter {
  interface Init {
    readonly parameterIndex?: number | undefined;
  }

  interface Builder {
    set parameterIndex(value: number);
  }
}

export const Type_anyPointer_implicitMethodParameter: $.Struct<
  Type_anyPointer_implicitMethodParameter,
  Type_anyPointer_implicitMethodParameter.Init,
  Type_anyPointer_implicitMethodParameter.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0xbaefc9120c56e274n,
  name: "capnp/schema.capnp:Type.anyPointer.implicitMethodParameter",
  dataWords: 3,
  pointers: 1,
  fields: () => [["parameterIndex", $.UInt16, 5]],
});

/** What type parameters stand for. */
export interface Brand {
  /** From the inside to the outside. */
  readonly scopes: readonly Brand_Scope[];
}

export declare namespace Brand {
  /** What type parameters stand for. */
  interface Init {
    /** From the inside to the outside. */
    readonly scopes?: readonly Brand_Scope.Init[] | undefined;
  }

  /** What type parameters stand for. */
  interface Builder {
    /** From the inside to the outside. */
    set scopes(value: readonly Brand_Scope.Init[]);
    initScopes(length: number): $.StructListBuilder<Brand_Scope.Builder>;
  }
}

export const Brand: $.Struct<Brand, Brand.Init, Brand.Builder> = /*#__PURE__*/ $.structType({
  id: 0x903455f06065422bn,
  name: "capnp/schema.capnp:Brand",
  doc: "What type parameters stand for.",
  dataWords: 0,
  pointers: 1,
  fields: () => [["scopes", $.List(Brand_Scope), 0, { doc: "From the inside to the outside." }]],
});

export type Brand_Scope = Brand_Scope.Fields &
  (
    | { readonly which: "bind"; readonly bind: readonly Brand_Binding[] }
    | { readonly which: "inherit" }
    | { readonly which: number }
  );

export declare namespace Brand_Scope {
  /** The fields that are not in the union. */
  interface Fields {
    readonly scopeId: bigint;
  }

  type Init = { readonly scopeId?: bigint | undefined } & (
    | { readonly which: "bind"; readonly bind?: readonly Brand_Binding.Init[] | undefined }
    | { readonly which: "inherit" }
    | { readonly which?: number | undefined }
  );

  interface Builder {
    set scopeId(value: bigint);
    set bind(value: readonly Brand_Binding.Init[]);
    initBind(length: number): $.StructListBuilder<Brand_Binding.Builder>;
    /** They stand for themselves. */
    set inherit(value: undefined);
  }
}

export const Brand_Scope: $.Struct<
  Brand_Scope,
  Brand_Scope.Init,
  Brand_Scope.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xabd73485a9636bc9n,
  name: "capnp/schema.capnp:Brand.Scope",
  dataWords: 2,
  pointers: 1,
  union: 4,
  fields: () => [
    ["scopeId", $.UInt64, 0],
    ["bind", $.List(Brand_Binding), 0, { tag: 0 }],
    ["inherit", $.Void, 0, { tag: 1, doc: "They stand for themselves." }],
  ],
});

export type Brand_Binding =
  | { readonly which: "unbound" }
  | { readonly which: "type"; readonly type: Type | undefined }
  | { readonly which: number };

export declare namespace Brand_Binding {
  type Init =
    | { readonly which: "unbound" }
    | { readonly which: "type"; readonly type?: Type.Init | undefined }
    | { readonly which?: number | undefined };

  interface Builder {
    set unbound(value: undefined);
    set type(value: Type.Init);
    initType(): Type.Builder;
  }
}

export const Brand_Binding: $.Struct<
  Brand_Binding,
  Brand_Binding.Init,
  Brand_Binding.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc863cd16969ee7fcn,
  name: "capnp/schema.capnp:Brand.Binding",
  dataWords: 1,
  pointers: 1,
  union: 0,
  fields: () => [
    ["unbound", $.Void, 0, { tag: 0 }],
    ["type", Type, 0, { tag: 1 }],
  ],
});

/** Members have the numbers of those of Type. */
export type Value =
  | { readonly which: "void" }
  | { readonly which: "bool"; readonly bool: boolean }
  | { readonly which: "int8"; readonly int8: number }
  | { readonly which: "int16"; readonly int16: number }
  | { readonly which: "int32"; readonly int32: number }
  | { readonly which: "int64"; readonly int64: bigint }
  | { readonly which: "uint8"; readonly uint8: number }
  | { readonly which: "uint16"; readonly uint16: number }
  | { readonly which: "uint32"; readonly uint32: number }
  | { readonly which: "uint64"; readonly uint64: bigint }
  | { readonly which: "float32"; readonly float32: number }
  | { readonly which: "float64"; readonly float64: number }
  | { readonly which: "text"; readonly text: string }
  | { readonly which: "data"; readonly data: $.Bytes }
  | { readonly which: "list"; readonly list: $.AnyPointerValue }
  | { readonly which: "enum"; readonly enum: number }
  | { readonly which: "struct"; readonly struct: $.AnyPointerValue }
  | { readonly which: "interface" }
  | { readonly which: "anyPointer"; readonly anyPointer: $.AnyPointerValue }
  | { readonly which: number };

export declare namespace Value {
  /** Members have the numbers of those of Type. */
  type Init =
    | { readonly which: "void" }
    | { readonly which: "bool"; readonly bool?: boolean | undefined }
    | { readonly which: "int8"; readonly int8?: number | undefined }
    | { readonly which: "int16"; readonly int16?: number | undefined }
    | { readonly which: "int32"; readonly int32?: number | undefined }
    | { readonly which: "int64"; readonly int64?: bigint | undefined }
    | { readonly which: "uint8"; readonly uint8?: number | undefined }
    | { readonly which: "uint16"; readonly uint16?: number | undefined }
    | { readonly which: "uint32"; readonly uint32?: number | undefined }
    | { readonly which: "uint64"; readonly uint64?: bigint | undefined }
    | { readonly which: "float32"; readonly float32?: number | undefined }
    | { readonly which: "float64"; readonly float64?: number | undefined }
    | { readonly which: "text"; readonly text?: string | undefined }
    | { readonly which: "data"; readonly data?: $.Bytes | undefined }
    | { readonly which: "list"; readonly list?: $.AnyPointerInit | undefined }
    | { readonly which: "enum"; readonly enum?: number | undefined }
    | { readonly which: "struct"; readonly struct?: $.AnyPointerInit | undefined }
    | { readonly which: "interface" }
    | { readonly which: "anyPointer"; readonly anyPointer?: $.AnyPointerInit | undefined }
    | { readonly which?: number | undefined };

  /** Members have the numbers of those of Type. */
  interface Builder {
    set void(value: undefined);
    set bool(value: boolean);
    set int8(value: number);
    set int16(value: number);
    set int32(value: number);
    set int64(value: bigint);
    set uint8(value: number);
    set uint16(value: number);
    set uint32(value: number);
    set uint64(value: bigint);
    set float32(value: number);
    set float64(value: number);
    set text(value: string);
    set data(value: $.Bytes);
    initData(length: number): $.Bytes;
    set list(value: $.AnyPointerInit);
    set enum(value: number);
    set struct(value: $.AnyPointerInit);
    set interface(value: undefined);
    set anyPointer(value: $.AnyPointerInit);
  }
}

export const Value: $.Struct<Value, Value.Init, Value.Builder> = /*#__PURE__*/ $.structType({
  id: 0xce23dcd2d7b00c9bn,
  name: "capnp/schema.capnp:Value",
  doc: "Members have the numbers of those of Type.",
  dataWords: 2,
  pointers: 1,
  union: 0,
  fields: () => [
    ["void", $.Void, 0, { tag: 0 }],
    ["bool", $.Bool, 16, { tag: 1 }],
    ["int8", $.Int8, 2, { tag: 2 }],
    ["int16", $.Int16, 1, { tag: 3 }],
    ["int32", $.Int32, 1, { tag: 4 }],
    ["int64", $.Int64, 1, { tag: 5 }],
    ["uint8", $.UInt8, 2, { tag: 6 }],
    ["uint16", $.UInt16, 1, { tag: 7 }],
    ["uint32", $.UInt32, 1, { tag: 8 }],
    ["uint64", $.UInt64, 1, { tag: 9 }],
    ["float32", $.Float32, 1, { tag: 10 }],
    ["float64", $.Float64, 1, { tag: 11 }],
    ["text", $.Text, 0, { tag: 12 }],
    ["data", $.Data, 0, { tag: 13 }],
    ["list", $.AnyList, 0, { tag: 14 }],
    ["enum", $.UInt16, 1, { tag: 15 }],
    ["struct", $.AnyStruct, 0, { tag: 16 }],
    ["interface", $.Void, 0, { tag: 17 }],
    ["anyPointer", $.AnyPointer, 0, { tag: 18 }],
  ],
});

export interface Annotation {
  readonly id: bigint;
  readonly brand: Brand | undefined;
  readonly value: Value | undefined;
}

export declare namespace Annotation {
  interface Init {
    readonly id?: bigint | undefined;
    readonly brand?: Brand.Init | undefined;
    readonly value?: Value.Init | undefined;
  }

  interface Builder {
    set id(value: bigint);
    set brand(value: Brand.Init);
    initBrand(): Brand.Builder;
    set value(value: Value.Init);
    initValue(): Value.Builder;
  }
}

export const Annotation: $.Struct<
  Annotation,
  Annotation.Init,
  Annotation.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xf1c8950dab257542n,
  name: "capnp/schema.capnp:Annotation",
  dataWords: 1,
  pointers: 2,
  fields: () => [
    ["id", $.UInt64, 0],
    ["value", Value, 0],
    ["brand", Brand, 1],
  ],
});

export type ElementSize =
  | "empty"
  | "bit"
  | "byte"
  | "twoBytes"
  | "fourBytes"
  | "eightBytes"
  | "pointer"
  | "inlineComposite";

export const ElementSize: $.Enum<ElementSize> = /*#__PURE__*/ $.enumType({
  id: 0xd1958f7dba521926n,
  name: "capnp/schema.capnp:ElementSize",
  values: ["empty", "bit", "byte", "twoBytes", "fourBytes", "eightBytes", "pointer", "inlineComposite"],
});

export interface CapnpVersion {
  readonly major: number;
  readonly minor: number;
  readonly micro: number;
}

export declare namespace CapnpVersion {
  interface Init {
    readonly major?: number | undefined;
    readonly minor?: number | undefined;
    readonly micro?: number | undefined;
  }

  interface Builder {
    set major(value: number);
    set minor(value: number);
    set micro(value: number);
  }
}

export const CapnpVersion: $.Struct<
  CapnpVersion,
  CapnpVersion.Init,
  CapnpVersion.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xd85d305b7d839963n,
  name: "capnp/schema.capnp:CapnpVersion",
  dataWords: 1,
  pointers: 0,
  fields: () => [
    ["major", $.UInt16, 0],
    ["minor", $.UInt8, 2],
    ["micro", $.UInt8, 3],
  ],
});

/** What a code generator reads from its standard input. */
export interface CodeGeneratorRequest {
  readonly capnpVersion: CapnpVersion | undefined;
  readonly nodes: readonly Node[];
  readonly sourceInfo: readonly Node_SourceInfo[];
  readonly requestedFiles: readonly CodeGeneratorRequest_RequestedFile[];
}

export declare namespace CodeGeneratorRequest {
  /** What a code generator reads from its standard input. */
  interface Init {
    readonly capnpVersion?: CapnpVersion.Init | undefined;
    readonly nodes?: readonly Node.Init[] | undefined;
    readonly sourceInfo?: readonly Node_SourceInfo.Init[] | undefined;
    readonly requestedFiles?: readonly CodeGeneratorRequest_RequestedFile.Init[] | undefined;
  }

  /** What a code generator reads from its standard input. */
  interface Builder {
    set capnpVersion(value: CapnpVersion.Init);
    initCapnpVersion(): CapnpVersion.Builder;
    set nodes(value: readonly Node.Init[]);
    initNodes(length: number): $.StructListBuilder<Node.Builder>;
    set sourceInfo(value: readonly Node_SourceInfo.Init[]);
    initSourceInfo(length: number): $.StructListBuilder<Node_SourceInfo.Builder>;
    set requestedFiles(value: readonly CodeGeneratorRequest_RequestedFile.Init[]);
    initRequestedFiles(length: number): $.StructListBuilder<CodeGeneratorRequest_RequestedFile.Builder>;
  }
}

export const CodeGeneratorRequest: $.Struct<
  CodeGeneratorRequest,
  CodeGeneratorRequest.Init,
  CodeGeneratorRequest.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xbfc546f6210ad7cen,
  name: "capnp/schema.capnp:CodeGeneratorRequest",
  doc: "What a code generator reads from its standard input.",
  dataWords: 0,
  pointers: 4,
  fields: () => [
    ["nodes", $.List(Node), 0],
    ["requestedFiles", $.List(CodeGeneratorRequest_RequestedFile), 1],
    ["capnpVersion", CapnpVersion, 2],
    ["sourceInfo", $.List(Node_SourceInfo), 3],
  ],
});

export interface CodeGeneratorRequest_RequestedFile {
  readonly id: bigint;
  readonly filename: string;
  readonly imports: readonly CodeGeneratorRequest_RequestedFile_Import[];
  readonly fileSourceInfo: CodeGeneratorRequest_RequestedFile_FileSourceInfo | undefined;
}

export declare namespace CodeGeneratorRequest_RequestedFile {
  interface Init {
    readonly id?: bigint | undefined;
    readonly filename?: string | undefined;
    readonly imports?: readonly CodeGeneratorRequest_RequestedFile_Import.Init[] | undefined;
    readonly fileSourceInfo?: CodeGeneratorRequest_RequestedFile_FileSourceInfo.Init | undefined;
  }

  interface Builder {
    set id(value: bigint);
    set filename(value: string);
    set imports(value: readonly CodeGeneratorRequest_RequestedFile_Import.Init[]);
    initImports(length: number): $.StructListBuilder<CodeGeneratorRequest_RequestedFile_Import.Builder>;
    set fileSourceInfo(value: CodeGeneratorRequest_RequestedFile_FileSourceInfo.Init);
    initFileSourceInfo(): CodeGeneratorRequest_RequestedFile_FileSourceInfo.Builder;
  }
}

export const CodeGeneratorRequest_RequestedFile: $.Struct<
  CodeGeneratorRequest_RequestedFile,
  CodeGeneratorRequest_RequestedFile.Init,
  CodeGeneratorRequest_RequestedFile.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xcfea0eb02e810062n,
  name: "capnp/schema.capnp:CodeGeneratorRequest.RequestedFile",
  dataWords: 1,
  pointers: 3,
  fields: () => [
    ["id", $.UInt64, 0],
    ["filename", $.Text, 0],
    ["imports", $.List(CodeGeneratorRequest_RequestedFile_Import), 1],
    ["fileSourceInfo", CodeGeneratorRequest_RequestedFile_FileSourceInfo, 2],
  ],
});

export interface CodeGeneratorRequest_RequestedFile_Import {
  readonly id: bigint;
  /** As it is written in the importing file. */
  readonly name: string;
}

export declare namespace CodeGeneratorRequest_RequestedFile_Import {
  interface Init {
    readonly id?: bigint | undefined;
    /** As it is written in the importing file. */
    readonly name?: string | undefined;
  }

  interface Builder {
    set id(value: bigint);
    /** As it is written in the importing file. */
    set name(value: string);
  }
}

export const CodeGeneratorRequest_RequestedFile_Import: $.Struct<
  CodeGeneratorRequest_RequestedFile_Import,
  CodeGeneratorRequest_RequestedFile_Import.Init,
  CodeGeneratorRequest_RequestedFile_Import.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xae504193122357e5n,
  name: "capnp/schema.capnp:CodeGeneratorRequest.RequestedFile.Import",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["id", $.UInt64, 0],
    ["name", $.Text, 0, { doc: "As it is written in the importing file." }],
  ],
});

export interface CodeGeneratorRequest_RequestedFile_FileSourceInfo {
  readonly identifiers: readonly CodeGeneratorRequest_RequestedFile_FileSourceInfo_Identifier[];
}

export declare namespace CodeGeneratorRequest_RequestedFile_FileSourceInfo {
  interface Init {
    readonly identifiers?: readonly CodeGeneratorRequest_RequestedFile_FileSourceInfo_Identifier.Init[] | undefined;
  }

  interface Builder {
    set identifiers(value: readonly CodeGeneratorRequest_RequestedFile_FileSourceInfo_Identifier.Init[]);
    initIdentifiers(length: number): $.StructListBuilder<
      CodeGeneratorRequest_RequestedFile_FileSourceInfo_Identifier.Builder
    >;
  }
}

export const CodeGeneratorRequest_RequestedFile_FileSourceInfo: $.Struct<
  CodeGeneratorRequest_RequestedFile_FileSourceInfo,
  CodeGeneratorRequest_RequestedFile_FileSourceInfo.Init,
  CodeGeneratorRequest_RequestedFile_FileSourceInfo.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xf8ea2bf176925da0n,
  name: "capnp/schema.capnp:CodeGeneratorRequest.RequestedFile.FileSourceInfo",
  dataWords: 0,
  pointers: 1,
  fields: () => [["identifiers", $.List(CodeGeneratorRequest_RequestedFile_FileSourceInfo_Identifier), 0]],
});

export type CodeGeneratorRequest_RequestedFile_FileSourceInfo_Identifier = CodeGeneratorRequest_RequestedFile_FileSourceInfo_Identifier.Fields &
  (
    | { readonly which: "typeId"; readonly typeId: bigint }
    | {
        readonly which: "member";
        readonly member: CodeGeneratorRequest_RequestedFile_FileSourceInfo_Identifier_member;
      }
    | { readonly which: number }
  );

export declare namespace CodeGeneratorRequest_RequestedFile_FileSourceInfo_Identifier {
  /** The fields that are not in the union. */
  interface Fields {
    readonly startByte: number;
    readonly endByte: number;
  }

  type Init = { readonly startByte?: number | undefined; readonly endByte?: number | undefined } & (
    | { readonly which: "typeId"; readonly typeId?: bigint | undefined }
    | {
        readonly which: "member";
        readonly member?: CodeGeneratorRequest_RequestedFile_FileSourceInfo_Identifier_member.Init | undefined;
      }
    | { readonly which?: number | undefined }
  );

  interface Builder {
    set startByte(value: number);
    set endByte(value: number);
    set typeId(value: bigint);
    set member(value: CodeGeneratorRequest_RequestedFile_FileSourceInfo_Identifier_member.Init);
    initMember(): CodeGeneratorRequest_RequestedFile_FileSourceInfo_Identifier_member.Builder;
  }
}

export const CodeGeneratorRequest_RequestedFile_FileSourceInfo_Identifier: $.Struct<
  CodeGeneratorRequest_RequestedFile_FileSourceInfo_Identifier,
  CodeGeneratorRequest_RequestedFile_FileSourceInfo_Identifier.Init,
  CodeGeneratorRequest_RequestedFile_FileSourceInfo_Identifier.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xdda719892e0499bbn,
  name: "capnp/schema.capnp:CodeGeneratorRequest.RequestedFile.FileSourceInfo.Identifier",
  dataWords: 3,
  pointers: 0,
  union: 8,
  fields: () => [
    ["startByte", $.UInt32, 0],
    ["endByte", $.UInt32, 1],
    ["typeId", $.UInt64, 1, { tag: 0 }],
    ["member", CodeGeneratorRequest_RequestedFile_FileSourceInfo_Identifier_member, 0, { tag: 1 }],
  ],
});

export interface CodeGeneratorRequest_RequestedFile_FileSourceInfo_Identifier_member {
  readonly parentTypeId: bigint;
  readonly ordinal: number;
}

export declare namespace CodeGeneratorRequest_RequestedFile_FileSourceInfo_Identifier_member {
  interface Init {
    readonly parentTypeId?: bigint | undefined;
    readonly ordinal?: number | undefined;
  }

  interface Builder {
    set parentTypeId(value: bigint);
    set ordinal(value: number);
  }
}

export const CodeGeneratorRequest_RequestedFile_FileSourceInfo_Identifier_member: $.Struct<
  CodeGeneratorRequest_RequestedFile_FileSourceInfo_Identifier_member,
  CodeGeneratorRequest_RequestedFile_FileSourceInfo_Identifier_member.Init,
  CodeGeneratorRequest_RequestedFile_FileSourceInfo_Identifier_member.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0xfc69d5e1d630a151n,
  name: "capnp/schema.capnp:CodeGeneratorRequest.RequestedFile.FileSourceInfo.Identifier.member",
  dataWords: 3,
  pointers: 0,
  fields: () => [
    ["parentTypeId", $.UInt64, 1],
    ["ordinal", $.UInt16, 9],
  ],
});

// model.ts: a schema as the generator thinks of it: nodes that know their parents, types, brands, and doc comments.
//
// It follows schema.capnp (https://capnproto.org/encoding.html is the layout that the numbers speak of), without its
// unions of unions and its ids that must be looked up.
import type { PointerReader } from "@teleop/capnp/wire";

/** Everything that `capnp` told us. */
export interface SchemaModel {
  /** The files to generate code for, in the order of the command line. */
  readonly requested: readonly RequestedFile[];
  /** Every node that was sent, requested or imported. */
  readonly nodes: ReadonlyMap<bigint, SchemaNode>;
}

export interface RequestedFile {
  readonly node: FileNode;
  /** As on the command line, without the source prefix: where the output goes. */
  readonly filename: string;
  /** The imported files, by id, as this file names them. */
  readonly imports: ReadonlyMap<bigint, string>;
}

export type SchemaNode = FileNode | StructNode | EnumNode | InterfaceNode | ConstNode | AnnotationNode;

interface NodeBase {
  readonly id: bigint;
  /** The name in its scope; for a file its path; for what a method declares in place, such as `echo$Params`. */
  readonly name: string;
  /** For messages to people: `path/to/file.capnp:Outer.Inner`. */
  readonly displayName: string;
  /** The enclosing node: for what a method declares in place, its interface. Undefined for a file. */
  readonly scope: SchemaNode | undefined;
  /** Names of the type parameters of this node itself. */
  readonly parameters: readonly string[];
  /** The declarations in it, in the order of the text. */
  readonly nested: readonly SchemaNode[];
  readonly annotations: readonly AppliedAnnotation[];
  readonly doc: string | undefined;
}

export interface FileNode extends NodeBase {
  readonly kind: "file";
}

export interface StructNode extends NodeBase {
  readonly kind: "struct";
  readonly dataWords: number;
  readonly pointers: number;
  readonly isGroup: boolean;
  /** The params or results of a method that declares them in place. */
  readonly isInline: boolean;
  /** How many fields are members of its union; 0 for none. */
  readonly discriminantCount: number;
  /** Where its discriminant is, in units of 16 bits. */
  readonly discriminantOffset: number;
  /** By ordinal. */
  readonly fields: readonly Field[];
}

export interface EnumNode extends NodeBase {
  readonly kind: "enum";
  /** By value. */
  readonly enumerants: readonly Enumerant[];
}

export interface InterfaceNode extends NodeBase {
  readonly kind: "interface";
  /** By ordinal. */
  readonly methods: readonly Method[];
  readonly superclasses: readonly TypeReference<InterfaceNode>[];
}

export interface ConstNode extends NodeBase {
  readonly kind: "const";
  readonly type: Type;
  readonly value: RawValue;
}

export interface AnnotationNode extends NodeBase {
  readonly kind: "annotation";
  readonly type: Type;
}

interface Member {
  readonly name: string;
  /** Its place in the text, among the members of the same scope. */
  readonly codeOrder: number;
  readonly annotations: readonly AppliedAnnotation[];
  readonly doc: string | undefined;
}

export type Field = SlotField | GroupField;

interface FieldBase extends Member {
  /** The value of the discriminant that chooses it; undefined outside of a union. */
  readonly discriminant: number | undefined;
}

export interface SlotField extends FieldBase {
  readonly kind: "slot";
  /** In units of the field's own size; for pointers, the index. */
  readonly offset: number;
  readonly type: Type;
  readonly defaultValue: RawValue;
  readonly hasExplicitDefault: boolean;
}

export interface GroupField extends FieldBase {
  readonly kind: "group";
  readonly group: StructNode;
}

export type Enumerant = Member;

export interface Method extends Member {
  /** Names of the parameters in brackets. */
  readonly implicitParameters: readonly string[];
  readonly params: TypeReference<StructNode>;
  readonly results: TypeReference<StructNode>;
}

export interface AppliedAnnotation {
  /** The declaration, when it was sent. */
  readonly declaration: AnnotationNode | undefined;
  readonly value: RawValue;
}

export type PrimitiveKind =
  | "void"
  | "bool"
  | "int8"
  | "int16"
  | "int32"
  | "int64"
  | "uint8"
  | "uint16"
  | "uint32"
  | "uint64"
  | "float32"
  | "float64";

export type Type =
  | { readonly kind: PrimitiveKind | "text" | "data" }
  | { readonly kind: "list"; readonly element: Type }
  | ({ readonly kind: "enum" } & TypeReference<EnumNode>)
  | ({ readonly kind: "struct" } & TypeReference<StructNode>)
  | ({ readonly kind: "interface" } & TypeReference<InterfaceNode>)
  | { readonly kind: "anyPointer" | "anyStruct" | "anyList" | "capability" }
  /** A type parameter of an enclosing node. */
  | { readonly kind: "parameter"; readonly scope: bigint; readonly index: number }
  /** A type parameter of a method: only in the brands of its params and results. */
  | { readonly kind: "methodParameter"; readonly index: number };

/** A node and what its type parameters are bound to. */
export interface TypeReference<N extends SchemaNode> {
  readonly node: N;
  readonly brand: Brand;
}

/** For each generic scope the bindings of its parameters; a scope that is missing is unbound: all AnyPointer. */
export type Brand = ReadonlyMap<bigint, readonly Type[] | "inherit">;

/** A value as `capnp` sends it. Pointers are read by type, once all nodes are known: see values.ts. */
export type RawValue =
  | { readonly kind: "void" | "null" }
  | { readonly kind: "bool"; readonly value: boolean }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "bigint"; readonly value: bigint }
  | { readonly kind: "enum"; readonly value: number }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "data"; readonly value: Uint8Array }
  | { readonly kind: "pointer"; readonly value: PointerReader };

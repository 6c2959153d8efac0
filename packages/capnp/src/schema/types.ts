// types.ts: what a compiled schema is at run time: plain data that generated files contain and everything else reads.
//
// A generated file imports `@teleop/rpc-capnp/schema`, or this package where nothing is called, as `$`. It contains, for
// each declaration of the schema, one constant (the schema at run time), one TypeScript type of the same name, and a
// namespace of types with what belongs to it. Constants are made by the functions in define.ts, marked pure, so that a
// bundler drops what nobody uses; all references to other constants are inside functions, so that files and types may
// refer to each other in circles, and importing a file makes nothing but its definitions.
//
// The names of the language are those of https://capnproto.org/language.html; the numbers are those of schema.capnp.

/** The TypeScript types that belong to a schema type. It exists for the type checker only: no object has it. */
declare const forms: unique symbol;

/**
 * A type of the schema language, as a value.
 *
 * `Value` is what reading gives, `Init` what writing takes, `Pipeline` what can be reached in a result that has not
 * arrived. Every `Value` is also an `Init`.
 */
export interface Type<Value = unknown, Init = unknown, Pipeline = unknown> {
  readonly kind: Kind;
  readonly [forms]: { readonly value: Value; readonly init: Init; readonly pipeline: Pipeline };
}

/** What reading a field of type `T` gives. */
export type ValueOf<T extends Type> = T[typeof forms]["value"];
/** What a field of type `T` can be set to. */
export type InitOf<T extends Type> = T[typeof forms]["init"];
/** What can be reached through a field of type `T` in a result that has not arrived. */
export type PipelineOf<T extends Type> = T[typeof forms]["pipeline"];

export type Kind = PrimitiveKind | "list" | "enum" | "struct" | "group" | "interface" | PointerKind | "bound";
export type PrimitiveKind = DataKind | "void" | "text" | "data";
/** What lives in the data section of a struct. */
export type DataKind =
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
/** Pointers whose content the schema leaves open; a `parameter` is one until it is bound. */
export type PointerKind = "anyPointer" | "anyStruct" | "anyList" | "capability" | "parameter";

/** `Void`, `Bool`, `Int8` … `Text`, `Data`, `AnyPointer` … */
export interface SimpleType<Value, Init = Value, Pipeline = unknown> extends Type<Value, Init, Pipeline> {
  readonly kind: PrimitiveKind | Exclude<PointerKind, "parameter">;
}

/** `List(T)`. */
export interface ListType<T extends Type = Type> extends Type<readonly ValueOf<T>[], readonly InitOf<T>[]> {
  readonly kind: "list";
  readonly element: T;
}

/**
 * A parameter of a generic declaration, by its place in the list of all parameters in scope: those of the outermost
 * declaration first. In a method, its own parameters follow those of its interface.
 */
export interface ParameterType extends Type {
  readonly kind: "parameter";
  readonly index: number;
}

/** A generic declaration with types for its parameters; those left out are AnyPointer. */
export interface BoundType extends Type {
  readonly kind: "bound";
  readonly generic: Type;
  readonly parameters: readonly Type[];
}

/** What every declaration has. */
export interface Declaration {
  /** https://capnproto.org/language.html#unique-ids */
  readonly id: bigint;
  /** The file and the path of declarations in it, as the compiler names it: `echo.capnp:Echo.echo$Params`. */
  readonly name: string;
  /** Names of all type parameters in scope, outermost declaration first; absent when there are none. */
  readonly parameters?: readonly string[];
  /**
   * The declaration directly around, where `parameters` begins with those that are in scope there; absent where all are
   * its own. What a method declares in place is in the scope of its interface, a group in that of its struct.
   */
  readonly scope?: () => Type;
  readonly doc?: string;
  readonly annotations?: readonly Annotation[];
}

/** An annotation that was applied. https://capnproto.org/language.html#annotations */
export interface Annotation {
  readonly id: bigint;
  /** As the compiler names its declaration: `c++.capnp:namespace`. */
  readonly name: string;
  /** As `toJson` would give it: absent for Void. */
  readonly value?: unknown;
  /** What kind of type the value has, where it does not show: absent for Void, Bool and Text. */
  readonly kind?: Kind;
}

export interface EnumDefinition extends Declaration {
  /** Enumerants by their ordinal, in camelCase as in the schema. */
  readonly values: readonly string[];
  /** What is known of some of them, by name. */
  readonly about?: { readonly [enumerant: string]: About };
}

export interface About {
  readonly doc?: string;
  readonly annotations?: readonly Annotation[];
}

export interface StructDefinition extends Declaration {
  readonly dataWords: number;
  readonly pointers: number;
  /** Where the discriminant is, in units of 16 bits, of a struct or group that has an unnamed union. */
  readonly union?: number;
  /** The property that tells which member of the union is set, where the default, `which`, is the name of a field. */
  readonly which?: string;
  /** In the order of schema.capnp, that of the ordinals. A function, since types refer to each other in circles. */
  readonly fields: () => readonly FieldDefinition[];
}

/**
 * One field: its name, its type and its place: `slot.offset` of schema.capnp, in units of the type's size in the data
 * section, or the index of the pointer. Void fields and groups have no place: 0. A group's fields are placed in the
 * struct around it.
 */
export type FieldDefinition = readonly [name: string, type: Type, offset: number, more?: FieldOptions];

export interface FieldOptions extends About {
  /** The value of the discriminant when this field, a member of a union, is the one that is set. */
  readonly tag?: number;
  /**
   * The default, when it is not zero, false, the first enumerant or a null pointer. Of a struct or a list it is written
   * as in a call's params: `{ name: "nobody" }`.
   */
  readonly default?: unknown;
}

export interface InterfaceDefinition extends Declaration {
  readonly superclasses?: () => readonly Type[];
  /** By ordinal: the index is the method id. */
  readonly methods: () => readonly MethodDefinition[];
}

/** One method: its name, the struct of its params, and that of its results or the mark of a streaming method. */
export type MethodDefinition = readonly [
  name: string,
  params: Type,
  results: Type | "stream",
  more?: MethodOptions,
];

export interface MethodOptions extends About {
  /** Names of the method's own type parameters. */
  readonly parameters?: readonly string[];
}

// define.ts: the functions and types that generated files are made of. None has an effect beyond its result.
import { AnyPointerType } from "./any-pointer.ts";
import { fromBase64 } from "./bytes.ts";
import { CapabilityPointerType } from "./capability-pointer.ts";
import { references } from "./capability-system.ts";
import type {
  AnyPointerInit,
  AnyPointerValue,
  Bytes,
  Enum,
  Interface,
  Opaque,
  OpaqueInit,
  Struct,
} from "./declared-types.ts";
import { BoundRuntimeType, type Generic, ParameterRuntimeType } from "./generics.ts";
import { InterfaceType } from "./interface-type.ts";
import { RuntimeType } from "./runtime-type.ts";
import {
  BoolType,
  DataBytesType,
  EnumRuntimeType,
  ListRuntimeType,
  NumberType,
  TextType,
  VoidType,
} from "./simple-types.ts";
import { StructType } from "./struct-type.ts";
import type {
  BoundType,
  EnumDefinition,
  InterfaceDefinition,
  ListType,
  ParameterType,
  SimpleType,
  StructDefinition,
  Type,
} from "./types.ts";

/** A struct, from its layout. Its types are those of the constant that it is assigned to. */
export function structType<S extends Struct>(definition: StructDefinition): S {
  return new StructType("struct", definition).typed();
}

/** A group: it is placed in the struct around it, whose sizes it repeats. */
export function groupType<S extends Struct>(definition: StructDefinition): S {
  return new StructType("group", definition).typed();
}

export function enumType<E extends Enum>(definition: EnumDefinition): E {
  return new EnumRuntimeType(definition).typed();
}

/** An interface, described: `@teleop/rpc-capnp/schema` has a function of this name whose interfaces can be called. */
export function interfaceType<I extends Interface = Interface>(definition: InterfaceDefinition): I {
  return new InterfaceType(definition, references).typed();
}

/** `List(T)` */
export function List<T extends Type>(element: T): ListType<T> {
  return new ListRuntimeType(RuntimeType.of(element)).typed();
}

/** A type parameter, by its place among all those in scope. */
export function parameter(index: number): ParameterType {
  return new ParameterRuntimeType(index, new AnyPointerType("anyPointer", references)).typed();
}

/** A generic declaration with types for its parameters. */
export function bind(generic: Type, ...parameters: readonly Type[]): BoundType {
  const types = parameters.map((type) => RuntimeType.of(type));
  return new BoundRuntimeType(RuntimeType.of(generic) as Generic, types).typed();
}

/** Bytes, from base64: a default or a constant. */
export function bytes(base64: string): Bytes {
  return fromBase64(base64);
}

export const Void: SimpleType<undefined> = /*#__PURE__*/ simple(/*#__PURE__*/ new VoidType());
export type Void = typeof Void;
export const Bool: SimpleType<boolean> = /*#__PURE__*/ simple(/*#__PURE__*/ new BoolType());
export type Bool = typeof Bool;
export const Int8: SimpleType<number> = /*#__PURE__*/ simple(/*#__PURE__*/ new NumberType("int8", "Int8"));
export type Int8 = typeof Int8;
export const Int16: SimpleType<number> = /*#__PURE__*/ simple(/*#__PURE__*/ new NumberType("int16", "Int16"));
export type Int16 = typeof Int16;
export const Int32: SimpleType<number> = /*#__PURE__*/ simple(/*#__PURE__*/ new NumberType("int32", "Int32"));
export type Int32 = typeof Int32;
export const Int64: SimpleType<bigint> = /*#__PURE__*/ simple(/*#__PURE__*/ new NumberType("int64", "Int64"));
export type Int64 = typeof Int64;
export const UInt8: SimpleType<number> = /*#__PURE__*/ simple(/*#__PURE__*/ new NumberType("uint8", "UInt8"));
export type UInt8 = typeof UInt8;
export const UInt16: SimpleType<number> = /*#__PURE__*/ simple(
  /*#__PURE__*/ new NumberType("uint16", "UInt16"),
);
export type UInt16 = typeof UInt16;
export const UInt32: SimpleType<number> = /*#__PURE__*/ simple(
  /*#__PURE__*/ new NumberType("uint32", "UInt32"),
);
export type UInt32 = typeof UInt32;
export const UInt64: SimpleType<bigint> = /*#__PURE__*/ simple(
  /*#__PURE__*/ new NumberType("uint64", "UInt64"),
);
export type UInt64 = typeof UInt64;
/**
 * A number of single precision. What is written is rounded to the nearest that there is, as `Math.fround` does: 0.1 reads
 * back as 0.10000000149011612. A number beyond the range of about ±3.4e38, such as 1e300, is refused with `ValueError`
 * `OUT_OF_RANGE`; infinities, NaN and -0 are values as any other.
 */
export const Float32: SimpleType<number> = /*#__PURE__*/ simple(
  /*#__PURE__*/ new NumberType("float32", "Float32"),
);
export type Float32 = typeof Float32;
export const Float64: SimpleType<number> = /*#__PURE__*/ simple(
  /*#__PURE__*/ new NumberType("float64", "Float64"),
);
export type Float64 = typeof Float64;
/**
 * A string of Unicode. One with a surrogate that is not in a pair has no UTF-8, and is refused with `ValueError`
 * `OUT_OF_RANGE`; `toWellFormed()` makes it one that has. NUL is a character as any other. What is received is not
 * refused for bytes that are no UTF-8: they read as U+FFFD.
 */
export const Text: SimpleType<string> = /*#__PURE__*/ simple(/*#__PURE__*/ new TextType());
export type Text = typeof Text;
export const Data: SimpleType<Bytes> = /*#__PURE__*/ simple(/*#__PURE__*/ new DataBytesType());
export type Data = typeof Data;
export const AnyPointer: SimpleType<AnyPointerValue, AnyPointerInit> = /*#__PURE__*/ simple(
  /*#__PURE__*/ new AnyPointerType("anyPointer", references),
);
export type AnyPointer = typeof AnyPointer;
export const AnyStruct: SimpleType<AnyPointerValue, AnyPointerInit> = /*#__PURE__*/ simple(
  /*#__PURE__*/ new AnyPointerType("anyStruct", references),
);
export type AnyStruct = typeof AnyStruct;
export const AnyList: SimpleType<AnyPointerValue, AnyPointerInit> = /*#__PURE__*/ simple(
  /*#__PURE__*/ new AnyPointerType("anyList", references),
);
export type AnyList = typeof AnyList;
/** A capability of which no interface is known. Outside of calls it is null: it reads as undefined. */
export const Capability: SimpleType<Opaque, OpaqueInit> = /*#__PURE__*/ simple(
  /*#__PURE__*/ new CapabilityPointerType(references),
);
export type Capability = typeof Capability;

function simple<T extends Type>(type: RuntimeType): T {
  return type.typed();
}

// define.ts: the functions that generated files are made of. None has an effect beyond its result.
import type {
  AnyCapabilityInit,
  AnyPointerInit,
  AnyPointerPipeline,
  AnyPointerValue,
  Bytes,
  Client,
  Enum,
  Interface,
  Struct,
} from "../stub/types.ts";
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

/** A struct, from its layout. The types are those of the constant that it is assigned to. */
export declare function structType<S extends Struct>(definition: StructDefinition): S;
/** A group: placed in the struct around it, whose sizes it repeats. */
export declare function groupType<S extends Struct>(definition: StructDefinition): S;
export declare function enumType<E extends Enum>(definition: EnumDefinition): E;
export declare function interfaceType<I extends Interface>(definition: InterfaceDefinition): I;
export declare function List<T extends Type>(element: T): ListType<T>;
/** A type parameter, by its place among all those in scope. */
export declare function parameter(index: number): ParameterType;
/** A generic declaration with types for its parameters. */
export declare function bind(generic: Type, ...parameters: readonly Type[]): BoundType;
/** Bytes of a default, from base64. */
export declare function bytes(base64: string): Bytes;

export declare const Void: SimpleType<undefined>;
export type Void = typeof Void;
export declare const Bool: SimpleType<boolean>;
export type Bool = typeof Bool;
export declare const Int8: SimpleType<number>;
export type Int8 = typeof Int8;
export declare const Int16: SimpleType<number>;
export type Int16 = typeof Int16;
export declare const Int32: SimpleType<number>;
export type Int32 = typeof Int32;
export declare const Int64: SimpleType<bigint>;
export type Int64 = typeof Int64;
export declare const UInt8: SimpleType<number>;
export type UInt8 = typeof UInt8;
export declare const UInt16: SimpleType<number>;
export type UInt16 = typeof UInt16;
export declare const UInt32: SimpleType<number>;
export type UInt32 = typeof UInt32;
export declare const UInt64: SimpleType<bigint>;
export type UInt64 = typeof UInt64;
export declare const Float32: SimpleType<number>;
export type Float32 = typeof Float32;
export declare const Float64: SimpleType<number>;
export type Float64 = typeof Float64;
export declare const Text: SimpleType<string>;
export type Text = typeof Text;
export declare const Data: SimpleType<Bytes>;
export type Data = typeof Data;
export declare const AnyPointer: SimpleType<AnyPointerValue, AnyPointerInit, AnyPointerPipeline>;
export type AnyPointer = typeof AnyPointer;
export declare const AnyStruct: SimpleType<AnyPointerValue, AnyPointerInit, AnyPointerPipeline>;
export type AnyStruct = typeof AnyStruct;
export declare const AnyList: SimpleType<AnyPointerValue, AnyPointerInit>;
export type AnyList = typeof AnyList;
export declare const Capability: SimpleType<Client, AnyCapabilityInit, Client>;
export type Capability = typeof Capability;

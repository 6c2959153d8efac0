// declared-types.ts: the types of what a schema declares, in which generated files are written.
import type { CapnpEsMessageClass, CapnpEsObject, CapnpEsStructClass } from "../capnp-es/shapes.ts";
import type { CapabilityReference } from "./capability-system.ts";
import type { Type, ValueOf } from "./types.ts";

/** A struct or a group at run time. Functions such as `describe`, `toJson` and `encode` take it. */
export interface Struct<Value = unknown, Init = unknown, Builder = unknown, Pipeline = unknown>
  extends Type<Value | undefined, Init, Pipeline> {
  readonly kind: "struct" | "group";
  readonly id: bigint;
  readonly name: string;
  readonly [shape]: { readonly value: Value; readonly builder: Builder };
}

/** An enum at run time. An enumerant that this schema does not know yet reads as its number. */
export interface Enum<Names extends string = string> extends Type<Names | number, Names | number> {
  readonly kind: "enum";
  readonly id: bigint;
  readonly name: string;
  /** Enumerants by their ordinal. */
  readonly values: readonly Names[];
}

/** An interface at run time, described: its methods, with the structs of their params and results. */
export interface Interface<Value = unknown, Init = unknown, Pipeline = unknown>
  extends Type<Value, Init, Pipeline> {
  readonly kind: "interface";
  readonly id: bigint;
  readonly name: string;
}

declare const shape: unique symbol;

/** A capability as it reads where nobody makes more of it: in a message outside of calls it is null. */
export type Opaque = CapabilityReference | undefined;
/** What such a capability can be set to. */
export type OpaqueInit = CapabilityReference | null | undefined;

/**
 * What a struct is built from: a plain object, or a function that builds it in the message, which is called at once; or
 * that struct of capnp-es, or a message of it, whose words are copied.
 */
export type Params<Init, Builder> = Init | ((params: Builder) => void) | CapnpEsObject;

/** A list of structs being built: its elements are there already, to be filled. */
export interface StructListBuilder<Builder> extends Iterable<Builder> {
  readonly length: number;
  /** @throws ValueError `OUT_OF_RANGE` when there is no such element. */
  at(index: number): Builder;
}

/** Any other list being built: its elements are zero, empty or null until they are set. */
export interface ListBuilder<Init> {
  readonly length: number;
  /** @throws ValueError `OUT_OF_RANGE` when there is no such element. */
  set(index: number, value: Init): void;
}

/** A pointer whose content the schema leaves open, as received. */
export interface AnyPointerValue {
  readonly content: "null" | "struct" | "list" | "capability";
  /** Reads it as `type`: a struct, an interface, a list, `Text`, `Data`. A capability is a new reference, to be disposed. */
  as<T extends Type>(type: T): ValueOf<T>;
  /**
   * Reads it as a struct that capnp-es generated, or as a `Message` of it: a copy, with its capabilities. Undefined for a
   * null pointer and a struct class.
   *
   * @throws ValueError `INVALID_ARGUMENT` where `@teleop/capnp/capnp-es`, or capnp-es, cannot be loaded while one waits,
   *   as in a browser: `capnpEs(Class)` of that entry is a type as any.
   */
  as<S extends object>(type: CapnpEsStructClass<S> | CapnpEsMessageClass<S>): S | undefined;
}

/**
 * What an AnyPointer can be set to: `pointer(Type, value)`, or what was received. Text and bytes say their type, and so
 * do structs, lists and messages of capnp-es, whose words are copied.
 */
export type AnyPointerInit = Pointer | AnyPointerValue | string | Uint8Array | CapnpEsObject;

/** A value together with its type, for AnyPointer. Made by `pointer()`. */
export interface Pointer {
  readonly type: Type;
  readonly value: unknown;
}

/** Bytes of a Data. What was received may be a view of the message; what is sent is copied. */
export type Bytes = Uint8Array;

/** A struct without fields, as read and as built. */
export type Empty = object;
/** A struct without fields, as written: `{}`. */
export type EmptyInit = Record<string, never>;

// define.ts: the types of a schema that capabilities may be values of, made so that these can be called.
//
// Everything else that generated files are written in is that of `@teleop/capnp`.

import type { AnyPointerValue, InterfaceDefinition, ParameterType, SimpleType, Type } from "@teleop/capnp";
import {
  AnyPointerType,
  CapabilityPointerType,
  ParameterRuntimeType,
  type RuntimeType,
} from "@teleop/capnp/capability";
import { ServableInterface } from "./servable-interface.ts";
import { stubs } from "./stub-system.ts";
import type { AnyCapabilityInit, AnyPointerInit, AnyPointerPipeline, Client, Interface } from "./types.ts";

/** An interface. Its types are those of the constant that it is assigned to. */
export function interfaceType<I extends Interface>(definition: InterfaceDefinition): I {
  return new ServableInterface(definition).typed();
}

/** A type parameter, by its place among all those in scope. */
export function parameter(index: number): ParameterType {
  return new ParameterRuntimeType(index, new AnyPointerType("anyPointer", stubs)).typed();
}

export const AnyPointer: SimpleType<AnyPointerValue, AnyPointerInit, AnyPointerPipeline> =
  /*#__PURE__*/ simple(/*#__PURE__*/ new AnyPointerType("anyPointer", stubs));
export type AnyPointer = typeof AnyPointer;
export const AnyStruct: SimpleType<AnyPointerValue, AnyPointerInit, AnyPointerPipeline> =
  /*#__PURE__*/ simple(/*#__PURE__*/ new AnyPointerType("anyStruct", stubs));
export type AnyStruct = typeof AnyStruct;
export const AnyList: SimpleType<AnyPointerValue, AnyPointerInit> = /*#__PURE__*/ simple(
  /*#__PURE__*/ new AnyPointerType("anyList", stubs),
);
export type AnyList = typeof AnyList;
export const Capability: SimpleType<Client, AnyCapabilityInit, Client> = /*#__PURE__*/ simple(
  /*#__PURE__*/ new CapabilityPointerType(stubs),
);
export type Capability = typeof Capability;

function simple<T extends Type>(type: RuntimeType): T {
  return type.typed();
}

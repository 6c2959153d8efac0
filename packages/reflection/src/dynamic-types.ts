// dynamic-types.ts: interfaces that are made of a schema which was read, to be called as those of generated files are.
import { type Brand, NodeTypes, type ReadSchema } from "@teleop/capnp/nodes";
import {
  AnyList,
  AnyPointer,
  AnyStruct,
  Capability,
  type Client,
  type Interface,
  interfaceType,
  parameter,
} from "@teleop/rpc-capnp/schema";

/** A stub whose methods only its schema knows: `invoke()` and `dynamicCall()` call them by their names. */
export type DynamicClient = Client;
/** An object that serves such an interface: a function for each method, by the property that it has there. */
export type DynamicServer = object;

/** The types of a schema, whose interfaces can be called and served. */
export function callableTypes(schema: ReadSchema): NodeTypes {
  return new NodeTypes(schema, { interfaceType, parameter, AnyPointer, AnyStruct, AnyList, Capability });
}

/**
 * An interface of a schema: what `target.service(name, type)` takes.
 *
 * @throws ValueError `BAD_SCHEMA` when there is none of that id.
 */
export function interfaceFrom(
  types: NodeTypes,
  id: bigint,
  brand?: Brand,
): Interface<DynamicClient, DynamicServer> {
  return types.interface(id, brand) as Interface<DynamicClient, DynamicServer>;
}

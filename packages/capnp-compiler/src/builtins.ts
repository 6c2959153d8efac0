// builtins.ts: the names that every schema knows without an import.
import type { Builtin, BuiltinType } from "./schema-node.ts";

const names: readonly (readonly [name: string, type: BuiltinType])[] = [
  ["Void", "void"],
  ["Bool", "bool"],
  ["Int8", "int8"],
  ["Int16", "int16"],
  ["Int32", "int32"],
  ["Int64", "int64"],
  ["UInt8", "uint8"],
  ["UInt16", "uint16"],
  ["UInt32", "uint32"],
  ["UInt64", "uint64"],
  ["Float32", "float32"],
  ["Float64", "float64"],
  ["Text", "text"],
  ["Data", "data"],
  ["List", "list"],
  ["Object", "object"],
  ["AnyPointer", "anyPointer"],
  ["AnyStruct", "anyStruct"],
  ["AnyList", "anyList"],
  ["Capability", "capability"],
];

/** By name. Their ids are those by which the native compiler tells where they are used; no node has such. */
export const builtins: ReadonlyMap<string, Builtin> = new Map(
  names.map(([name, type], index) => [
    name,
    { kind: "builtin", name, type, id: BigInt(1014 + index), parameterCount: type === "list" ? 1 : 0 },
  ]),
);

// raw-values.ts: constants and defaults in a request, pointers unread.
import { CapnpcError } from "../errors.ts";
import type { RawValue } from "./model.ts";
import type { ValueStruct } from "./request-structs.ts";

/** @throws CapnpcError `UNSUPPORTED` for a value of a kind that we do not know. */
export function rawValue(value: ValueStruct | undefined): RawValue {
  if (value === undefined) return { kind: "void" };
  const read = readers[value.tag];
  if (read === undefined) throw new CapnpcError("UNSUPPORTED", `a value of an unknown kind (${value.tag})`);
  return read(value);
}

/** By the tags of `Value` in schema.capnp. */
const readers: readonly ((value: ValueStruct) => RawValue)[] = [
  () => ({ kind: "void" }),
  ({ bool }) => ({ kind: "bool", value: bool }),
  ({ int8 }) => ({ kind: "number", value: int8 }),
  ({ int16 }) => ({ kind: "number", value: int16 }),
  ({ int32 }) => ({ kind: "number", value: int32 }),
  ({ int64 }) => ({ kind: "bigint", value: int64 }),
  ({ uint8 }) => ({ kind: "number", value: uint8 }),
  ({ uint16 }) => ({ kind: "number", value: uint16 }),
  ({ uint32 }) => ({ kind: "number", value: uint32 }),
  ({ uint64 }) => ({ kind: "bigint", value: uint64 }),
  ({ float32 }) => ({ kind: "number", value: float32 }),
  ({ float64 }) => ({ kind: "number", value: float64 }),
  ({ textValue }) => ({ kind: "text", value: textValue }),
  ({ data }) => ({ kind: "data", value: data }),
  pointerValue,
  ({ uint16 }) => ({ kind: "enum", value: uint16 }),
  pointerValue,
  () => ({ kind: "null" }),
  pointerValue,
];

function pointerValue({ pointer }: ValueStruct): RawValue {
  return pointer === undefined ? { kind: "null" } : { kind: "pointer", value: pointer };
}

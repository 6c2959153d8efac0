// raw-values.ts: constants and defaults in a request, pointers unread.
import { type Pointer as CapnpPointer, Message } from "capnp-es";
import * as Schema from "capnp-es/capnp/schema";
import { CapnpcError } from "../errors.ts";
import type { RawPointer, RawValue } from "./model.ts";

/** @throws CapnpcError `UNSUPPORTED` for a value of a kind that we do not know. */
export function rawValue(value: Schema.Value): RawValue {
  switch (value.which()) {
    case Schema.Value_Which.VOID:
      return { kind: "void" };
    case Schema.Value_Which.BOOL:
      return { kind: "bool", value: value.bool };
    case Schema.Value_Which.INT8:
      return { kind: "number", value: value.int8 };
    case Schema.Value_Which.INT16:
      return { kind: "number", value: value.int16 };
    case Schema.Value_Which.INT32:
      return { kind: "number", value: value.int32 };
    case Schema.Value_Which.INT64:
      return { kind: "bigint", value: value.int64 };
    case Schema.Value_Which.UINT8:
      return { kind: "number", value: value.uint8 };
    case Schema.Value_Which.UINT16:
      return { kind: "number", value: value.uint16 };
    case Schema.Value_Which.UINT32:
      return { kind: "number", value: value.uint32 };
    case Schema.Value_Which.UINT64:
      return { kind: "bigint", value: value.uint64 };
    case Schema.Value_Which.FLOAT32:
      return { kind: "number", value: value.float32 };
    case Schema.Value_Which.FLOAT64:
      return { kind: "number", value: value.float64 };
    case Schema.Value_Which.TEXT:
      return { kind: "text", value: value.text };
    case Schema.Value_Which.DATA:
      // A copy: what capnp-es gives is a view of the whole request.
      return { kind: "data", value: Uint8Array.from(value.data.toUint8Array()) };
    case Schema.Value_Which.LIST:
      return rawPointer(value.list, "list", value._hasList());
    case Schema.Value_Which.ENUM:
      return { kind: "enum", value: value.enum };
    case Schema.Value_Which.STRUCT:
      return rawPointer(value.struct, "struct", value._hasStruct());
    case Schema.Value_Which.INTERFACE:
      return { kind: "null" };
    case Schema.Value_Which.ANY_POINTER:
      return rawPointer(value.anyPointer, "struct", value._hasAnyPointer());
    default:
      throw new CapnpcError("UNSUPPORTED", `a value of an unknown kind (${value.which()})`);
  }
}

function rawPointer(pointer: CapnpPointer, kind: RawPointer["kind"], isSet: boolean): RawValue {
  if (!isSet) return { kind: "null" };
  const bytes = () => {
    const message = new Message();
    message.setRoot(pointer);
    return new Uint8Array(message.toArrayBuffer());
  };
  return { kind: "pointer", value: { kind, bytes } };
}

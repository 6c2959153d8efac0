// shown-default.ts: a default as people see it: what its schema writes out, without what is the default of its own parts.
import { defaultMessageLimits, MessageReader } from "../wire/index.ts";
import { EncodedDefault } from "./encoded-default.ts";
import { type JsonOptions, jsonOptions } from "./json-options.ts";
import { NoCapabilities } from "./no-capabilities.ts";
import { isDeferred, propertyOf, setProperty } from "./properties.ts";
import type { RuntimeType } from "./runtime-type.ts";
import { ListRuntimeType } from "./simple-types.ts";
import { StructType } from "./struct-type.ts";
import { type Json, jsonOf } from "./to-json.ts";

/** A default of a definition, as JSON. */
export function shownDefault(type: RuntimeType, value: unknown, options: JsonOptions): Json {
  const written = value instanceof EncodedDefault ? withoutDefaults(type, value.read(type.typed())) : value;
  return jsonOf(type, written, options);
}

function withoutDefaults(type: RuntimeType, value: unknown): unknown {
  if (type instanceof ListRuntimeType && Array.isArray(value)) {
    return value.map((element) => withoutDefaults(type.element, element));
  }
  if (!(type instanceof StructType) || typeof value !== "object" || value === null) return value;
  const empty = emptyOf(type);
  const written: { [name: string]: unknown } = {};
  for (const field of type.fields) {
    const { name } = field;
    if (isDeferred(value, name)) continue;
    const part = propertyOf(value, name);
    const isChosen = field.tag !== undefined && propertyOf(value, type.which) === name;
    if (isChosen) setProperty(written, type.which, name);
    // A union says which member is set, whichever it is.
    const isUnion =
      isChosen || (field.type instanceof StructType && field.type.kind === "group" && field.type.hasUnions);
    if (!isUnion && isSame(field.type, part, propertyOf(empty, name))) continue;
    setProperty(written, name, withoutDefaults(field.type, part));
  }
  return written;
}

/** The struct that nothing was written to. */
function emptyOf(type: StructType): object {
  const bytes = new Uint8Array([0xfc, 0xff, 0xff, 0xff, 0, 0, 0, 0]);
  const segment = { bytes, view: new DataView(bytes.buffer), start: 0, end: bytes.byteLength };
  const struct = new MessageReader([segment], defaultMessageLimits).root().struct();
  return struct === undefined ? {} : type.codec.read(struct, new NoCapabilities());
}

function isSame(type: RuntimeType, some: unknown, other: unknown): boolean {
  if (type.isNull(some) || type.isNull(other)) return type.isNull(some) && type.isNull(other);
  return (
    JSON.stringify(jsonOf(type, some, jsonOptions())) === JSON.stringify(jsonOf(type, other, jsonOptions()))
  );
}

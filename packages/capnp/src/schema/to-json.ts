// to-json.ts: values as JSON, the way `capnp convert` writes them.
//
// 64-bit integers are strings; numbers that JSON lacks are "NaN", "Infinity", "-Infinity"; Data is an array of bytes
// unless the schema says $Json.base64 or $Json.hex; Void is null; of a union only the member that is set appears, under
// its own name. Null pointers to structs, capabilities and open types are left out; as the member that is set they are
// null, where `capnp convert` shows a struct of defaults, and cannot read null. What JSON cannot hold is shown and does
// not read back: a capability as {"$capability": "Echo"}, the content of an AnyPointer as {"$anyPointer": "struct"}, a
// member of a union that is newer than the schema as {"$which": 7}.
import { toBase64, toHex } from "./bytes.ts";
import { type JsonOptions, jsonOptions } from "./json-options.ts";
import { isDeferred, propertyOf, setProperty } from "./properties.ts";
import { RuntimeType } from "./runtime-type.ts";
import { EnumRuntimeType, ListRuntimeType } from "./simple-types.ts";
import { type Field, StructType } from "./struct-type.ts";
import { StructView } from "./struct-view.ts";
import type { Type, ValueOf } from "./types.ts";

/** A value of JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** What JSON cannot hold. */
export interface ToJsonOptions {
  /** What a capability is shown as, instead of by its interface. Of an open pointer it is what was read of that. */
  readonly capability?: ((value: unknown, type: Type) => Json) | undefined;
}

/**
 * A value that was read, as JSON. -0 is a number of it like any other, but `JSON.stringify` writes it as 0.
 */
export function toJson<T extends Type>(type: T, value: ValueOf<T>, given: ToJsonOptions = {}): Json {
  return jsonOf(RuntimeType.of(type).resolve([]), value, jsonOptions(), given);
}

export function jsonOf(
  type: RuntimeType,
  value: unknown,
  options: JsonOptions,
  given: ToJsonOptions = {},
): Json {
  if (type.isNull(value)) return null;
  switch (type.kind) {
    case "int64":
    case "uint64":
      return String(value);
    case "float32":
    case "float64":
      return Number.isFinite(value) ? Number(value) : String(value);
    case "data":
      return value instanceof Uint8Array ? jsonOfBytes(value, options) : null;
    case "enum":
      return type instanceof EnumRuntimeType ? enumName(type, value) : null;
    case "list":
      return type instanceof ListRuntimeType && Array.isArray(value)
        ? value.map((element) => jsonOf(type.element, element, options, given))
        : null;
    case "struct":
    case "group": {
      const object: { [name: string]: Json } = {};
      if (type instanceof StructType && isObject(value))
        addFields(object, "", type, StructView.eager(value), jsonOptions(type.definition.annotations), given);
      return object;
    }
    case "interface":
    case "capability":
      return given.capability?.(value, type.typed()) ?? { $capability: type.title };
    case "anyPointer":
    case "anyStruct":
    case "anyList":
      return jsonOfAny(type, value, given);
    default:
      return value as Json;
  }
}

function addFields(
  target: { [name: string]: Json },
  prefix: string,
  type: StructType,
  value: object,
  own: JsonOptions,
  given: ToJsonOptions,
): void {
  const which = type.definition.union === undefined ? undefined : propertyOf(value, type.which);
  // Left out, it would read back as the first member.
  if (typeof which === "number") setProperty(target, `${prefix}$which`, which);
  for (const field of type.fields) {
    const isMember = field.tag !== undefined;
    if (isMember && which !== field.name) continue;
    const options = jsonOptions(field.annotations);
    const ownName = options.name ?? field.name;
    const valueName = isMember ? own.discriminator?.valueName : undefined;
    const tagName = isMember ? discriminatorName(own) : undefined;
    if (tagName !== undefined) setProperty(target, `${prefix}${tagName}`, ownName);
    const isVoid = field.type.kind === "void";
    // What a discriminator tells is not told twice.
    if (isVoid && tagName !== undefined) continue;
    const part = isVoid ? null : partOf(value, field);
    // A member of a union that is set says so, null or not.
    if (!isVoid && !isMember && field.type.isNull(part)) continue;
    const name = `${prefix}${valueName ?? ownName}`;
    if (!(field.type instanceof StructType) || !isObject(part)) {
      setProperty(target, name, jsonOf(field.type, part, options, given));
    } else if (options.flattenPrefix !== undefined) {
      const inner = `${prefix}${options.flattenPrefix}`;
      addFields(target, inner, field.type, part, flattenedOptions(field.type, options, ownName), given);
    } else if (field.type.kind === "group") {
      const group: { [name: string]: Json } = {};
      addFields(group, "", field.type, part, { ...options, name: undefined }, given);
      setProperty(target, name, group);
    } else {
      setProperty(target, name, jsonOf(field.type, part, options, given));
    }
  }
}

/** What a field holds; nothing, where it is a default that has no end. */
function partOf(value: object, { name, default: defaultValue }: Field): unknown {
  return defaultValue !== undefined && isDeferred(value, name) ? undefined : propertyOf(value, name);
}

/** What is said of a union whose members are among the fields of the object around it: by a struct itself, or of a group. */
export function flattenedOptions(type: StructType, options: JsonOptions, name: string): JsonOptions {
  return type.kind === "struct" ? jsonOptions(type.definition.annotations) : { ...options, name };
}

/** The field that names the member that is set. A union without a name for it has one only where it is flattened. */
export function discriminatorName({ discriminator, name }: JsonOptions): string | undefined {
  return discriminator === undefined ? undefined : (discriminator.name ?? name);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

export function enumName(type: EnumRuntimeType, value: unknown): Json {
  if (typeof value !== "string") return Number(value);
  return jsonOptions(type.about(value).annotations).name ?? value;
}

function jsonOfBytes(bytes: Uint8Array, { encoding }: JsonOptions): Json {
  if (encoding === "base64") return toBase64(bytes);
  return encoding === "hex" ? toHex(bytes) : [...bytes];
}

function jsonOfAny(type: RuntimeType, value: unknown, { capability }: ToJsonOptions): Json {
  const content = isObject(value) && "content" in value ? String(value.content) : "null";
  return content === "null"
    ? null
    : content === "capability"
      ? (capability?.(value, type.typed()) ?? { $capability: "" })
      : { $anyPointer: content };
}

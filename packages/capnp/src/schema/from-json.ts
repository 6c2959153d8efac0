// from-json.ts: JSON as values to be written, the way `capnp convert` reads it, but strict: it refuses unknown names.
import { defaultMessageLimits } from "../wire/index.ts";
import { fromBase64, fromHex } from "./bytes.ts";
import { type JsonOptions, jsonOptions } from "./json-options.ts";
import { setProperty } from "./properties.ts";
import { RuntimeType } from "./runtime-type.ts";
import { EnumRuntimeType, ListRuntimeType } from "./simple-types.ts";
import { type Field, StructType } from "./struct-type.ts";
import { discriminatorName, enumName, flattenedOptions } from "./to-json.ts";
import type { InitOf, Type } from "./types.ts";
import { ValueError, wrongType } from "./value-error.ts";

/** What JSON cannot say by itself. */
export interface FromJsonOptions {
  /**
   * The capability that a value stands for, in the place of an interface, a Capability or an open pointer; undefined:
   * none, which is refused. null is a null pointer, and is not asked about.
   */
  readonly capability?: ((json: unknown, type: Type) => unknown) | undefined;
}

/**
 * JSON as what a field of that type can be set to. See to-json.ts for the form.
 *
 * @throws ValueError naming the path to what does not fit; also where structs nest deeper than the default limit of
 * messages, 64.
 */
export function fromJson<T extends Type>(type: T, json: unknown, given: FromJsonOptions = {}): InitOf<T> {
  return readValue(RuntimeType.of(type).resolve([]), json, jsonOptions(), {
    ...given,
    depth: 0,
  }) as InitOf<T>;
}

/** What is known of all values of one reading. */
interface Reading extends FromJsonOptions {
  /** The structs and groups around the value. */
  readonly depth: number;
}

function readValue(type: RuntimeType, json: unknown, options: JsonOptions, reading: Reading): unknown {
  switch (type.kind) {
    case "void":
      if (json !== null) throw wrongType("null (Void)", json);
      return undefined;
    case "int64":
    case "uint64":
      return bigintOf(json, type.title);
    case "float32":
    case "float64":
      return floatOf(json);
    case "data":
      return bytesOf(json, options);
    case "enum":
      return type instanceof EnumRuntimeType ? enumValue(type, json) : json;
    case "list":
      return type instanceof ListRuntimeType ? listOf(type, json, options, reading) : json;
    case "struct":
    case "group":
      return type instanceof StructType
        ? structOf(type, json, jsonOptions(type.definition.annotations), reading)
        : json;
    case "interface":
    case "capability":
    case "anyPointer":
    case "anyStruct":
    case "anyList":
      if (json === null) return null;
      return capabilityOf(type, json, reading);
    default:
      return json;
  }
}

function capabilityOf(type: RuntimeType, json: unknown, { capability }: Reading): unknown {
  const given = capability?.(json, type.typed());
  if (given !== undefined) return given;
  throw new ValueError("NO_CAPABILITIES", `JSON cannot hold what ${type.title} leads to, only null`);
}

function structOf(type: StructType, json: unknown, options: JsonOptions, reading: Reading): object {
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw wrongType(`an object (${type.title})`, json);
  }
  const unread = new Map<string, unknown>(Object.entries(json));
  const value = takeFields(type, unread, "", options, deeper(reading));
  const [unknown] = unread.keys();
  if (unknown !== undefined) {
    const known = type.fields.map((field) => jsonOptions(field.annotations).name ?? field.name);
    throw new ValueError(
      "UNKNOWN_FIELD",
      `${type.title} has no field ${JSON.stringify(unknown)}; its fields are ${known.join(", ")}`,
    );
  }
  return value;
}

/** Takes out of `unread` what belongs to the struct. */
function takeFields(
  type: StructType,
  unread: Map<string, unknown>,
  prefix: string,
  own: JsonOptions,
  reading: Reading,
): { [name: string]: unknown } {
  if (reading.depth > defaultMessageLimits.nesting) {
    throw new ValueError(
      "OUT_OF_RANGE",
      `nests deeper than the limit of ${defaultMessageLimits.nesting} structs`,
    );
  }
  const value: { [name: string]: unknown } = {};
  const chosen = takeDiscriminator(type, unread, prefix, own);
  for (const field of type.fields) {
    const isMember = field.tag !== undefined;
    if (isMember && chosen !== undefined && field !== chosen) continue;
    const options = jsonOptions(field.annotations);
    const ownName = options.name ?? field.name;
    const name = `${prefix}${(isMember ? own.discriminator?.valueName : undefined) ?? ownName}`;
    try {
      if (unread.has(name) && (unread.get(name) === null || !isFlattened(field, options))) {
        setProperty(value, field.name, fieldOf(field, take(unread, name), options, reading));
        if (isMember) setProperty(value, type.which, field.name);
      } else if (isFlattened(field, options) && (!isMember || chosen !== undefined)) {
        const inner = `${prefix}${options.flattenPrefix}`;
        // Of a null pointer nothing was written; and a struct may be in itself, where only what is written has an end.
        const isPointer = !isMember && field.type.kind === "struct";
        if (isPointer && !hasPrefix(unread, inner)) continue;
        const { size } = unread;
        const part = takeFields(
          field.type,
          unread,
          inner,
          flattenedOptions(field.type, options, ownName),
          deeper(reading),
        );
        if (!isPointer || unread.size < size) setProperty(value, field.name, part);
      }
    } catch (error) {
      throw ValueError.within(error, name);
    }
  }
  if (chosen !== undefined) setProperty(value, type.which, chosen.name);
  return value;
}

function deeper(reading: Reading): Reading {
  return { ...reading, depth: reading.depth + 1 };
}

function hasPrefix(unread: ReadonlyMap<string, unknown>, prefix: string): boolean {
  for (const name of unread.keys()) if (name.startsWith(prefix)) return true;
  return false;
}

function take(unread: Map<string, unknown>, name: string): unknown {
  const json = unread.get(name);
  unread.delete(name);
  return json;
}

type StructField = Field & { readonly type: StructType };

/** Whether its fields are those of the object around it. */
function isFlattened(field: Field, options: JsonOptions): field is StructField {
  return options.flattenPrefix !== undefined && field.type instanceof StructType;
}

function fieldOf(field: Field, json: unknown, options: JsonOptions, reading: Reading): unknown {
  if (!(field.type instanceof StructType)) return readValue(field.type, json, options, reading);
  if (field.type.kind === "group")
    return structOf(field.type, json, { ...options, name: undefined }, reading);
  // A null pointer.
  return json === null ? undefined : readValue(field.type, json, options, reading);
}

function takeDiscriminator(
  type: StructType,
  unread: Map<string, unknown>,
  prefix: string,
  own: JsonOptions,
): Field | undefined {
  const ownName = type.definition.union === undefined ? undefined : discriminatorName(own);
  const name = `${prefix}${ownName}`;
  if (ownName === undefined || !unread.has(name)) return undefined;
  const wanted = take(unread, name);
  const members = type.fields.filter((field) => field.tag !== undefined);
  const nameOf = (field: Field) => jsonOptions(field.annotations).name ?? field.name;
  const member = members.find((field) => nameOf(field) === wanted);
  if (member !== undefined) return member;
  const names = members.map((field) => JSON.stringify(nameOf(field))).join(", ");
  throw ValueError.within(wrongType(`one of ${names}`, wanted), name);
}

function listOf(type: ListRuntimeType, json: unknown, options: JsonOptions, reading: Reading): unknown[] {
  if (!Array.isArray(json)) throw wrongType("an array", json);
  return json.map((element, index) => {
    try {
      return readValue(type.element, element, options, reading);
    } catch (error) {
      throw ValueError.within(error, index);
    }
  });
}

function bigintOf(json: unknown, title: string): bigint {
  if (typeof json === "string" && /^-?\d{1,20}$/.test(json)) return BigInt(json);
  if (typeof json === "number" && Number.isSafeInteger(json)) return BigInt(json);
  throw wrongType(`an integer in a string (${title})`, json);
}

function floatOf(json: unknown): number {
  if (typeof json === "number") return json;
  if (json === "NaN" || json === "Infinity" || json === "-Infinity") return Number(json);
  throw wrongType('a number, "NaN", "Infinity" or "-Infinity"', json);
}

function enumValue(type: EnumRuntimeType, json: unknown): unknown {
  if (typeof json !== "string") return json;
  return type.values.find((name) => enumName(type, name) === json) ?? json;
}

function bytesOf(json: unknown, { encoding }: JsonOptions): Uint8Array {
  if (encoding === "bytes") {
    if (!Array.isArray(json) || !json.every((byte) => Number.isInteger(byte) && byte >= 0 && byte <= 255)) {
      throw wrongType("an array of bytes", json);
    }
    return Uint8Array.from(json);
  }
  if (typeof json !== "string") throw wrongType(`bytes in ${encoding}`, json);
  try {
    return encoding === "base64" ? fromBase64(json) : fromHex(json);
  } catch (error) {
    throw new ValueError(
      "WRONG_TYPE",
      `expected bytes in ${encoding}: ${error instanceof Error ? error.message : error}`,
    );
  }
}

// values.ts: reads constants and defaults, which the compiler sends as raw pointers that only their type explains.
//
// https://capnproto.org/encoding.html. Only what the compiler wrote is read here: one segment, no far pointers.
import { CapnpcError } from "../errors.ts";
import { bindingsOf, noBindings, resolve, type TypeBindings } from "./brands.ts";
import type { EnumNode, Field, RawValue, StructNode, Type } from "./model.ts";

/** A constant or a default. */
export type Value =
  | { readonly kind: "void" | "null" }
  | { readonly kind: "bool"; readonly value: boolean }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "bigint"; readonly value: bigint }
  | { readonly kind: "enum"; readonly node: EnumNode; readonly ordinal: number }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "data"; readonly value: Uint8Array }
  | { readonly kind: "list"; readonly elements: readonly Value[] }
  /** Only the fields that are not zero or null, and the member of a union that is set. */
  | { readonly kind: "struct"; readonly node: StructNode; readonly fields: readonly FieldValue[] }
  /** What the schema does not tell the type of: a message whose root it is. */
  | { readonly kind: "message"; readonly bytes: Uint8Array };

export interface FieldValue {
  readonly field: Field;
  readonly value: Value;
}

/**
 * Reads a value of type `type`.
 *
 * @throws CapnpcError `BAD_REQUEST` when it is not laid out as its type demands.
 */
export function readValue(raw: RawValue, type: Type): Value {
  switch (raw.kind) {
    case "enum":
      return type.kind === "enum"
        ? { kind: "enum", node: type.node, ordinal: raw.value }
        : { kind: "number", value: raw.value };
    case "pointer": {
      const bytes = raw.value.bytes();
      const segment = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      if (segment.getUint32(0, true) !== 0) throw malformed("a constant lies in several segments");
      return readPointer(segment, 8, type, noBindings);
    }
    default:
      return raw;
  }
}

/** Whether a value is the one that an unset field of its type has anyway. */
export function isZero(value: Value): boolean {
  switch (value.kind) {
    case "void":
    case "null":
      return true;
    case "bool":
      return !value.value;
    case "number":
      return Object.is(value.value, 0);
    case "bigint":
      return value.value === 0n;
    case "enum":
      return value.ordinal === 0;
    case "text":
      return value.value === "";
    case "data":
      return value.value.byteLength === 0;
    case "list":
      return value.elements.length === 0;
    case "struct":
      return value.fields.every(({ field, value: inner }) => !field.discriminant && isZero(inner));
    case "message":
      return false;
  }
}

interface StructView {
  readonly segment: DataView;
  readonly data: number;
  readonly dataBytes: number;
  readonly pointers: number;
  readonly pointerCount: number;
}

function readPointer(segment: DataView, at: number, type: Type, bindings: TypeBindings): Value {
  const low = segment.getInt32(at, true);
  const high = segment.getUint32(at + 4, true);
  if (low === 0 && high === 0) return emptyOf(type);
  const target = at + 8 + (low >> 2) * 8;
  const resolved = resolve(type, bindings);
  switch (resolved.kind) {
    case "text": {
      const list = listView(segment, at);
      return { kind: "text", value: new TextDecoder().decode(list.bytes.subarray(0, -1)) };
    }
    case "data":
      return { kind: "data", value: listView(segment, at).bytes };
    case "list":
      return { kind: "list", elements: readElements(listView(segment, at), resolved.element, bindings) };
    case "struct": {
      const dataBytes = (high & 0xffff) * 8;
      const view = {
        segment,
        data: target,
        dataBytes,
        pointers: target + dataBytes,
        pointerCount: high >>> 16,
      };
      return readStruct(view, resolved.node, bindingsOf(resolved, bindings));
    }
    case "anyPointer":
    case "anyStruct":
    case "anyList":
      return { kind: "message", bytes: messageFrom(segment, at) };
    default:
      throw malformed(`a constant has a pointer where ${resolved.kind} is expected`);
  }
}

/** A null pointer reads as the empty value of its type. */
function emptyOf(type: Type): Value {
  switch (type.kind) {
    case "text":
      return { kind: "text", value: "" };
    case "data":
      return { kind: "data", value: new Uint8Array(0) };
    case "list":
      return { kind: "list", elements: [] };
    default:
      return { kind: "null" };
  }
}

function readStruct(view: StructView, node: StructNode, bindings: TypeBindings): Value {
  const tag = node.discriminantCount === 0 ? 0 : readNumber(view, "uint16", node.discriminantOffset);
  const fields: FieldValue[] = [];
  for (const field of node.fields) {
    if (field.discriminant !== undefined && field.discriminant !== tag) continue;
    const value =
      field.kind === "group" ? readStruct(view, field.group, bindings) : readSlot(view, field, bindings);
    const isChosen = field.discriminant !== undefined;
    if (isChosen || !isDefault(view, field, value)) fields.push({ field, value });
  }
  return { kind: "struct", node, fields };
}

function isDefault(view: StructView, field: Field, value: Value): boolean {
  if (field.kind === "group") return value.kind === "struct" && value.fields.length === 0;
  switch (field.type.kind) {
    case "void":
      return true;
    case "bool":
      return bitAt(view, field.offset) === 0;
    case "float64":
    case "int64":
    case "uint64":
      return readBigint(view, field.offset) === 0n;
    case "float32":
    case "int32":
    case "uint32":
      return readNumber(view, "uint32", field.offset) === 0;
    case "int16":
    case "uint16":
    case "enum":
      return readNumber(view, "uint16", field.offset) === 0;
    case "int8":
    case "uint8":
      return readNumber(view, "uint8", field.offset) === 0;
    default:
      return isNullPointer(view, field.offset);
  }
}

function readSlot(view: StructView, field: Extract<Field, { kind: "slot" }>, bindings: TypeBindings): Value {
  const { type, offset } = field;
  // What is stored is the difference from the default, bit by bit.
  switch (type.kind) {
    case "void":
      return { kind: "void" };
    case "bool":
      return {
        kind: "bool",
        value:
          (bitAt(view, offset) === 1) !== (field.defaultValue.kind === "bool" && field.defaultValue.value),
      };
    case "enum":
      return {
        kind: "enum",
        node: type.node,
        ordinal: readNumber(view, "uint16", offset) ^ defaultNumber(field),
      };
    case "int64":
    case "uint64": {
      const bits =
        readBigint(view, offset) ^
        (field.defaultValue.kind === "bigint" ? BigInt.asUintN(64, field.defaultValue.value) : 0n);
      return { kind: "bigint", value: type.kind === "int64" ? BigInt.asIntN(64, bits) : bits };
    }
    case "int8":
    case "int16":
    case "int32":
    case "uint8":
    case "uint16":
    case "uint32":
    case "float32":
    case "float64":
      return { kind: "number", value: readMasked(view, type.kind, offset, defaultNumber(field)) };
    default: {
      if (isNullPointer(view, offset)) return emptyOf(resolve(type, bindings));
      return readPointer(view.segment, view.pointers + offset * 8, type, bindings);
    }
  }
}

function defaultNumber(field: Extract<Field, { kind: "slot" }>): number {
  const { defaultValue } = field;
  return defaultValue.kind === "number" || defaultValue.kind === "enum" ? defaultValue.value : 0;
}

const numberBytes = {
  int8: 1,
  uint8: 1,
  int16: 2,
  uint16: 2,
  int32: 4,
  uint32: 4,
  float32: 4,
  float64: 8,
} as const;
type NumberKind = keyof typeof numberBytes;

function readMasked(view: StructView, kind: NumberKind, offset: number, mask: number): number {
  const bytes = numberBytes[kind];
  const scratch = new DataView(new ArrayBuffer(8));
  writeNumber(scratch, kind, mask);
  for (let i = 0; i < bytes; i++) {
    const at = offset * bytes + i;
    const stored = at < view.dataBytes ? view.segment.getUint8(view.data + at) : 0;
    scratch.setUint8(i, scratch.getUint8(i) ^ stored);
  }
  return numberAt(scratch, kind, 0);
}

function readNumber(view: StructView, kind: NumberKind, offset: number): number {
  return readMasked(view, kind, offset, 0);
}

function readBigint(view: StructView, offset: number): bigint {
  const at = offset * 8;
  return at + 8 <= view.dataBytes ? view.segment.getBigUint64(view.data + at, true) : 0n;
}

function bitAt(view: StructView, bit: number): number {
  const at = bit >>> 3;
  return at < view.dataBytes ? (view.segment.getUint8(view.data + at) >>> (bit & 7)) & 1 : 0;
}

function isNullPointer(view: StructView, index: number): boolean {
  return index >= view.pointerCount || view.segment.getBigUint64(view.pointers + index * 8, true) === 0n;
}

interface ListView {
  readonly segment: DataView;
  readonly start: number;
  /** As on the wire: 7 is a list of structs. */
  readonly elementSize: number;
  readonly length: number;
  readonly dataBytes: number;
  readonly pointerCount: number;
  /** For a list of bytes. */
  readonly bytes: Uint8Array;
}

function listView(segment: DataView, at: number): ListView {
  const low = segment.getInt32(at, true);
  if ((low & 3) !== 1) throw malformed("a constant has another kind of pointer where a list is expected");
  const high = segment.getUint32(at + 4, true);
  const elementSize = high & 7;
  const start = at + 8 + (low >> 2) * 8;
  if (elementSize === 7) {
    return {
      segment,
      start: start + 8,
      elementSize,
      length: segment.getUint32(start, true) >>> 2,
      dataBytes: segment.getUint16(start + 4, true) * 8,
      pointerCount: segment.getUint16(start + 6, true),
      bytes: new Uint8Array(0),
    };
  }
  const length = high >>> 3;
  const bytes =
    elementSize === 2
      ? new Uint8Array(segment.buffer, segment.byteOffset + start, length)
      : new Uint8Array(0);
  return { segment, start, elementSize, length, dataBytes: 0, pointerCount: 0, bytes };
}

function readElements(list: ListView, type: Type, bindings: TypeBindings): readonly Value[] {
  return Array.from({ length: list.length }, (_, i) =>
    readElement(list, i, resolve(type, bindings), bindings),
  );
}

function readElement(list: ListView, i: number, type: Type, bindings: TypeBindings): Value {
  const { segment, start } = list;
  switch (type.kind) {
    case "void":
      return { kind: "void" };
    case "bool":
      return { kind: "bool", value: ((segment.getUint8(start + (i >>> 3)) >>> (i & 7)) & 1) === 1 };
    case "enum":
      return { kind: "enum", node: type.node, ordinal: segment.getUint16(start + i * 2, true) };
    case "int64":
      return { kind: "bigint", value: segment.getBigInt64(start + i * 8, true) };
    case "uint64":
      return { kind: "bigint", value: segment.getBigUint64(start + i * 8, true) };
    case "int8":
    case "int16":
    case "int32":
    case "uint8":
    case "uint16":
    case "uint32":
    case "float32":
    case "float64":
      return { kind: "number", value: numberAt(segment, type.kind, start + i * numberBytes[type.kind]) };
    case "struct": {
      if (list.elementSize !== 7)
        throw malformed("a constant's list of structs has elements of another kind");
      const data = start + i * (list.dataBytes + list.pointerCount * 8);
      const view = {
        segment,
        data,
        dataBytes: list.dataBytes,
        pointers: data + list.dataBytes,
        pointerCount: list.pointerCount,
      };
      return readStruct(view, type.node, bindingsOf(type, bindings));
    }
    default:
      return readPointer(segment, start + i * 8, type, bindings);
  }
}

/** Takes the object that a pointer leads to out of its message, with what lies behind it. */
function messageFrom(segment: DataView, at: number): Uint8Array {
  const words = (segment.byteLength - 8) / 8;
  const bytes = new Uint8Array(segment.buffer, segment.byteOffset, segment.byteLength).slice();
  const copy = new DataView(bytes.buffer);
  copy.setUint32(4, words, true);
  if (at !== 8) {
    // The root pointer takes over: only its offset differs.
    const low = segment.getInt32(at, true);
    copy.setInt32(8, (((low >> 2) + (at - 8) / 8) << 2) | (low & 3), true);
    copy.setUint32(12, segment.getUint32(at + 4, true), true);
  }
  return bytes;
}

function numberAt(view: DataView, kind: NumberKind, at: number): number {
  switch (kind) {
    case "int8":
      return view.getInt8(at);
    case "uint8":
      return view.getUint8(at);
    case "int16":
      return view.getInt16(at, true);
    case "uint16":
      return view.getUint16(at, true);
    case "int32":
      return view.getInt32(at, true);
    case "uint32":
      return view.getUint32(at, true);
    case "float32":
      return view.getFloat32(at, true);
    case "float64":
      return view.getFloat64(at, true);
  }
}

function writeNumber(view: DataView, kind: NumberKind, value: number): void {
  switch (kind) {
    case "float32":
      view.setFloat32(0, value, true);
      return;
    case "float64":
      view.setFloat64(0, value, true);
      return;
    default:
      // The low bytes of a 32-bit integer are those of its shorter forms.
      view.setInt32(0, value | 0, true);
  }
}

function malformed(what: string): CapnpcError {
  return new CapnpcError("BAD_REQUEST", `${what}: the capnp compiler does not write that`);
}

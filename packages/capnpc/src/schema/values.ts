// values.ts: reads constants and defaults, which the compiler sends as raw pointers that only their type explains.

import { Buffer } from "node:buffer";
import {
  copyPointer,
  defaultMessageLimits,
  type ListReader,
  MessageBuilder,
  type PointerReader,
  type StructReader,
  WireError,
} from "@teleop/capnp/wire";
import { CapnpcError } from "../errors.ts";
import { bindingsOf, noBindings, resolve, type TypeBindings } from "./brands.ts";
import type { EnumNode, Field, RawValue, SlotField, StructNode, Type } from "./model.ts";

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
    case "pointer":
      try {
        return readPointer(raw.value, type, noBindings);
      } catch (error) {
        if (!(error instanceof WireError)) throw error;
        throw malformed(`a constant cannot be read: ${error.message}`);
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

function readPointer(pointer: PointerReader, type: Type, bindings: TypeBindings): Value {
  const resolved = resolve(type, bindings);
  if (pointer.kind() === "null") return emptyOf(resolved);
  switch (resolved.kind) {
    case "text":
      return { kind: "text", value: pointer.list()?.text() ?? "" };
    case "data":
      // A copy: the bytes in place are a view of the whole request.
      return { kind: "data", value: pointer.list()?.bytes().slice() ?? new Uint8Array(0) };
    case "list": {
      const list = pointer.list();
      return list === undefined
        ? emptyOf(resolved)
        : { kind: "list", elements: readElements(list, resolve(resolved.element, bindings), bindings) };
    }
    case "struct": {
      const struct = pointer.struct();
      return struct === undefined
        ? emptyOf(resolved)
        : readStruct(struct, resolved.node, bindingsOf(resolved, bindings));
    }
    case "anyPointer":
    case "anyStruct":
    case "anyList":
      return { kind: "message", bytes: messageOf(pointer) };
    default:
      throw malformed(`a constant has a pointer where ${resolved.kind} is expected`);
  }
}

/** What a null pointer of a type reads as. */
export function emptyOf(type: Type): Value {
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

function readStruct(struct: StructReader, node: StructNode, bindings: TypeBindings): Value {
  const tag = node.discriminantCount === 0 ? 0 : struct.uint16(node.discriminantOffset * 2);
  const fields: FieldValue[] = [];
  for (const field of node.fields) {
    const isChosen = field.discriminant !== undefined;
    if (isChosen && field.discriminant !== tag) continue;
    const value =
      field.kind === "group"
        ? readStruct(struct, field.group, bindings)
        : readSlot(struct, field, resolve(field.type, bindings), bindings);
    if (isChosen || isSet(struct, field, value)) fields.push({ field, value });
  }
  return { kind: "struct", node, fields };
}

/** Whether something was written to a field: what is stored of a default that nobody changed is zero. */
function isSet(struct: StructReader, field: Field, value: Value): boolean {
  if (field.kind === "group") return value.kind === "struct" && value.fields.length > 0;
  const { type, offset } = field;
  switch (type.kind) {
    case "void":
      return false;
    case "bool":
      return struct.bit(offset);
    case "float64":
    case "int64":
    case "uint64":
      return struct.uint64(offset * 8) !== 0n;
    case "float32":
    case "int32":
    case "uint32":
      return struct.uint32(offset * 4) !== 0;
    case "int16":
    case "uint16":
    case "enum":
      return struct.uint16(offset * 2) !== 0;
    case "int8":
    case "uint8":
      return struct.uint8(offset) !== 0;
    default:
      return !struct.isNull(offset);
  }
}

/** What is stored of numbers is the difference from the default, bit by bit. */
function readSlot(struct: StructReader, field: SlotField, type: Type, bindings: TypeBindings): Value {
  const { offset, defaultValue } = field;
  switch (type.kind) {
    case "void":
      return { kind: "void" };
    case "bool":
      return {
        kind: "bool",
        value: struct.bit(offset) !== (defaultValue.kind === "bool" && defaultValue.value),
      };
    case "enum":
      return { kind: "enum", node: type.node, ordinal: struct.uint16(offset * 2) ^ numberIn(defaultValue) };
    case "int64":
    case "uint64": {
      const mask = defaultValue.kind === "bigint" ? BigInt.asUintN(64, defaultValue.value) : 0n;
      const bits = struct.uint64(offset * 8) ^ mask;
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
      return { kind: "number", value: numberAt(struct, type.kind, offset, numberIn(defaultValue)) };
    default: {
      const pointer = struct.pointer(offset);
      // Not the empty value of its type: what reads as the default was not written.
      return pointer === undefined || pointer.kind() === "null"
        ? { kind: "null" }
        : readPointer(pointer, type, bindings);
    }
  }
}

function numberIn(value: RawValue): number {
  return value.kind === "number" || value.kind === "enum" ? value.value : 0;
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

/** The number at an offset in units of its own size, of which only the difference from `mask` is stored. */
function numberAt(struct: StructReader, kind: NumberKind, offset: number, mask: number): number {
  const bytes = numberBytes[kind];
  const view = new DataView(new ArrayBuffer(8));
  writeNumber(view, kind, mask);
  for (let i = 0; i < bytes; i++) {
    view.setUint8(i, view.getUint8(i) ^ struct.uint8(offset * bytes + i));
  }
  return readNumber(view, kind);
}

function readElements(list: ListReader, type: Type, bindings: TypeBindings): readonly Value[] {
  return Array.from({ length: list.length }, (_, i) => readElement(list, i, type, bindings));
}

function readElement(list: ListReader, i: number, type: Type, bindings: TypeBindings): Value {
  switch (type.kind) {
    case "void":
      return { kind: "void" };
    case "bool":
      return { kind: "bool", value: list.bit(i) };
    // A list of numbers reads as one of structs that have one field each.
    case "enum":
      return { kind: "enum", node: type.node, ordinal: list.struct(i).uint16(0) };
    case "int64":
      return { kind: "bigint", value: list.struct(i).int64(0) };
    case "uint64":
      return { kind: "bigint", value: list.struct(i).uint64(0) };
    case "int8":
    case "int16":
    case "int32":
    case "uint8":
    case "uint16":
    case "uint32":
    case "float32":
    case "float64":
      return { kind: "number", value: numberAt(list.struct(i), type.kind, 0, 0) };
    case "struct":
      return readStruct(list.struct(i), type.node, bindingsOf(type, bindings));
    default:
      return readPointer(list.pointer(i), type, bindings);
  }
}

/** What a pointer leads to, as a message of its own. */
function messageOf(pointer: PointerReader): Uint8Array {
  const message = new MessageBuilder(defaultMessageLimits);
  const { segment, at } = message.root;
  copyPointer(pointer, message, segment, at);
  return Buffer.concat(message.finish());
}

function readNumber(view: DataView, kind: NumberKind): number {
  switch (kind) {
    case "int8":
      return view.getInt8(0);
    case "uint8":
      return view.getUint8(0);
    case "int16":
      return view.getInt16(0, true);
    case "uint16":
      return view.getUint16(0, true);
    case "int32":
      return view.getInt32(0, true);
    case "uint32":
      return view.getUint32(0, true);
    case "float32":
      return view.getFloat32(0, true);
    case "float64":
      return view.getFloat64(0, true);
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

// value-tree.ts: what was received as a tree to be looked at: each node knows its type, and makes its children when they are
// looked at, so that large results cost what is seen of them.
import {
  EnumRuntimeType,
  ListRuntimeType,
  propertyOf,
  type RuntimeType,
  StructType,
} from "@teleop/capnp/capability";
import { type AnyPointerValue, Data, Text } from "@teleop/rpc-capnp/schema";

/** One value, with what leads to it. */
export interface ValueNode {
  /** The field, or the index. */
  readonly label: string;
  /** As a schema has it; `group` of a group. */
  readonly type: string;
  readonly content: NodeContent;
}

export type NodeContent =
  /** What one line shows. A number is there with all its digits. */
  | { readonly kind: "number" | "text" | "word"; readonly text: string }
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "null" }
  | {
      readonly kind: "inner";
      readonly summary: string;
      readonly size: number;
      children(from: number, to: number): readonly ValueNode[];
    }
  /** The value that stands for it, by which whoever holds it knows its name. */
  | { readonly kind: "capability"; readonly interface: string; readonly value: unknown }
  /** A pointer that the schema leaves open: `as` reads it. */
  | { readonly kind: "open"; readonly holds: "struct" | "list"; as(type: "Text" | "Data"): NodeContent };

/** The tree of a value that was read. */
export function valueTree(label: string, type: RuntimeType, value: unknown): ValueNode {
  return { label, type: type.kind === "group" ? "group" : type.title, content: contentOf(type, value) };
}

function contentOf(type: RuntimeType, value: unknown): NodeContent {
  if (type.kind === "void") return { kind: "word", text: "void" };
  if (type.isNull(value)) return { kind: "null" };
  switch (type.kind) {
    case "text":
      return { kind: "text", text: String(value) };
    case "data":
      return value instanceof Uint8Array ? { kind: "bytes", bytes: value } : { kind: "null" };
    case "bool":
      return { kind: "word", text: String(value) };
    case "enum":
      return { kind: "word", text: enumText(type, value) };
    case "list":
      return type instanceof ListRuntimeType && Array.isArray(value)
        ? listContent(type, value)
        : { kind: "null" };
    case "struct":
    case "group":
      return type instanceof StructType && typeof value === "object" && value !== null
        ? structContent(type, value)
        : { kind: "null" };
    case "interface":
    case "capability":
      return { kind: "capability", interface: type.title, value };
    case "anyPointer":
    case "anyStruct":
    case "anyList":
      return openContent(value as AnyPointerValue);
    default:
      return { kind: "number", text: Object.is(value, -0) ? "-0" : String(value) };
  }
}

/** An enumerant that is newer than the schema is its number. */
function enumText(type: RuntimeType, value: unknown): string {
  return typeof value === "number" && type instanceof EnumRuntimeType
    ? `${value} (not in the schema)`
    : String(value);
}

function listContent({ element }: ListRuntimeType, values: readonly unknown[]): NodeContent {
  return {
    kind: "inner",
    summary: `${values.length} ${values.length === 1 ? "element" : "elements"}`,
    size: values.length,
    children: (from, to) =>
      values.slice(from, to).map((value, i) => valueTree(String(from + i), element, value)),
  };
}

/** Of a union only the member that is set is there. */
function structContent(type: StructType, value: object): NodeContent {
  const which = type.definition.union === undefined ? undefined : propertyOf(value, type.which);
  const fields = type.fields.filter(({ name, tag }) => tag === undefined || which === name);
  const newer =
    typeof which === "number" ? `a member of the union that the schema does not know, ${which}` : undefined;
  return {
    kind: "inner",
    summary: newer ?? (typeof which === "string" ? which : ""),
    size: fields.length,
    children: (from, to) =>
      fields.slice(from, to).map((field) => valueTree(field.name, field.type, propertyOf(value, field.name))),
  };
}

function openContent(pointer: AnyPointerValue): NodeContent {
  switch (pointer.content) {
    case "null":
      return { kind: "null" };
    case "capability":
      return { kind: "capability", interface: "Capability", value: pointer };
    default:
      return {
        kind: "open",
        holds: pointer.content,
        as(type) {
          if (type === "Text") return { kind: "text", text: String(pointer.as(Text)) };
          return { kind: "bytes", bytes: pointer.as(Data) };
        },
      };
  }
}

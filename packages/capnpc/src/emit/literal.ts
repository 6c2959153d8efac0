// literal.ts: constants and defaults as TypeScript literals.
import { Buffer } from "node:buffer";
import type { AppliedAnnotation, Field } from "../schema/model.ts";
import { emptyOf, isZero, readValue, type Value } from "../schema/values.ts";
import { textLiteral } from "./foreign-text.ts";
import { braces, commaList, type Layout } from "./layout.ts";
import { whichProperty } from "./unions.ts";

/** A value as it is written in params: `{ year: 1970, employment: { which: "employer", employer: "…" } }`. */
export function initLiteral(value: Value): Layout {
  switch (value.kind) {
    case "void":
    case "null":
      return "undefined";
    case "bool":
    case "number":
      return Object.is(value.value, -0) ? "-0" : String(value.value);
    case "bigint":
      return `${value.value}n`;
    case "enum":
      // A number where the schema has since lost the enumerant.
      return text(value.node.enumerants[value.ordinal]?.name ?? value.ordinal);
    case "text":
      return text(value.value);
    case "data":
      return bytesLiteral(value.value);
    case "list":
      return commaList("[", value.elements.map(initLiteral), "]");
    case "struct":
      return braces(structProperties(value, initLiteral));
    case "message":
      return `$.message(${text(Buffer.from(value.bytes).toString("base64"))})`;
  }
}

/** The properties of a struct's literal: its union's tag, and its fields. */
export function structProperties(
  value: Extract<Value, { kind: "struct" }>,
  literal: (value: Value) => Layout,
): Layout[] {
  const properties: Layout[] = [];
  for (const { field, value: inner } of value.fields) {
    if (field.discriminant !== undefined)
      properties.push(`${whichProperty(value.node)}: ${text(field.name)}`);
    if (inner.kind !== "void" && inner.kind !== "null") properties.push([`${field.name}: `, literal(inner)]);
  }
  return properties;
}

/** Bytes, made when they are needed. */
export function bytesLiteral(bytes: Uint8Array): Layout {
  return `$.bytes(${text(Buffer.from(bytes).toString("base64"))})`;
}

/** A text or a number, in quotes if needed. */
export function text(value: string | number): string {
  return typeof value === "number" ? String(value) : textLiteral(value);
}

/** The property `annotations` of a definition, where there are any that were declared in what was sent. */
export function annotationsProperty(annotations: readonly AppliedAnnotation[]): Layout[] {
  const items = annotations.flatMap(({ declaration, value: raw }) => {
    if (declaration === undefined) return [];
    const value = readValue(raw, declaration.type);
    const properties: Layout[] = [
      `id: ${idLiteral(declaration.id)}`,
      `name: ${text(declaration.displayName)}`,
    ];
    if (value.kind !== "void") properties.push(["value: ", jsonLiteral(value)]);
    const { kind } = declaration.type;
    // Of annotations that differ in what they have TypeScript may infer a common type, in which this is any text.
    if (kind !== "void" && kind !== "bool" && kind !== "text")
      properties.push(`kind: ${text(kind)} as const`);
    return [braces(properties)];
  });
  return items.length === 0 ? [] : [["annotations: ", commaList("[", items, "]")]];
}

/** https://capnproto.org/language.html#unique-ids */
export function idLiteral(id: bigint): string {
  return `0x${id.toString(16).padStart(16, "0")}n`;
}

/** A member of a union that is set to nothing has its tag only. */
function writtenOrEmpty(field: Field, value: Value): Value {
  if (value.kind !== "null" || field.kind === "group") return value;
  // The default of a struct may contain itself, by way of such a member.
  if (field.defaultValue.kind === "text" || field.defaultValue.kind === "data") return field.defaultValue;
  return field.defaultValue.kind === "pointer" ? value : emptyOf(field.type);
}

/** A value as JSON has it, where 64-bit integers are texts, since a number cannot hold them. */
function jsonLiteral(value: Value): Layout {
  switch (value.kind) {
    case "bigint":
      return text(String(value.value));
    case "number":
      return Number.isFinite(value.value) ? initLiteral(value) : text(String(value.value));
    case "void":
    case "null":
      return "null";
    case "data":
      return commaList("[", [...value.value].map(String), "]");
    case "list":
      return commaList("[", value.elements.map(jsonLiteral), "]");
    case "struct":
      return braces(
        value.fields
          .filter(({ field, value: inner }) => field.discriminant !== undefined || !isZero(inner))
          .map(({ field, value: inner }) => [`${field.name}: `, jsonLiteral(writtenOrEmpty(field, inner))]),
      );
    default:
      return initLiteral(value);
  }
}

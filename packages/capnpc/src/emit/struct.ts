// struct.ts: a struct or a group as TypeScript: its types, seen from each side, and its schema at run time.

import { initProperty, pipelineProperty } from "@teleop/capnp/capability";
import { inheritAll } from "../schema/brands.ts";
import type { Field, SlotField, StructNode, Type } from "../schema/model.ts";
import { isZero, readValue } from "../schema/values.ts";
import { aboutProperties, arrayLiteral, declarationProperties, definition } from "./definition.ts";
import { docComment } from "./doc.ts";
import { type Generics, genericsOf, inheriting, ofMethod } from "./generics.ts";
import {
  arrayOf,
  block,
  braces,
  group,
  indent,
  joinLines,
  type Layout,
  newline,
  separated,
} from "./layout.ts";
import { initLiteral, text } from "./literal.ts";
import { canPipeline, isPipelined } from "./pipelines.ts";
import type { FileScope } from "./scope.ts";
import { TypeWriter } from "./types.ts";
import { whichProperty } from "./unions.ts";

/** The declarations of one struct or group. */
export function structDeclaration(node: StructNode, scope: FileScope): readonly Layout[] {
  const name = scope.nameOf(node);
  const generics = genericsOf(node, scope);
  const types = new TypeWriter(scope, node);
  const fields = [...node.fields].sort((a, b) => a.codeOrder - b.codeOrder);
  const plain = fields.filter(({ discriminant }) => discriminant === undefined);
  const union = fields.filter(({ discriminant }) => discriminant !== undefined);
  const which = whichProperty(node);
  const shape: Shape = { node, name, generics, types, fields, plain, union, which, scope };
  return [
    valueDeclaration(shape),
    ["export declare namespace ", name, " ", block(separated(namespaceMembers(shape)))],
    schemaDeclaration(shape),
  ];
}

interface Shape {
  readonly node: StructNode;
  readonly name: string;
  readonly generics: Generics;
  readonly types: TypeWriter;
  /** In the order of the text. */
  readonly fields: readonly Field[];
  readonly plain: readonly Field[];
  readonly union: readonly Field[];
  /** The property that tells which member of the union is set. */
  readonly which: string;
  readonly scope: FileScope;
}

function valueDeclaration(shape: Shape): Layout {
  const { node, name, generics, types, union, which } = shape;
  const members = valueMembers(shape);
  if (union.length > 0) {
    const alternatives = union.map((field) => {
      const tag = `readonly ${which}: ${text(field.name)}`;
      return isVoid(field)
        ? [tag]
        : [tag, [docComment(field), `readonly ${field.name}: `, readType(field, types)]];
    });
    const choice = alternativesLayout([...alternatives, [`readonly ${which}: number`]]);
    const head = [docComment(node), "export type ", name, generics.declared, " ="];
    return members.length === 0
      ? [head, indent([newline, choice]), ";"]
      : [head, ` ${name}.Fields${generics.used} &`, indent([newline, parenthesized(choice)]), ";"];
  }
  if (members.length === 0) return [docComment(node), "export type ", name, generics.declared, " = $.Empty;"];
  return [docComment(node), "export interface ", name, generics.declared, " ", block(members)];
}

function valueMembers({ plain, types }: Shape): Layout[] {
  return plain
    .filter((field) => !isVoid(field))
    .map((field) => [docComment(field), `readonly ${field.name}: `, readType(field, types), ";"]);
}

function namespaceMembers(shape: Shape): Layout[] {
  const { generics, union } = shape;
  const members: Layout[] = [];
  const common = valueMembers(shape);
  if (union.length > 0 && common.length > 0) {
    const comment = "/** The fields that are not in the union. */";
    members.push([comment, newline, "interface Fields", generics.declared, " ", block(common)]);
  }
  members.push(initType(shape), builderType(shape));
  if (canPipeline(shape.node, shape.scope)) members.push(pipelineType(shape));
  if (generics.names.length > 0) members.push(genericSchema(shape));
  return members;
}

function initType({ node, generics, types, fields, plain, union, which }: Shape): Layout {
  const initOf = (field: Field): Layout => [
    docComment(field),
    `readonly ${field.name}?: `,
    fieldType(field, types, "init"),
    isVoid(field) ? "" : " | undefined",
  ];
  const head = [
    docComment(node),
    fields.length === 0 || union.length > 0 ? "type " : "interface ",
    "Init",
    generics.declared,
  ];
  if (fields.length === 0) return [head, " = $.EmptyInit;"];
  if (union.length === 0) return [head, " ", block(plain.map((field) => [initOf(field), ";"]))];
  const alternatives = union.map((field) => {
    const tag = `readonly ${which}: ${text(field.name)}`;
    return isVoid(field) ? [tag] : [tag, initOf(field)];
  });
  const choice = alternativesLayout([...alternatives, [`readonly ${which}?: number | undefined`]]);
  return plain.length === 0
    ? [head, " =", indent([newline, choice]), ";"]
    : [head, " = ", objectType(plain.map(initOf)), " & ", parenthesized(choice), ";"];
}

function builderType({ node, generics, types, fields }: Shape): Layout {
  if (fields.length === 0) return ["type Builder", generics.declared, " = $.Empty;"];
  const names = new Set(fields.map(({ name }) => name));
  const isField = (name: string) => names.has(name);
  const members = fields.flatMap((field): Layout[] => {
    const setter = [docComment(field), `set ${field.name}(value: `, fieldType(field, types, "init"), ");"];
    const built = types.builder(field.kind === "group" ? groupType(field.group) : field.type);
    if (built === undefined) return [setter];
    return [setter, [`${initProperty(field.name, isField)}(${built.params}): `, built.result, ";"]];
  });
  return [docComment(node), "interface Builder", generics.declared, " ", block(members)];
}

function pipelineType({ generics, types, fields }: Shape): Layout {
  const members = fields.filter(isPipelined).map((field) => {
    const type = types.pipeline(field.kind === "group" ? groupType(field.group) : field.type);
    return [docComment(field), `readonly ${pipelineProperty(field.name)}: `, type ?? "unknown", ";"];
  });
  return ["interface Pipeline", generics.declared, " ", block(members)];
}

function genericSchema({ node, generics, types, name, scope }: Shape): Layout {
  const open = ["", ".Init", ".Builder", ...(canPipeline(node, scope) ? [".Pipeline"] : [])].map(
    (member) => `${name}${member}`,
  );
  return inheriting(
    "interface Schema",
    [group("$.Struct<", indent(commaSeparated(open)), softEnd, ">")],
    block([ofMethod(generics, types.structSchema({ node, brand: inheritAll(node) }))]),
  );
}

function schemaDeclaration({ node, name, generics, types, which, scope }: Shape): Layout {
  const type = generics.names.length > 0 ? `${name}.Schema` : types.structSchema({ node, brand: new Map() });
  const isUnion = node.discriminantCount > 0;
  return definition(name, type, node.isGroup ? "$.groupType" : "$.structType", [
    ...declarationProperties(node, scope),
    `dataWords: ${node.dataWords}`,
    `pointers: ${node.pointers}`,
    ...(isUnion ? [`union: ${node.discriminantOffset}`] : []),
    ...(isUnion && which !== "which" ? [`which: ${text(which)}`] : []),
    ["fields: () => ", arrayOf(node.fields.map((field) => fieldDefinition(field, types)))],
  ]);
}

function fieldDefinition(field: Field, types: TypeWriter): Layout {
  const options: Layout[] = [];
  if (field.discriminant !== undefined) options.push(`tag: ${field.discriminant}`);
  if (field.kind === "slot") options.push(...defaultProperty(field));
  options.push(...aboutProperties(field));
  const type = field.kind === "group" ? types.reference(groupType(field.group)) : types.schema(field.type);
  const offset = field.kind === "group" || field.type.kind === "void" ? 0 : field.offset;
  const items = [text(field.name), type, String(offset), ...(options.length > 0 ? [braces(options)] : [])];
  return arrayLiteral(items);
}

function defaultProperty(field: SlotField): Layout[] {
  if (field.defaultValue.kind === "null") return [];
  const value = readValue(field.defaultValue, field.type);
  // A null pointer to a struct reads as undefined, which an empty struct is not.
  const isPresent = field.defaultValue.kind === "pointer" && value.kind === "struct";
  return isZero(value) && !isPresent ? [] : [["default: ", initLiteral(value)]];
}

/** The type that reading a field gives. */
function readType(field: Field, types: TypeWriter): Layout {
  const type = fieldType(field, types, "value");
  if (field.kind === "group" || field.type.kind !== "struct") return type;
  return field.defaultValue.kind === "pointer" ? type : [type, " | undefined"];
}

function fieldType(field: Field, types: TypeWriter, side: "value" | "init"): Layout {
  return types[side](field.kind === "group" ? groupType(field.group) : field.type);
}

/** A group as a type of its own: its type parameters are those around it. */
function groupType(node: StructNode): Extract<Type, { kind: "struct" }> {
  return { kind: "struct", node, brand: inheritAll(node) };
}

function isVoid(field: Field): boolean {
  return field.kind === "slot" && field.type.kind === "void";
}

/** `{ a; b }`, on one line where it fits. */
function objectType(members: readonly Layout[]): Layout {
  const edge: Layout = { kind: "break", flat: " ", broken: "" };
  const inner = members.flatMap((member, i): Layout[] =>
    i === 0 ? [member] : [{ kind: "break", flat: "; ", broken: ";" }, member],
  );
  return group("{", indent([edge, ...inner]), { kind: "break", flat: " ", broken: ";" }, "}");
}

function alternativesLayout(alternatives: readonly (readonly Layout[])[]): Layout {
  return joinLines(alternatives.map((members) => ["| ", indent(objectType(members))]));
}

function parenthesized(choice: Layout): Layout {
  return ["(", indent([newline, choice]), newline, ")"];
}

function commaSeparated(items: readonly Layout[]): Layout {
  return items.map((item, i) => [
    { kind: "break", flat: i === 0 ? "" : " ", broken: "" },
    item,
    i < items.length - 1 ? "," : "",
  ]);
}

const softEnd: Layout = { kind: "break", flat: "", broken: "" };

// constant.ts: a constant of the schema as a TypeScript constant: the value that reading it would give.

import { bindingsOf, noBindings, resolve, type TypeBindings } from "../schema/brands.ts";
import type { ConstNode, Field, StructNode, Type } from "../schema/model.ts";
import { readValue, type Value } from "../schema/values.ts";
import { docComment } from "./doc.ts";
import { braces, commaList, type Layout } from "./layout.ts";
import { initLiteral, text } from "./literal.ts";
import { type FileScope, UnsupportedConstruct } from "./scope.ts";
import { TypeWriter } from "./types.ts";
import { whichProperty } from "./unions.ts";

/** The declaration of one constant. */
export function constantDeclaration(node: ConstNode, scope: FileScope): readonly Layout[] {
  const types = new TypeWriter(scope, node);
  const value = readValue(node.value, node.type);
  const literal = new ConstantWriter(node, types).literal(value, node.type, noBindings, 0);
  const type = node.type.kind === "enum" ? scope.nameOf(node.type.node) : types.value(node.type);
  return [[docComment(node), `export const ${scope.nameOf(node)}: `, type, " = ", literal, ";"]];
}

/** Deeper than this, a default contains itself: no message may nest deeper. */
const nestingLimit = 64;

class ConstantWriter {
  readonly #node: ConstNode;
  readonly #types: TypeWriter;

  constructor(node: ConstNode, types: TypeWriter) {
    this.#node = node;
    this.#types = types;
  }

  /** All of the value: also the fields that have their default. */
  literal(value: Value, type: Type, bindings: TypeBindings, depth: number): Layout {
    if (depth > nestingLimit) {
      throw new UnsupportedConstruct(
        this.#node,
        undefined,
        "a constant whose default values contain themselves",
      );
    }
    const resolved = resolve(type, bindings);
    switch (resolved.kind) {
      case "struct":
        if (value.kind !== "struct") return "undefined";
        return this.#struct(value, bindingsOf(resolved, bindings), depth);
      case "list": {
        const elements = value.kind === "list" ? value.elements : [];
        return commaList(
          "[",
          elements.map((element) => this.#element(element, resolved.element, bindings, depth + 1)),
          "]",
        );
      }
      case "interface":
        return ["/*#__PURE__*/ $.nullCapability(() => ", this.#types.reference(resolved), ")"];
      case "capability":
        return "/*#__PURE__*/ $.nullCapability()";
      case "data":
        return ["/*#__PURE__*/ ", initLiteral(value)];
      case "anyPointer":
      case "anyStruct":
      case "anyList":
      case "parameter":
      case "methodParameter":
        return value.kind === "message" ? initLiteral(value) : "/*#__PURE__*/ $.message()";
      default:
        return initLiteral(value);
    }
  }

  /** A null pointer in a list of structs reads as an empty struct. */
  #element(value: Value, type: Type, bindings: TypeBindings, depth: number): Layout {
    return this.literal(value, type, bindings, depth);
  }

  #struct(value: Extract<Value, { kind: "struct" }>, bindings: TypeBindings, depth: number): Layout {
    const set = new Map(value.fields.map(({ field, value: inner }) => [field, inner]));
    const properties: Layout[] = [];
    for (const field of byCodeOrder(value.node)) {
      const isChosen = field.discriminant !== undefined;
      if (isChosen && !set.has(field)) continue;
      if (isChosen) properties.push(`${whichProperty(value.node)}: ${text(field.name)}`);
      if (field.kind === "slot" && field.type.kind === "void") continue;
      properties.push([`${field.name}: `, this.#field(field, set.get(field), bindings, depth + 1)]);
    }
    return braces(properties);
  }

  #field(field: Field, value: Value | undefined, bindings: TypeBindings, depth: number): Layout {
    if (field.kind === "group") {
      return this.#struct(
        value?.kind === "struct"
          ? value
          : { kind: "struct", node: field.group, fields: unsetFields(field.group) },
        bindings,
        depth,
      );
    }
    const isUnset = value === undefined || value.kind === "null";
    return this.literal(
      isUnset ? readValue(field.defaultValue, field.type) : value,
      field.type,
      bindings,
      depth,
    );
  }
}

/** What a group holds that nobody wrote: the first member of its union. */
function unsetFields(group: StructNode): { field: Field; value: Value }[] {
  const first = group.fields.find(({ discriminant }) => discriminant === 0);
  if (first === undefined) return [];
  return [
    {
      field: first,
      value: first.kind === "slot" ? readValue(first.defaultValue, first.type) : { kind: "null" },
    },
  ];
}

function byCodeOrder(node: StructNode): readonly Field[] {
  return [...node.fields].sort((a, b) => a.codeOrder - b.codeOrder);
}

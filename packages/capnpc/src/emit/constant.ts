// constant.ts: a constant of the schema as a TypeScript constant: the value that reading it would give.

import { bindingsOf, noBindings, resolve, type TypeBindings } from "../schema/brands.ts";
import type { ConstNode, Field, StructNode, Type } from "../schema/model.ts";
import { emptyOf, readValue, type Value } from "../schema/values.ts";
import { docComment } from "./doc.ts";
import { block, braces, commaList, type Layout } from "./layout.ts";
import { initLiteral, text } from "./literal.ts";
import { type FileScope, UnsupportedConstruct } from "./scope.ts";
import { TypeWriter } from "./types.ts";
import { whichProperty } from "./unions.ts";

/** The declaration of one constant. */
export function constantDeclaration(node: ConstNode, scope: FileScope): readonly Layout[] {
  const types = new TypeWriter(scope, node);
  const value = readValue(node.value, node.type);
  const writer = new ConstantWriter(node, types);
  const plain = writer.literal(value, node.type, noBindings, 0);
  // Bundlers keep an object with getters, which might do something, but drop a call that is marked as pure.
  const literal = writer.hasGetters ? ["/*#__PURE__*/ (() => (", plain, "))()"] : plain;
  const type = node.type.kind === "enum" ? scope.nameOf(node.type.node) : types.value(node.type);
  return [[docComment(node), `export const ${scope.nameOf(node)}: `, type, " = ", literal, ";"]];
}

/** Defaults in defaults of a constant: deeper than this, one contains itself, since no message may nest deeper. */
const nestingLimit = 64;
/** Structs and lists of a constant that the schema does not write out, but that are defaults in others. */
const defaultsLimit = 100_000;

class ConstantWriter {
  readonly #node: ConstNode;
  readonly #types: TypeWriter;
  hasGetters = false;
  #defaults = 0;

  constructor(node: ConstNode, types: TypeWriter) {
    this.#node = node;
    this.#types = types;
  }

  /** All of the value: also the fields that have their default. `depth`: how many defaults are around it. */
  literal(read: Value, type: Type, bindings: TypeBindings, depth: number): Layout {
    const resolved = resolve(type, bindings);
    const value = read.kind === "null" ? emptyOf(resolved) : read;
    switch (resolved.kind) {
      case "struct":
        if (value.kind !== "struct") return "undefined";
        return this.#struct(value, bindingsOf(resolved, bindings), depth);
      case "list": {
        const elements = value.kind === "list" ? value.elements : [];
        return commaList(
          "[",
          elements.map((element) => this.literal(element, resolved.element, bindings, depth)),
          "]",
        );
      }
      case "data":
        return ["/*#__PURE__*/ ", initLiteral(value)];
      case "anyPointer":
      case "anyStruct":
      case "anyList":
        return ["/*#__PURE__*/ ", initLiteral(value)];
      default:
        return initLiteral(value);
    }
  }

  #struct(value: StructValue, bindings: TypeBindings, depth: number): Layout {
    const set = new Map(value.fields.map(({ field, value: inner }) => [field, inner]));
    const properties: Layout[] = [];
    for (const field of byCodeOrder(value.node)) {
      const isChosen = field.discriminant !== undefined;
      if (isChosen && !set.has(field)) continue;
      if (isChosen) properties.push(`${whichProperty(value.node)}: ${text(field.name)}`);
      if (field.kind === "slot" && field.type.kind === "void") continue;
      properties.push(this.#property(field, set.get(field), bindings, depth));
    }
    return braces(properties);
  }

  #property(field: Field, value: Value | undefined, bindings: TypeBindings, depth: number): Layout {
    if (field.kind === "group") {
      const unset: StructValue = { kind: "struct", node: field.group, fields: unsetFields(field.group) };
      const group = this.#struct(value?.kind === "struct" ? value : unset, bindings, depth);
      return [`${field.name}: `, group];
    }
    const isDefault = value === undefined || value.kind === "null";
    const set = isDefault ? readValue(field.defaultValue, field.type) : value;
    const type = resolve(field.type, bindings);
    if (set.kind === "null" && nullObjects.has(type.kind)) {
      this.hasGetters = true;
      // A getter, since the interface may be declared further down, or in a file that imports this one.
      return [
        `get ${field.name}(): `,
        this.#types.value(type),
        " ",
        block([["return $.nullOf(", this.#types.schema(type), ");"]]),
      ];
    }
    if (isDefault && field.defaultValue.kind === "pointer") this.#countDefault(depth + 1);
    return [`${field.name}: `, this.literal(set, field.type, bindings, isDefault ? depth + 1 : depth)];
  }

  #countDefault(depth: number): void {
    if (depth > nestingLimit) throw this.#unsupported("a constant whose default values contain themselves");
    if (++this.#defaults > defaultsLimit) {
      throw this.#unsupported(`a constant with more than ${defaultsLimit} default values`);
    }
  }

  #unsupported(reason: string): UnsupportedConstruct {
    return new UnsupportedConstruct(this.#node, undefined, reason);
  }
}

/** Types whose null pointers read as objects, rather than as what a literal can say. */
const nullObjects: ReadonlySet<Type["kind"]> = new Set([
  "interface",
  "capability",
  "anyPointer",
  "anyStruct",
  "anyList",
]);

type StructValue = Extract<Value, { kind: "struct" }>;

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

// json-samples.ts: values of any struct of a schema, as JSON, that together set each of its fields and union members.
import { bindingsOf, noBindings, resolve, type TypeBindings } from "../src/schema/brands.ts";
import type { Field, StructNode, Type } from "../src/schema/model.ts";

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** Structs nest no deeper than this. */
const deepest = 3;

/** As many values as it takes for each member of each union to be set once; the numbers in them differ. */
export function jsonSamples(node: StructNode): readonly Json[] {
  return Array.from({ length: Math.max(2, variants(node)) }, (_, i) => struct(node, noBindings, i, 0));
}

function variants(node: StructNode): number {
  const groups = node.fields.map((field) => (field.kind === "group" ? variants(field.group) : 0));
  return Math.max(node.discriminantCount, ...groups);
}

function struct(node: StructNode, bindings: TypeBindings, variant: number, depth: number): Json {
  const members = node.fields.filter(({ discriminant }) => discriminant !== undefined);
  const chosen = members[variant % Math.max(members.length, 1)];
  const object: { [name: string]: Json } = {};
  for (const field of node.fields) {
    if (field.discriminant !== undefined && field !== chosen) continue;
    const value = fieldValue(field, bindings, variant, depth);
    if (value !== undefined) object[field.name] = value;
  }
  return object;
}

function fieldValue(field: Field, bindings: TypeBindings, variant: number, depth: number): Json | undefined {
  if (field.kind === "group") return struct(field.group, bindings, variant, depth);
  return value(resolve(field.type, bindings), bindings, variant, depth);
}

const integers: Readonly<Record<string, readonly [string, string]>> = {
  int8: ["-128", "127"],
  int16: ["-32768", "32767"],
  int32: ["-2147483648", "2147483647"],
  int64: ["-9223372036854775808", "9223372036854775807"],
  uint8: ["0", "255"],
  uint16: ["1", "65535"],
  uint32: ["1", "4294967295"],
  uint64: ["1", "18446744073709551615"],
};

/** Undefined for what JSON cannot say: capabilities, and pointers of open types. */
function value(type: Type, bindings: TypeBindings, variant: number, depth: number): Json | undefined {
  const pick = <T>(...values: readonly T[]): T => values[variant % values.length] as T;
  switch (type.kind) {
    case "void":
      return null;
    case "bool":
      return variant % 2 === 0;
    case "float32":
      return pick<Json>(1.5, "Infinity", -0.25);
    case "float64":
      return pick<Json>(-1.25e300, "-Infinity", 0.1);
    case "text":
      return pick(`text ${variant}`, 'Ahoj, "světe" ✓\n', "");
    case "data":
      return pick<Json>([0, 255, 34, 10], [], [1]);
    case "enum":
      return type.node.enumerants[variant % type.node.enumerants.length]?.name;
    case "struct":
      return depth >= deepest ? undefined : struct(type.node, bindingsOf(type, bindings), variant, depth + 1);
    case "list": {
      const element = resolve(type.element, bindings);
      const elements = [variant, variant + 1, variant + 2].map((i) => value(element, bindings, i, depth + 1));
      return elements.filter((each) => each !== undefined);
    }
    case "interface":
    case "capability":
    case "anyPointer":
    case "anyStruct":
    case "anyList":
    case "parameter":
    case "methodParameter":
      return undefined;
    default: {
      const text = pick(...(integers[type.kind] ?? []));
      return type.kind === "int64" || type.kind === "uint64" ? text : Number(text);
    }
  }
}

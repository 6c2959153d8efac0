// schema-values.ts: the values that a schema says itself, by their names: constants, defaults, and what is in them.
import { bindingsOf, inheritAll, noBindings, substitute } from "../schema/brands.ts";
import type { Field, FileNode, StructNode, Type } from "../schema/model.ts";
import { emptyOf, readValue, type Value } from "../schema/values.ts";
import { usageError } from "./command-line.ts";
import { declarationNamed, kindNames } from "./schema-file.ts";

/** A value, whose type has no type parameters that are open. */
export interface TypedValue {
  readonly type: Type;
  readonly value: Value;
}

/**
 * The value of a name: `limit`, `Outer.limit`, `Book.year` for the default of a field; and what is in such a value,
 * `shelf.books[2].title`.
 *
 * @throws CapnpcError `USAGE` when there is none.
 */
export function valueNamed(file: FileNode, path: string, name: string): TypedValue {
  if (!/^[A-Za-z]\w*(?:\.[A-Za-z]\w*|\[\d+\])*$/.test(name)) {
    throw usageError(`${name} is no name of a value, such as limit, Outer.limit or shelf.books[2].title`);
  }
  const steps = name.split(/\.|(?=\[)/);
  const { node, rest } = declarationNamed(file, steps);
  switch (node.kind) {
    case "const":
      return within(present(node.type, readValue(node.value, node.type)), rest, name);
    case "struct": {
      const [first, ...others] = rest;
      const field = node.fields.find((each) => each.name === first);
      if (field === undefined) break;
      return within(member(node, field, undefined), others, name);
    }
  }
  if (rest.length > 0)
    throw usageError(`there is no ${name} in ${path}${known(node.kind === "struct" ? node : undefined)}`);
  throw usageError(
    `${name} in ${path} is ${node.kind === "file" ? "a file" : kindNames[node.kind]}, which has no value; constants have, and fields of structs, their defaults`,
  );
}

function within(start: TypedValue, steps: readonly string[], name: string): TypedValue {
  let found = start;
  for (const step of steps)
    found = step.startsWith("[") ? element(found, step, name) : field(found, step, name);
  return found;
}

function element({ type, value }: TypedValue, step: string, name: string): TypedValue {
  if (type.kind !== "list") throw usageError(`${name}: ${step} follows what is no list`);
  const elements = value.kind === "list" ? value.elements : [];
  const chosen = elements[Number(step.slice(1, -1))];
  if (chosen === undefined) throw usageError(`${name}: there is no ${step} in a list of ${elements.length}`);
  return present(type.element, chosen);
}

function field({ type, value }: TypedValue, step: string, name: string): TypedValue {
  if (type.kind !== "struct") throw usageError(`${name}: .${step} follows what is no struct`);
  const chosen = type.node.fields.find((each) => each.name === step);
  if (chosen === undefined) throw usageError(`${name}: there is no ${step}${known(type.node)}`);
  const fields = value.kind === "struct" ? value.fields : [];
  const set = fields.find((each) => each.field === chosen)?.value;
  if (chosen.discriminant !== undefined && set === undefined) {
    const [other] = fields.flatMap((each) =>
      each.field.discriminant === undefined ? [] : [each.field.name],
    );
    throw usageError(
      `${name}: ${step} is not the member of the union that is set${other ? `; ${other} is` : ""}`,
    );
  }
  const inner = member(type.node, chosen, set);
  return { ...inner, type: substitute(inner.type, bindingsOf(type, noBindings)) };
}

/** A field's value, or its default. */
function member(node: StructNode, field: Field, set: Value | undefined): TypedValue {
  if (field.kind === "group") {
    const type: Type = { kind: "struct", node: field.group, brand: inheritAll(node) };
    return present(type, set ?? { kind: "null" });
  }
  return present(
    field.type,
    set === undefined || set.kind === "null" ? readValue(field.defaultValue, field.type) : set,
  );
}

/** A null pointer as what it reads as. */
function present(type: Type, value: Value): TypedValue {
  if (value.kind !== "null") return { type, value };
  return {
    type,
    value: type.kind === "struct" ? { kind: "struct", node: type.node, fields: [] } : emptyOf(type),
  };
}

function known(struct: StructNode | undefined): string {
  if (struct === undefined) return "";
  const names = struct.fields.map(({ name }) => name);
  return names.length === 0
    ? `; ${struct.name} has no fields`
    : `; the fields of ${struct.name} are ${names.join(", ")}`;
}

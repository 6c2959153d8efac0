// generics.ts: what the declarations of structs and interfaces have in common: heads, docs, type parameters.

import { parametersInScope } from "../schema/brands.ts";
import type { Method, SchemaNode } from "../schema/model.ts";
import { group, indent, type Layout, newline } from "./layout.ts";
import type { FileScope } from "./scope.ts";
import { signature, typeArguments } from "./types.ts";

/** The type parameters of a declaration, as TypeScript writes them. */
export interface Generics {
  readonly names: readonly string[];
  /** `<K extends $.Type = $.AnyPointer>` */
  readonly declared: Layout;
  /** `<K>` */
  readonly used: string;
}

/** The type parameters in scope of a declaration. */
export function genericsOf(node: SchemaNode, scope: FileScope): Generics {
  const names = scope.parametersOf(node);
  return {
    names,
    declared: typeArguments(
      "",
      names.map((name) => `${name} extends $.Type = $.AnyPointer`),
    ),
    used: names.length === 0 ? "" : `<${names.join(", ")}>`,
  };
}

/** The type parameters that a method has beside those of its interface. */
export function methodGenerics(node: SchemaNode, method: Method, scope: FileScope): readonly string[] {
  return scope.parametersOf(node, method).slice(parametersInScope(node).length);
}

/** `of<K extends $.Type>(K: K): …`, which binds the parameters of a generic declaration. */
export function ofMethod({ names }: Generics, result: Layout): Layout {
  const declared = typeArguments(
    "of",
    names.map((name) => `${name} extends $.Type`),
  );
  const params = names.map((name) => `${name}: ${name}`);
  return ["/** The same with types for its parameters. */", newline, declared, signature(params, result)];
}

/** `interface Name extends A, B { … }`. */
export function inheriting(head: Layout, bases: readonly Layout[], body: Layout): Layout {
  if (bases.length === 0) return [head, " ", body];
  const list = bases.flatMap((base, i): Layout[] =>
    i === 0 ? [base] : [",", { kind: "break", flat: " ", broken: "" }, base],
  );
  return [group(head, indent([{ kind: "break", flat: " ", broken: "" }, "extends ", list])), " ", body];
}

// names.ts: what each declaration is called in TypeScript.
//
// Names in schemas have no underscores (https://capnproto.org/language.html), so joining a path of them with
// underscores, or adding one at the end, makes a name that no other declaration has.
import type { SchemaNode } from "../schema/model.ts";

/** Its name in the generated file: `Person_PhoneNumber` for `PhoneNumber` in `Person`. */
export function identifierOf(node: SchemaNode): string {
  const path = pathOf(node).join("_");
  return isTaken(path) ? `${path}_` : path;
}

/** The names that lead to it in its file; `echo`, `Params` for what a method declares in place. */
export function pathOf(node: SchemaNode): readonly string[] {
  if (node.kind === "file") return [];
  const outer = node.scope === undefined ? [] : pathOf(node.scope);
  return [...outer, ...node.name.split("$")];
}

/** Names for type parameters that differ from each other and from everything else in the file. */
export function parameterNames(
  names: readonly string[],
  isDeclared: (name: string) => boolean,
): readonly string[] {
  const used = new Set<string>();
  return names.map((name) => {
    let free = name;
    while (used.has(free) || isDeclared(free) || isTaken(free)) free = `${free}_`;
    used.add(free);
    return free;
  });
}

/** Whether a name means something in TypeScript, or in what is generated, already. */
export function isTaken(name: string): boolean {
  return reservedWords.has(name) || usedNames.has(name);
}

const reservedWords: ReadonlySet<string> = new Set(
  `abstract any arguments as async await boolean break case catch class const continue debugger declare default delete
  do else enum eval export extends false finally for from function get globalThis if implements import in instanceof
  interface let module namespace never new null number object of package private protected public readonly require
  return set static string super switch symbol this throw true try type typeof undefined unknown using var void while
  with yield bigint infer is keyof asserts constructor`.split(/\s+/),
);

/** What generated code uses without importing it, and the members of the namespaces that it declares. */
const usedNames: ReadonlySet<string> = new Set([
  "Infinity",
  "NaN",
  "Builder",
  "Fields",
  "Init",
  "Pipeline",
  "Schema",
  "Server",
]);

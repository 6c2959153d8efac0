// random-names.ts: the declarations of a random schema, and names by which one can be called from the scope of another.
import type { Random } from "@teleop/random-runs";
import type { RandomType } from "./random-types.ts";

export type DeclarationKind = "file" | "struct" | "enum" | "interface" | "const" | "annotation" | "using";

export interface Declaration {
  readonly kind: DeclarationKind;
  readonly name: string;
  readonly parent: Declaration | undefined;
  /** The file that it is in: a declaration, too. */
  readonly file: Declaration;
  readonly parameters: readonly string[];
  readonly children: Declaration[];
  /** The fields of a struct, as far as they have been written. */
  readonly fields: FieldShape[];
  readonly enumerants: readonly string[];
  /** What an annotation may be applied to. */
  readonly targets: readonly string[];
  /** Of a constant or an annotation. */
  type: RandomType | undefined;
  /** What a `using` stands for. */
  target: Declaration | undefined;
}

/** What a value of a struct may say: a field, the fields of a group, or one of the members of a union. */
export type FieldShape =
  | { readonly name: string; readonly type: RandomType }
  /** A union without a name is a part of what it is in. */
  | { readonly name: string | undefined; readonly fields: readonly FieldShape[]; readonly isUnion: boolean };

/** The declarations that a name has to go through: from the one in the file down to it. */
export function pathTo(declaration: Declaration): Declaration[] {
  const path: Declaration[] = [];
  for (let at: Declaration | undefined = declaration; at?.parent !== undefined; at = at.parent)
    path.unshift(at);
  return path;
}

/** A name that means the declaration in the scope; the shortest one, or a longer one, or an absolute one. */
export function nameFrom(scope: Declaration, declaration: Declaration, random: Random): string {
  return partsFrom(scope, declaration, random).join(".");
}

/**
 * The parts of such a name, of which the last belong to declarations. An empty first one makes a name that begins with a
 * dot, which is looked up in the file.
 */
export function partsFrom(scope: Declaration, declaration: Declaration, random: Random): readonly string[] {
  const path = pathTo(declaration).map(({ name }) => name);
  if (scope.file !== declaration.file) {
    const alias = scope.file.children.find(({ target }) => target === declaration.file);
    if (alias !== undefined && isFound(scope, alias) && random.chance(0.7)) return [alias.name, ...path];
    return [`import "${random.chance(0.9) ? "" : "/"}${declaration.file.name}"`, ...path];
  }
  const absolute = ["", ...path];
  if (random.chance(0.15)) return absolute;
  const declarations = pathTo(declaration);
  const starts = declarations.map((_, i) => i).filter((i) => isFound(scope, declarations[i] as Declaration));
  // The last start makes the shortest name.
  const start = random.chance(0.7) ? starts.at(-1) : starts[random.below(starts.length)];
  return start === undefined ? absolute : path.slice(start);
}

/** Whether the name of a declaration, looked up from a scope outwards, is that declaration. */
function isFound(scope: Declaration, wanted: Declaration): boolean {
  for (let at: Declaration | undefined = scope; at !== undefined; at = at.parent) {
    const found = at.children.find(({ name }) => name === wanted.name);
    if (found !== undefined) return found === wanted;
    if (at.parameters.includes(wanted.name)) return false;
  }
  return false;
}

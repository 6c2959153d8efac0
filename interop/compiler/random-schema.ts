// random-schema.ts: random schema files that import each other, of every construct of the language. Most of them are
// right; what is not is for the compilers to say.
//
// The declarations are made first, so that whatever is written afterwards can refer to any of them, also to those that
// come later or are in another file. Every line is one declaration, or begins or ends one.
import { Random } from "@teleop/random-runs";
import { BodyWriter } from "./random-bodies.ts";
import type { Declaration, DeclarationKind } from "./random-names.ts";
import { RandomTypes } from "./random-types.ts";

/** The texts of files by their names; the first one is compiled, and the others may be imported. */
export type SchemaFiles = Readonly<Record<string, string>>;

export function randomSchema(seed: number): SchemaFiles {
  const random = new Random(seed);
  const declarations = new DeclarationMaker(random);
  const files = declarations.files();
  const bodies = new BodyWriter(random, declarations.all, declarations.types);
  const texts = files.map((file) => [file.name, bodies.file(file)]);
  return { ...Object.fromEntries(texts), "embedded.txt": "embedded \u2713\n" };
}

/** Few names, so that one hides another. */
const typeNames = [...["Foo", "Bar", "Baz", "Qux", "Node", "Value", "Item", "Map", "Thing", "Other", "Leaf"]];
const oddNames = ["Text", "Data", "List", "T", "Group", "Void", "Struct", "AnyPointer"];
const kinds: readonly DeclarationKind[] = [
  ...(["struct", "struct", "struct", "struct", "enum", "interface", "interface"] as const),
  ...(["const", "const", "annotation", "using"] as const),
];

const enumerantNames = [
  "red",
  "green",
  "blue",
  "foo",
  "void",
  "true",
  "inf",
  "lightBlue",
  "union",
  "struct",
  "a1",
];

/** What may carry an annotation, as its declaration lists it. */
export type Target =
  | ("file" | "const" | "enum" | "enumerant" | "struct" | "field" | "union")
  | ("group" | "interface" | "method" | "param" | "annotation");
const targets: readonly Target[] = [
  ...(["file", "const", "enum", "enumerant", "struct", "field", "union"] as const),
  ...(["group", "interface", "method", "param", "annotation"] as const),
];

class DeclarationMaker {
  readonly all: Declaration[] = [];
  readonly types: RandomTypes;
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
    this.types = new RandomTypes(random, this.all);
  }

  files(): readonly Declaration[] {
    const count = this.#random.pick([1, 1, 2, 3]);
    const files = Array.from({ length: count }, (_, i) => this.#declare("file", `file${i}.capnp`, undefined));
    for (const file of files) this.#declareInside(file, 0);
    // Names are looked up among all of them.
    for (const each of [...this.all]) this.#decide(each);
    return files;
  }

  #declare(kind: DeclarationKind, name: string, parent: Declaration | undefined): Declaration {
    const random = this.#random;
    const canBeGeneric = kind === "struct" || kind === "interface";
    const declaration = {
      kind,
      name,
      parent,
      parameters: canBeGeneric && random.chance(0.25) ? ["T", "U"].slice(0, 1 + random.below(2)) : [],
      children: [],
      fields: [],
      enumerants: kind === "enum" ? this.#some(enumerantNames, 0.3) : [],
      targets: kind === "annotation" && random.chance(0.5) ? this.#some(targets, 0.5) : ["*"],
      type: undefined,
      target: undefined,
    };
    const whole: Declaration = Object.assign(declaration, { file: parent?.file ?? (declaration as never) });
    parent?.children.push(whole);
    this.all.push(whole);
    return whole;
  }

  #declareInside(parent: Declaration, depth: number): void {
    const random = this.#random;
    const count = depth === 0 ? 2 + random.below(6) : random.below(4 - depth);
    for (let i = 0; i < count; i++) {
      const kind = random.pick(kinds);
      const isLower = kind === "const" || kind === "annotation";
      const name = isLower
        ? `${kind}${random.below(5)}`
        : random.pick(random.chance(0.02) ? oddNames : typeNames);
      if (parent.children.some((each) => each.name === name)) continue;
      const declaration = this.#declare(kind, name, parent);
      if ((kind === "struct" || kind === "interface") && depth < 3)
        this.#declareInside(declaration, depth + 1);
    }
  }

  #decide(declaration: Declaration): void {
    const random = this.#random;
    const { kind, parent = declaration } = declaration;
    if (kind === "const" || kind === "annotation") declaration.type = this.#typeWithValue(parent);
    if (kind !== "using") return;
    const targets = this.all.filter(
      (each) =>
        ["file", "struct", "enum", "interface"].includes(each.kind) &&
        each !== declaration.file &&
        (each.name !== declaration.name || random.chance(0.05)),
    );
    declaration.target = targets.length > 0 ? random.pick(targets) : undefined;
  }

  #typeWithValue(scope: Declaration) {
    for (let i = 0; i < 20; i++) {
      const type = this.types.type(scope, 2);
      if (type.value(scope, 3) !== undefined) return type;
    }
    return this.types.type(scope, 0);
  }

  #some<T>(items: readonly T[], probability: number): T[] {
    const some = items.filter(() => this.#random.chance(probability));
    return some.length > 0 ? some : [this.#random.pick(items)];
  }
}

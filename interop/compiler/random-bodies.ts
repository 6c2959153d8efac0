// random-bodies.ts: the text of random declarations: fields and methods in any order, ids, annotations, comments.
import type { Random } from "@teleop/random-runs";
import { type Declaration, type FieldShape, nameFrom } from "./random-names.ts";
import { Ordinals } from "./random-ordinals.ts";
import type { Target } from "./random-schema.ts";
import type { RandomTypes } from "./random-types.ts";

const memberNames = [
  "foo",
  "bar",
  "baz",
  "value",
  "item",
  "next",
  "size",
  "name",
  "data",
  "id",
  "kind",
  "fooBar",
];

interface Line {
  readonly text: string;
  /** The lines after it, up to the one that closes, are in it. */
  readonly opens?: boolean;
  readonly closes?: boolean;
}

/** Lines of members, and what a value may say of them. */
interface Members {
  readonly lines: readonly Line[];
  readonly shapes: readonly FieldShape[];
}

export class BodyWriter {
  readonly #random: Random;
  readonly #all: readonly Declaration[];
  readonly #types: RandomTypes;
  #lines: string[] = [];
  #indent = "";

  constructor(random: Random, all: readonly Declaration[], types: RandomTypes) {
    this.#random = random;
    this.#all = all;
    this.#types = types;
  }

  file(file: Declaration): string {
    const random = this.#random;
    this.#lines = [];
    this.#indent = "";
    if (random.chance(0.3)) this.#comment();
    if (random.chance(0.98)) this.#line(`@0x${this.#id()};`);
    if (random.chance(0.3)) this.#comment();
    if (random.chance(0.2)) this.#line('$import "/capnp/c++.capnp".namespace("a::b");');
    const annotation = random.chance(0.3) ? this.#annotation(file, "file") : undefined;
    if (annotation !== undefined) this.#line(`${applied(annotation)};`);
    if (random.chance(0.2)) this.#line('using Cxx = import "/capnp/c++.capnp";');
    for (const child of file.children) this.#declaration(child);
    return `${this.#lines.join("\n")}\n`;
  }

  #declaration(declaration: Declaration): void {
    if (this.#random.chance(0.2)) this.#lines.push("");
    if (declaration.kind === "struct") this.#struct(declaration);
    else if (declaration.kind === "interface") this.#interface(declaration);
    else if (declaration.kind === "enum") this.#enum(declaration);
    else this.#line(this.#statement(declaration));
  }

  /** A declaration that has no others in it. */
  #statement({ kind, name, parent, type, target, targets, file }: Declaration): string {
    const scope = parent ?? file;
    switch (kind) {
      case "const": {
        const value = type?.value(scope, 0) ?? "void";
        const annotations = this.#annotations(scope, "const");
        return `const ${name}${this.#idOf()} ${typed(type?.text)} = ${value}${annotations};`;
      }
      case "annotation": {
        const annotations = this.#annotations(scope, "annotation");
        return `annotation ${name}${this.#idOf()}(${targets.join(", ")}) ${typed(type?.text)}${annotations};`;
      }
      case "using":
        return `using ${name} = ${target === undefined ? "Int32" : nameFrom(scope, target, this.#random)};`;
      default:
        throw new Error(`a ${kind} is no statement`);
    }
  }

  #struct(struct: Declaration): void {
    this.#line(
      `struct ${struct.name}${this.#idOf()}${parameters(struct)}${this.#annotations(struct, "struct")} {`,
    );
    this.#nested(() => {
      const ordinals = new Ordinals(this.#random);
      const { lines, shapes } = this.#fields(struct, ordinals, 0, this.#random.below(7));
      struct.fields.push(...shapes);
      this.#mixed(ordinals.fill(lines), struct.children);
    });
    this.#line("}");
  }

  /** Fields, groups and unions, with a mark where an ordinal has to be put. */
  #fields(struct: Declaration, ordinals: Ordinals, depth: number, count: number): Members {
    const random = this.#random;
    const lines: Line[] = [];
    const shapes: FieldShape[] = [];
    let hasUnion = false;
    for (const plain of this.#memberNames(count)) {
      const name = depth === 0 ? plain : `${plain}${ordinals.next}`;
      const kind = depth < 3 ? random.next() : 1;
      if (kind < 0.2) {
        const isUnion = random.chance(0.5);
        // A struct or group has one union without a name at most, and none is in a union.
        const isNamed: boolean = !isUnion || depth > 0 || hasUnion || random.chance(0.4);
        hasUnion ||= !isNamed;
        const ordinal = isUnion && random.chance(0.03) ? ` ${ordinals.take()}!` : "";
        const annotations = isNamed ? this.#annotations(struct, isUnion ? "union" : "group") : "";
        const inner = this.#fields(
          struct,
          ordinals,
          depth + 1,
          isUnion ? 2 + random.below(3) : 1 + random.below(3),
        );
        const head = isNamed ? `${name}${ordinal} :${isUnion ? "union" : "group"}` : "union";
        lines.push({ text: `${head}${annotations} {`, opens: true }, ...inner.lines, {
          text: "}",
          closes: true,
        });
        shapes.push({ name: isNamed ? name : undefined, fields: inner.shapes, isUnion });
      } else {
        const ordinal = ordinals.take();
        const type = this.#types.type(struct, 2);
        const preset = random.chance(0.4) ? type.value(struct, 0) : undefined;
        const value = preset === undefined ? "" : ` = ${preset}`;
        shapes.push({ name, type });
        lines.push({
          text: `${name} ${ordinal} ${typed(type.text)}${value}${this.#annotations(struct, "field")};`,
        });
      }
    }
    return { lines, shapes };
  }

  #interface(declaration: Declaration): void {
    const random = this.#random;
    const others = this.#all.filter(({ kind }) => kind === "interface" || random.chance(0.005));
    const bases = random.chance(0.3) ? [random.pick(others), random.pick(others)].slice(random.below(2)) : [];
    const names = bases.map((base) => this.#types.reference(declaration, base, 1).text);
    const extended = names.length > 0 ? ` extends(${names.join(", ")})` : "";
    const head = `interface ${declaration.name}${this.#idOf()}${parameters(declaration)}${extended}`;
    this.#line(`${head}${this.#annotations(declaration, "interface")} {`);
    this.#nested(() => {
      const ordinals = new Ordinals(random);
      const lines = this.#memberNames(random.below(4)).map((name) => ({
        text: this.#method(declaration, `${name} ${ordinals.take()}`),
      }));
      this.#mixed(ordinals.fill(lines), declaration.children);
    });
    this.#line("}");
  }

  #method(declaration: Declaration, head: string): string {
    const random = this.#random;
    const implicit = random.chance(0.2) ? ["X", "Y"].slice(0, 1 + random.below(2)) : [];
    const brackets = implicit.length > 0 ? ` [${implicit.join(", ")}]` : "";
    const params = this.#params(declaration, implicit);
    const results = random.pick([
      "",
      " -> stream",
      ...Array<string>(8).fill(` -> ${this.#params(declaration, implicit)}`),
    ]);
    return `${head}${brackets} ${params}${results}${this.#annotations(declaration, "method")};`;
  }

  #params(scope: Declaration, implicit: readonly string[]): string {
    const random = this.#random;
    const structs = this.#all.filter(({ kind }) => kind === "struct");
    if (random.chance(0.2) && structs.length > 0) {
      return this.#types.reference(scope, random.pick(structs), 1, implicit).text;
    }
    const params = this.#memberNames(random.below(4)).map((name) => {
      const type = this.#types.type(scope, 1, implicit);
      const preset = random.chance(0.2) ? type.value(scope, 0) : undefined;
      const value = preset === undefined ? "" : ` = ${preset}`;
      return `${name} ${typed(type.text)}${value}${this.#annotations(scope, "param")}`;
    });
    return `(${params.join(", ")})`;
  }

  #enum(declaration: Declaration): void {
    this.#line(`enum ${declaration.name}${this.#idOf()}${this.#annotations(declaration, "enum")} {`);
    this.#nested(() => {
      const ordinals = new Ordinals(this.#random);
      const lines = declaration.enumerants.map((name) => ({
        text: `${name} ${ordinals.take()}${this.#annotations(declaration, "enumerant")};`,
      }));
      this.#mixed(ordinals.fill(lines), []);
    });
    this.#line("}");
  }

  /** Members and declarations in any order. What is in a group or a union stays in it. */
  #mixed(lines: readonly Line[], declarations: readonly Declaration[]): void {
    const rest = [...declarations];
    let depth = 0;
    for (const line of lines) {
      const next = depth === 0 && this.#random.chance(0.4) ? rest.shift() : undefined;
      if (next !== undefined) this.#declaration(next);
      if (line.closes) {
        depth--;
        this.#indent = this.#indent.slice(2);
      }
      this.#line(line.text);
      if (line.opens) {
        depth++;
        this.#indent += "  ";
        if (this.#random.chance(0.15)) this.#comment();
      }
    }
    for (const declaration of rest) this.#declaration(declaration);
  }

  #nested(body: () => void): void {
    this.#indent += "  ";
    if (this.#random.chance(0.2)) this.#comment();
    body();
    this.#indent = this.#indent.slice(2);
  }

  #annotations(scope: Declaration, target: Target): string {
    const texts: string[] = [];
    while (texts.length < 2 && this.#random.chance(0.06)) {
      const text = this.#annotation(scope, target);
      if (text !== undefined) texts.push(` ${applied(text)}`);
    }
    return texts.join("");
  }

  /** An annotation that allows the target, as it is applied, without the dollar. */
  #annotation(scope: Declaration, target: Target): string | undefined {
    const candidates = this.#all.filter(
      ({ kind, targets }) => kind === "annotation" && (targets.includes("*") || targets.includes(target)),
    );
    if (candidates.length === 0) return undefined;
    const annotation = this.#random.pick(candidates);
    const name = nameFrom(scope, annotation, this.#random);
    if (annotation.type?.text === "Void") return name;
    const value = annotation.type?.value(scope, 0);
    if (value === undefined) return undefined;
    // A struct's own parentheses do.
    return value.startsWith("(") ? `${name}${value}` : `${name}(${value})`;
  }

  #memberNames(count: number): string[] {
    const names = new Set<string>();
    while (names.size < count) {
      const name = this.#random.pick(memberNames);
      names.add(names.has(name) ? `${name}${this.#random.below(100)}` : name);
    }
    return [...names];
  }

  #idOf(): string {
    return this.#random.chance(0.2) ? ` @0x${this.#id()}` : "";
  }

  #id(): string {
    const digits = Array.from({ length: 15 }, () => this.#random.below(16).toString(16));
    return `${this.#random.pick(["8", "9", "a", "c", "f"])}${digits.join("")}`;
  }

  #line(text: string): void {
    const random = this.#random;
    this.#lines.push(`${this.#indent}${text}${random.chance(0.1) ? "  # behind the line" : ""}`);
    if (random.chance(0.2) && /[;}]$/.test(text)) this.#comment();
  }

  /** A comment of some lines, that may be about what stands before it, and may have a second block. */
  #comment(): void {
    const random = this.#random;
    if (random.chance(0.15)) this.#lines.push("");
    const lines = 1 + random.below(3);
    for (let i = 0; i < lines; i++) {
      const text = random.pick([
        "# About it.",
        "#no space",
        "#",
        "#  two spaces",
        "# ✓ 😀 é",
        "#\ttab",
        "# a # b ",
      ]);
      this.#lines.push(`${this.#indent}${text}`);
      if (random.chance(0.08)) this.#lines.push("");
    }
    if (random.chance(0.15)) this.#lines.push("");
  }
}

/** A name that begins with a dot needs a space: `:.` would be one operator. */
function typed(type = "Void"): string {
  return type.startsWith(".") ? `: ${type}` : `:${type}`;
}

/** So does an annotation. */
function applied(annotation: string): string {
  return annotation.startsWith(".") ? `$ ${annotation}` : `$${annotation}`;
}

function parameters({ parameters }: Declaration): string {
  return parameters.length > 0 ? `(${parameters.join(", ")})` : "";
}

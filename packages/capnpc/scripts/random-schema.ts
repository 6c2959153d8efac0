// random-schema.ts: schemas of random structs, and random values of them as text. The capnp tool reads both.
import type { Random } from "@teleop/random-runs";

/** A type of the schema language, and how to write a random value of it. */
interface RandomType {
  readonly name: string;
  value(depth: number): string;
}

export interface RandomSchemaOptions {
  /** Whether the structs say how they look as JSON. Default false. */
  readonly annotated?: boolean;
}

/** A schema of random structs, with as many constants as asked for, and the same values as defaults. */
export class RandomSchema {
  readonly text: string;
  readonly #random: Random;
  readonly #annotated: boolean;
  readonly #fields: readonly { readonly name: string; readonly type: RandomType }[];
  readonly #declarations: string[] = [];
  readonly #structs: RandomType[] = [];

  constructor(random: Random, constants: number, { annotated = false }: RandomSchemaOptions = {}) {
    this.#random = random;
    this.#annotated = annotated;
    this.#declarations.push(
      "enum Color { red @0; green @1; blue @2; }",
      "struct Empty {}",
      "struct Box(T) { value @0 :T; boxes @1 :List(Box(T)); }",
    );
    this.#structs.push({ name: "Empty", value: () => "()" });
    for (let i = 0; i < 6; i++) this.#struct(`S${i}`);
    const all = Array.from({ length: constants }, (_, i) => {
      const type = this.#type(2);
      return { name: `c${i}`, type, value: type.value(0), i };
    });
    this.#fields = all;
    const fields = all.map(({ name, type, i }) => `${name} @${i} :${type.name};`);
    const defaults = all.map(({ name, type, value, i }) => `${name} @${i} :${type.name} = ${value};`);
    this.text = [
      "@0xd1ffe2cf5a27e0d1;",
      ...(annotated ? ['using Json = import "/capnp/compat/json.capnp";'] : []),
      ...this.#declarations,
      ...all.map(({ name, type, value }) => `const ${name} :${type.name} = ${value};`),
      `struct All { ${fields.join(" ")} defaults @${constants} :Defaults; }`,
      `struct Defaults { ${defaults.join(" ")} }`,
      `const all :All = (${all.map(({ name, value }) => `${name} = ${value}`).join(", ")});`,
    ].join("\n");
  }

  /** A value of `All`, in which about half of the fields are set. */
  value(): string {
    const set = this.#fields.filter(() => this.#random.chance(0.5));
    return `(${set.map(({ name, type }) => `${name} = ${type.value(0)}`).join(", ")})`;
  }

  #struct(name: string): void {
    const random = this.#random;
    let ordinal = 0;
    const field = (prefix: string) => {
      const type = this.#type(1);
      const fieldName = `${prefix}${ordinal}`;
      const preset = random.chance(0.4) ? ` = ${type.value(2)}` : "";
      const annotations = this.#annotationsOf(fieldName, type, preset === "");
      return {
        name: fieldName,
        type,
        text: `${fieldName} @${ordinal++} :${type.name}${preset}${annotations};`,
      };
    };
    const fieldsOf = (prefix: string, most: number) =>
      Array.from({ length: random.below(most + 1) }, () => field(prefix));
    const plain = fieldsOf("f", 4);
    const group = fieldsOf("g", 3);
    // A union has two members at least.
    const union = random.chance(0.5) ? [field("u"), field("u"), ...fieldsOf("u", 2)] : [];
    const nested = random.chance(0.4) ? [field("n"), field("n")] : [];
    const text = (fields: readonly { readonly text: string }[]) => fields.map((each) => each.text).join(" ");
    this.#declarations.push(
      [
        `struct ${name} ${this.#sometimes('$Json.discriminator(name = "whichOne")', union.length > 0)} {`,
        text(plain),
        group.length > 0
          ? `group :group ${this.#sometimes('$Json.flatten(prefix = "group_")')} { ${text(group)} }`
          : "",
        union.length > 0 ? `union { ${text(union)} }` : "",
        nested.length > 0 ? `nested :union ${this.#unionAnnotations()} { ${text(nested)} }` : "",
        "}",
      ].join(" "),
    );
    const some = (fields: readonly { readonly name: string; readonly type: RandomType }[], depth: number) =>
      fields.filter(() => random.chance(0.7)).map((each) => `${each.name} = ${each.type.value(depth)}`);
    const one = (fields: readonly { readonly name: string; readonly type: RandomType }[], depth: number) =>
      fields.length > 0 && random.chance(0.7) ? some([random.pick(fields)], depth) : [];
    this.#structs.push({
      name,
      value: (depth) => {
        if (depth > 3) return "()";
        const groupFields = some(group, depth + 1);
        const nestedFields = one(nested, depth + 1);
        return `(${[
          ...some(plain, depth + 1),
          ...one(union, depth + 1),
          ...(groupFields.length > 0 ? [`group = (${groupFields.join(", ")})`] : []),
          ...(nestedFields.length > 0 ? [`nested = (${nestedFields.join(", ")})`] : []),
        ].join(", ")})`;
      },
    });
  }

  #annotationsOf(field: string, type: RandomType, mayBeFlattened: boolean): string {
    if (!this.#annotated) return "";
    const name = this.#sometimes(`$Json.name("${field} of JSON")`);
    if (type.name === "Data") return ` ${name} ${this.#random.pick(["", "$Json.base64", "$Json.hex"])}`;
    const isStruct = /^S[0-9]+$/.test(type.name) && mayBeFlattened && field.startsWith("f");
    return ` ${name} ${this.#sometimes(`$Json.flatten(prefix = "${field}_")`, isStruct)}`;
  }

  #unionAnnotations(): string {
    return this.#random.pick([
      "",
      this.#sometimes("$Json.flatten()"),
      this.#sometimes('$Json.discriminator(name = "kind")'),
      this.#sometimes('$Json.flatten() $Json.discriminator(name = "kind", valueName = "value")'),
      this.#sometimes('$Json.flatten(prefix = "nested_") $Json.discriminator(valueName = "value")'),
    ]);
  }

  #sometimes(annotation: string, isPossible: boolean = true): string {
    return this.#annotated && isPossible && this.#random.chance(0.4) ? annotation : "";
  }

  #type(depth: number): RandomType {
    const random = this.#random;
    const kind = random.next();
    if (kind < 0.35 || depth < 0) return random.pick(this.#simpleTypes());
    if (kind < 0.65) return random.pick(this.#structs);
    if (kind < 0.75) return this.#box(random.chance(0.5) ? random.pick(this.#structs) : textType(random));
    const element = this.#type(depth - 1);
    return {
      name: `List(${element.name})`,
      value: (at) =>
        `[${Array.from({ length: random.below(at > 3 ? 1 : 4) }, () => element.value(at + 1)).join(", ")}]`,
    };
  }

  #box(content: RandomType): RandomType {
    const random = this.#random;
    return {
      name: `Box(${content.name})`,
      value: (depth) => {
        if (depth > 3) return "()";
        const value = random.chance(0.7) ? [`value = ${content.value(depth + 1)}`] : [];
        const boxes = random.chance(0.5) ? [`boxes = [(value = ${content.value(depth + 1)})]`] : [];
        return `(${[...value, ...boxes].join(", ")})`;
      },
    };
  }

  #simpleTypes(): readonly RandomType[] {
    const random = this.#random;
    const integers = [8, 16, 32, 64].flatMap((bits): RandomType[] => [
      {
        name: `Int${bits}`,
        value: () => String(this.#integer(-(2n ** BigInt(bits - 1)), 2n ** BigInt(bits - 1) - 1n)),
      },
      { name: `UInt${bits}`, value: () => String(this.#integer(0n, 2n ** BigInt(bits) - 1n)) },
    ]);
    return [
      ...integers,
      { name: "Void", value: () => "void" },
      { name: "Bool", value: () => String(random.chance(0.5)) },
      {
        name: "Float32",
        value: () =>
          random.pick([
            "0",
            "-0.0",
            "1.5",
            "-0.1",
            "inf",
            "-inf",
            "nan",
            "3e38",
            this.#float(30, Math.fround),
          ]),
      },
      {
        name: "Float64",
        value: () =>
          random.pick(["0", "-0.0", "1.5", "-0.1", "inf", "-inf", "nan", "1e300", this.#float(300, Number)]),
      },
      { name: "Color", value: () => random.pick(["red", "green", "blue"]) },
      { name: "Data", value: () => random.pick(['""', '0x"00 ff 80"', '"abc"']) },
      textType(random),
    ];
  }

  #float(largestExponent: number, round: (value: number) => number): string {
    const exponent = this.#random.below(2 * largestExponent) - largestExponent;
    const value = (this.#random.next() - 0.5) * this.#random.pick([10 ** exponent, 1, 2 ** 40]);
    // Otherwise it may look like an integer, of more bits than the tool reads.
    return round(value).toExponential();
  }

  #integer(least: bigint, most: bigint): bigint {
    const between = least + (BigInt(Math.floor(this.#random.next() * 2 ** 53)) * (most - least)) / 2n ** 53n;
    return this.#random.pick([least, most, 0n, 1n, between]);
  }
}

function textType(random: Random): RandomType {
  return {
    name: "Text",
    value: () => random.pick(['""', '"x"', '"Ahoj, \\"světe\\" ✓"', '"\\n\\\\ */ $x `"', '"\u{1f600}"']),
  };
}

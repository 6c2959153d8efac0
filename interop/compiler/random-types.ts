// random-types.ts: types of a random schema, and values of them as the schema language writes them.
import type { Random } from "@teleop/random-runs";
import { type Declaration, type FieldShape, nameFrom, partsFrom, pathTo } from "./random-names.ts";

export interface RandomType {
  readonly text: string;
  /** The same for equal types, however they are written; undefined where that is not known. */
  readonly key: string | undefined;
  /** A value of it as the scope has to write it, nested `depth` deep already; undefined for a type that has none. */
  value(scope: Declaration, depth: number): string | undefined;
}

const noValue = () => undefined;

export class RandomTypes {
  readonly #random: Random;
  /** Every declaration. */
  readonly #all: readonly Declaration[];

  constructor(random: Random, all: readonly Declaration[]) {
    this.#random = random;
    this.#all = all;
  }

  /** A type as it is written in the scope, with `depth` more inside of it at most. */
  type(scope: Declaration, depth: number, implicit: readonly string[] = []): RandomType {
    const type = this.#type(scope, depth, implicit);
    const { key } = type;
    if (key === undefined || this.#random.chance(0.7)) return type;
    const constants = this.#all.filter((each) => each.kind === "const" && each.type?.key === key);
    return {
      ...type,
      value: (from, at) => {
        if (constants.length === 0 || this.#random.chance(0.5)) return type.value(from, at);
        const name = nameFrom(from, this.#random.pick(constants), this.#random);
        return name.includes(".") ? name : `.${name}`;
      },
    };
  }

  /** A declaration by one of its names, its parameters bound or left open. */
  reference(
    scope: Declaration,
    to: Declaration,
    depth: number,
    implicit: readonly string[] = [],
  ): RandomType {
    const random = this.#random;
    const parts = partsFrom(scope, to, random);
    const path = pathTo(to);
    let isBound = false;
    const text = parts
      .map((part, i) => {
        const declaration = path[path.length - parts.length + i];
        if (declaration === undefined || declaration.parameters.length === 0 || depth <= 0) return part;
        if (random.chance(0.3)) return part;
        isBound = true;
        const bound = declaration.parameters.map(() => this.#pointerType(scope, depth - 1, implicit).text);
        return `${part}(${bound.join(", ")})`;
      })
      .join(".");
    const isGeneric = isBound || path.some(({ parameters }) => parameters.length > 0);
    const key = isGeneric ? undefined : `${to.file.name} ${path.map(({ name }) => name).join(".")}`;
    return { text, key, value: (from, at) => this.#valueOf(from, to, at) };
  }

  #type(scope: Declaration, depth: number, implicit: readonly string[]): RandomType {
    const random = this.#random;
    const kind = random.next();
    const declared = this.#all.filter((each) => ["struct", "enum", "interface"].includes(each.kind));
    if (kind < 0.35 && declared.length > 0)
      return this.reference(scope, random.pick(declared), depth, implicit);
    if (kind < 0.5 && depth > 0) return this.#list(scope, depth, implicit);
    if (kind < 0.58) return this.#parameter(scope, implicit) ?? this.#text();
    if (kind < 0.63) {
      const text = random.pick(["AnyPointer", "AnyStruct", "AnyList", "Capability"]);
      return { text, key: undefined, value: noValue };
    }
    if (kind < 0.68) {
      const aliases = this.#all.filter(({ target }) => target !== undefined && declared.includes(target));
      if (aliases.length > 0) return this.#alias(scope, random.pick(aliases));
    }
    return random.pick(this.#simpleTypes());
  }

  #alias(scope: Declaration, alias: Declaration): RandomType {
    const { target = alias } = alias;
    const text = nameFrom(scope, alias, this.#random);
    return { text, key: undefined, value: (from, depth) => this.#valueOf(from, target, depth) };
  }

  #valueOf(scope: Declaration, { kind, fields, enumerants }: Declaration, depth: number): string | undefined {
    if (kind === "enum") return enumerants.length > 0 ? this.#random.pick(enumerants) : undefined;
    if (kind !== "struct") return undefined;
    return depth > 3 || this.#random.chance(0.2)
      ? "()"
      : `(${this.#fields(scope, fields, depth + 1).join(", ")})`;
  }

  #fields(scope: Declaration, fields: readonly FieldShape[], depth: number): string[] {
    return fields
      .filter(() => this.#random.chance(0.4))
      .flatMap((field): string[] => {
        if ("type" in field) {
          const value = field.type.value(scope, depth);
          return value === undefined ? [] : [`${field.name} = ${value}`];
        }
        const inside = field.isUnion ? [this.#random.pick(field.fields)] : field.fields;
        const values = this.#fields(scope, inside, depth + 1);
        // A union without a member that was written, or a group without any, has no value.
        if (field.name === undefined || values.length === 0) return values;
        return [`${field.name} = (${values.join(", ")})`];
      });
  }

  #pointerType(scope: Declaration, depth: number, implicit: readonly string[]): RandomType {
    const pointers = this.#all.filter(({ kind }) => kind === "struct" || kind === "interface");
    const kind = this.#random.next();
    if (kind < 0.3 && pointers.length > 0) {
      return this.reference(scope, this.#random.pick(pointers), depth, implicit);
    }
    if (kind < 0.45 && depth > 0) return this.#list(scope, depth, implicit);
    if (kind < 0.6) return this.#parameter(scope, implicit) ?? this.#text();
    if (kind < 0.65) return { text: "AnyPointer", key: undefined, value: noValue };
    return this.#random.chance(0.5) ? this.#text() : this.#data();
  }

  #list(scope: Declaration, depth: number, implicit: readonly string[]): RandomType {
    let element = this.type(scope, depth - 1, implicit);
    // There are no lists of them, which is to be refused now and then.
    const isOpen = /^(Any(Pointer|Struct|List)|[TUXY])$/.test(element.text);
    if (isOpen && this.#random.chance(0.95)) element = this.#text();
    const value = (from: Declaration, at: number) => {
      const length = this.#random.below(at > 1 ? 2 : 4);
      const elements = Array.from({ length }, () => element.value(from, at + 1));
      return elements.includes(undefined) ? "[]" : `[${elements.join(", ")}]`;
    };
    const key = element.key === undefined ? undefined : `List(${element.key})`;
    return { text: `List(${element.text})`, key, value };
  }

  /** One of the type parameters that can be seen. */
  #parameter(scope: Declaration, implicit: readonly string[]): RandomType | undefined {
    const names = [...implicit, ...pathTo(scope).flatMap(({ parameters }) => parameters)];
    return names.length > 0 ? { text: this.#random.pick(names), key: undefined, value: noValue } : undefined;
  }

  #simpleTypes(): readonly RandomType[] {
    const random = this.#random;
    const simple = (text: string, value: () => string): RandomType => ({ text, key: text, value });
    const integers = [8, 16, 32, 64].flatMap((bits) => [
      simple(`Int${bits}`, () => this.#integer(-(2n ** BigInt(bits - 1)), 2n ** BigInt(bits - 1) - 1n)),
      simple(`UInt${bits}`, () => this.#integer(0n, 2n ** BigInt(bits) - 1n)),
    ]);
    const floats = [
      "0",
      "-0.0",
      "1.5",
      "-0.1",
      "inf",
      "-inf",
      "nan",
      "1e10",
      "3.4e38",
      "1e-45",
      "7",
      "-2.5E-3",
      "0x10",
    ];
    const longFloats = [...floats, "1e300", "5e-324", "123456789.123456789", "12345678901234567890"];
    return [
      ...integers,
      simple("Void", () => "void"),
      simple("Bool", () => random.pick(["true", "false"])),
      simple("Float32", () => random.pick(floats)),
      simple("Float64", () => random.pick(longFloats)),
      this.#text(),
      this.#data(),
    ];
  }

  #text(): RandomType {
    const texts = [
      ...[
        '""',
        '"x"',
        '"Ahoj, \\"světe\\" ✓"',
        '"\\n\\t\\\\ \\\' \\a\\b\\f\\v\\r"',
        '"\u{1f600}"',
        '"\\x41\\101"',
      ],
      ...['"a" "b"', 'embed "embedded.txt"', "`a block"],
    ];
    return { text: "Text", key: "Text", value: () => this.#seldomLast(texts, 3) };
  }

  #data(): RandomType {
    const values = [
      '""',
      '0x"00 ff 80"',
      '"abc"',
      '0x"0a1b"',
      '"\\xff\\x00"',
      '"\\0"',
      '0x""',
      'embed "embedded.txt"',
    ];
    return { text: "Data", key: "Data", value: () => this.#seldomLast(values, 2) };
  }

  #seldomLast(values: readonly string[], count: number): string {
    return this.#random.pick(this.#random.chance(0.05) ? values : values.slice(0, -count));
  }

  /** The least and the greatest, mostly one between them, and now and then one outside. */
  #integer(least: bigint, most: bigint): string {
    const random = this.#random;
    const between = least + (BigInt(Math.floor(random.next() * 2 ** 53)) * (most - least)) / 2n ** 53n;
    const value = random.pick([least, most, 0n, 1n, between, between, random.chance(0.02) ? most + 1n : 2n]);
    const notation = random.below(5);
    const sign = value < 0n ? "-" : "";
    const size = value < 0n ? -value : value;
    if (notation === 0) return `${sign}0x${size.toString(16)}`;
    return notation === 1 ? `${sign}0${size.toString(8)}` : value.toString();
  }
}

// random-struct.ts: structs with random fields, and random values of them.
import type { Random } from "@teleop/random-runs";
import type { FieldDefinition, StructDefinition } from "../index.ts";
import * as $ from "../index.ts";

/** A struct, its values, and the same struct as it was before some members of its union were added. */
export interface RandomStruct {
  readonly type: $.Struct<object, object>;
  readonly older: $.Struct<object, object>;
  /** All fields of it, as they are read. */
  value(depth: number): object;
}

interface Member {
  readonly type: $.Type;
  /** Bits in the data section; 64 for a pointer. */
  readonly bits: number;
  readonly isPointer: boolean;
  /** Undefined: a value of it reads as none. */
  value(depth: number): unknown;
  readonly default?: unknown;
}

const Color: $.Enum = $.enumType({
  id: 0x77n,
  name: "random:Color",
  values: ["red", "green", "constructor"],
});
const names = [
  "alpha",
  "beta",
  "toString",
  "gamma",
  "valueOf",
  "delta",
  "constructor",
  "then",
  "__proto__",
  "eta",
];

/** A struct of up to ten fields, some in a union; the structs in it are of the types in `known`. */
export function randomStruct(random: Random, known: readonly RandomStruct[]): RandomStruct {
  const layout = new Layout(random);
  const fields: { readonly name: string; readonly member: Member; readonly tag: number | undefined }[] = [];
  const count = 1 + random.below(names.length);
  const unionFrom = random.chance(0.6) ? random.below(count) : count;
  for (let i = 0; i < count; i++) {
    const tag = i >= unionFrom ? i - unionFrom : undefined;
    fields.push({ name: names[i] ?? "", member: randomMember(random, known), tag });
  }
  const union = unionFrom < count ? layout.data(16) : undefined;
  const definitions = fields.map(({ name, member, tag }): FieldDefinition => {
    const offset = member.isPointer ? layout.pointer() : member.bits === 0 ? 0 : layout.data(member.bits);
    return [
      name,
      member.type,
      offset,
      {
        ...(tag === undefined ? {} : { tag }),
        ...(member.default === undefined ? {} : { default: member.default }),
      },
    ];
  });
  const members = count - unionFrom;
  const definition: StructDefinition = {
    id: BigInt(random.below(2 ** 31)),
    name: "random:Struct",
    dataWords: layout.words,
    pointers: layout.pointers,
    ...(union === undefined ? {} : { union }),
    fields: () => definitions,
  };
  // What was added last: the highest tags. The first member has always been there.
  const knownMembers = 1 + random.below(Math.max(members, 1));
  const isOld = ([, , , more]: FieldDefinition) => more?.tag === undefined || more.tag < knownMembers;
  return {
    type: $.structType(definition),
    older: $.structType({ ...definition, fields: () => definitions.filter(isOld) }),
    value(depth) {
      const value: object = {};
      const set = (name: string, part: unknown) =>
        Object.defineProperty(value, name, {
          value: part,
          enumerable: true,
          writable: true,
          configurable: true,
        });
      const chosen = random.below(Math.max(members, 1));
      for (const { name, member, tag } of fields) {
        if (tag !== undefined && tag !== chosen) continue;
        if (tag !== undefined) set("which", name);
        if (member.bits > 0) set(name, member.value(depth));
      }
      return value;
    },
  };
}

/** Where fields go: each in a place of its own, with gaps. */
class Layout {
  words = 0;
  pointers = 0;
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  /** In units of that many bits. */
  data(bits: number): number {
    const perWord = 64 / bits;
    return this.words++ * perWord + this.#random.below(perWord);
  }

  pointer(): number {
    if (this.#random.chance(0.1)) this.pointers++;
    return this.pointers++;
  }
}

function randomMember(random: Random, known: readonly RandomStruct[]): Member {
  const number = (type: $.Type, bits: number, value: () => unknown): Member => ({
    type,
    bits,
    isPointer: false,
    value,
    default: random.chance(0.3) ? value() : undefined,
  });
  const pointer = (type: $.Type, value: (depth: number) => unknown): Member => ({
    type,
    bits: 64,
    isPointer: true,
    value,
  });
  const signed = (bits: number) => () => random.below(2 ** bits) - 2 ** (bits - 1);
  const makers: readonly (() => Member)[] = [
    () => ({ type: $.Void, bits: 0, isPointer: false, value: () => undefined }),
    () => number($.Bool, 1, () => random.chance(0.5)),
    () => number($.Int8, 8, signed(8)),
    () => number($.UInt16, 16, () => random.below(2 ** 16)),
    () => number($.Int32, 32, signed(32)),
    () => number($.Int64, 64, () => BigInt(random.below(2 ** 32)) * -(2n ** 20n) - 1n),
    () => number($.UInt64, 64, () => 2n ** 64n - BigInt(1 + random.below(2 ** 32))),
    () =>
      number($.Float32, 32, () => Math.fround(random.pick([0.1, 1e30, Number.NaN, 5e-45, random.next()]))),
    () => number($.Float64, 64, () => random.pick([1e300, Number.NEGATIVE_INFINITY, random.next()])),
    () => number(Color, 16, () => random.pick(["red", "green", "constructor", 7])),
    () => pointer($.Text, () => random.pick(["", "a", "\0", "😀é", "x".repeat(random.below(200))])),
    () => pointer($.Data, () => Uint8Array.from({ length: random.below(20) }, () => random.below(256))),
    () => {
      const { type } = known.length === 0 ? { type: $.Text } : random.pick(known);
      if (type === $.Text) return pointer($.Text, () => "leaf");
      const struct = known.find((each) => each.type === type);
      return pointer(type, (depth) =>
        depth <= 0 || random.chance(0.2) ? undefined : struct?.value(depth - 1),
      );
    },
    () => {
      const element = randomElement(random, known);
      return pointer($.List(element.type), (depth) =>
        Array.from({ length: depth <= 0 ? 0 : random.below(4) }, () => element.value(depth - 1)),
      );
    },
  ];
  return random.pick(makers)();
}

/** Elements of a list are never null structs: they lie side by side. */
function randomElement(random: Random, known: readonly RandomStruct[]): Member {
  if (known.length > 0 && random.chance(0.4)) {
    const struct = random.pick(known);
    return { type: struct.type, bits: 64, isPointer: true, value: (depth) => struct.value(depth) };
  }
  return randomMember(random, []);
}

// generics.test.ts: generics that contain themselves, also with ever larger parameters.
import { describe, expect, test } from "bun:test";
import { Random } from "@teleop/random-runs";
import * as $ from "../index.ts";
import { Branching, Growing, Grown, Odd, Poly, Turning } from "../testing/corners.capnp.ts";
import { roundTrip } from "../testing/round-trip.ts";
import { HashFactory, Store } from "../testing/sample.capnp.ts";

describe("a generic that contains itself with larger parameters", () => {
  const Texts = Poly.of($.Text);

  test("is encoded and decoded as deep as the message goes", () => {
    const value = { value: "a", next: { value: { value: "b" }, next: { value: { value: { value: "c" } } } } };
    expect(roundTrip(Texts, value)).toMatchObject(value);
    expect($.toJson(Texts, roundTrip(Texts, value))).toEqual(value);
    expect($.fromJson(Texts, value)).toEqual(value);
    const odd = {
      value: "a",
      even: { value: [{ value: "b" }], odd: { value: { value: [{ value: "c" }] } } },
    };
    expect(roundTrip(Odd.of($.Text), odd)).toMatchObject(odd);
    const unbound = roundTrip(Poly, { value: "a", next: { value: { value: "b" } } });
    expect(unbound.next?.value?.value.as($.Text)).toBe("b");
  });

  test("is described as far as anybody reads", () => {
    const { types } = $.describe(Growing.of($.Text) as $.Interface);
    expect(types["Poly(Text)"]).toMatchObject({
      fields: [
        { name: "value", type: "Text" },
        { name: "next", type: "Poly(Poly(Text))" },
      ],
    });
    expect(types["Poly(Poly(Text))"]).toMatchObject({ fields: [{ type: "Poly(Text)" }, {}] });
    expect(Object.keys(types)).toHaveLength(8 + 8); // Of Poly(Text), and of Poly(AnyPointer).
    expect($.describeStruct(Odd).fields.map(({ type }) => type)).toEqual([
      "AnyPointer",
      "Even(List(Odd(AnyPointer)))",
    ]);
    expect(JSON.stringify($.describe(Growing)).length).toBeLessThan(1_000_000);
  });

  test("is described no further where each type leads to several that are larger", () => {
    const Type = $.interfaceType({
      id: 1n,
      name: "test:Branches",
      methods: () => [["branch", Branching.of($.Text, $.Data), Branching.of($.Data, $.Text)]],
    });
    const { types } = $.describe(Type);
    expect(Object.keys(types)).toHaveLength(256);
    expect(types["Branching(Branching(Text, Data), Text)"]).toBeDefined();
    expect($.describe(Type).types).toEqual(types);
  });

  test("a peer's message cannot make types without end", () => {
    // Each path to the left or to the right leads to another type.
    const Type = Branching.of($.Text, $.Data);
    const random = new Random(1);
    const path = () => {
      let value: object = {};
      for (let step = 0; step < 40; step++) value = random.chance(0.5) ? { left: value } : { right: value };
      return value;
    };
    const decodeAll = () => {
      for (let i = 0; i < 1000; i++) roundTrip(Type, path());
    };
    expect(decodeAll).toThrow(expect.objectContaining({ name: "WireError", code: "LIMIT" }));
    expect(roundTrip(Type, { a: "still", left: { a: { a: "works" } } })).toMatchObject({ a: "still" });
  });

  test("has a title that can be read, however deep it is", () => {
    let type: $.Struct = Turning.of($.Text, $.Text, $.Text);
    for (let i = 0; i < 60; i++) type = Turning.of(type, type, type) as $.Struct;
    const { name, fields } = $.describeStruct(type);
    expect(name).toBe("Turning(…)");
    expect(JSON.stringify(fields).length).toBeLessThan(10_000);
    let lists: $.Type = $.Text;
    for (let i = 0; i < 30; i++) lists = $.List(lists);
    expect(roundTrip(Poly.of(lists), {})).toEqual({ value: [], next: undefined });
  });
});

test("the same types give the same generic", () => {
  expect(Poly.of($.List($.Text))).toBe(Poly.of($.List($.Text)));
  expect(Grown.of(Poly.of($.Text))).toBe(Grown.of(Poly.of($.Text)));
  expect(Store.of($.Text, $.Data)).not.toBe(Store.of($.Data, $.Text) as never);
  expect($.describe(HashFactory).types.Person).toBeDefined();
});

test("an interface that is inherited in millions of ways is soon known", () => {
  const level = (depth: number): $.Interface => {
    const below = depth === 0 ? undefined : level(depth - 1);
    return $.interfaceType({
      id: BigInt(depth + 10),
      name: `test:Level${depth}`,
      parameters: ["T"],
      superclasses: () =>
        below === undefined
          ? []
          : [$.bind(below, $.List($.parameter(0))), $.bind(below, $.bind(Poly, $.parameter(0)))],
      methods: () => (below === undefined ? [["get", Poly, Poly]] : []),
    });
  };
  const { superclasses, methods } = $.describe(level(24));
  expect(superclasses).toHaveLength(24);
  expect(superclasses.at(-1)).toBe("Level0(AnyPointer)");
  expect(methods.map(({ name, owner }) => [name, owner])).toEqual([["get", "Level0(AnyPointer)"]]);
});

import { describe, expect, test } from "bun:test";
import * as $ from "../index.ts";
import { roundTrip } from "../testing/round-trip.ts";
import { Algorithm, Box, Everything, Person, Shape } from "../testing/sample.capnp.ts";

describe("plain objects", () => {
  test("every kind of field comes back as it was sent", () => {
    const sent = {
      bool: false,
      int8: 127,
      int16: -32768,
      int32: 2147483647,
      int64: -(2n ** 63n),
      uint8: 255,
      uint16: 65535,
      uint32: 4294967295,
      uint64: 2n ** 64n - 1n,
      float32: -0.5,
      float64: Number.MIN_VALUE,
      text: "grüße, 世界, 🚀",
      data: new Uint8Array([0, 255]),
      enum: "blake3",
      struct: { year: -44, month: 3, day: 15 },
      voids: [undefined, undefined],
      bools: [true, false, true, true, false, true, false, true, true],
      int32s: [-1, 0, 1],
      uint64s: [0n, 2n ** 64n - 1n],
      float64s: [Number.NaN, Number.POSITIVE_INFINITY, -0],
      texts: ["", "a", "ü".repeat(100)],
      datas: [new Uint8Array(0), new Uint8Array([1, 2, 3])],
      enums: ["sha1", "blake3"],
      structs: [
        { year: 1, month: 2, day: 3 },
        { year: 4, month: 5, day: 6 },
      ],
      lists: [[1, 2], [], [-3]],
      which: "a field that is called like a discriminant",
    } as const;
    const received = roundTrip(Everything, sent);
    expect(received).toMatchObject(sent as object);
    expect(Object.is(received.float64s[2], -0)).toBe(true);
  });

  test("what is left out reads as the default of the schema", () => {
    expect(roundTrip(Everything, {})).toMatchObject({
      bool: true,
      int8: -8,
      int16: -16,
      int32: -32,
      int64: -64n,
      uint8: 8,
      uint16: 16,
      uint32: 32,
      uint64: 64n,
      float32: 0.5,
      float64: 0.25,
      text: "",
      data: new Uint8Array([97, 98, 99]),
      enum: "sha256",
      struct: undefined,
      int32s: [1, 2],
      structs: [],
      box: undefined,
    });
  });

  test("what is written to a Float32 is rounded as Math.fround does it, up to the largest that there is", () => {
    const largest = 3.4028234663852886e38;
    for (const value of [0.1, 3.4e38, largest, -largest, 1e-300, -0, Number.NaN, Number.NEGATIVE_INFINITY]) {
      expect(roundTrip(Everything, { float32: value }).float32).toBe(Math.fround(value));
    }
    expect(roundTrip(Everything, { float32: 3.4028235e38 }).float32).toBe(largest);
  });

  test("a text is any Unicode, NUL and what is no character included", () => {
    for (const text of ["\0", "a\0b\0", "\uFEFFbom", "\u{10FFFF}", "\uFFFF", "é".repeat(100), "😀"]) {
      expect(roundTrip(Everything, { text, texts: [text] })).toMatchObject({ text, texts: [text] });
    }
  });

  test("an integer has no -0", () => {
    const { int32, uint8 } = roundTrip(Everything, { int32: -0, uint8: -0 });
    expect([int32, uint8]).toEqual([0, 0]);
  });

  test("a value that equals the default is stored as zero, as the encoding wants it", () => {
    const defaults = {
      bool: true,
      int8: -8,
      int64: -64n,
      uint32: 32,
      float32: 0.5,
      float64: 0.25,
      enum: "sha256",
    } as const;
    expect($.encode(Everything, defaults)).toEqual($.encode(Everything, {}));
  });

  test("zero is kept where the default is another value", () => {
    const zeros = {
      bool: false,
      int8: 0,
      int64: 0n,
      uint32: 0,
      float32: 0,
      float64: 0,
      enum: "sha1",
    } as const;
    expect(roundTrip(Everything, zeros)).toMatchObject(zeros);
  });

  test("a default that is a list or a struct is made anew for each reader", () => {
    const bytes = $.encode(Everything, {});
    const [one, other] = [$.decode(Everything, bytes), $.decode(Everything, bytes)];
    expect(one.int32s).not.toBe(other.int32s);
    expect(roundTrip(Person, {}).birthday).toEqual({ year: 1970, month: 1, day: 1 });
  });

  test("a list of a default's type that was set to nothing is empty, and not the default", () => {
    expect(roundTrip(Everything, { int32s: [] }).int32s).toEqual([]);
  });

  test("groups and named unions nest, and a null struct ends a recursive type", () => {
    const received = roundTrip(Person, {
      name: "Ada",
      home: { latitude: 51.5 },
      employment: { which: "selfEmployed", selfEmployed: { trade: "analyst" } },
      spouse: { name: "William" },
      phones: [{ number: "1", kind: "work" }, { number: "2" }],
    });
    expect(received).toEqual({
      id: 0,
      name: "Ada",
      phones: [
        { number: "1", kind: "work" },
        { number: "2", kind: "home" },
      ],
      employment: { which: "selfEmployed", selfEmployed: { trade: "analyst", since: 1999 } },
      spouse: {
        id: 0,
        name: "William",
        phones: [],
        employment: { which: "unemployed" },
        spouse: undefined,
        home: { latitude: 0, longitude: 0 },
        birthday: { year: 1970, month: 1, day: 1 },
      },
      home: { latitude: 51.5, longitude: 0 },
      birthday: { year: 1970, month: 1, day: 1 },
    });
  });

  test("of a union only the member that is set is there", () => {
    expect(roundTrip(Shape, { area: 1, which: "circle", circle: 2 })).toEqual({
      area: 1,
      which: "circle",
      circle: 2,
    });
    expect(roundTrip(Shape, { which: "empty" })).toEqual({ area: 0, which: "empty" });
    expect(roundTrip(Shape, { which: "square" })).toEqual({ area: 0, which: "square", square: 0 });
    expect(roundTrip(Shape, {})).toEqual({ area: 0, which: "circle", circle: 0 });
  });

  test("what was read can be written again", () => {
    const person = roundTrip(Person, { name: "Ada", employment: { which: "employer", employer: "Babbage" } });
    expect(roundTrip(Person, person)).toEqual(person);
  });

  test("a generic reads its parameter as the type that it is bound to", () => {
    const boxes = Box.of(Person);
    const received = roundTrip(boxes, { value: { name: "inner" }, rest: [{ value: { name: "deeper" } }] });
    expect(received.value?.name).toBe("inner");
    expect(received.rest[0]?.value?.name).toBe("deeper");
    expect(roundTrip(Box.of($.Text), { value: "text" }).value).toBe("text");
    expect(roundTrip(Box.of($.List($.UInt8)), { value: [1, 2] }).value).toEqual([1, 2]);
    expect(Box.of(Person)).toBe(boxes);
  });

  test("an unbound parameter is an AnyPointer", () => {
    const received = roundTrip(Box, { value: $.pointer(Person, { name: "boxed" }) });
    expect(received.value.content).toBe("struct");
    expect(received.value.as(Person)?.name).toBe("boxed");
  });

  test("an AnyPointer takes text, bytes, typed values and what was read from another", () => {
    const text = roundTrip(Everything, { any: "text" });
    expect(text.any.as($.Text)).toBe("text");
    expect(roundTrip(Everything, { any: new Uint8Array([7]) }).any.as($.Data)).toEqual(new Uint8Array([7]));
    const list = roundTrip(Everything, { anyList: $.pointer($.List($.Text), ["a", "b"]) });
    expect(list.anyList.as($.List($.Text))).toEqual(["a", "b"]);
    expect(roundTrip(Everything, { any: list.anyList }).any.as($.List($.Text))).toEqual(["a", "b"]);
    expect(text.anyStruct.content).toBe("null");
    expect(text.anyStruct.as(Person)).toBeUndefined();
  });
});

test("a large message of many segments comes back whole", () => {
  const people = Array.from({ length: 2000 }, (_, id) => ({
    value: { id, name: `person ${id} ${"x".repeat(id % 300)}` },
  }));
  const received = roundTrip(Box.of(Person), { rest: people });
  expect(received.rest.map((each) => each.value?.name)).toEqual(people.map((each) => each.value.name));
});

test("enumerants are listed by their ordinal", () => {
  expect(Algorithm.values).toEqual(["sha1", "sha256", "blake3"]);
});

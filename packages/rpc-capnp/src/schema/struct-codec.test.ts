import { describe, expect, test } from "bun:test";
import * as $ from "../schema.ts";
import { Algorithm, Box, Everything, Person, Shape } from "../testing/sample.capnp.ts";
import { WireError } from "../wire/index.ts";
import { ValueError } from "./value-error.ts";

function roundTrip<Value, Init, Builder>(
  type: $.Struct<Value, Init, Builder>,
  value: $.Params<Init, Builder>,
): Value {
  return $.decode(type, $.encode(type, value));
}

/** The ValueError that encoding ends in. */
function refusal(encode: () => unknown): ValueError {
  try {
    encode();
  } catch (error) {
    if (error instanceof ValueError) return error;
    throw error;
  }
  throw new Error("it was accepted");
}

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

describe("schemas that grow", () => {
  const Old: $.Struct<{ a: number }, { a?: number }> = $.structType({
    id: 1n,
    name: "test.capnp:Old",
    dataWords: 1,
    pointers: 0,
    fields: () => [["a", $.UInt32, 0]],
  });
  const New: $.Struct<
    { a: number; b: number; text: string; list: readonly number[] },
    { a?: number; b?: number; text?: string; list?: readonly number[] }
  > = $.structType({
    id: 1n,
    name: "test.capnp:New",
    dataWords: 2,
    pointers: 2,
    fields: () => [
      ["a", $.UInt32, 0],
      ["b", $.UInt32, 2, { default: 7 }],
      ["text", $.Text, 0, { default: "default" }],
      ["list", $.List($.UInt8), 1],
    ],
  });
  const lists = <T extends $.Type>(
    element: T,
  ): $.Struct<{ list: readonly $.ValueOf<T>[] }, { list?: readonly $.InitOf<T>[] }> =>
    $.structType({
      id: 2n,
      name: "test.capnp:Lists",
      dataWords: 0,
      pointers: 1,
      fields: () => [["list", $.List(element), 0]],
    });

  test("fields that an older sender did not know read as their defaults", () => {
    expect($.decode(New, $.encode(Old, { a: 5 }))).toEqual({ a: 5, b: 7, text: "default", list: [] });
  });

  test("fields that an older receiver does not know are passed over", () => {
    expect($.decode(Old, $.encode(New, { a: 5, b: 6, text: "more" }))).toEqual({ a: 5 });
  });

  test("a list of structs reads what was sent as a list of their first field", () => {
    const bytes = $.encode(lists($.UInt32), { list: [1, 2, 3] });
    expect($.decode(lists(New), bytes).list.map((each) => each?.a)).toEqual([1, 2, 3]);
  });

  test("a list of numbers reads what is sent as structs that begin with one", () => {
    const bytes = $.encode(lists(New), { list: [{ a: 1 }, { a: 2 }] });
    expect($.decode(lists($.UInt32), bytes).list).toEqual([1, 2]);
  });

  test("a list of texts reads what is sent as structs that begin with a pointer, and the other way round", () => {
    const asStructs = $.encode(lists(New), { list: [{ text: "x" }, { text: "y" }] });
    expect($.decode(lists($.Text), asStructs).list).toEqual(["x", "y"]);
    const asTexts = $.encode(lists($.Text), { list: ["x", "y"] });
    expect($.decode(lists(New), asTexts).list.map((each) => each?.text)).toEqual(["x", "y"]);
  });

  test("lists whose elements do not fit are malformed, never misread", () => {
    const bits = $.encode(lists($.Bool), { list: [true] });
    expect(() => $.decode(lists($.UInt32), bits)).toThrow(WireError);
    expect(() => $.decode(lists(New), bits)).toThrow(WireError);
    expect(() => $.decode(lists($.UInt32), $.encode(lists($.UInt8), { list: [1] }))).toThrow(
      "expected a list of numbers of 4 bytes, got one of bytes",
    );
    expect(() => $.decode(lists($.Text), $.encode(lists($.UInt8), { list: [1] }))).toThrow(WireError);
  });

  test("an enumerant of a newer schema reads as its number, and can be passed on", () => {
    const bytes = $.encode(Everything, { enum: 900, enums: [1, 900] });
    const received = $.decode(Everything, bytes);
    expect(received.enum).toBe(900);
    expect(received.enums).toEqual(["sha256", 900]);
    expect(roundTrip(Everything, { enum: received.enum }).enum).toBe(900);
  });

  test("a union member of a newer schema reads as its number", () => {
    const bytes = $.encode(Shape, { which: "polygon" });
    // The discriminant is the 9th 16-bit word of the struct, which follows 8 bytes of header and the root pointer.
    new DataView(bytes.buffer).setUint16(16 + 16, 77, true);
    expect($.decode(Shape, bytes)).toEqual({ area: 0, which: 77 });
  });

  test("a list of a million elements without content is refused", () => {
    const bytes = $.encode(lists($.Void), (builder) => builder);
    const huge = $.encode(lists($.Void), { list: new Array(65_536).fill(undefined) });
    expect($.decode(lists($.Void), huge).list).toHaveLength(65_536);
    const view = new DataView(huge.buffer);
    view.setUint32(20, (1_000_000 << 3) | 0, true);
    expect(() => $.decode(lists($.Void), huge)).toThrow("1000000 elements without content");
    expect($.decode(lists($.Void), bytes).list).toEqual([]);
  });
});

describe("values that do not fit", () => {
  test("the error names the path, what was expected and what was there", () => {
    const error = refusal(() => $.encode(Person, { phones: [{}, { number: 7 as unknown as string }] }));
    expect(error.message).toBe("message.phones[1].number: expected a string, got the number 7");
    expect(error.code).toBe("WRONG_TYPE");
    expect(error.path).toBe("message.phones[1].number");
    expect(error).toBeInstanceOf(TypeError);
  });

  test.each([
    ["int8", 128, "expected an integer from -128 to 127 (Int8), got 128"],
    ["int8", 1.5, "expected an integer from -128 to 127 (Int8), got 1.5"],
    ["uint8", -1, "expected an integer from 0 to 255 (UInt8), got -1"],
    ["int16", 40000, "(Int16), got 40000"],
    ["uint16", Number.NaN, "(UInt16), got NaN"],
    ["int32", 2 ** 31, "(Int32), got 2147483648"],
    ["uint32", 2 ** 32, "(UInt32), got 4294967296"],
    ["uint32", Number.POSITIVE_INFINITY, "(UInt32), got Infinity"],
    ["int64", 2n ** 63n, "(Int64), got 9223372036854775808n"],
    ["uint64", -1n, "(UInt64), got -1n"],
    ["uint64", 1, "expected a bigint (UInt64), got the number 1"],
    ["uint32", "1", 'expected a number (UInt32), got the string "1"'],
    ["uint32", 1n, "expected a number (UInt32), got the bigint 1n"],
    ["float32", null, "expected a number (Float32), got null"],
    ["bool", 1, "expected a boolean, got the number 1"],
    ["text", new Date(0), "expected a string, got a Date"],
    ["data", "bytes", 'expected bytes (Uint8Array), got the string "bytes"'],
    ["data", [1, 2], "expected bytes (Uint8Array), got an array"],
    ["enum", "md5", 'expected one of "sha1", "sha256", "blake3" (Algorithm), got "md5"'],
    ["enum", 65536, "expected an integer from 0 to 65535 (UInt16), got 65536"],
    ["enum", true, "expected a name (Algorithm), got the boolean true"],
    ["struct", "now", 'expected an object (Date), got the string "now"'],
    ["struct", [], "expected an object (Date), got an array"],
    ["struct", new Map(), "expected an object (Date), got a Map"],
    ["structs", {}, "expected an array, got an object"],
    ["void", 1, "expected undefined (Void), got the number 1"],
    ["any", 5, "expected pointer(Type, value), a string, bytes, a stub"],
    ["anyStruct", "text", "expected AnyStruct: pointer(Type, value) of a struct"],
    ["sink", {}, "expected ByteSink: a stub, an object that serves it, or a promise of one, got an object"],
  ])("%s: %p", (field, value, problem) => {
    const error = refusal(() => $.encode(Everything, { [field]: value }));
    expect(error.message).toContain(`message.${field}: `);
    expect(error.message).toContain(problem);
  });

  test("an unknown field is named together with the known ones", () => {
    const error = refusal(() => $.encode(Person, { birthday: { yaer: 1815 } as object }));
    expect(error.message).toBe(
      'message.birthday.yaer: Date has no field "yaer"; its fields are year, month, day',
    );
    expect(error.code).toBe("UNKNOWN_FIELD");
  });

  test("of a union only one member can be set, and it must be one that exists", () => {
    const two = refusal(() => $.encode(Shape, { circle: 1, square: 2 } as object));
    expect(two.message).toContain('only one member of a union can be set, not both "circle" and "square"');
    const other = refusal(() => $.encode(Shape, { which: "empty", circle: 2 } as object));
    expect(other.code).toBe("AMBIGUOUS_UNION");
    const none = refusal(() => $.encode(Shape, { which: "triangle" } as object));
    expect(none.message).toBe(
      'message.which: expected one of "circle", "square", "empty", "polygon" (members of the union), got the string "triangle"',
    );
    expect(refusal(() => $.encode(Shape, { which: 77 })).code).toBe("UNKNOWN_NAME");
  });

  test("names that every object has are no fields", () => {
    const error = refusal(() => $.encode(Person, { constructor: "x" } as object));
    expect(error.code).toBe("UNKNOWN_FIELD");
  });

  test("an object that contains itself is refused, not followed for ever", () => {
    const person: { name: string; spouse?: object } = { name: "Narcissus" };
    person.spouse = person;
    expect(refusal(() => $.encode(Person, person)).message).toContain("does the object contain itself?");
  });

  test("a promise that nobody awaited is refused", () => {
    const error = refusal(() => $.encode(Everything, { struct: Promise.resolve({}) as object }));
    expect(error.message).toBe("message.struct: expected an object (Date), got a Promise");
  });

  test("a message of its own cannot hold a capability", () => {
    const error = refusal(() => $.encode(Everything, { sink: { write: () => {}, close: () => {} } }));
    expect(error.code).toBe("NO_CAPABILITIES");
  });

  test("an incomplete message is refused", () => {
    const bytes = $.encode(Person, { name: "Ada" });
    expect(() => $.decode(Person, bytes.subarray(0, bytes.byteLength - 8))).toThrow(WireError);
    expect(() => $.decode(Person, new Uint8Array(3))).toThrow("has only 3 bytes");
  });
});

describe("builders", () => {
  test("every kind of field can be set in the message itself", () => {
    const received = roundTrip(Everything, (builder) => {
      builder.bool = false;
      builder.int8 = 1;
      builder.uint64 = 5n;
      builder.text = "built";
      builder.initData(3).set([1, 2, 3]);
      builder.enum = "sha1";
      const date = builder.initStruct();
      date.year = 2000;
      const flags = builder.initBools(3);
      flags.set(1, true);
      const numbers = builder.initInt32s(2);
      numbers.set(0, -5);
      const dates = builder.initStructs(3);
      dates.at(2).day = 9;
      for (const each of dates) each.month = 4;
      const texts = builder.initTexts(2);
      texts.set(1, "second");
      builder.datas = [new Uint8Array([1])];
      builder.initBox().value = { name: "Ada" };
      builder.any = "any";
    });
    expect(received).toMatchObject({
      bool: false,
      int8: 1,
      uint64: 5n,
      text: "built",
      data: new Uint8Array([1, 2, 3]),
      enum: "sha1",
      struct: { year: 2000, month: 0, day: 0 },
      bools: [false, true, false],
      int32s: [-5, 0],
      structs: [
        { year: 0, month: 4, day: 0 },
        { year: 0, month: 4, day: 0 },
        { year: 0, month: 4, day: 9 },
      ],
      texts: ["", "second"],
      datas: [new Uint8Array([1])],
      box: { value: { name: "Ada" } },
    });
    expect(received.any.as($.Text)).toBe("any");
  });

  test("setting a member of a union, or building a group of it, chooses the member", () => {
    const shape = roundTrip(Shape, (builder) => {
      builder.initPolygon(1).at(0).x = 3;
    });
    expect(shape).toEqual({ area: 0, which: "polygon", polygon: [{ x: 3, y: 0 }] });
    expect(
      roundTrip(Shape, (builder) => {
        builder.empty = undefined;
      }).which,
    ).toBe("empty");
    const person = roundTrip(Person, (builder) => {
      builder.initEmployment().initSelfEmployed().trade = "potter";
      builder.initHome().longitude = 7;
    });
    expect(person.employment).toEqual({
      which: "selfEmployed",
      selfEmployed: { trade: "potter", since: 1999 },
    });
    expect(person.home).toEqual({ latitude: 0, longitude: 7 });
  });

  test("errors name the path from the builder's place on", () => {
    const wrong = refusal(() =>
      $.encode(Person, (builder) => {
        builder.id = -1;
      }),
    );
    expect(wrong.path).toBe("message.id");
  });

  test("an index outside of a list is a RangeError, and writes nothing elsewhere", () => {
    expect(() =>
      $.encode(Everything, (builder) => {
        builder.initInt32s(2).set(2, 1);
      }),
    ).toThrow(new RangeError("a list of 2 elements has no element 2"));
    expect(() =>
      $.encode(Everything, (builder) => {
        builder.initStructs(1).at(-1).year = 1;
      }),
    ).toThrow(RangeError);
  });

  test("a function that builds must do so at once", () => {
    const build = (async () => {}) as () => void;
    expect(refusal(() => $.encode(Person, build)).message).toContain("a function that returned a promise");
  });

  test("what a building function throws passes through", () => {
    const mine = new Error("mine");
    expect(() =>
      $.encode(Person, () => {
        throw mine;
      }),
    ).toThrow(mine);
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

// open-pointers.test.ts: pointers whose content the schema leaves open: each kind of them takes what it may, and no more.
import { describe, expect, test } from "bun:test";
import * as $ from "../index.ts";
import { Nulls, Person } from "../testing/corners.capnp.ts";
import { roundTrip } from "../testing/round-trip.ts";

const Open: $.Struct<
  { readonly pointer: $.AnyPointerValue },
  { readonly pointer?: $.AnyPointerInit | null }
> = $.structType({
  id: 1n,
  name: "test:Open",
  dataWords: 0,
  pointers: 1,
  fields: () => [["pointer", $.AnyPointer, 0]],
});
/** The same pointer, read or written as that type. */
const as = (type: $.Type): $.Struct<{ readonly pointer: unknown }, { readonly pointer?: unknown }> =>
  $.structType({
    id: 1n,
    name: "test:Typed",
    dataWords: 0,
    pointers: 1,
    fields: () => [["pointer", type, 0]],
  });

describe("an open pointer", () => {
  test.each<[string, $.AnyPointerInit | null, string, $.Type, unknown]>([
    ["nothing", null, "null", $.Text, ""],
    ["a struct", $.pointer(Person, { age: 3 }), "struct", Person, { age: 3, friend: undefined }],
    ["a text", "text", "list", $.Text, "text"],
    ["bytes", Uint8Array.of(1, 2), "list", $.Data, Uint8Array.of(1, 2)],
    ["a list of numbers", $.pointer($.List($.UInt16), [1, 2]), "list", $.List($.UInt16), [1, 2]],
    ["a list of bits", $.pointer($.List($.Bool), [true, false]), "list", $.List($.Bool), [true, false]],
    [
      "a list of structs",
      $.pointer($.List(Person), [{ age: 1 }]),
      "list",
      $.List(Person),
      [{ age: 1, friend: undefined }],
    ],
    [
      "a list of lists",
      $.pointer($.List($.List($.Text)), [["a"], []]),
      "list",
      $.List($.List($.Text)),
      [["a"], []],
    ],
  ])("holds %s, and passes it on", (_name, pointer, content, type, value) => {
    const received = roundTrip(Open, { pointer }).pointer;
    expect(received.content).toBe(content as never);
    expect(received.as(type)).toEqual(value);
    expect(roundTrip(Open, { pointer: received }).pointer.as(type)).toEqual(value);
    expect($.decode(as(type), $.encode(Open, { pointer })).pointer).toEqual(value);
  });

  test("AnyStruct takes structs alone, AnyList lists alone, and both nothing", () => {
    const struct = $.pointer(Person, { age: 1 });
    const list = $.pointer($.List($.Int8), [1]);
    expect(roundTrip(Nulls, { anyStruct: struct, anyList: list })).toMatchObject({
      anyStruct: { content: "struct" },
      anyList: { content: "list" },
    });
    expect(() => $.encode(Nulls, { anyStruct: list })).toThrow("message.anyStruct: expected AnyStruct");
    expect(() => $.encode(Nulls, { anyList: struct })).toThrow("message.anyList: expected AnyList");
    expect(roundTrip(Nulls, {}).anyStruct.content).toBe("null");
  });

  test("read as what it is not, it is malformed", () => {
    const { pointer } = roundTrip(Open, { pointer: $.pointer(Person, { age: 1 }) });
    expect(() => pointer.as($.Text)).toThrow("expected a list pointer, got struct");
    const list = roundTrip(Open, { pointer: $.pointer($.List($.UInt16), [1]) }).pointer;
    expect(() => list.as(Person)).toThrow("expected a struct pointer, got list");
    expect(() => list.as($.Data)).toThrow("expected Data, got a list of another kind");
  });
});

describe("lists of bits", () => {
  const bits = $.encode(as($.List($.Bool)), { pointer: [true, false] });

  test.each<[string, $.Type]>([
    ["structs", $.List(Person)],
    ["bytes", $.List($.UInt8)],
    ["pointers", $.List($.Text)],
  ])("do not read as lists of %s", (_name, type) => {
    expect(() => $.decode(as(type), bits)).toThrow(expect.objectContaining({ code: "MALFORMED" }));
  });

  test.each<[string, $.Type, readonly unknown[]]>([
    ["structs", $.List(Person), [{ age: 1 }]],
    ["bytes", $.List($.UInt8), [1]],
    ["pointers", $.List($.Text), ["x"]],
  ])("are not read from lists of %s", (_name, type, pointer) => {
    const bytes = $.encode(as(type), { pointer });
    expect(() => $.decode(as($.List($.Bool)), bytes)).toThrow("expected a list of bits");
  });
});

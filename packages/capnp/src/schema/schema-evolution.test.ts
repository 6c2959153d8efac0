import { describe, expect, test } from "bun:test";
import * as $ from "../index.ts";
import { roundTrip } from "../testing/round-trip.ts";
import { Everything, Shape } from "../testing/sample.capnp.ts";
import { WireError } from "../wire/index.ts";

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

// view.test.ts: a view decodes what is looked at, and is passed on with what its schema does not know.
import { describe, expect, test } from "bun:test";
import * as $ from "../index.ts";
import { Newer, Older } from "../testing/corners.capnp.ts";
import { Everything, Person } from "../testing/sample.capnp.ts";

const Shelf: $.Struct<{ older: object; list: readonly object[] }, { older?: unknown; list?: unknown }> =
  $.structType({
    id: 1n,
    name: "test:Shelf",
    dataWords: 0,
    pointers: 2,
    fields: () => [
      ["older", Older, 0],
      ["list", $.List(Older), 1],
    ],
  });
const NewShelf: typeof Shelf = $.structType({
  id: 1n,
  name: "test:NewShelf",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["older", Newer, 0],
    ["list", $.List(Newer), 1],
  ],
});

describe("a view of a message", () => {
  test("reads as the values do", () => {
    const bytes = $.encode(Person, { id: 7, name: "Ada", phones: [{ number: "1" }], home: { latitude: 2 } });
    const person = $.view(Person, bytes);
    expect(person.phones[0]?.number).toBe("1");
    expect(person.home.latitude).toBe(2);
    expect($.toJson(Person, person)).toEqual($.toJson(Person, $.decode(Person, bytes)));
  });

  test("what nobody looks at may be malformed", () => {
    const bytes = $.encode(Everything, { int8: 5, text: "broken", data: Uint8Array.of(1) });
    // The NUL behind the text.
    bytes[bytes.indexOf(110, bytes.indexOf(98)) + 1] = 1;
    expect(() => $.decode(Everything, bytes)).toThrow("does not end with a NUL");
    const view = $.view(Everything, bytes);
    expect([view.int8, view.data]).toEqual([5, Uint8Array.of(1)]);
    expect(() => view.text).toThrow("does not end with a NUL");
  });

  test("passed on, it keeps the fields that its schema does not know", () => {
    const newer = { name: "x", large: 2n ** 60n, another: "more", evenMore: 9n };
    const bytes = $.encode(Newer, newer as never);
    const older = $.view(Older, bytes);
    for (const value of [{ older }, { list: [older, {}] }]) {
      const read = $.decode(NewShelf, $.encode(Shelf, value));
      expect(read.older ?? read.list[0]).toMatchObject({ ...newer, which: "large" });
    }
    expect($.decode(Newer, $.encode(Older, older as never))).toMatchObject({ another: "more", evenMore: 9n });
  });

  test("what is found in it can be passed on by itself", () => {
    const bytes = $.encode(NewShelf, {
      older: { another: "more" },
      list: [{ another: "one" }, { another: "two" }],
    });
    const { older, list } = $.view(Shelf, bytes);
    const read = $.decode(NewShelf, $.encode(Shelf, { older: list[1], list: [older] }));
    expect(read.older).toMatchObject({ another: "two" });
    expect(read.list).toMatchObject([{ another: "more" }]);
  });

  test("its limits hold for what is looked at", () => {
    const bytes = $.encode(Everything, { texts: ["x".repeat(10_000)] });
    const view = $.view(Everything, bytes, { traversalWords: 1000 });
    expect(view.int8).toBe(-8);
    expect(() => view.texts).toThrow(expect.objectContaining({ code: "LIMIT" }));
  });
});

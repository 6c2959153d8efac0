// from-text.test.ts: text that people write becomes values; what is wrong in it is told with its place.
import { describe, expect, test } from "bun:test";
import * as $ from "../index.ts";
import { Member, Named } from "../testing/corners.capnp.ts";
import { Everything, Person, Shape } from "../testing/sample.capnp.ts";
import { fromText, fromTextAll, messageToText, toText } from "../text.ts";

const read = (text: string) => $.decode(Everything, $.encode(Everything, fromText(Everything, text)));

test("of a text that is part of another one, errors say where they are in that", () => {
  const at = { line: 7, column: 5 };
  expect(() => fromText(Person, "(id = no)", at)).toThrow(/^7:11: /);
  expect(() => fromText(Person, "(id = 1,\n name = no)", at)).toThrow(/^8:9: /);
});

describe("values of text", () => {
  test.each<[string, object]>([
    ["()", { int8: -8 }],
    ["(int8 = 1,)", { int8: 1 }],
    [" ( int8=1 , int16 =\n2 ) # done", { int8: 1, int16: 2 }],
    ['# a comment\n(int8 = 1, # another, with ) and "\n)', { int8: 1 }],
    ["\ufeff(int8 = 1)", { int8: 1 }],
    ["((int8 = ((1))))", { int8: 1 }],
    [
      "(int8 = -128, uint8 = 0xfF, int16 = 017, int32 = - 5)",
      { int8: -128, uint8: 255, int16: 15, int32: -5 },
    ],
    [
      "(int64 = -9223372036854775808, uint64 = 18446744073709551615)",
      { int64: -(2n ** 63n), uint64: 2n ** 64n - 1n },
    ],
    ["(float32 = 1, float64 = -1.5e-3)", { float32: 1, float64: -0.0015 }],
    [
      "(float32 = inf, float64 = -inf)",
      { float32: Number.POSITIVE_INFINITY, float64: Number.NEGATIVE_INFINITY },
    ],
    ["(float32 = nan, float64 = -0)", { float32: Number.NaN, float64: -0 }],
    ["(float64 = 1., float32 = 00.5)", { float64: 1, float32: 0.5 }],
    ["(bool = false, void = void, enum = blake3)", { bool: false, enum: "blake3" }],
    ["(enum = (7), enums = [sha1, (9)])", { enum: 7, enums: ["sha1", 9] }],
    ['(text = "a\\"\\\'\\\\\\n\\x41\\101\\?" "é" "\\xc3\\xa9")', { text: "a\"'\\\nAA?éé" }],
    ['(data = "a\\xff" "b")', { data: Uint8Array.of(97, 255, 98) }],
    ['(data = 0x"00 fF\n80")', { data: Uint8Array.of(0, 255, 128) }],
    ["(lists = [[1, 2], [], [3,]], texts = [])", { lists: [[1, 2], [], [3]], texts: [] }],
    [
      "(structs = [(year = 1), ()])",
      {
        structs: [
          { year: 1, month: 0, day: 0 },
          { year: 0, month: 0, day: 0 },
        ],
      },
    ],
    ['(box = (value = (name = "x")))', { box: { value: { name: "x" } } }],
    ['(which = "a field of that name")', { which: "a field of that name" }],
  ])("%s", (text, expected) => {
    expect(read(text)).toMatchObject(expected);
  });

  test("unions and groups", () => {
    expect(fromText(Shape, "(empty = void)")).toEqual({ which: "empty" });
    expect(fromText(Shape, "(area = 2, circle = 1)")).toEqual({ area: 2, circle: 1, which: "circle" });
    const person = fromText(
      Person,
      '(employment = (selfEmployed = (trade = "smith")), home = (latitude = 1))',
    );
    expect(toText(Person, person, { short: true })).toContain(
      'employment = (selfEmployed = (trade = "smith", since = 1999))',
    );
    expect(
      $.decode(Member, $.encode(Member, fromText(Member, "(union = (second = void))"))).union,
    ).toMatchObject({ which: "second" });
  });

  test("fields may have the names that every object has", () => {
    expect(
      $.decode(Named, $.encode(Named, fromText(Named, '(constructor = void, isPrototypeOf = "x")'))),
    ).toMatchObject({
      which: "constructor",
      isPrototypeOf: "x",
    });
    expect(() => fromText(Named, "(__proto__ = void)")).toThrow('has no field "__proto__"');
  });

  test("what was shown reads back as the same", () => {
    const value = fromText(
      Everything,
      `(text = "\\a\\000é", data = 0x"00ff41", float64 = 0.1, structs = [(year = 1)], bools = [true])`,
    );
    for (const short of [true, false]) {
      const shown = messageToText(Everything, $.encode(Everything, value), { short });
      expect(toText(Everything, fromText(Everything, shown), { short })).toBe(shown);
    }
  });

  test("structs that follow each other, up to the one with a mistake in it", () => {
    expect([...fromTextAll(Shape, "(area = 1)\n(area = 2) # and\n( area = 3 )\n")]).toEqual([
      { area: 1 },
      { area: 2 },
      { area: 3 },
    ]);
    expect([...fromTextAll(Shape, " # nothing\n")]).toEqual([]);
    const reading = fromTextAll(Shape, "(area = 1)\n, (area = 2)");
    expect(reading.next().value).toEqual({ area: 1 });
    expect(() => reading.next()).toThrow('2:1: expected "(", the start of a struct (Shape), got ","');
  });
});

describe("mistakes in text", () => {
  test.each<[string, string, string]>([
    ["", "SYNTAX", '1:1: expected "(", the start of a struct (Everything), got the end'],
    ["int8 = 1", "WRONG_TYPE", '1:1: expected "(", the start of a struct (Everything), got int8'],
    ["[]", "SYNTAX", '1:1: expected "(", the start of a struct (Everything), got "["'],
    ["(int8 = 1", "SYNTAX", '1:10: expected "," or ")", got the end'],
    ["(int8 1)", "WRONG_TYPE", '1:7: expected "=" behind "int8", got 1'],
    ["(,)", "SYNTAX", '1:2: expected the name of a field (Everything), got ","'],
    ["(int8 = 1) x", "WRONG_TYPE", "1:12: expected nothing more behind the struct, got x"],
    ["(1)", "WRONG_TYPE", "1:2: expected the name of a field (Everything), got 1"],
    [
      "(\n  structs = [\n    (yeer = 1)])",
      "UNKNOWN_FIELD",
      '3:6: Date has no field "yeer"; its fields are year, month, day',
    ],
    ['(texts = ["é😀", 5])', "WRONG_TYPE", "1:17: expected a string (Text), got 5"],
    ["(int8 = 128)", "OUT_OF_RANGE", "1:9: expected an integer from -128 to 127 (Int8), got 128"],
    [
      "(uint64 = -1)",
      "OUT_OF_RANGE",
      "1:11: expected an integer from 0 to 18446744073709551615 (UInt64), got -1n",
    ],
    ["(int8 = 1.0)", "WRONG_TYPE", "1:9: expected an integer (Int8), got 1"],
    ["(int8 = 09)", "SYNTAX", "1:9: 09 is not a number"],
    ["(int8 = 0x)", "SYNTAX", "1:9: 0x is not a number"],
    ["(int8 = 1a)", "SYNTAX", "1:9: 1a is not a number"],
    ["(float64 = 1e)", "SYNTAX", "1:12: 1e is not a number"],
    ["(float64 = -nan)", "WRONG_TYPE", "1:13: expected a number, inf, -inf or nan (Float64), got nan"],
    ["(bool = 1)", "WRONG_TYPE", "1:9: expected true or false, got 1"],
    ["(void = null)", "WRONG_TYPE", "1:9: expected void, got null"],
    ["(enum = md5)", "UNKNOWN_NAME", "1:9: expected one of sha1, sha256, blake3 (Algorithm), got md5"],
    ["(enum = 99999)", "OUT_OF_RANGE", "1:9: expected an integer from 0 to 65535 (UInt16), got 99999"],
    ['(text = "a\n")', "SYNTAX", "1:9: a string does not end in its line; a line break in it is written \\n"],
    ['(text = "\\q")', "SYNTAX", '1:10: "\\\\q" is not an escape; a backslash is written \\\\'],
    ['(text = "\\xe9")', "OUT_OF_RANGE", "1:9: with its escapes, the string is not UTF-8 (Text)"],
    ['(text = 0x"00")', "WRONG_TYPE", "1:9: expected a string (Text), got hexadecimal digits"],
    ["(data = 5)", "WRONG_TYPE", '1:9: expected a string or 0x"hexadecimal digits" (Data), got 5'],
    ["(bools = true)", "WRONG_TYPE", '1:10: expected "[", the start of a list (List(Bool)), got true'],
    ["(any = (year = 1))", "WRONG_TYPE", "1:8: what AnyPointer leads to cannot be written as text"],
    ["(sink = void)", "WRONG_TYPE", "1:9: what ByteSink leads to cannot be written as text"],
    ["(int8 = 1, int8 = 1)", "SYNTAX", '1:12: the field "int8" is set twice'],
    ["(text = 'a')", "SYNTAX", '1:9: "\'" has no place in a value'],
    ["(text = \u{1f600})", "SYNTAX", '1:9: "😀" has no place in a value'],
  ])("%j", (text, code, message) => {
    expect(() => fromText(Everything, text)).toThrow(
      expect.objectContaining({ name: "ValueError", code, message }),
    );
  });

  test("two members of a union cannot be set", () => {
    expect(() => fromText(Shape, "(circle = 1,\n square = 2)")).toThrow(
      expect.objectContaining({
        code: "AMBIGUOUS_UNION",
        message: '2:2: only one member of a union can be set, not both "circle" and "square"',
      }),
    );
  });

  test.each([
    ["structs", `${"(spouse = ".repeat(100_000)}`],
    ["parentheses", `(id = ${"(".repeat(100_000)}`],
    ["parentheses around a struct", "(".repeat(100_000)],
  ])("%s that nest without an end are refused before the stack is full", (_name, text) => {
    expect(() => fromText(Person, text)).toThrow(
      expect.objectContaining({
        code: "OUT_OF_RANGE",
        message: expect.stringContaining("nests deeper than the limit of 64"),
      }),
    );
  });

  test("what is not text is refused", () => {
    expect(() => fromText(Person, 5 as never)).toThrow("expected text, a string, got the number 5");
  });
});

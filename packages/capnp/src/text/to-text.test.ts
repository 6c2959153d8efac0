// to-text.test.ts: text is what capnp decode shows. scripts/serialization.ts of capnpc compares it with the capnp tool.
import { describe, expect, test } from "bun:test";
import * as $ from "../index.ts";
import { Member, Mirror, Nulls, Person as Small } from "../testing/corners.capnp.ts";
import { Everything, Person, Shape } from "../testing/sample.capnp.ts";
import { messageToText, toText, valueToText } from "../text.ts";
import { defaultMessageLimits, ElementSize, MessageBuilder } from "../wire/index.ts";

const short = { short: true };

test("a value of any type has a text", () => {
  expect(valueToText($.UInt64, 2n ** 64n - 1n)).toBe("18446744073709551615");
  expect(valueToText($.Float32, 0.1)).toBe("0.1");
  expect(valueToText($.Bool, true)).toBe("true");
  expect(valueToText($.Void, undefined)).toBe("void");
  expect(valueToText($.Text, 'a "b"')).toBe('"a \\"b\\""');
  expect(valueToText($.List($.List($.Int8)), [[1], []])).toBe("[[1], []]");
  expect(valueToText(Person, { id: 7, name: "Ada" })).toBe(toText(Person, { id: 7, name: "Ada" }));
  expect(valueToText($.List(Person), [{ id: 7 }], short)).toBe(`[${toText(Person, { id: 7 }, short)}]`);
  expect(() => valueToText($.UInt8, 256)).toThrow("expected an integer from 0 to 255");
});

describe("text of a struct", () => {
  test("short, it is one line of what is set", () => {
    expect(toText(Person, { id: 7, name: "Ada", phones: [{ number: "1" }, {}] }, short)).toBe(
      '(id = 7, name = "Ada", phones = [(number = "1", kind = home), (kind = home)], employment = (unemployed = void), home = (latitude = 0, longitude = 0))',
    );
  });

  test("lines break where they become long", () => {
    expect(toText(Person, { name: "Ada", phones: [{ number: "1" }, {}] })).toBe(
      [
        "( id = 0,",
        '  name = "Ada",',
        "  phones = [",
        '    (number = "1", kind = home),',
        "    (kind = home) ],",
        "  employment = (unemployed = void),",
        "  home = (latitude = 0, longitude = 0) )",
      ].join("\n"),
    );
  });

  test("how long a line becomes is counted in bytes of UTF-8", () => {
    const lines = (texts: readonly string[]) => toText(Everything, { texts }).match(/texts = .*/)?.[0];
    expect(lines(["x".repeat(22)])).toBe(`texts = ["${"x".repeat(22)}"] )`);
    expect(lines(["x".repeat(23)])).toBe("texts = [");
    expect(lines(["é".repeat(11)])).toBe(`texts = ["${"é".repeat(11)}"] )`);
    expect(lines(["é".repeat(12)])).toBe("texts = [");
  });

  test("of a union the member that is set is shown in the order of the fields; the first one not if it is a null pointer", () => {
    expect(toText(Shape, { which: "polygon", polygon: [{ x: 1 }] }, short)).toBe(
      "(area = 0, polygon = [(x = 1, y = 0)])",
    );
    expect(toText(Shape, { which: "polygon" }, short)).toBe("(area = 0, polygon = [])");
    expect(toText(Member, { which: "person", union: {} }, short)).toBe("(person = (age = 0), union = ())");
    expect(toText(Member, { which: "text" }, short)).toBe('(text = "", union = ())');
    expect(toText(Member, {}, short)).toBe("(none = void, union = ())");
  });

  test("a null pointer that is set in a union is shown as its default, of which the end comes, or an error", () => {
    expect(toText(Mirror, { group: { which: "nothing" } }, short)).toBe(
      "(number = 0, group = (nothing = void))",
    );
    expect(toText(Mirror, { group: { which: "member" } }, short)).toBe(
      "(number = 0, group = (member = (number = 4, group = (nothing = void))))",
    );
  });

  test("capabilities and what open pointers lead to are shown as such", () => {
    const any = $.pointer(Small, { age: 3 });
    expect(toText(Nulls, { any, anyList: $.pointer($.List($.Int8), [1]), growings: [null] }, short)).toBe(
      "(number = 0, anyList = <opaque pointer>, any = <opaque pointer>, growings = [<external capability>])",
    );
    expect(toText(Member, { which: "growing", union: {} }, short)).toContain(
      "growing = <external capability>",
    );
  });

  test("an enumerant that is newer than the schema is a number", () => {
    expect(toText(Everything, { enum: 77 as never, enums: ["sha1", 5 as never] }, short)).toMatch(
      /enum = \(77\).*enums = \[sha1, \(5\)\]/,
    );
  });

  test.each<[string, string, string]>([
    ["quotation marks and backslashes", "\"'\\", '"\\"\\\'\\\\"'],
    ["white space", "\n\r\t\v\f\b\x07", '"\\n\\r\\t\\v\\f\\b\\a"'],
    ["other control characters, which digits may follow", "\x001\x7f", '"\\0001\\177"'],
    ["what is no ASCII, as it is", "é😀", '"é😀"'],
  ])("in texts, %s", (_name, text, literal) => {
    expect(toText(Everything, { text }, short)).toContain(`text = ${literal}`);
  });

  test("bytes are escaped unless they are ASCII", () => {
    expect(toText(Everything, { data: Uint8Array.of(0, 65, 0xc3, 0xa9, 34) }, short)).toContain(
      'data = "\\000A\\303\\251\\""',
    );
  });

  test.each<[number, string, string]>([
    [0, "0", "0"],
    [-0, "-0", "-0"],
    [1, "1", "1"],
    [0.1, "0.1", "0.1"],
    [1 / 3, "0.33333334", "0.33333333333333331"],
    [100_000, "100000", "100000"],
    [1_000_000, "1e06", "1000000"],
    [16_753_982, "16753982", "16753982"],
    [1e21, "1e21", "1e21"],
    [1e-5, "1e-05", "1e-05"],
    [0.0001, "0.0001", "0.0001"],
    // In the middle between two of eight digits: the even one.
    [2 ** -12, "0.00024414062", "0.000244140625"],
    // Smaller than the smallest normal number of single precision.
    [2 ** -140, "7.1746481e-43", "7.1746481373430634e-43"],
    [Number.NaN, "nan", "nan"],
    [Number.NEGATIVE_INFINITY, "-inf", "-inf"],
  ])("the number %p", (number, single, double) => {
    expect(toText(Everything, { float32: number, float64: number }, short)).toContain(
      `float32 = ${single}, float64 = ${double}, `,
    );
  });
});

describe("text of a message", () => {
  test("what is null is told from what is empty, which values do not tell", () => {
    const bytes = $.encode(Everything, { text: "", texts: ["", "x"] });
    expect(messageToText(Everything, bytes, short)).toMatch(
      /text = "", enum = sha256, texts = \["", "x"\]\)/,
    );
    expect(toText(Everything, $.decode(Everything, bytes), short)).toContain("int32s = [1, 2]");
  });

  test("packed or not", () => {
    const value = { id: 1, name: "Ada" };
    const text = messageToText(Person, $.encode(Person, value));
    expect(messageToText(Person, $.encodePacked(Person, value), { packed: true })).toBe(text);
    expect(toText(Person, value)).toBe(text);
  });

  test("a message without a root is a struct of defaults", () => {
    const nothing = new Uint8Array(new Uint32Array([0, 1, 0, 0]).buffer);
    expect(messageToText(Shape, nothing, short)).toBe("(area = 0, circle = 0)");
  });

  const Lists: $.Struct = $.structType({
    id: 1n,
    name: "test:Lists",
    dataWords: 0,
    pointers: 2,
    fields: () => [
      ["structs", $.List(Everything), 0],
      ["bits", $.List($.Bool), 1],
    ],
  });
  function lists(fill: (message: MessageBuilder, at: number) => void): Uint8Array {
    const message = new MessageBuilder(defaultMessageLimits);
    message.initStruct(message.root.segment, message.root.at, 0, 2);
    fill(message, message.offset);
    return Buffer.concat(message.finish());
  }

  test.each([
    [
      "many elements without content",
      lists((message, at) => message.initStructList(message.firstSegment, at, 60_000, 0, 0)),
      100_000,
    ],
    [
      "more of them than anybody wants",
      lists((message, at) => message.initStructList(message.firstSegment, at, 70_000, 0, 0)),
      8e6,
    ],
    [
      "many bits",
      lists((message, at) => message.initList(message.firstSegment, at + 8, ElementSize.bit, 1, 1_000_000)),
      100_000,
    ],
  ])("%s are charged for what they would be shown as", (_name, bytes, traversalWords) => {
    expect(() => messageToText(Lists, bytes, { limits: { traversalWords } })).toThrow(
      expect.objectContaining({ code: "LIMIT" }),
    );
  });

  test("what is no message is refused", () => {
    expect(() => messageToText(Person, new Uint8Array(5))).toThrow("is incomplete");
    expect(() => messageToText(Person, "text" as never)).toThrow("expected the bytes of a message");
    expect(() => toText(Person, { id: -1 })).toThrow("message.id: expected an integer");
  });
});

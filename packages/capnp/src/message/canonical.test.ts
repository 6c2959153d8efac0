// canonical.test.ts: one form for each content. scripts/serialization.ts of capnpc compares it with that of the capnp tool.
import { describe, expect, test } from "bun:test";
import * as $ from "../index.ts";
import { Everything, Person, Shape } from "../testing/sample.capnp.ts";

const words = (...numbers: readonly (readonly [low: number, high: number])[]) =>
  new Uint8Array(new Uint32Array(numbers.flat()).buffer);
const structAt = (offset: number, dataWords: number, pointers: number) =>
  [offset << 2, dataWords | (pointers << 16)] as const;
const listAt = (offset: number, elementSize: number, length: number) =>
  [(offset << 2) | 1, elementSize | (length << 3)] as const;
/** A message of one segment, with its frame header. */
const framed = (segment: Uint8Array) =>
  Uint8Array.from(Buffer.concat([words([0, segment.byteLength / 8]), segment]));

/** The same struct before two fields were added, and after. */
const older = $.structType<$.Struct<object, object>>({
  id: 1n,
  name: "test:Older",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["number", $.UInt32, 0],
    ["list", $.List(Shape), 0],
  ],
});
const newer = $.structType<$.Struct<object, object>>({
  id: 1n,
  name: "test:Newer",
  dataWords: 3,
  pointers: 3,
  fields: () => [
    ["number", $.UInt32, 0],
    ["list", $.List(Shape), 0],
    ["large", $.UInt64, 2],
    ["text", $.Text, 2],
  ],
});

describe("canonical form", () => {
  const person: $.InitOf<typeof Person> = {
    id: 7,
    name: "Ada",
    phones: [{ number: "1" }, { number: "2", kind: "work" }],
  };

  test("it is the same for a schema that has grown, as long as nothing is set in the new fields", () => {
    const value = {
      number: 5,
      list: [
        { area: 2, circle: 1 },
        { area: 0, empty: undefined },
      ],
    };
    const bytes = $.encodeCanonical(older, value);
    expect($.encodeCanonical(newer, value)).toEqual(bytes);
    expect($.canonicalize($.encode(newer, value))).toEqual(bytes);
    expect($.encodeCanonical(newer, { ...value, text: "set" })).not.toEqual(bytes);
  });

  test("it reads as what it was made of, and is in canonical form", () => {
    const bytes = $.encodeCanonical(Person, person);
    expect($.isCanonical(bytes)).toBe(true);
    expect($.decodeCanonical(Person, bytes)).toEqual($.decode(Person, $.encode(Person, person)));
    expect($.canonicalize(framed(bytes))).toEqual(bytes);
  });

  test("the order in which a message was built does not matter", () => {
    const built = $.encode(Person, (person) => {
      person.initPhones(2).at(1).kind = "work";
      person.name = "Ada";
    });
    const plain = { name: "Ada", phones: [{}, { kind: "work" as const }] };
    expect(built).not.toEqual($.encode(Person, plain));
    expect($.canonicalize(built)).toEqual($.encodeCanonical(Person, plain));
  });

  test("a large message of many segments becomes one", () => {
    const texts = Array.from({ length: 2000 }, (_, i) => `text ${i}`);
    const bytes = $.encode(Everything, { texts });
    expect(new DataView(bytes.buffer).getUint32(0, true)).toBeGreaterThan(0);
    const canonical = $.canonicalize(bytes);
    expect($.isCanonical(canonical)).toBe(true);
    expect($.decodeCanonical(Everything, canonical).texts).toEqual(texts);
  });

  test("an empty list is something, a null pointer nothing, and a struct of defaults has no size", () => {
    const bytes = $.encodeCanonical(Everything, { uint64s: [], struct: {} });
    const nothing = $.encodeCanonical(Everything, {});
    expect(nothing).toEqual(words(structAt(-1, 0, 0)));
    expect(bytes.byteLength).toBeGreaterThan(nothing.byteLength);
    expect($.decodeCanonical(Everything, bytes).struct).toEqual({ year: 0, month: 0, day: 0 });
    expect($.canonicalize(framed(words([0, 0])))).toEqual(words([0, 0]));
  });

  test("what follows the last bit of a list is no content", () => {
    const bits = (last: number) => framed(words(structAt(0, 0, 1), listAt(0, 1, 3), [last, 0]));
    expect($.canonicalize(bits(0xfd))).toEqual($.canonicalize(bits(0x05)));
  });

  test.each([
    ["a zero word at the end of the data", words(structAt(0, 2, 0), [1, 0], [0, 0])],
    ["a null pointer at the end of the pointers", words(structAt(0, 1, 1), [1, 0], [0, 0])],
    ["a gap", words(structAt(1, 1, 0), [0, 0], [1, 0])],
    ["something behind the end", words(structAt(0, 1, 0), [1, 0], [0, 0])],
    [
      "children that lie in another order",
      words(structAt(0, 0, 2), structAt(2, 1, 0), structAt(0, 1, 0), [1, 0], [2, 0]),
    ],
    ["children that are one", words(structAt(0, 0, 2), structAt(1, 1, 0), structAt(0, 1, 0), [1, 0])],
    [
      "a list that has a larger tag than its elements need",
      words(structAt(0, 0, 1), listAt(0, 7, 2), structAt(1, 2, 0), [1, 0], [0, 0]),
    ],
    ["a bit behind the end of a list", words(structAt(0, 0, 1), listAt(0, 1, 3), [0x0d, 0])],
    ["a far pointer", words([2, 0], structAt(0, 0, 0))],
    ["a capability", words(structAt(0, 0, 1), [3, 0])],
    ["a pointer that leads outside", words(structAt(0, 4, 0), [1, 0])],
    ["a loop", words(structAt(0, 0, 1), structAt(-1, 0, 1))],
    ["half a word more", Uint8Array.from([...words(structAt(-1, 0, 0)), 0, 0, 0, 0])],
    ["no word at all", new Uint8Array(0)],
  ])("%s is not canonical", (_name, bytes) => {
    expect($.isCanonical(bytes)).toBe(false);
    expect(() => $.decodeCanonical(Person, bytes)).toThrow(expect.objectContaining({ code: "MALFORMED" }));
  });

  test("a message with a capability, or with pointers that overlap, has no canonical form", () => {
    expect(() => $.canonicalize(framed(words(structAt(0, 0, 1), [3, 0])))).toThrow(
      "a message with a capability",
    );
    const thrice = [structAt(2, 1, 0), structAt(1, 1, 0), structAt(0, 1, 0)] as const;
    const overlapping = framed(words(structAt(0, 0, 3), ...thrice, [1, 0]));
    expect(() => $.canonicalize(overlapping)).toThrow("its pointers overlap");
  });

  test("where one word too many is sent twice, the form is that of two", () => {
    const once = framed(words(structAt(0, 0, 2), structAt(1, 1, 0), structAt(0, 1, 0), [1, 0]));
    const twice = words(structAt(0, 0, 2), structAt(1, 1, 0), structAt(1, 1, 0), [1, 0], [1, 0]);
    expect($.canonicalize(once)).toEqual(twice);
    expect($.isCanonical(twice)).toBe(true);
  });

  test("a list that claims many elements without content is refused, and takes no time", () => {
    const many = words(structAt(0, 0, 1), listAt(0, 7, 0), [0x7fff_fffc, 0]);
    expect(() => $.canonicalize(framed(many))).toThrow(expect.objectContaining({ code: "LIMIT" }));
    expect($.isCanonical(many)).toBe(false);
  });

  test("what is no Uint8Array, and a limit that is none, are refused", () => {
    expect(() => $.canonicalize("bytes" as never)).toThrow("expected the bytes of a message");
    expect(() => $.isCanonical(undefined as never)).toThrow("expected the bytes of a message");
    expect(() => $.canonicalize(new Uint8Array(16), { nesting: 0 })).toThrow("must be a positive integer");
  });
});

// amplification.test.ts: what decodes to much counts as much, however small it is on the wire.
import { describe, expect, test } from "bun:test";
import * as $ from "../index.ts";
import { defaultMessageLimits, ElementSize, MessageBuilder } from "../wire/index.ts";

interface Lists {
  readonly lists: readonly (readonly object[])[];
  readonly structs: readonly object[];
  readonly bits: readonly boolean[];
}

const Wide: $.Struct = $.structType({
  id: 1n,
  name: "test:Wide",
  dataWords: 8,
  pointers: 0,
  fields: () => Array.from({ length: 8 }, (_, i) => [`word${i}`, $.UInt64, i] as const),
});
const Holder: $.Struct<Lists> = $.structType({
  id: 2n,
  name: "test:Holder",
  dataWords: 0,
  pointers: 3,
  fields: () => [
    ["lists", $.List($.List(Wide)), 0],
    ["structs", $.List(Wide), 1],
    ["bits", $.List($.Bool), 2],
  ],
});

/** A `Holder` of which `fill` writes the pointers. */
function holder(fill: (message: MessageBuilder, pointersAt: number) => void): Uint8Array {
  const message = new MessageBuilder(defaultMessageLimits);
  message.initStruct(message.root.segment, message.root.at, 0, 3);
  fill(message, message.offset);
  return Buffer.concat(message.finish());
}

const tooMuch = expect.objectContaining({ code: "LIMIT" });

describe("decoding, with a limit of 1000 words", () => {
  const limits = { traversalWords: 1000 };

  test("lists of structs without content are charged what the structs would have been", () => {
    const bytes = (count: number) =>
      holder((message, at) => {
        const { firstSegment } = message;
        const target = message.initList(firstSegment, at, ElementSize.pointer, 64, 2);
        const start = message.offset;
        for (const list of [0, 8]) message.initList(target, start + list, ElementSize.void, 0, count);
      });
    expect($.decode(Holder, bytes(50), limits).lists.map((list) => list.length)).toEqual([50, 50]);
    expect(() => $.decode(Holder, bytes(60), limits)).toThrow(tooMuch);
  });

  test("so are structs that are shorter than the schema", () => {
    const bytes = (count: number) =>
      holder((message, at) => {
        message.initStructList(message.firstSegment, at + 8, count, 1, 0);
      });
    expect($.decode(Holder, bytes(120), limits).structs).toHaveLength(120);
    expect(() => $.decode(Holder, bytes(130), limits)).toThrow(tooMuch);
  });

  test("bits are charged as bytes", () => {
    const bytes = (count: number) =>
      holder((message, at) => {
        message.initList(message.firstSegment, at + 16, ElementSize.bit, 1, count);
      });
    expect($.decode(Holder, bytes(7900), limits).bits).toHaveLength(7900);
    expect(() => $.decode(Holder, bytes(8100), limits)).toThrow(tooMuch);
  });
});

test("Data out of a Buffer is plain bytes, and what is small does not keep the Buffer alive", () => {
  const Bytes: $.Struct<{ readonly data: Uint8Array }> = $.structType({
    id: 3n,
    name: "test:Bytes",
    dataWords: 0,
    pointers: 1,
    fields: () => [["data", $.Data, 0]],
  });
  for (const length of [3, 5000]) {
    const buffer = Buffer.from($.encode(Bytes, { data: new Uint8Array(length).fill(7) }));
    const { data } = $.decode(Bytes, buffer);
    expect(data.constructor).toBe(Uint8Array);
    buffer.fill(9);
    expect(data[0]).toBe(length === 3 ? 7 : 9);
  }
});

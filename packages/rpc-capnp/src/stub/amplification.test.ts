// amplification.test.ts: stubs count as what they take here, however little their capabilities take on the wire.
import { describe, expect, test } from "bun:test";
import { defaultMessageLimits, ElementSize, MessageBuilder } from "@teleop/capnp/wire";
import * as $ from "../schema.ts";
import { ByteSink } from "../testing/sample.capnp.ts";

const Owner: $.Struct<{ readonly sink: ByteSink }> = $.structType({
  id: 4n,
  name: "test:Owner",
  dataWords: 0,
  pointers: 1,
  fields: () => [["sink", ByteSink, 0]],
});
const Holder: $.Struct<{
  readonly sinks: readonly ByteSink[];
  readonly owners: readonly { readonly sink: ByteSink }[];
}> = $.structType({
  id: 2n,
  name: "test:Holder",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["sinks", $.List(ByteSink), 0],
    ["owners", $.List(Owner), 1],
  ],
});

/** A `Holder` of which `fill` writes the pointers. */
function holder(fill: (message: MessageBuilder, pointersAt: number) => void): Uint8Array {
  const message = new MessageBuilder(defaultMessageLimits);
  message.initStruct(message.root.segment, message.root.at, 0, 2);
  fill(message, message.offset);
  return Buffer.concat(message.finish());
}

const tooMuch = expect.objectContaining({ code: "LIMIT" });

describe("decoding, with a limit of 1000 words", () => {
  const limits = { traversalWords: 1000 };

  test("null capabilities are charged what the stubs take that stand for them", () => {
    const bytes = (count: number) =>
      holder((message, at) => {
        message.initList(message.firstSegment, at, ElementSize.pointer, 64, count);
      });
    expect($.decode(Holder, bytes(50), limits).sinks).toHaveLength(50);
    expect(() => $.decode(Holder, bytes(65), limits)).toThrow(tooMuch);
  });

  test("so are those that the sender's structs do not have", () => {
    const bytes = (count: number) =>
      holder((message, at) => {
        message.initStructList(message.firstSegment, at + 8, count, 0, 0);
      });
    expect($.decode(Holder, bytes(50), limits).owners).toHaveLength(50);
    expect(() => $.decode(Holder, bytes(60), limits)).toThrow(tooMuch);
  });
});

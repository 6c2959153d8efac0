// defaults.test.ts: defaults that are structs, in which others are, and that may lead to themselves.
import { describe, expect, test } from "bun:test";
import * as $ from "../index.ts";
import { Doubling0, Layers, Mirror, Ping, Pong } from "../testing/corners.capnp.ts";
import { roundTrip } from "../testing/round-trip.ts";
import { defaultMessageLimits, ElementSize, MessageBuilder } from "../wire/index.ts";

describe("a default that leads to itself", () => {
  test("is read when it is asked for, level by level", () => {
    const mirror = roundTrip(Mirror, { number: 5 });
    expect(mirror.number).toBe(5);
    expect(mirror.mirror.number).toBe(1);
    expect(mirror.mirror.mirror.mirror.number).toBe(1);
    expect(mirror.mirrors.map(({ number }) => number)).toEqual([2]);
    expect(mirror.mirrors[0]?.mirrors[0]?.mirror.number).toBe(1);
    expect(mirror.group.inner.number).toBe(3);
    expect(mirror.mirror).toBe(mirror.mirror);
    const { group } = roundTrip(Mirror, { group: { which: "member" } });
    expect(group.which === "member" && group.member.mirror.number).toBe(1);
  });

  test("may lead by way of others", () => {
    expect(roundTrip(Ping, {}).pong.number).toBe(1);
    expect(roundTrip(Ping, {}).pong.ping.pong.ping.pong.number).toBe(1);
    expect(roundTrip(Pong, { number: 2 }).ping.pong.number).toBe(1);
  });

  test("does not come in the way of printing, comparing, copying and converting", () => {
    const mirror = roundTrip(Mirror, {});
    expect(mirror).toEqual(roundTrip(Mirror, {}));
    expect(Object.keys(mirror)).toEqual(["number", "group"]);
    expect(JSON.stringify(mirror)).toBe('{"number":0,"group":{"which":"nothing"}}');
    expect(structuredClone(mirror)).toEqual({ number: 0, group: { which: "nothing" } } as never);
    expect(Bun.inspect(mirror).length).toBeLessThan(1000);
    expect($.toJson(Mirror, mirror)).toEqual({ number: 0, group: { nothing: null } });
    const member = roundTrip(Mirror, { group: { which: "member" } });
    expect($.toJson(Mirror, member)).toEqual({
      number: 0,
      group: { member: { number: 4, group: { nothing: null } } },
    });
    expect(roundTrip(Mirror, $.fromJson(Mirror, $.toJson(Mirror, member)))).toEqual(member);
    expect(JSON.stringify($.describeStruct(Mirror))).toContain('"default":{"number":1,');
  });

  test("can be passed on, again and again, and stays the default", () => {
    let mirror = roundTrip(Mirror, {});
    const bytes = $.encode(Mirror, mirror);
    for (let i = 0; i < 100; i++) mirror = roundTrip(Mirror, mirror);
    expect($.encode(Mirror, mirror)).toEqual(bytes);
    // What was asked for is in the object, and is sent.
    const asked = roundTrip(Mirror, roundTrip(Mirror, {}).mirror);
    expect([asked.number, asked.mirror.number]).toEqual([1, 1]);
  });

  test("that was sent is a value like any other", () => {
    const mirror = roundTrip(Mirror, { mirror: { number: 7 }, mirrors: [] });
    expect(mirror).toMatchObject({ mirror: { number: 7 }, mirrors: [] });
    expect(mirror.mirror.mirror.number).toBe(1);
    const changed = roundTrip(Mirror, {});
    Object.assign(changed, { mirror: { number: 8 } });
    expect(roundTrip(Mirror, changed).mirror.number).toBe(8);
  });
});

describe("defaults in defaults", () => {
  test("are read at once where they come to an end", () => {
    expect(roundTrip(Layers, {})).toEqual({ layer: { name: "layer", number: 7, core: { number: 1 } } });
    expect(roundTrip(Layers, roundTrip(Layers, {}))).toEqual(roundTrip(Layers, {}));
  });

  test("are read when they are asked for where they are more than anybody reads", () => {
    const doubling = roundTrip(Doubling0, {});
    expect(JSON.stringify(doubling).length).toBeLessThan(10_000);
    expect(doubling.a.b.a.b.a.b.a.b.a.b.a.b).toEqual({ number: 0 });
    expect(roundTrip(Doubling0, doubling)).toEqual(doubling);
  });

  test("are read when they are asked for where a message could not hold them in that place", () => {
    // The default nests 3 pointers: Layers, Layer, Core.
    const Node: $.Struct<Node, object> = $.structType({
      id: 1n,
      name: "test:Node",
      dataWords: 0,
      pointers: 2,
      fields: () => [
        ["next", Node, 0],
        ["layer", Layers, 1, { default: { layer: {} } }],
      ],
    });
    let value: object = {};
    for (let depth = 1; depth < 64; depth++) value = { next: value };
    let node: Node | undefined = roundTrip(Node, roundTrip(Node, value));
    let nodes = 0;
    let enumerable = 0;
    for (; node !== undefined; node = node.next, nodes++) {
      expect(node.layer.layer.name).toBe("layer");
      enumerable += Number(Object.keys(node).includes("layer"));
    }
    expect([nodes, enumerable]).toEqual([64, 64 - 3]);
  });

  test("that are texts are properties like any other wherever they are", () => {
    const Node: $.Struct<Node & { readonly text: string }, object> = $.structType({
      id: 5n,
      name: "test:Node",
      dataWords: 0,
      pointers: 2,
      fields: () => [
        ["next", Node, 0],
        ["text", $.Text, 1, { default: "text" }],
      ],
    });
    let value: object = {};
    for (let depth = 1; depth < 64; depth++) value = { next: value };
    expect(JSON.stringify(roundTrip(Node, value)).match(/"text":"text"/g)).toHaveLength(64);
  });

  test("may nest deeper than messages", () => {
    let deep: object = {};
    for (let depth = 0; depth < 100; depth++) deep = { next: deep };
    const Node: $.Struct = $.structType({
      id: 3n,
      name: "test:Node",
      dataWords: 0,
      pointers: 1,
      fields: () => [["next", Node, 0]],
    });
    const Holder: $.Struct<{ readonly deep: object; readonly number: number }> = $.structType({
      id: 4n,
      name: "test:Holder",
      dataWords: 1,
      pointers: 1,
      fields: () => [
        ["deep", Node, 0, { default: deep }],
        ["number", $.UInt8, 0],
      ],
    });
    const holder = roundTrip(Holder, { number: 1 });
    expect(holder.number).toBe(1);
    expect(JSON.stringify(holder.deep)).toBe(JSON.stringify(deep));
  });

  test("are charged what they would have been, had they been sent", () => {
    const Holder: $.Struct<{ readonly list: readonly Layers[] }> = $.structType({
      id: 2n,
      name: "test:Holder",
      dataWords: 0,
      pointers: 1,
      fields: () => [["list", $.List(Layers), 0]],
    });
    const message = new MessageBuilder(defaultMessageLimits);
    message.initStruct(message.root.segment, message.root.at, 0, 1);
    message.initList(message.firstSegment, message.offset, ElementSize.pointer, 64, 1000);
    const bytes = Buffer.concat(message.finish());
    expect($.decode(Holder, bytes).list).toHaveLength(1000);
    const tooMuch = expect.objectContaining({ code: "LIMIT" });
    expect(() => $.decode(Holder, bytes, { traversalWords: 5000 })).toThrow(tooMuch);
  });

  test("may be of a generic that grows", () => {
    const Growing: $.Struct<Endless, object> = $.structType({
      id: 3n,
      name: "test:Growing",
      parameters: ["T"],
      dataWords: 1,
      pointers: 1,
      fields: () => [
        ["number", $.Int8, 0],
        ["next", $.bind(Growing, $.bind(Growing, $.parameter(0))), 0, { default: { number: 1 } }],
      ],
    });
    const endless = roundTrip(Growing, {});
    expect(endless.next.next.next.number).toBe(1);
    expect(roundTrip(Growing, endless)).toEqual(endless);
  });
});

interface Endless {
  readonly number: number;
  readonly next: Endless;
}

interface Node {
  readonly next: Node | undefined;
  readonly layer: Layers;
}

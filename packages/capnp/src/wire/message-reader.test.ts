// message-reader.test.ts: whatever the bytes say, reading stays inside them and ends.
import { describe, expect, test } from "bun:test";
import {
  copyPointer,
  defaultMessageLimits,
  ElementSize,
  MessageBuilder,
  type MessageLimits,
  MessageReader,
  type PointerReader,
  type ReaderSegment,
  readFrame,
  StructCursor,
} from "./index.ts";

/** A message of segments, each of words given as [low, high]. */
function message(...segments: (readonly (readonly [number, number])[])[]): MessageReader {
  return limited({}, ...segments);
}

function limited(
  limits: Partial<MessageLimits>,
  ...segments: (readonly (readonly [number, number])[])[]
): MessageReader {
  return new MessageReader(segments.map(segmentOf), { ...defaultMessageLimits, ...limits });
}

function segmentOf(words: readonly (readonly [number, number])[]): ReaderSegment {
  const bytes = new Uint8Array(new Uint32Array(words.flat()).buffer);
  return { bytes, view: new DataView(bytes.buffer), start: 0, end: bytes.byteLength };
}

/** Words of pointers. Offsets are in words. */
const structAt = (offset: number, dataWords: number, pointers: number): readonly [number, number] => [
  offset << 2,
  dataWords | (pointers << 16),
];
const listAt = (offset: number, elementSize: number, length: number): readonly [number, number] => [
  (offset << 2) | 1,
  elementSize | (length << 3),
];
const far = (pad: number, segment: number): readonly [number, number] => [(pad << 3) | 2, segment];
const doubleFar = (pad: number, segment: number): readonly [number, number] => [(pad << 3) | 6, segment];
const nothing = [0, 0] as const;

const malformed = (text: string) =>
  expect.objectContaining({ code: "MALFORMED", message: expect.stringContaining(text) });
const limit = (text: string) =>
  expect.objectContaining({ code: "LIMIT", message: expect.stringContaining(text) });

describe("pointers", () => {
  test("a struct, near, far and double far", () => {
    const data = [7, 8] as const;
    for (const reader of [
      message([structAt(0, 1, 0), data]),
      message([far(1, 1)], [nothing, structAt(0, 1, 0), data]),
      message([doubleFar(0, 1)], [far(1, 2), structAt(0, 1, 0)], [nothing, data]),
    ]) {
      const struct = reader.root().struct();
      expect([struct?.uint32(0), struct?.uint32(4), struct?.uint32(8)]).toEqual([7, 8, 0]);
      const cursor = new StructCursor();
      const [first] = reader.segments;
      if (first === undefined) throw new Error("no segment");
      expect(reader.enterStruct(cursor, first, 0, 64)).toBe(true);
      expect([cursor.uint32(0), cursor.uint32(4), cursor.uint32(8)]).toEqual([7, 8, 0]);
    }
  });

  test("a null pointer is nothing, and a zero-sized struct is something", () => {
    expect(message([nothing]).root().struct()).toBeUndefined();
    const empty = message([[-4, 0]])
      .root()
      .struct();
    expect(empty?.dataBytes).toBe(0);
    expect(empty?.uint64(0)).toBe(0n);
    expect(empty?.text(3)).toBeUndefined();
    const cursor = new StructCursor();
    const reader = message([nothing]);
    const [first] = reader.segments;
    expect(first !== undefined && reader.enterStruct(cursor, first, 0, 64)).toBe(false);
    expect(cursor.pointerAt(0)).toBe(-1);
  });

  test.each([
    ["beyond the end", message([structAt(0, 2, 0), nothing])],
    ["before the beginning", message([structAt(-2, 1, 0), nothing])],
    ["far beyond the end", message([structAt(0x1fff_ffff, 1, 0), nothing])],
    ["by a far pointer beyond its segment", message([far(1, 1)], [nothing])],
    ["by a double-far pointer whose pad is cut", message([doubleFar(0, 1)], [far(0, 1)])],
    [
      "by a double-far pointer, beyond the content's end",
      message([doubleFar(0, 1)], [far(5, 1), structAt(0, 1, 0)]),
    ],
    ["as a list beyond the end", message([listAt(0, ElementSize.eightBytes, 2), nothing])],
    [
      "as a list of structs beyond the end",
      message([listAt(0, ElementSize.composite, 2), structAt(1, 2, 0), nothing]),
    ],
  ])("leads outside: %s", (_name, reader) => {
    const root = reader.root();
    expect(() => (root.kind() === "list" ? root.list() : root.struct())).toThrow(
      malformed("outside of its segment"),
    );
  });

  test.each([
    ["a segment that is not there", message([far(0, 9)]), "leads to segment 9 of 1"],
    [
      "a far pointer to a far pointer",
      message([far(0, 1)], [far(0, 1)]),
      "far pointer leads to another far pointer",
    ],
    [
      "a double-far pointer to no far pointer",
      message([doubleFar(0, 1)], [structAt(0, 0, 0), nothing]),
      "does not lead to a far",
    ],
    [
      "a double-far tag that is far",
      message([doubleFar(0, 1)], [far(0, 1), far(0, 1)]),
      "is itself a far pointer",
    ],
    ["a pointer of an unknown kind", message([[7, 0]]), "a pointer of an unknown kind"],
  ])("%s is malformed", (_name, reader, text) => {
    expect(() => reader.root().struct()).toThrow(malformed(text));
  });

  test("what is not of the expected kind says so", () => {
    expect(() =>
      message([listAt(0, ElementSize.void, 1)])
        .root()
        .struct(),
    ).toThrow(malformed("expected a struct pointer, got list"));
    expect(() =>
      message([structAt(0, 0, 0)])
        .root()
        .list(),
    ).not.toThrow();
    expect(() =>
      message([structAt(0, 1, 0), nothing])
        .root()
        .list(),
    ).toThrow(malformed("expected a list pointer, got struct"));
    expect(() =>
      message([structAt(0, 1, 0), nothing])
        .root()
        .capability(),
    ).toThrow(malformed("expected a capability pointer"));
  });

  test("text must end with NUL, and be bytes", () => {
    expect(() =>
      message([listAt(0, ElementSize.byte, 3), [0x00636261, 0]])
        .root()
        .list()
        ?.text(),
    ).toThrow(malformed("NUL"));
    expect(
      message([listAt(0, ElementSize.byte, 4), [0x00636261, 0]])
        .root()
        .list()
        ?.text(),
    ).toBe("abc");
    expect(() =>
      message([listAt(0, ElementSize.twoBytes, 1), nothing])
        .root()
        .list()
        ?.text(),
    ).toThrow(malformed("expected Text"));
    expect(() =>
      message([listAt(0, ElementSize.byte, 0)])
        .root()
        .list()
        ?.text(),
    ).toThrow(malformed("NUL"));
  });

  test("an element outside of its list is a mistake of the reader's", () => {
    const list = message([listAt(0, ElementSize.eightBytes, 1), nothing, nothing])
      .root()
      .list();
    expect(() => list?.struct(1)).toThrow(RangeError);
    expect(() => list?.struct(-1)).toThrow(RangeError);
  });
});

describe("amplification", () => {
  test("a loop of pointers ends at the nesting limit", () => {
    // A struct whose pointer leads back to it.
    let pointer: PointerReader | undefined = message([structAt(0, 0, 1), structAt(-1, 0, 1)]).root();
    expect(() => {
      for (;;) pointer = pointer?.struct()?.pointer(0);
    }).toThrow(limit("nests deeper than the limit of 64 pointers"));
  });

  test("visiting the same words again counts again", () => {
    const reader = limited({ traversalWords: 100 }, [
      structAt(0, 10, 0),
      ...Array.from({ length: 10 }, () => nothing),
    ]);
    const root = reader.root();
    expect(() => {
      for (let i = 0; i < 11; i++) root.struct();
    }).toThrow(limit("visited more than the limit of 100 words"));
  });

  test.each([
    ["void", message([listAt(0, ElementSize.void, 2 ** 29 - 1)])],
    ["structs without fields", message([listAt(0, ElementSize.composite, 0), [(2 ** 29 - 1) << 2, 0]])],
  ])("a long list of %s costs what it takes to read it", (_name, reader) => {
    expect(() => reader.root().list()).toThrow(limit("visited more than"));
  });

  test("a list of structs that announces more elements than it has words is malformed", () => {
    const reader = message([listAt(0, ElementSize.composite, 1), structAt(5, 1, 0), nothing]);
    expect(() => reader.root().list()).toThrow(malformed("a list of 5 structs of 1 words has only 1 words"));
  });
});

describe("copying", () => {
  test("copies any message: structs, lists of every kind, capabilities, over far pointers", () => {
    const source = new MessageBuilder(defaultMessageLimits);
    const { segment, at } = source.root;
    const root = source.initStruct(segment, at, 2, 6);
    const start = source.offset;
    root.view.setBigUint64(start, 123n, true);
    source.setText(root, start + 16, "text ".repeat(500));
    source.setCapability(root, start + 24, 7);
    const list = source.initStructList(root, start + 32, 3, 1, 1);
    const first = source.offset;
    for (let i = 0; i < 3; i++) {
      list.view.setUint32(first + i * 16, i, true);
      source.setText(list, first + i * 16 + 8, `item ${i}`);
    }
    const bits = source.initList(root, start + 40, ElementSize.bit, 1, 11);
    bits.view.setUint16(source.offset, 0b101_0101_0101, true);
    const pointers = source.initList(root, start + 48, ElementSize.pointer, 64, 2);
    source.setText(pointers, source.offset, "in a list");
    source.initStruct(root, start + 56, 0, 0);
    const reader = new MessageReader(source.segments, defaultMessageLimits);

    const target = new MessageBuilder(defaultMessageLimits);
    copyPointer(reader.root(), target, target.root.segment, target.root.at);
    const copy = new MessageReader(target.segments, defaultMessageLimits).root().struct();
    expect(copy?.uint64(0)).toBe(123n);
    expect(copy?.text(0)).toBe("text ".repeat(500));
    expect(copy?.capability(1)).toBe(7);
    const items = copy?.list(2);
    expect([0, 1, 2].map((i) => [items?.struct(i).uint32(0), items?.struct(i).text(0)])).toEqual([
      [0, "item 0"],
      [1, "item 1"],
      [2, "item 2"],
    ]);
    expect(Array.from({ length: 11 }, (_, i) => copy?.list(3)?.bit(i))).toEqual(
      Array.from({ length: 11 }, (_, i) => i % 2 === 0),
    );
    expect(copy?.list(4)?.pointer(0).list()?.text()).toBe("in a list");
    expect(copy?.list(4)?.pointer(1).kind()).toBe("null");
    expect(copy?.pointer(5)?.kind()).toBe("struct");
  });

  test("copying a loop ends with an error", () => {
    const target = new MessageBuilder(defaultMessageLimits);
    const source = message([structAt(0, 0, 1), structAt(-1, 0, 1)]);
    expect(() => copyPointer(source.root(), target, target.root.segment, target.root.at)).toThrow(
      limit("its pointers overlap"),
    );
  });

  test("a message whose pointers overlap is not copied into a larger one", () => {
    const words = Array.from({ length: 10 }, () => nothing);
    // Each pointer of a list leads to the same struct.
    const source = (count: number) => {
      const pointers = Array.from({ length: count }, (_, i) => structAt(count - 1 - i, 10, 0));
      return message([listAt(0, ElementSize.pointer, count), ...pointers, ...words]);
    };
    const one = new MessageBuilder(defaultMessageLimits);
    copyPointer(source(1).root(), one, one.root.segment, one.root.at);
    expect(one.byteLength).toBe(source(1).byteLength);
    const target = new MessageBuilder(defaultMessageLimits);
    expect(() => copyPointer(source(1000).root(), target, target.root.segment, target.root.at)).toThrow(
      limit("a message of 1011 words would be larger when it is copied"),
    );
    expect(target.byteLength).toBeLessThan(2 * source(1000).byteLength);
  });

  test.each([
    ["Void", message([listAt(0, ElementSize.void, 1_000_000)])],
    ["structs without fields", message([listAt(0, ElementSize.composite, 0), [1_000_000 << 2, 0]])],
  ])("a list of many %s is copied, which takes no room", (_name, source) => {
    const target = new MessageBuilder(defaultMessageLimits);
    copyPointer(source.root(), target, target.root.segment, target.root.at);
    const copy = new MessageReader(target.segments, defaultMessageLimits);
    expect(copy.root().list()?.length).toBe(1_000_000);
    expect(target.byteLength).toBe(source.byteLength);
  });

  test("what lies in many segments, full to the last word, is copied", () => {
    const count = 100;
    const pads = Array.from({ length: count }, (_, i) => doubleFar(0, 2 * i + 1));
    const contents = Array.from({ length: count }, (_, i) => [
      [far(0, 2 * i + 2), structAt(0, 1, 0)] as const,
      [[i, 0] as const],
    ]).flat();
    const source = message([listAt(0, ElementSize.pointer, count), ...pads], ...contents);
    const target = new MessageBuilder(defaultMessageLimits);
    copyPointer(source.root(), target, target.root.segment, target.root.at);
    const copy = new MessageReader(target.segments, defaultMessageLimits).root().list();
    expect(
      copy
        ?.pointer(count - 1)
        .struct()
        ?.uint32(0),
    ).toBe(count - 1);
  });
});

describe("building", () => {
  test("a message that would exceed its limits is refused, and the memory is not taken", () => {
    const small = new MessageBuilder({ ...defaultMessageLimits, messageBytes: 64 });
    expect(() => small.allocate(8)).toThrow(limit("would exceed the limit of 64 bytes"));
    const few = new MessageBuilder({ ...defaultMessageLimits, segments: 1 });
    expect(() => few.allocate(1000)).toThrow(limit("would exceed the limit of 1 segments"));
    expect(() => new MessageBuilder(defaultMessageLimits).allocate(2 ** 40)).toThrow(limit("would exceed"));
  });

  test("a message begun again in used memory has nothing of the one before", () => {
    const bytes = new Uint8Array(256);
    const memory = { bytes, view: new DataView(bytes.buffer), start: 0, limit: 256 };
    const builder = new MessageBuilder(defaultMessageLimits, memory);
    builder.setText(builder.root.segment, builder.root.at, "the first");
    bytes.fill(0, 0, builder.firstSegmentEnd);
    builder.restart(memory);
    expect(builder.byteLength).toBe(8);
    expect(new MessageReader(builder.segments, defaultMessageLimits).root().kind()).toBe("null");
  });

  test("a capability pointer of -1 is a null pointer", () => {
    const builder = new MessageBuilder(defaultMessageLimits);
    builder.setCapability(builder.root.segment, builder.root.at, -1);
    const root = new MessageReader(builder.segments, defaultMessageLimits).root();
    expect([root.kind(), root.capability()]).toEqual(["null", -1]);
  });

  test("large data goes into memory that is given for it, whatever that holds, and what follows it does not", () => {
    const dirty: Uint8Array[] = [];
    const builder = new MessageBuilder(defaultMessageLimits, undefined, (byteLength) => {
      const bytes = new Uint8Array(byteLength + 100).fill(0xff);
      dirty.push(bytes);
      return bytes;
    });
    const { segment, at } = builder.root;
    const struct = builder.initStruct(segment, at, 0, 3);
    const start = builder.offset;
    const data = new Uint8Array(65_537).fill(7);
    builder.setData(struct, start, data);
    builder.initData(struct, start + 8, 3000).fill(8);
    builder.setText(struct, start + 16, "behind it");
    data.fill(0);
    const [bytes] = dirty;
    expect([...(bytes?.subarray(8 + 65_537, 8 + 65_544) ?? [])]).toEqual([0, 0, 0, 0, 0, 0, 0]);
    const read = readFrame(Buffer.concat(builder.finish()), defaultMessageLimits).root().struct();
    expect(read?.data(0)?.every((byte) => byte === 7)).toBe(true);
    expect(read?.data(0)).toHaveLength(65_537);
    expect(read?.data(1)).toEqual(new Uint8Array(3000).fill(8));
    expect(read?.text(2)).toBe("behind it");
    expect(dirty).toHaveLength(1);
  });

  test("a message has as many large data as it may have bytes: each has a segment of its own, as long as there are many left", () => {
    const builder = new MessageBuilder({ ...defaultMessageLimits, segments: 40 });
    const count = 200;
    const list = builder.initList(builder.root.segment, builder.root.at, ElementSize.pointer, 64, count);
    const start = builder.offset;
    const data = new Uint8Array(64 * 1024);
    for (let i = 0; i < count; i++) builder.setData(list, start + 8 * i, data.fill(i));
    const read = new MessageReader(builder.segments, defaultMessageLimits).root().list();
    for (let i = 0; i < count; i++) {
      const bytes = read?.pointer(i).list()?.bytes();
      expect([bytes?.byteLength, bytes?.[0], bytes?.at(-1)]).toEqual([data.byteLength, i, i]);
    }
  });

  test("large data that exceeds a limit is refused, and no memory is taken for it", () => {
    const refuse = (): never => {
      throw new Error("memory was taken");
    };
    const data = new Uint8Array(70_000);
    for (const [limits, message] of [
      [{ messageBytes: 69_000 }, "would exceed the limit of 69000 bytes"],
      [{ segments: 1 }, "would exceed the limit of 1 segments"],
    ] as const) {
      const builder = new MessageBuilder({ ...defaultMessageLimits, ...limits }, undefined, refuse);
      expect(() => builder.setData(builder.root.segment, builder.root.at, data)).toThrow(limit(message));
    }
  });

  test.each([
    ["ASCII", [0x68, 0x69]],
    ["characters of two, three and four bytes", [0xc3, 0xb6, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x99, 0x82]],
    ["a byte order mark", [0xef, 0xbb, 0xbf, 0x41]],
    ["half a character", [0x41, 0xe2, 0x82]],
    ["bytes that no character has", [0xff, 0x41, 0xc0, 0x80]],
    ["half of a surrogate pair", [0xed, 0xa0, 0x80]],
  ])("a text of %s reads as the decoder of every runtime reads it", (_what, bytes) => {
    const builder = new MessageBuilder(defaultMessageLimits);
    const { segment, at } = builder.root;
    builder.setData(segment, at, new Uint8Array([...bytes, 0]));
    const read = new MessageReader(builder.segments, defaultMessageLimits).root().list()?.text();
    expect(read).toBe(new TextDecoder("utf-8", { ignoreBOM: true }).decode(new Uint8Array(bytes)));
  });
});

// capnp-es.test.ts: messages outside of calls, to capnp-es and back; what is hostile, and what is no object of capnp-es.
import { describe, expect, test } from "bun:test";
import { join } from "node:path";
import { CompositeList, Struct as EsStruct, Message, ObjectSize, utils } from "capnp-es";
import { Book, Loan, OldBook } from "../../testdata/library.capnp.ts";
import * as es from "../../testdata/library.js";
import { capnpEs, fromCapnpEs } from "../capnp-es.ts";
import {
  AnyPointer,
  type AnyPointerValue,
  decode,
  encode,
  List,
  type MessageLimits,
  pointer,
  type Struct,
  structType,
  WireError,
} from "../index.ts";
import type { CapnpEsType } from "./types.ts";

describe("a message outside of calls", () => {
  test("is encoded from a struct of capnp-es, word for word", () => {
    const book = new Message().initRoot(es.Book);
    book.title = "Emma";
    book.lost = true as never;
    const bytes = encode(Book, book);
    expect(decode(Book, bytes)).toMatchObject({ title: "Emma", which: "lost", pages: 100 });
    // The frame header, the root pointer, the struct with its eleven words and pointers, and the text.
    expect(bytes.byteLength).toBe(
      8 + 8 + (es.Book._capnp.size.dataByteLength + es.Book._capnp.size.pointerLength * 8) + 8,
    );
    const read = new Message(bytes, false).getRoot(es.Book);
    expect(read.title).toBe("Emma");
    expect(encode(Book, read)).toEqual(bytes);
  });

  test("has no capabilities, but null ones", () => {
    const loan = new Message().initRoot(es.Loan);
    loan._initBook().title = "Emma";
    expect(decode(Loan, encode(Loan, loan)).book?.title).toBe("Emma");
    loan.reader = new es.Reader$Server({ opened: async () => {} }).client();
    expect(() => encode(Loan, loan)).toThrow(expect.objectContaining({ code: "NO_CAPABILITIES" }));
  });

  test("is read through what is passed on: an AnyPointer in a struct of capnp-es in an AnyPointer", () => {
    const inner = new Message().initRoot(es.OldBook);
    inner.title = "inner";
    const outer = new Message().initRoot(es.Book);
    outer.notes = inner;
    const once = decode(Book, encode(Book, { notes: outer }));
    const read = once.notes.as(es.Book);
    if (read === undefined) throw new Error("it was null");
    const twice = decode(Book, encode(Book, { notes: read.notes }));
    expect(twice.notes.as(OldBook)?.title).toBe("inner");
    expect(twice.notes.as(es.OldBook)?.title).toBe("inner");
  });

  test("may be an empty struct, in a list, too", () => {
    const Empty = structType({ id: 1n, name: "test:Empty", dataWords: 0, pointers: 0, fields: () => [] });
    class EsEmpty extends es.OldBook {
      static override readonly _capnp = { ...es.OldBook._capnp, id: "1", size: new ObjectSize(0, 0) };
    }
    const empty = new Message().initRoot(EsEmpty);
    const { notes } = decode(
      Book,
      encode(Book, { notes: pointer(List(Empty), [fromCapnpEs(Empty, empty)]) }),
    );
    expect(notes.as(List(Empty))).toEqual([{}]);
    // The pointer that capnp-es makes to a struct without fields is a null one.
    expect(decode(Book, encode(Book, { notes: empty })).notes.content).toBe("null");
  });
});

describe("a hostile message is no worse for being read through capnp-es", () => {
  /** Reads what the root of a message leads to. */
  function read<S extends object>(
    words: readonly bigint[],
    type: CapnpEsType<S>,
    limits: Partial<MessageLimits> = {},
  ): S {
    const Root: Struct<{ readonly notes: AnyPointerValue }> = structType({
      id: 2n,
      name: "test:Root",
      dataWords: 0,
      pointers: 1,
      fields: () => [["notes", AnyPointer, 0]],
    });
    const body = new BigUint64Array([structPointer(0, 0, 1), ...words]);
    const frame = new Uint8Array(8 + body.byteLength);
    new DataView(frame.buffer).setUint32(4, body.length, true);
    frame.set(new Uint8Array(body.buffer), 8);
    const value = decode(Root, frame, limits).notes.as(type);
    if (value === undefined) throw new Error("it was null");
    return value;
  }

  test("with a pointer to itself: as deep as messages may be, and no deeper", () => {
    // A struct with one pointer, which leads to the struct.
    expect(() => read([structPointer(0, 0, 1), structPointer(-1, 0, 1)], capnpEs(es.OldBook))).toThrow(
      WireError,
    );
  });

  test("with pointers that overlap: it would become larger than it is", () => {
    const leaf = 64;
    const pointers = Array.from({ length: 16 }, (_, i) => structPointer(15 - i, leaf, 0));
    const words = [structPointer(0, 0, 16), ...pointers, ...new Array<bigint>(leaf).fill(7n)];
    expect(() => read(words, capnpEs(es.Book))).toThrow("its pointers overlap");
  });

  test("with a pointer that leads outside", () => {
    expect(() => read([structPointer(0, 1, 1), 0n, structPointer(99, 1, 0)], capnpEs(es.Book))).toThrow(
      "leads outside of its segment",
    );
  });

  test("with structs that are smaller than their class: what is missing is charged", () => {
    const words = [structPointer(0, 1, 0), 5n];
    expect(read(words, capnpEs(es.Book)).isbn).toBe(0n);
    expect(() => read(words, capnpEs(es.Book), { traversalWords: 10 })).toThrow(
      "visited more than the limit of 10 words",
    );
  });

  test("with many small structs, of which capnp-es would make large ones: not beyond the limit of the message", () => {
    const count = 1000;
    const dataWords = es.Book._capnp.size.dataByteLength / 8;
    const pointers = es.Book._capnp.size.pointerLength;
    // `Book.chapters` with elements of one word, where Chapter has two.
    const words = [
      structPointer(0, dataWords, pointers),
      ...new Array<bigint>(dataWords + 2).fill(0n),
      listPointer(pointers - 3, 7, count),
      ...new Array<bigint>(pointers - 3).fill(0n),
      structPointer(count, 1, 0),
      ...new Array<bigint>(count).fill(3n),
    ];
    const type = capnpEs(es.Book);
    expect(read(words, type).chapters.get(999).page).toBe(3);
    const book = read(words, type, { messageBytes: count * 8 + 1000 });
    expect(() => book.chapters).toThrow(expect.objectContaining({ code: "LIMIT" }));
    // Null pointers are given something, too, a little each time.
    const small = read(
      [structPointer(0, dataWords, pointers), ...new Array<bigint>(dataWords + pointers).fill(0n)],
      type,
      {
        messageBytes: 2000,
      },
    );
    expect(() => {
      for (;;) small._initAuthors(10);
    }).toThrow(expect.objectContaining({ code: "LIMIT" }));
  });

  test("with many null pointers, which capnp-es fills: they share memory", () => {
    const count = 2000;
    // `Loan.anything` is a list of structs with a null pointer each.
    const words = [
      structPointer(0, 0, 1),
      listPointer(0, 7, count),
      structPointer(count, 0, 1),
      ...new Array<bigint>(count).fill(0n),
    ];
    const Publishers = CompositeList(OnePublisher);
    const { segment, byteOffset } = read(words, capnpEs(es.OldBook), { messageBytes: 1 << 20 });
    const { message } = segment;
    const list = utils.getList(0, Publishers, new es.OldBook(segment, byteOffset));
    for (let i = 0; i < count; i++) expect(list.get(i).publisher.name).toBe("");
    // Each is a struct of two words, and nothing of its text.
    const held = message._capnp.segments.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
    expect(held).toBeLessThan(count * 64);
  });

  test("when an application sends on what it read with capnp-es itself", () => {
    const body = new BigUint64Array([structPointer(0, 0, 1), structPointer(-1, 0, 1)]);
    const book = new es.OldBook(new Message(body.buffer, false, true).getSegment(0), 0);
    expect(() => encode(Book, { notes: book })).toThrow(WireError);
  });

  function structPointer(offset: number, dataWords: number, pointers: number): bigint {
    return BigInt.asUintN(32, BigInt(offset) << 2n) | (BigInt(dataWords) << 32n) | (BigInt(pointers) << 48n);
  }

  function listPointer(offset: number, elementSize: number, count: number): bigint {
    return (
      BigInt.asUintN(32, BigInt(offset) << 2n) | 1n | (BigInt(elementSize) << 32n) | (BigInt(count) << 35n)
    );
  }
});

/** A struct with one pointer, to a Publisher. */
class OnePublisher extends EsStruct {
  static override readonly _capnp = { displayName: "OnePublisher", id: "3", size: new ObjectSize(0, 1) };

  get publisher(): es.Publisher {
    return utils.getStruct(0, es.Publisher, this);
  }
}

describe("what only looks like an object of capnp-es", () => {
  test.each([
    [{ _capnp: {} }],
    [{ _capnp: { depthLimit: 1 }, segment: {}, byteOffset: 0 }],
    [{ _capnp: { depthLimit: 1 }, segment: { buffer: new ArrayBuffer(8), message: {} }, byteOffset: 0 }],
    [{ _capnp: { segments: {}, traversalLimit: 1 } }],
    [{ _capnp: null }],
  ])("is refused as any other object: %j", (value) => {
    expect(() => encode(Book, value as never)).toThrow(/^message\._capnp: Book has no field "_capnp"/);
  });

  test("is refused for what the schema does not have, where it can be JSON", () => {
    for (const segments of [[], [5], [{ byteLength: 8 }]]) {
      const forged = JSON.parse(JSON.stringify({ _capnp: { segments, traversalLimit: 1 } }));
      expect(() => encode(Book, forged)).toThrow('Book has no field "_capnp"');
      expect(() => fromCapnpEs(Book, forged)).toThrow("expected a struct or a Message of capnp-es");
    }
  });

  test("is read within its bounds: a segment that says it is larger than its buffer", () => {
    const message = new Message();
    const book = message.initRoot(es.OldBook);
    book.title = "Emma";
    const [segment] = message._capnp.segments;
    if (segment === undefined) throw new Error("a message has a segment");
    segment.byteLength = 1 << 20;
    expect(decode(Book, encode(Book, { notes: book })).notes.as(OldBook)?.title).toBe("Emma");
  });
});

describe("capnp-es", () => {
  test("is not loaded by whoever does not use it", async () => {
    const script = `
      const capnp = await import(${JSON.stringify(join(import.meta.dir, "../index.ts"))});
      const Part = capnp.structType({ id: 1n, name: "a:B", dataWords: 1, pointers: 0, fields: () => [["x", capnp.UInt64, 0]] });
      capnp.decode(Part, capnp.encode(Part, { x: 1n }));
      console.log(Object.keys(require.cache).filter((path) => path.includes("capnp-es")).map((path) => path.split("/").at(-1)).sort().join());`;
    const run = Bun.spawnSync([process.execPath, "-e", script], { stdout: "pipe", stderr: "inherit" });
    expect(run.stdout.toString().trim()).toBe("client.ts,given.ts,installed.ts,shapes.ts");
  });
});

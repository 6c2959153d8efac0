// streams.test.ts: messages that follow each other come out as they went in, one at a time, packed or not.
import { describe, expect, spyOn, test } from "bun:test";
import * as $ from "../index.ts";
import { Date as Day, Everything } from "../testing/sample.capnp.ts";
import { MessageReader } from "../wire/index.ts";

const years = (count: number) => Array.from({ length: count }, (_, i) => ({ year: i, month: 2, day: 3 }));
const concatenated = (chunks: Iterable<Uint8Array>) => Uint8Array.from(Buffer.concat([...chunks]));
const chunked = (bytes: Uint8Array, size: number) =>
  Array.from({ length: Math.ceil(bytes.byteLength / size) }, (_, i) => bytes.slice(i * size, (i + 1) * size));
const malformed = (problem: string) =>
  expect.objectContaining({ code: "MALFORMED", message: expect.stringContaining(problem) });

/** A stream of chunks that counts what is asked of it. */
function source(chunks: readonly Uint8Array[]) {
  const seen = { pulled: 0, cancelled: false };
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const chunk = chunks[seen.pulled];
        if (chunk === undefined) controller.close();
        else controller.enqueue(chunk);
        seen.pulled++;
      },
      cancel() {
        seen.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { seen, stream };
}

async function collected<T>(values: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}

describe.each([{ packed: false }, { packed: true }])("a stream of messages, %o", (options) => {
  const bytes = concatenated($.encodeAll(Day, years(50), options));

  test("all come back in order, from chunks of any size", () => {
    for (const size of [1, 3, 7, 64, 10_000]) {
      expect([...$.decodeAll(Day, chunked(bytes, size), options)]).toEqual(years(50));
    }
    expect([...$.decodeAll(Day, bytes, options)]).toEqual(years(50));
  });

  test("a stream comes back through a stream", async () => {
    const stream = $.encodeStream(Day, years(50), options);
    expect(await collected($.decodeStream(Day, stream, options))).toEqual(years(50));
  });

  test("of a chunk of many messages a few are looked at, and only then the next", () => {
    const looked = spyOn(MessageReader, "atFrame");
    try {
      const values = $.decodeAll(Day, concatenated($.encodeAll(Day, years(5000), options)), options);
      expect(values.next().value).toEqual({ year: 0, month: 2, day: 3 });
      expect(looked.mock.calls.length).toBeLessThan(500);
      expect([...values]).toEqual(years(5000).slice(1));
    } finally {
      looked.mockRestore();
    }
  });

  test("no bytes are no messages", () => {
    expect([...$.decodeAll(Day, new Uint8Array(0), options)]).toEqual([]);
    expect([...$.decodeAll(Day, [], options)]).toEqual([]);
  });

  test("those that came whole are read before an end in the middle is told", () => {
    const read: unknown[] = [];
    const reading = () => {
      for (const value of $.decodeAll(Day, bytes.subarray(0, -3), options)) read.push(value);
    };
    expect(reading).toThrow(malformed("end"));
    expect(read).toEqual(years(49));
  });

  test("those before one that exceeds the limits are read", () => {
    const large = $.encodeAll(Everything, [{ text: "short" }, { text: "x".repeat(5000) }], options);
    const reading = $.decodeAll(Everything, concatenated(large), {
      ...options,
      limits: { messageBytes: 4096 },
    });
    expect(reading.next().value?.text).toBe("short");
    expect(() => reading.next()).toThrow(expect.objectContaining({ code: "LIMIT" }));
  });

  test("a value is encoded when it is asked for, and no sooner", async () => {
    let taken = 0;
    let isEnded = false;
    function* values() {
      try {
        for (;;) yield { year: taken++ };
      } finally {
        isEnded = true;
      }
    }
    const reader = $.encodeStream(Day, values(), options).getReader();
    expect(taken).toBe(0);
    await reader.read();
    expect(taken).toBe(1);
    await reader.cancel();
    expect(isEnded).toBe(true);
  });

  test("the source is asked for a chunk when there is no message left of the last, and cancelled when nobody reads on", async () => {
    const { seen, stream } = source(chunked(bytes, bytes.byteLength / 5));
    for await (const { year } of $.decodeStream(Day, stream, options)) if (year === 1) break;
    expect(seen).toEqual({ pulled: 1, cancelled: true });
  });

  test("a value that does not fit is the error of the stream, and ends the values", async () => {
    let isEnded = false;
    async function* values() {
      try {
        yield { year: 1 };
        yield { year: "two" as never };
      } finally {
        isEnded = true;
      }
    }
    const reader = $.encodeStream(Day, values(), options).getReader();
    await reader.read();
    await expect(reader.read()).rejects.toThrow("message.year: expected a number (Int16), got the string");
    expect(isEnded).toBe(true);
  });
});

describe("a stream of messages", () => {
  test("an end in the middle of a message is told with its place", () => {
    const bytes = concatenated($.encodeAll(Day, years(3)));
    expect(bytes.byteLength).toBe(72);
    const problem = "a stream of messages ends at byte 70, inside of a message that begins at byte 48";
    expect(() => [...$.decodeAll(Day, bytes.subarray(0, 70))]).toThrow(malformed(problem));
    expect(() => [...$.decodeAll(Day, bytes.subarray(0, 50))]).toThrow(
      malformed("ends at byte 50, inside of a message that begins at byte 48"),
    );
  });

  test("packed, the place is that of the bytes as they are unpacked", () => {
    // Two messages, of which the second is cut behind its header.
    const packed = concatenated($.encodeAll(Day, years(1), { packed: true }));
    const cut = Uint8Array.from([...packed, 0x10, 0x02]);
    expect(() => [...$.decodeAll(Day, cut, { packed: true })]).toThrow(
      malformed("ends at byte 32, inside of a message that begins at byte 24, as they are unpacked"),
    );
  });

  test("two bytes that stand for 2 KiB of zeros each, and many of them, are refused at the first header", () => {
    const bomb = Uint8Array.from({ length: 64 * 1024 }, (_, i) => (i % 2 === 0 ? 0 : 0xff));
    expect(() => $.decodeAll(Day, bomb, { packed: true }).next()).toThrow(malformed("0 bytes long"));
    expect(() => $.decodePacked(Day, bomb)).toThrow(malformed("0 bytes long"));
  });

  test("a packed message that announces more than the limit is refused before its zeros are made", () => {
    const header = Uint8Array.of(0xf0, 0xff, 0xff, 0xff, 0x7f);
    const bomb = Uint8Array.from([
      ...header,
      ...Array.from({ length: 65536 }, (_, i) => (i % 2 === 0 ? 0 : 0xff)),
    ]);
    const before = process.memoryUsage().rss;
    expect(() => $.decodePacked(Day, bomb)).toThrow(expect.objectContaining({ code: "LIMIT" }));
    expect(process.memoryUsage().rss - before).toBeLessThan(32 * 1024 * 1024);
  });

  test("a stream that cannot be iterated is let go of also where it cannot be cancelled", async () => {
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(64).fill(255)),
      cancel() {
        throw new Error("it goes on");
      },
    });
    const old = { getReader: () => stream.getReader() } as ReadableStream<Uint8Array>;
    await expect(collected($.decodeStream(Day, old))).rejects.toThrow("segments");
    expect(stream.locked).toBe(false);
  });

  test("a stream that cannot be iterated is read all the same, and cancelled", async () => {
    const { seen, stream } = source(chunked(concatenated($.encodeAll(Day, years(9))), 100));
    const old = { getReader: () => stream.getReader() } as ReadableStream<Uint8Array>;
    for await (const { year } of $.decodeStream(Day, old)) if (year === 5) break;
    expect(seen).toEqual({ pulled: 2, cancelled: true });
    expect(stream.locked).toBe(false);
  });

  test("what the source fails with passes through", async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield $.encode(Day, { year: 1 });
      throw new Error("the disk is gone");
    }
    await expect(collected($.decodeStream(Day, broken()))).rejects.toThrow("the disk is gone");
  });

  test("a chunk that is none is refused, and so is a limit", () => {
    expect(() => [...$.decodeAll(Day, ["text"] as never)]).toThrow(
      "expected a chunk of bytes, a Uint8Array, got the string",
    );
    expect(() => $.decodeAll(Day, [], { limits: { nesting: -1 } })).toThrow("must be a positive integer");
    expect(() => $.decodeStream(Day, [] as never, { limits: { nesting: -1 } })).toThrow(
      "must be a positive integer",
    );
  });

  test("one packed message comes back, and one that is cut is refused", () => {
    const packed = $.encodePacked(Everything, { text: "packed", int32s: [1, 2, 3] });
    expect(packed.byteLength).toBeLessThan(
      $.encode(Everything, { text: "packed", int32s: [1, 2, 3] }).byteLength,
    );
    expect($.decodePacked(Everything, packed)).toMatchObject({ text: "packed", int32s: [1, 2, 3] });
    expect(() => $.decodePacked(Everything, packed.subarray(0, -1))).toThrow(malformed("is incomplete"));
  });
});

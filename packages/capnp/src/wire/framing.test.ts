// framing.test.ts: a stream of bytes, cut in any way, gives the same messages, and no size is believed unchecked.
import { describe, expect, test } from "bun:test";
import {
  defaultMessageLimits,
  FrameParser,
  MessageBuilder,
  type MessageLimits,
  type MessageReader,
  WireError,
} from "./index.ts";

function frame(text: string): Uint8Array {
  const message = new MessageBuilder(defaultMessageLimits);
  const { segment, at } = message.root;
  message.setText(segment, at, text);
  return Buffer.concat(message.finish());
}

/** The texts of the messages in chunks. */
function parse(chunks: readonly Uint8Array[], limits: Partial<MessageLimits> = {}): string[] {
  const texts: string[] = [];
  const parser = new FrameParser({ ...defaultMessageLimits, ...limits }, (message) => {
    texts.push(message.root().list()?.text() ?? "");
  });
  for (const chunk of chunks) parser.push(chunk);
  expect(parser.pendingBytes).toBe(0);
  return texts;
}

function split(bytes: Uint8Array, ...at: readonly number[]): Uint8Array[] {
  return [0, ...at].map((start, i) => bytes.slice(start, at[i] ?? bytes.byteLength));
}

describe("framing", () => {
  const texts = ["", "one", "x".repeat(5000), "four"];
  const stream = Buffer.concat(texts.map(frame));

  test("all messages of one chunk", () => {
    expect(parse([stream])).toEqual(texts);
  });

  test("byte by byte", () => {
    expect(parse(Array.from(stream, (byte) => new Uint8Array([byte])))).toEqual(texts);
  });

  test("cut in two at every place", () => {
    for (let at = 1; at < stream.byteLength; at++) expect(parse(split(stream, at))).toEqual(texts);
  });

  test("what was read of a small chunk stays as it is, however many follow, and whatever becomes of the chunk", () => {
    const messages: MessageReader[] = [];
    const parser = new FrameParser(defaultMessageLimits, (message) => messages.push(message));
    const numbers = Array.from({ length: 3000 }, (_, i) => `${i}`);
    for (const number of numbers) {
      const chunk = frame(number);
      parser.push(chunk);
      chunk.fill(0xff);
    }
    expect(messages.map((message) => message.root().list()?.text())).toEqual(numbers);
  });

  test("a message of several segments, cut everywhere", () => {
    const message = new MessageBuilder(defaultMessageLimits);
    const { segment, at } = message.root;
    message.setText(segment, at, "y".repeat(3000));
    const bytes = Buffer.concat(message.finish());
    expect(message.segments.length).toBeGreaterThan(1);
    for (let cut = 1; cut < bytes.byteLength; cut += 7)
      expect(parse(split(bytes, cut))).toEqual(["y".repeat(3000)]);
  });

  test("a chunk that is a view into a larger buffer", () => {
    const padded = Buffer.concat([new Uint8Array(13), stream, new Uint8Array(5)]);
    expect(parse([padded.subarray(13, 13 + stream.byteLength)])).toEqual(texts);
  });

  test.each([
    [
      "more segments than the limit",
      [0xffff_fffe, 0],
      "a message announces 4294967295 segments; the limit is 511",
    ],
    [
      "more bytes than the limit",
      [0, 0x1000_0000],
      "a message announces 2147483648 bytes; the limit is 67108864",
    ],
    [
      "sizes whose sum exceeds the limit",
      [1, 0x60_0000, 0x60_0000, 0],
      "a message announces 100663296 bytes",
    ],
    ["no bytes at all", [0, 0], "a message has no root pointer"],
  ])("%s: refused from the header alone", (_name, words, message) => {
    const parser = new FrameParser(defaultMessageLimits, () => {});
    expect(() => parser.push(new Uint8Array(new Uint32Array(words).buffer))).toThrow(
      expect.objectContaining({ name: "WireError", message: expect.stringContaining(message) }),
    );
  });

  test("what is held of a message grows with what has come, not with what is announced", () => {
    const parser = new FrameParser(defaultMessageLimits, () => {});
    const before = process.memoryUsage().arrayBuffers;
    parser.push(new Uint8Array(new Uint32Array([0, 8 * 1024 * 1024]).buffer));
    expect(parser.pendingBytes).toBe(8);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1024 * 1024);
  });

  test("memory for what has come of a large message is at most eight times as much, and no more than the message needs", () => {
    const parser = new FrameParser(defaultMessageLimits, () => {});
    const whole = frame("x".repeat(1_000_000));
    for (const end of [100, 1_000, 10_000, 100_000, 200_000, 900_000]) {
      parser.push(whole.slice(parser.pendingBytes, end));
      parser.room();
      expect(parser.pendingMemory).toBeLessThanOrEqual(Math.min(Math.max(8 * end, 4096), whole.byteLength));
      expect(parser.pendingMemory).toBeGreaterThanOrEqual(end);
    }
    parser.push(whole.slice(900_000));
    expect(parser.pendingMemory).toBe(0);
  });

  test("what is large may be read to where it goes, for as long as there is room, between chunks of any size", () => {
    const large = "y".repeat(3_000_000);
    const stream = Buffer.concat([frame("before"), frame(large), frame(large), frame("behind")]);
    for (const chunkBytes of [1, 4000, 70_000, 500_000, 2_999_990]) {
      const read: string[] = [];
      const parser = new FrameParser(defaultMessageLimits, (message) => {
        read.push(message.root().list()?.text() ?? "");
      });
      let at = 0;
      let filled = 0;
      while (at < stream.byteLength) {
        const room = parser.room();
        const chunk = stream.subarray(at, at + (room === undefined ? Math.max(chunkBytes, 100) : chunkBytes));
        if (room === undefined) {
          parser.push(new Uint8Array(chunk));
          at += chunk.byteLength;
        } else {
          const given = stream.subarray(at, at + Math.min(room.byteLength, Math.max(chunkBytes, 100_000)));
          room.set(given);
          parser.filled(given.byteLength);
          at += given.byteLength;
          filled += given.byteLength;
          expect(parser.pendingMemory).toBeLessThanOrEqual(8 * parser.pendingBytes);
        }
      }
      expect(read).toEqual(["before", large, large, "behind"]);
      // One of the longest leaves too little.
      if (chunkBytes < 1_000_000) expect(filled).toBeGreaterThan(4_000_000);
      expect(parser.room()).toBeUndefined();
    }
  });

  test("a chunk is free when no message is read in it", () => {
    const messages: MessageReader[] = [];
    const parser = new FrameParser(defaultMessageLimits, (message) => messages.push(message));
    const whole = frame("x".repeat(1000));
    const free = [
      whole.slice(0, 500),
      whole.slice(500),
      whole,
      Buffer.concat([whole, whole.slice(0, 9)]),
    ].map((chunk) => {
      parser.push(chunk);
      return parser.isChunkFree;
    });
    expect(free).toEqual([true, true, false, false]);
    parser.push(Buffer.concat([whole.slice(9), whole.slice(0, 9)]));
    expect(parser.isChunkFree).toBe(true);
    expect(messages).toHaveLength(4);
  });

  test("stop() hands out no more, not even what is left of the chunk", () => {
    let count = 0;
    const parser = new FrameParser(defaultMessageLimits, () => {
      count++;
      parser.stop();
    });
    parser.push(stream);
    parser.push(stream);
    expect(count).toBe(1);
    expect(parser.pendingBytes).toBe(0);
  });

  test("what a handler throws passes through", () => {
    const parser = new FrameParser(defaultMessageLimits, () => {
      throw new WireError("MALFORMED", "not this one");
    });
    expect(() => parser.push(stream)).toThrow("not this one");
  });
});

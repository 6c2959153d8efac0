// packing.test.ts: packed bytes are those of the C++ implementation, come back in any chunks, and never become much at once.
import { describe, expect, test } from "bun:test";
import { Random } from "@teleop/random-runs";
import { Packer, pack, Unpacker } from "./index.ts";

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(" ", ""), "hex"));

/** The whole of a packed stream that comes in these chunks. */
function unpack(...chunks: readonly Uint8Array[]): Uint8Array {
  const unpacker = new Unpacker();
  const pieces = chunks.flatMap((chunk) => [...unpacker.unpack(chunk)]);
  unpacker.finish();
  return Uint8Array.from(Buffer.concat(pieces));
}

function chunked(bytes: Uint8Array, size: number): readonly Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.byteLength / size) }, (_, i) =>
    bytes.slice(i * size, (i + 1) * size),
  );
}

const examples: readonly (readonly [name: string, unpacked: string, packed: string])[] = [
  ["nothing", "", ""],
  ["a word with zeros in it", "08 00 00 00 03 00 02 00", "51 08 03 02"],
  ["one word of zeros", "00".repeat(8), "00 00"],
  ["two words of zeros", "00".repeat(16), "00 01"],
  ["more zeros than one run may have", "00".repeat(8 * 257), "00 ff 00 00"],
  ["a word without zeros", "01".repeat(8), `ff ${"01".repeat(8)} 00`],
  [
    "a run of words, of which one zero each is not worth a tag, and two are",
    `${"02".repeat(8)} 0000000000000001 ${"03".repeat(8)} 03030303030303 00 03030303030300 00`,
    `ff ${"02".repeat(8)} 00 80 01 ff ${"03".repeat(8)} 01 03030303030303 00 3f 030303030303`,
  ],
];

describe("packing", () => {
  test.each(examples)("%s", (_name, unpacked, packed) => {
    expect(pack(hex(unpacked))).toEqual(hex(packed));
    for (const size of [1, 2, 3, 1000]) expect(unpack(...chunked(hex(packed), size))).toEqual(hex(unpacked));
  });

  test("random words come back, whatever the chunks are", () => {
    const random = new Random(5);
    for (let i = 0; i < 200; i++) {
      const likely = random.pick([0.05, 0.5, 0.95]);
      const length = 8 * random.below(600);
      const words = Uint8Array.from({ length }, () => (random.chance(likely) ? 0 : random.below(256)));
      expect(unpack(...chunked(pack(words), 1 + random.below(40)))).toEqual(words);
      const packer = new Packer();
      const chunks = chunked(words, 1 + random.below(40)).map((chunk) => packer.pack(chunk));
      packer.finish();
      expect(unpack(...chunks)).toEqual(words);
    }
  });

  test("what is no whole number of words is refused", () => {
    const half = { code: "MALFORMED", message: expect.stringContaining("words of 8 bytes") };
    expect(() => pack(new Uint8Array(12))).toThrow(expect.objectContaining(half));
    const packer = new Packer();
    packer.pack(new Uint8Array(12));
    expect(() => packer.finish()).toThrow("ends 4 bytes into a word of 8");
  });

  test.each([
    ["behind a tag", "51 08", "packed bytes end at byte 2, inside of a word"],
    ["before the count of a run of zeros", "00", "packed bytes end at byte 1, inside of a word"],
    ["before the count of a run without zeros", "ff 0101010101010101", "end at byte 9, inside of a word"],
    ["inside of a run", "ff 0101010101010101 02 0101", "end at byte 12, inside of a run"],
  ])("bytes that end %s are refused, and where is told", (_name, packed, problem) => {
    expect(() => unpack(hex(packed))).toThrow(
      expect.objectContaining({ code: "MALFORMED", message: expect.stringContaining(problem) }),
    );
  });

  test("a small chunk that stands for a gigabyte comes in small pieces, as far as somebody asks", () => {
    const bomb = new Uint8Array(1024 * 1024).fill(0xff).map((_, i) => (i % 2 === 0 ? 0 : 0xff));
    const before = process.memoryUsage().rss;
    let pieces = 0;
    for (const piece of new Unpacker().unpack(bomb)) {
      expect(piece.byteLength).toBe(64 * 1024);
      if (++pieces === 100) break;
    }
    expect(pieces).toBe(100);
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
  });
});

import { expect, test } from "bun:test";
import { fileURLToPath } from "node:url";
import { gunzipSync, zstdDecompressSync } from "node:zlib";
import { IncomingFile } from "../client/incoming-file.ts";
import { OutgoingFile } from "./outgoing-file.ts";
import { type Compression, Receiver } from "./transfer.capnp.ts";

const never = new AbortController().signal;
const content = Buffer.from(Array.from({ length: 600_000 }, (_, number) => `${number},`).join(""));

test("a file of several pieces arrives whole by each compression, and nothing of it is left behind", async () => {
  for (const compressions of [["zstd"], ["gzip"], ["none"], [], [99, "gzip"]] as Compression[][]) {
    using outgoing = new OutgoingFile(compressions);
    await outgoing.append(content.subarray(0, 2_500_000));
    outgoing.appendNow(content.subarray(2_500_000));
    const received: Uint8Array[] = [];
    const incoming = new IncomingFile((bytes) => void received.push(bytes));
    using receiver = Receiver.server(incoming);
    const receipt = await outgoing.send(receiver, never);
    incoming.verify(receipt);
    expect(Buffer.concat(received).equals(content)).toBe(true);
    expect(outgoing.held).toBe(0);
  }
});

test("pieces put one after the other are a file of their compression", async () => {
  for (const [compression, decompress] of [
    ["zstd", zstdDecompressSync],
    ["gzip", gunzipSync],
  ] as const) {
    using outgoing = new OutgoingFile([compression]);
    await outgoing.append(content);
    const pieces: Uint8Array[] = [];
    using receiver = Receiver.server({ begin() {}, write: ({ piece }) => void pieces.push(piece.slice()) });
    await outgoing.send(receiver, never);
    expect(pieces.length).toBeGreaterThan(1);
    expect(decompress(Buffer.concat(pieces)).equals(content)).toBe(true);
  }
});

test("what is compressed is taken from the memory that it was made of: that can change afterwards", async () => {
  using outgoing = new OutgoingFile([]);
  const bytes = new Uint8Array([1, 2, 3]);
  await outgoing.append(bytes);
  bytes.fill(9);
  const received: number[] = [];
  using receiver = Receiver.server({ begin() {}, write: ({ piece }) => void received.push(...piece) });
  await outgoing.send(receiver, never);
  expect(received).toEqual([1, 2, 3]);
});

test("a client that takes nothing is given up, and nothing is kept for it", async () => {
  using outgoing = new OutgoingFile(["none"]);
  await outgoing.append(content.subarray(0, 200_000));
  using receiver = Receiver.server({ begin() {}, write: () => new Promise<void>(() => {}) });
  await expect(outgoing.send(receiver, never, 20)).rejects.toMatchObject({
    type: "overloaded",
    message: expect.stringContaining("the client took nothing"),
  });
  expect(outgoing.held).toBe(0);
});

test("a process ends though a client has not taken what it is given", async () => {
  const path = JSON.stringify(fileURLToPath(new URL("./outgoing-file.ts", import.meta.url)));
  const program = `import { patiently } from ${path}; void patiently(new Promise(() => {}), 3_600_000);`;
  await using waiting = Bun.spawn([process.execPath, "-e", program], { stdin: "ignore", stdout: "ignore" });
  expect(await waiting.exited).toBe(0);
});

test("what did not come as the target says is not believed", async () => {
  const begin = { length: 3n, compression: "none" } as const;
  const receipt = { length: 3n, sha256: new Bun.CryptoHasher("sha256").update("abc").digest() };
  const piece = (text: string, length = text.length) => ({ piece: Buffer.from(text), length });
  const corrupt = expect.objectContaining({ code: "CORRUPT_TRANSFER" });
  const start = () => {
    const file = new IncomingFile(() => {});
    file.begin(begin);
    return file;
  };

  const good = start();
  await good.write(piece("abc"));
  good.verify(receipt);

  const changed = start();
  await changed.write(piece("abd"));
  expect(() => changed.verify(receipt)).toThrow(corrupt);

  const short = start();
  await short.write(piece("ab"));
  expect(() => short.verify(receipt)).toThrow(corrupt);

  expect(() => start().begin(begin)).toThrow(corrupt);
  await expect(start().write(piece("abcd"))).rejects.toEqual(corrupt);
  await expect(start().write(piece("ab", 3))).rejects.toEqual(corrupt);
  await expect(new IncomingFile(() => {}).write(piece("abc"))).rejects.toEqual(corrupt);

  const packed = new IncomingFile(() => {});
  packed.begin({ length: 10n, compression: "zstd" });
  await expect(packed.write(piece("abc"))).rejects.toEqual(corrupt);
  // A piece that comes to more than it says is not decompressed to the end.
  const bomb = Bun.zstdCompressSync(new Uint8Array(1 << 24));
  await expect(packed.write({ piece: bomb, length: 10 })).rejects.toEqual(corrupt);
});

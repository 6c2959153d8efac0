// compress.ts: which compressions this runtime has, found by looking: zstd came to Node.js in 22.15.
import { promisify } from "node:util";
import * as zlib from "node:zlib";
import type { Compression } from "./transfer.capnp.ts";

/** The most that one piece of a file has before it is compressed. */
export const PIECE_BYTES: number = 1 << 20;

export interface Compressor {
  readonly name: Compression;
  /** In a thread. What it gives shares nothing with the piece. */
  compress(piece: Uint8Array): Promise<Uint8Array>;
  /** At once, where what makes the pieces does not wait. */
  compressNow(piece: Uint8Array): Uint8Array;
}

/** The first of these that this runtime has; none of them is what a client understands that asks for nothing. */
export function chooseCompressor(wanted: readonly (Compression | number)[]): Compressor {
  for (const name of wanted) {
    const compressor = COMPRESSORS.find((each) => each.name === name);
    if (compressor !== undefined) return compressor;
  }
  return NONE;
}

/** What this runtime can decompress, the best first. */
export function knownCompressions(): readonly Compression[] {
  return COMPRESSORS.map(({ name }) => name);
}

/**
 * In a thread.
 *
 * @throws Error for what is no such piece, and for one that comes to more than `length`, which is not decompressed.
 */
export async function decompress(
  compression: Compression | number | undefined,
  piece: Uint8Array,
  length: number,
): Promise<Uint8Array> {
  const limits = { maxOutputLength: Math.max(1, length) };
  switch (compression) {
    case "none":
      return piece;
    case "gzip":
      return await promisify(zlib.gunzip)(piece, limits);
    case "zstd":
      return await zstdDecompress(piece, limits);
    default:
      throw new Error(`the compression ${compression} is not known here`);
  }
}

const NONE: Compressor = {
  name: "none",
  compress: async (piece) => piece.slice(),
  compressNow: (piece) => piece.slice(),
};

const gzip = promisify(zlib.gzip);

const GZIP: Compressor = {
  name: "gzip",
  // What it gains beyond that takes several times as long.
  compress: (piece) => gzip(piece, { level: 1 }),
  compressNow: (piece) => zlib.gzipSync(piece, { level: 1 }),
};

const COMPRESSORS: readonly Compressor[] = zlib.zstdCompress === undefined ? [GZIP] : [zstd(), GZIP];

function zstd(): Compressor {
  const compress = promisify(zlib.zstdCompress);
  return {
    name: "zstd",
    compress: (piece) => compress(piece),
    compressNow: (piece) => zlib.zstdCompressSync(piece),
  };
}

function zstdDecompress(piece: Uint8Array, limits: { maxOutputLength: number }): Promise<Uint8Array> {
  if (zlib.zstdDecompress === undefined) throw new Error("this runtime has no zstd; update it");
  return promisify(zlib.zstdDecompress)(piece, limits);
}

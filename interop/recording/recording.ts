// recording.ts: a conversation of ours with a peer that we did not write, byte by byte, and where such are kept.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface Recording {
  /** Who wrote the peer: "C++", "Rust". */
  readonly peer: string;
  /** What the peer was; we were the other. */
  readonly role: "client" | "server";
  /** Which scenario its client ran. */
  readonly scenario: string;
  /** What arrived and what we wrote, in the order in which our side saw it. */
  readonly chunks: readonly Chunk[];
}

export interface Chunk {
  readonly from: "peer" | "us";
  /** Which connection of the scenario: 0, 1 … in the order in which they were made. */
  readonly connection: number;
  readonly bytes: Uint8Array;
}

const file = join(import.meta.dirname, "recordings.json.gz");

/** All that has been recorded by `bun interop/record.ts`. */
export function readRecordings(): readonly Recording[] {
  const kept = JSON.parse(new TextDecoder().decode(Bun.gunzipSync(readFileSync(file)))) as readonly Kept[];
  return kept.map(({ chunks, ...rest }) => ({
    ...rest,
    chunks: chunks.map(([from, connection, hex]) => ({ from, connection, bytes: Uint8Array.fromHex(hex) })),
  }));
}

/** @returns how many bytes the file has. */
export function writeRecordings(recordings: readonly Recording[]): number {
  const kept = recordings.map(({ chunks, ...rest }) => ({
    ...rest,
    chunks: chunks.map(({ from, connection, bytes }) => [from, connection, bytes.toHex()]),
  }));
  const bytes = Bun.gzipSync(JSON.stringify(kept), { level: 9 });
  writeFileSync(file, bytes);
  return bytes.byteLength;
}

interface Kept extends Omit<Recording, "chunks"> {
  readonly chunks: readonly (readonly [from: Chunk["from"], connection: number, hex: string])[];
}

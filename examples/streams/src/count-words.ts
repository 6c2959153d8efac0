// count-words.ts: counts the words of a text that comes compressed. It is what it would be without teleop, but that each stream
// goes through `flow`, which makes it a node.
import { pipeline as pipe, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import type { Instrument } from "@teleop/pipeline/streams";

/** How often each word is in it. */
export async function countWords(
  flow: Instrument,
  compressed: Readable,
): Promise<ReadonlyMap<string, number>> {
  const source = flow.watch("compressed", compressed);
  const text = flow.watch("gunzip", createGunzip());
  // The error of any of them ends those after it, and is told where the words are read.
  pipe(source, text, () => {});
  const lines = flow.through("lines", text, splitLines, { kind: "split" });
  const words = flow.through("words", lines, splitWords, { kind: "split" });
  return await flow.into("count", words, async (words) => {
    const counts = new Map<string, number>();
    for await (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    return counts;
  });
}

async function* splitLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}

async function* splitWords(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield* line.toLowerCase().match(/[a-z]+/g) ?? [];
}

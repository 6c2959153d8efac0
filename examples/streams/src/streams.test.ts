// streams.test.ts: words are counted, and each stream is a node that has counted what went through.
import { expect, test } from "bun:test";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { pipeline } from "@teleop/pipeline";
import { instrument } from "@teleop/pipeline/streams";
import { countWords } from "./count-words.ts";

const bytes = (...chunks: Uint8Array[]): Readable => Readable.from(chunks, { objectMode: false });

test("words are counted, and the graph comes by itself", async () => {
  const graph = pipeline();
  const text = gzipSync("the fox\nthe dog\nThe end");
  expect(await countWords(instrument(graph), bytes(text))).toEqual(
    new Map([
      ["the", 3],
      ["fox", 1],
      ["dog", 1],
      ["end", 1],
    ]),
  );
  expect(graph.nodes.map((node) => `${node.path} ${node.state} ${node.status().written}`)).toEqual([
    "compressed done 1",
    "gunzip done 1",
    "lines done 3",
    "words done 6",
    "count done ",
  ]);
  expect(graph.edges.map(({ from, to }) => `${from.node.path} ${to.node.path}`)).toEqual([
    "compressed gunzip",
    "gunzip lines",
    "lines words",
    "words count",
  ]);
});

test("a text that is not compressed is an error of gunzip, and of the others because of it", async () => {
  const graph = pipeline();
  const counting = countWords(instrument(graph), bytes(Buffer.from("the fox\nthe dog")));
  await expect(counting).rejects.toThrow("incorrect header check");
  const failures = graph.nodes.map((node) => node.status().failure?.root);
  const gunzip = graph.nodes.find(({ path }) => path[0] === "gunzip")?.id;
  expect(failures.slice(1)).toEqual([gunzip, gunzip, gunzip, gunzip]);
});

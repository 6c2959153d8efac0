// main.ts: counts the words of a compressed text, or of a long one of its own, and can be looked at while it does.
//
//   bun run src/main.ts [FILE.gz]
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { createGzip } from "node:zlib";
import { pipeline, pipelineServices } from "@teleop/pipeline";
import { instrument } from "@teleop/pipeline/streams";
import { teleoperate } from "teleop";
import { countWords } from "./count-words.ts";

const [file] = process.argv.slice(2);
const graph = pipeline({ name: "words" });
// Until it has counted: teleop pipeline PID, teleop console.
await using _teleop = teleoperate({
  services: pipelineServices(graph),
  cleanupSignals: ["SIGINT", "SIGTERM"],
});
console.log(`words: pid ${process.pid}`);

const compressed = file === undefined ? Readable.from(longText()).pipe(createGzip()) : createReadStream(file);
const counts = await countWords(instrument(graph), compressed);
const [most] = [...counts].sort(([, a], [, b]) => b - a);
console.log(`words: ${counts.size} different ones; the most frequent is ${most?.[0]}, ${most?.[1]} times`);

function* longText(): Generator<string> {
  for (let line = 0; line < 5_000_000; line++)
    yield `line ${line}: the quick brown fox jumps over the lazy dog\n`;
}

// publish.ts: puts a run into README.md: its table and its picture.
//
//   bun run bench --json > results.json && bun bench/publish.ts results.json
import { join } from "node:path";
import { draw } from "./draw.ts";
import { markdown } from "./markdown.ts";
import type { Report } from "./report.ts";

const BEGIN = "<!-- what follows is written by publish.ts -->";
const END = "<!-- until here -->";

const [path] = process.argv.slice(2);
if (path === undefined) {
  console.error("usage: bun bench/publish.ts RESULTS.json");
  process.exit(64);
}
const results = (await Bun.file(path).json()) as Report;
const page = join(import.meta.dir, "README.md");
const readme = Bun.file(page);
const text = await readme.text();
const [before, rest] = text.split(BEGIN);
const after = rest?.split(END)[1];
if (before === undefined || after === undefined) throw new Error(`README.md lacks ${BEGIN} or ${END}`);
await Bun.write(readme, `${before}${BEGIN}\n\n${markdown(results)}\n\n${END}${after}`);
await Bun.write(new URL("./results.svg", import.meta.url), draw(results));
// Tables are laid out as the linter wants them.
const { success, stderr } = Bun.spawnSync([process.execPath, "x", "biome", "format", "--write", page], {
  cwd: join(import.meta.dir, ".."),
  stdin: "ignore",
  stdout: "ignore",
  stderr: "pipe",
});
if (!success) throw new Error(`biome did not format ${page}: ${stderr}`);

// publish.ts: puts a run into README.md: its table and its picture.
//
//   bun run bench --json > results.json && bun bench/publish.ts results.json
import { draw } from "./draw.ts";
import { barText, number, type Report, type ReportedFigure } from "./report.ts";
import { sections } from "./sections.ts";

const BEGIN = "<!-- what follows is written by publish.ts -->";
const END = "<!-- until here -->";

const [path] = process.argv.slice(2);
if (path === undefined) {
  console.error("usage: bun bench/publish.ts RESULTS.json");
  process.exit(64);
}
const results = (await Bun.file(path).json()) as Report;
const readme = Bun.file(new URL("./README.md", import.meta.url));
const text = await readme.text();
const [before, rest] = text.split(BEGIN);
const after = rest?.split(END)[1];
if (before === undefined || after === undefined) throw new Error(`README.md lacks ${BEGIN} or ${END}`);
await Bun.write(readme, `${before}${BEGIN}\n\n${published(results)}\n\n${END}${after}`);
await Bun.write(new URL("./results.svg", import.meta.url), draw(results));

function published({
  date,
  machine,
  rounds,
  seconds,
  versions,
  sections: measured,
  left_out,
}: Report): string {
  const known = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const peers = Object.entries(left_out).map(([peer, reason]) => `Left out: ${peer}, ${reason}.`);
  return [
    `${date}, ${machine.cpus} cores (${machine.model}, ${machine.system}), ${rounds} rounds in ${seconds} seconds. ${known.join(", ")}.`,
    ...peers,
    "![Peers side by side](results.svg)",
    ...sections.flatMap(({ name, title, figures }) => {
      const ofSection = measured[name];
      if (ofSection === undefined) return [];
      const rows = figures
        .filter(({ detail }) => detail !== true)
        .flatMap(({ key }) => (ofSection[key] === undefined ? [] : [row(key, ofSection[key])]));
      return [`### ${title}`, [...HEAD, ...rows].join("\n")];
    }),
  ].join("\n\n");
}

const HEAD = ["| key | | median | least | most | bar | |", "| --- | --- | ---: | ---: | ---: | --- | --- |"];

function row(key: string, { title, unit, median, min, max, bar, holds }: ReportedFigure): string {
  const meaning = unit === undefined ? title : `${title}, ${unit}`;
  const verdict = holds === undefined ? "" : holds ? "holds" : "**missed**";
  const cells = [`\`${key}\``, meaning, ...[median, min, max].map(number), barText(bar), verdict];
  return `| ${cells.join(" | ")} |`;
}

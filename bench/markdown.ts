// markdown.ts: the results of a run as a page has them.
import { barText, number, type Report, type ReportedFigure } from "./report.ts";
import { sections } from "./sections.ts";

/** The results as the README has them: what took part, the picture, and a table of each section. */
export function markdown({
  date,
  machine,
  rounds,
  seconds,
  versions,
  sections: measured,
  left_out,
  failed,
}: Report): string {
  const known = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const peers = Object.entries(left_out).map(([peer, reason]) => `Left out: ${peer}, ${reason}.`);
  return [
    `${date}, ${machine.cpus} cores (${machine.model}, ${machine.system}), ${rounds} rounds in ${seconds} seconds. ${known.join(", ")}.`,
    ...peers,
    ...Object.entries(failed).map(([name, reason]) => `Failed: ${name}, ${reason}.`),
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

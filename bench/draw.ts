// draw.ts: the picture of a run: bars of what the peers did, each with its spread, as an SVG.
import type { Report, ReportedFigure } from "./report.ts";

/** Bars that are compared with each other. */
interface Panel {
  readonly title: string;
  /** What a bar is labelled with, and its key. Bars that were not measured are left out. */
  readonly bars: readonly (readonly [label: string, key: string])[];
}

const peers: readonly (readonly [label: string, name: string])[] = [
  ["teleop", "teleop"],
  ["capnp-rpc, Rust", "rust"],
  ["capnp-rpc, C++", "cpp"],
  ["capnweb", "capnweb"],
  ["vscode-jsonrpc", "jsonrpc"],
  ["grpc-js", "grpc-js"],
  ["connect", "connect"],
];

function ofPeers(load: string, what: string): Panel["bars"] {
  return peers.map(([label, name]) => [label, `${load}.${name}.${what}`]);
}

const panels: readonly Panel[] = [
  {
    title: "Calls a second, 64 in flight: more is better",
    bars: ofPeers("echo.window64", "calls_per_second"),
  },
  {
    title: "The same with texts of 1 KiB: more is better",
    bars: ofPeers("echo1k.window64", "calls_per_second"),
  },
  {
    title: "One call at a time, µs: less is better",
    bars: [["a bare socket", "echo.sequential.raw.p50_us"], ...ofPeers("echo.sequential", "p50_us")],
  },
  {
    title: "256 MiB as results of 1 MiB, MiB a second: more is better",
    bars: [
      ["teleop", "bulk.result_mib_per_second"],
      ["a raw copy", "bulk.result_raw_mib_per_second"],
    ],
  },
  {
    title: "From a PID to the first reply, ms: less is better",
    bars: [
      ["teleop", "attach.cold_ms"],
      ["teleop, Rust", "attach.cold.rust_ms"],
      ["Java", "attach.cold.java_ms"],
    ],
  },
];

const WIDTH = 720;
const LABELS = 150;
const NUMBERS = 90;
const ROW = 22;
const TITLE = 34;
const MARGIN = 16;
/** Room for spreads beyond the largest median, as a multiple of it; a line that goes on is cut. */
const OUTLIERS = 1.3;

/** @returns the text of an SVG, which is legible on white and on black. */
export function draw(report: Report): string {
  const figures = new Map(Object.values(report.sections).flatMap((section) => Object.entries(section)));
  const parts: string[] = [];
  let y = MARGIN;
  for (const { title, bars } of panels) {
    const measured = bars.flatMap(([label, key]) => {
      const figure = figures.get(key);
      return figure?.median === undefined ? [] : [[label, figure] as const];
    });
    if (measured.length === 0) continue;
    parts.push(text(MARGIN, y + 20, title, "title"));
    y += TITLE;
    const most = Math.max(...measured.map(([, { median = 0 }]) => median)) * OUTLIERS;
    for (const [label, figure] of measured) {
      parts.push(row(y, label, figure, most));
      y += ROW;
    }
    y += 6;
  }
  const height = y + MARGIN;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">
<title>teleop beside its peers, ${report.date}</title>
<style>
text { font: 13px system-ui, sans-serif; fill: #24292f }
.title { font-weight: 600 }
.label { text-anchor: end }
.ours { fill: #2f6fde }
.theirs { fill: #a9b4c2 }
.spread { stroke: #24292f; stroke-width: 1.5 }
</style>
<rect width="${WIDTH}" height="${height}" rx="8" fill="#ffffff"/>
${parts.join("\n")}
</svg>
`;
}

function row(y: number, label: string, figure: ReportedFigure, most: number): string {
  const { median = 0, min = 0, max = 0 } = figure;
  const left = MARGIN + LABELS;
  const room = WIDTH - left - NUMBERS - MARGIN;
  const at = (value: number): number => Number(((Math.min(value, most) / most) * room).toFixed(1));
  const middle = y + ROW / 2;
  const kind = label === "teleop" ? "ours" : "theirs";
  return [
    text(left - 8, middle + 4, label, "label"),
    `<rect class="${kind}" x="${left}" y="${y + 3}" width="${at(median)}" height="${ROW - 6}" rx="2"/>`,
    `<line class="spread" x1="${left + at(min)}" x2="${left + at(max)}" y1="${middle}" y2="${middle}"/>`,
    text(left + at(max) + 8, middle + 4, shown(median), "number"),
  ].join("\n");
}

function text(x: number, y: number, content: string, kind: string): string {
  const escaped = content.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<text class="${kind}" x="${x}" y="${y}">${escaped}</text>`;
}

function shown(value: number): string {
  return value >= 10_000 ? `${(value / 1000).toFixed(0)},000` : value.toFixed(value >= 100 ? 0 : 1);
}

// report.ts: the results of a run, as a table for people and as an object for programs.
import { cpus, release } from "node:os";
import type { Measured, MeasuredSection, Results } from "./runner.ts";
import type { Bar } from "./section.ts";
import { versions } from "./versions.ts";

/** What `--json` prints. */
export interface Report {
  readonly date: string;
  readonly machine: {
    readonly cpus: number;
    readonly model: string;
    readonly system: string;
  };
  /** Of what took part, as far as they are known. */
  readonly versions: Readonly<Record<string, string>>;
  readonly rounds: number;
  readonly seconds: number;
  /** By section, then by key. */
  readonly sections: Readonly<Record<string, Readonly<Record<string, ReportedFigure>>>>;
  /** The peers that could not take part, each with the reason. */
  readonly left_out: Readonly<Record<string, string>>;
  /** The sections that failed, each with the reason. */
  readonly failed: Readonly<Record<string, string>>;
}

export interface ReportedFigure {
  readonly title: string;
  readonly unit?: string | undefined;
  /** Over the rounds; absent where a peer was missing. */
  readonly median?: number;
  readonly min?: number;
  readonly max?: number;
  readonly bar?: Bar | undefined;
  readonly holds?: boolean | undefined;
}

export async function report(results: Results, rounds: number): Promise<Report> {
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: {
      cpus: cpus().length,
      model: cpus()[0]?.model ?? "unknown",
      // Without what a distribution adds.
      system: `${process.platform} ${release().split("-")[0]}`,
    },
    versions: await versions(),
    rounds,
    seconds: Math.round(results.sections.reduce((sum, { seconds }) => sum + seconds, 0)),
    sections: Object.fromEntries(
      results.sections.map(({ section, figures }) => [
        section.name,
        Object.fromEntries(figures.map((figure) => [figure.key, reported(figure)])),
      ]),
    ),
    left_out: Object.fromEntries(results.leftOut),
    failed: Object.fromEntries(failures(results)),
  };
}

/** The names of sections that failed, and why. */
export function failures({ sections }: Results): readonly (readonly [section: string, reason: string])[] {
  return sections.flatMap(({ section, failure }) =>
    failure === undefined ? [] : [[section.name, failure] as const],
  );
}

function reported({ title, unit, spread, bar, holds }: Measured): ReportedFigure {
  return { title, unit, ...spread, bar, holds };
}

export function table(results: Results): string {
  const { sections, leftOut } = results;
  const shown = sections.flatMap(({ figures }) => figures.filter(({ detail }) => detail !== true));
  const width = Math.max(...shown.map(({ key }) => key.length)) + 2;
  const held = shown.filter(({ holds }) => holds === true).length;
  const barred = shown.filter(({ bar }) => bar !== undefined).length;
  return [
    ...sections.map((section) => sectionTable(section, width)),
    [
      `${held} of ${barred} bars hold`,
      ...[...leftOut].map((peer) => `left out: ${peer.join(": ")}`),
      ...failures(results).map((failure) => `failed: ${failure.join(": ")}`),
    ].join("\n"),
  ].join("\n\n");
}

function sectionTable({ section, figures, seconds }: MeasuredSection, width: number): string {
  const heads = ["median", "least", "most", "bar"].map((head) => head.padStart(11)).join("");
  const title = `${section.title} (${seconds.toFixed(0)} s)`;
  const rows = figures
    .filter(({ detail }) => detail !== true)
    .map((figure) => {
      const { key, spread, bar, unit = "", holds } = figure;
      const cells = [spread?.median, spread?.min, spread?.max].map(number);
      const verdict = holds === undefined ? "" : holds ? "holds" : "MISSED";
      const line = [...cells, barText(bar)].map((cell) => cell.padStart(11)).join("");
      return `${key.padEnd(width)}${line} ${verdict.padEnd(7)} ${figure.title}${unit === "" ? "" : `, ${unit}`}`;
    });
  return [title, `${"".padEnd(width)}${heads}`, ...rows.map((row) => row.trimEnd())].join("\n");
}

export function barText(bar: Bar | undefined): string {
  if (bar === undefined) return "";
  return "atLeast" in bar ? `≥ ${bar.atLeast}` : `≤ ${bar.atMost}`;
}

/** Three digits that count. */
export function number(value: number | undefined): string {
  if (value === undefined) return "–";
  if (Math.abs(value) >= 100) return value.toFixed(0);
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}

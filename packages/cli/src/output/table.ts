// table.ts: rows under a line of titles, without borders, so that people read them and `awk` cuts them.
import Table from "cli-table3";
import type { Output } from "./output.ts";

export interface Column<Row> {
  readonly title: string;
  /** Numbers stand to the right. */
  readonly align?: "left" | "right" | undefined;
  /** What stands in the cell, coloured where that helps. Text of others goes through `printable()` first. */
  cell(row: Row): string;
}

/**
 * Writes the rows under their titles, or nothing where there are no rows. On a terminal the last column is cut where the
 * line ends; in a pipe nothing is cut.
 */
export function writeTable<Row>(out: Output, columns: readonly Column<Row>[], rows: readonly Row[]): void {
  for (const line of tableLines(out, columns, rows)) out.line(line);
}

/** The same as lines, for what draws them itself. */
export function tableLines<Row>(
  out: Output,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): string[] {
  if (rows.length === 0) return [];
  const whole = tableOf(out, columns, rows);
  const table =
    out.isTerminal && whole.width > out.columns
      ? tableOf(out, columns, rows, widthOfLast(out, columns, rows))
      : whole;
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd());
}

/** What the other columns leave of the line; a few characters in any case, and then the terminal wraps. */
function widthOfLast<Row>(out: Output, columns: readonly Column<Row>[], rows: readonly Row[]): number {
  return Math.max(MIN_CUT_WIDTH, out.columns - tableOf(out, columns.slice(0, -1), rows).width);
}

const MIN_CUT_WIDTH = 8;

function tableOf<Row>(
  { colours }: Output,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  widthOfLast: number | null = null,
) {
  const table = new Table({
    chars: NO_BORDERS,
    style: { "padding-left": 0, "padding-right": 2, head: [], border: [] },
    colAligns: columns.map(({ align = "left" }) => align),
    colWidths: columns.map((_, index) => (index === columns.length - 1 ? widthOfLast : null)),
    head: columns.map(({ title }) => colours.dim(title)),
  });
  table.push(...rows.map((row) => columns.map((column) => column.cell(row))));
  return table;
}

const NO_BORDERS = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "",
} as const;

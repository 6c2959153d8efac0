// table.ts: rows under a line of titles, without borders, so that people read them and `awk` cuts them.
import { stripVTControlCharacters } from "node:util";
import Table from "cli-table3";
import type { Output } from "./output.ts";

export interface Column<Row> {
  readonly title: string;
  /** Numbers stand to the right. */
  readonly align?: "left" | "right" | undefined;
  /** On a terminal that is too narrow for all, those that have a number are left out, the lowest first, before any is cut. */
  readonly leftOut?: number | undefined;
  /** What stands in the cell, coloured where that helps. Text of others goes through `printable()` first. */
  cell(row: Row): string;
}

/**
 * Writes the rows under their titles, or nothing where there are no rows. On a terminal the widest columns are cut until
 * a row fits into a line; in a pipe nothing is cut.
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
  const all = columns.map((column) => ({ column, width: widthOf(linesOf(out, [column], rows)) }));
  const shown = out.isTerminal ? withoutSome(all, out.columns) : all;
  const natural = shown.map(({ width }) => width);
  const widths = out.isTerminal ? fitted(natural, out.columns) : natural;
  const columnsShown = shown.map(({ column }) => column);
  return linesOf(out, columnsShown, rows, widths).map((line) => line.trimEnd());
}

interface Measured<Row> {
  readonly column: Column<Row>;
  /** With the gap behind it. */
  readonly width: number;
}

function withoutSome<Row>(all: readonly Measured<Row>[], available: number): readonly Measured<Row>[] {
  if (sum(all.map(({ width }) => width)) - GAP <= available) return all;
  const [first] = all
    .filter(({ column }) => column.leftOut !== undefined)
    .sort((one, other) => (one.column.leftOut ?? 0) - (other.column.leftOut ?? 0));
  if (first === undefined) return all;
  return withoutSome(
    all.filter((one) => one !== first),
    available,
  );
}

/** Takes from the widest, until all fit or none can give any more: then the terminal wraps. */
function fitted(natural: readonly number[], available: number): readonly number[] {
  const widths = [...natural];
  // Nothing comes after the last one.
  for (let excess = sum(widths) - GAP - available; excess > 0; excess--) {
    const widest = Math.max(...widths);
    if (widest <= MIN_CUT_WIDTH) break;
    widths[widths.lastIndexOf(widest)] = widest - 1;
  }
  return widths;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const GAP = 2;

/** With the gap behind it. */
const MIN_CUT_WIDTH = 8;

/** All lines are as wide as the first one, whose titles are in plain letters. */
function widthOf([titles = ""]: readonly string[]): number {
  return stripVTControlCharacters(titles).length;
}

function linesOf<Row>(
  { colours }: Output,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  widths: readonly number[] = [],
): readonly string[] {
  const table = new Table({
    chars: NO_BORDERS,
    style: { "padding-left": 0, "padding-right": GAP, head: [], border: [] },
    colAligns: columns.map(({ align = "left" }) => align),
    colWidths: [...widths],
    head: columns.map(({ title }) => colours.dim(title)),
  });
  // One by one: there may be more than a call takes arguments.
  for (const row of rows) table.push(columns.map((column) => column.cell(row)));
  return table.toString().split("\n");
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

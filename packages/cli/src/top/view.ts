// view.ts: what `teleop top` shows: one process in lines of its own, several as a table.
import type { Output } from "../output/output.ts";
import { printable } from "../output/printable.ts";
import { type Column, tableLines } from "../output/table.ts";
import { formatBytes, formatDuration } from "../output/units.ts";
import type { History, Moment } from "./history.ts";
import { sparkline } from "./sparkline.ts";

/** A process that is watched, or a host that does not say which it has. */
export interface Watched {
  /** Of its place; empty for this machine alone. */
  readonly place: string;
  /** Undefined for a host. */
  readonly pid: number | undefined;
  readonly name: string;
  readonly history: History;
  /** Why nothing more comes of it; undefined while it does. */
  readonly over: string | undefined;
}

export type Order = "pid" | "cpu" | "memory" | "delay";

export interface ViewState {
  readonly order: Order;
  readonly isPaused: boolean;
  /** Milliseconds. */
  readonly interval: number;
}

/** All lines, as wide as the terminal is. */
export function viewOf(out: Output, all: readonly Watched[], state: ViewState): readonly string[] {
  const { colours } = out;
  const [only, another] = all;
  const keys =
    another === undefined
      ? "q quit  space pause"
      : "q quit  space pause  sort by c CPU  m memory  d delay  p PID";
  const paused = state.isPaused ? colours.yellow("paused  ") : "";
  const head = `${paused}${colours.dim(`every ${formatDuration(state.interval)}  ${keys}`)}`;
  if (only !== undefined && another === undefined) return [head, "", ...linesOf(out, only)];
  return [head, "", ...tableLines(out, columnsOf(out, all), sorted(all, state.order))];
}

function sorted(all: readonly Watched[], order: Order): readonly Watched[] {
  const key = ({ history: { latest } }: Watched): number => {
    switch (order) {
      case "cpu":
        return latest?.cpu ?? -1;
      case "memory":
        return latest?.resident ?? -1;
      case "delay":
        return latest?.delayMax ?? -1;
      case "pid":
        return 0;
    }
  };
  return all.toSorted((a, b) => key(b) - key(a) || (a.pid ?? LAST) - (b.pid ?? LAST));
}

/** Behind every PID. */
const LAST = Number.MAX_SAFE_INTEGER;

const NAME_WIDTH = 18;
const VALUE_WIDTH = 28;

function linesOf(out: Output, { place, pid, name, history, over }: Watched): readonly string[] {
  const { colours } = out;
  const { latest, moments, dropped } = history;
  const title = `${colours.bold(printable(name))}  ${pid}${place === "" ? "" : ` on ${printable(place)}`}`;
  if (latest === undefined)
    return [title, "", over === undefined ? colours.dim("…") : colours.red(printable(over))];
  const width = Math.max(10, out.columns - NAME_WIDTH - VALUE_WIDTH - 1);
  const line = (what: string, value: string, values: readonly number[], top?: number): string =>
    `${colours.dim(what.slice(0, NAME_WIDTH - 2).padEnd(NAME_WIDTH))}${value.padEnd(VALUE_WIDTH)}${colours.cyan(sparkline(values, width, top))}`;
  const of = (pick: (moment: Moment) => number): readonly number[] => moments.map(pick);
  const main = latest.mainThread === undefined ? "" : ` (event loop ${percent(latest.mainThread)})`;
  const lines = [
    title,
    "",
    line(
      "processor",
      `${percent(latest.cpu)}${main}`,
      of(({ cpu }) => cpu),
      1,
    ),
    line(
      "resident",
      formatBytes(latest.resident),
      of(({ resident }) => resident),
    ),
    line(
      "heap",
      formatBytes(latest.heap),
      of(({ heap }) => heap),
    ),
    line(
      "loop delay",
      `${formatDuration(latest.delayMax)}, mean ${formatDuration(latest.delayMean)}`,
      of(({ delayMax }) => delayMax),
      10,
    ),
    line(
      "collections",
      percent(latest.collections),
      of(({ collections }) => collections),
      0.1,
    ),
    ...latest.gauges.map(({ name: gauge, value }, index) =>
      line(
        printable(gauge),
        value === undefined ? "?" : number(value),
        of(({ gauges }) => gauges[index]?.value ?? 0),
      ),
    ),
  ];
  if (dropped > 0n) lines.push(colours.dim(`${dropped} samples were dropped: they came too fast`));
  if (over !== undefined) lines.push("", colours.red(printable(over)));
  return lines;
}

function columnsOf(out: Output, all: readonly Watched[]): readonly Column<Watched>[] {
  const { colours } = out;
  const width = out.columns >= 110 ? 20 : 10;
  const gauges = [
    ...new Set(all.flatMap(({ history }) => history.latest?.gauges.map(({ name }) => name) ?? [])),
  ];
  const cell =
    (show: (moment: Moment) => string) =>
    ({ history: { latest } }: Watched): string =>
      latest === undefined ? "" : show(latest);
  const isFleet = all.some(({ place }) => place !== "");
  return [
    ...(isFleet ? [{ title: "HOST", cell: ({ place }: Watched) => printable(place) }] : []),
    { title: "PID", align: "right", cell: ({ pid }) => (pid === undefined ? "-" : String(pid)) },
    { title: "CPU", align: "right", cell: cell(({ cpu }) => percent(cpu)) },
    {
      title: "",
      cell: ({ history }) =>
        colours.cyan(
          sparkline(
            history.moments.map(({ cpu }) => cpu),
            width,
            1,
          ),
        ),
    },
    { title: "RESIDENT", align: "right", cell: cell(({ resident }) => formatBytes(resident)) },
    { title: "HEAP", align: "right", cell: cell(({ heap }) => formatBytes(heap)) },
    { title: "DELAY", align: "right", cell: cell(({ delayMax }) => formatDuration(delayMax)) },
    { title: "GC", align: "right", cell: cell(({ collections }) => percent(collections)) },
    ...gauges.map((gauge) => ({
      title: printable(gauge),
      align: "right" as const,
      cell: cell((moment) => {
        const value = moment.gauges.find(({ name }) => name === gauge)?.value;
        return value === undefined ? "?" : number(value);
      }),
    })),
    {
      title: "NAME",
      cell: ({ name, over }) =>
        printable(name) + (over === undefined ? "" : colours.red(`  ${printable(over)}`)),
    },
  ];
}

function percent(share: number): string {
  const value = share * 100;
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} %`;
}

function number(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(2);
}

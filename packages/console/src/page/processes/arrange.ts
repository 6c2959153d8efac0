// arrange.ts: from the processes that there are to the rows of a table: which, in which order, below whom.
import type { Announcement } from "../../console.capnp.ts";
import type { KnownProcess } from "./process-list.ts";

/** What the table can be ordered by. */
export const ORDERS = ["name", "pid", "cpu", "resident", "delay", "uptime"] as const;
export type Order = (typeof ORDERS)[number];

/** What is measured of a process at the moment, undefined where it is not told. */
export interface Figures {
  /** Share of one processor. */
  readonly cpu: number | undefined;
  /** Bytes. */
  readonly resident: number | undefined;
  /** Milliseconds. */
  readonly delay: number | undefined;
}

export interface Arrangement {
  /** Words that all must be found in what is shown of a process. */
  readonly filter: string;
  readonly order: Order;
  readonly isDescending: boolean;
  /** "flat"; "places": under the heading of its place; "tree": below the nearest of its ancestors that is shown. */
  readonly grouping: "flat" | "places" | "tree";
}

/** A process in the table. */
export interface ArrangedProcess extends KnownProcess {
  /** 0 for one that is below no other. */
  readonly depth: number;
}

export interface ArrangedGroup {
  /** The place that all are of; undefined where they are not grouped. */
  readonly place: string | undefined;
  readonly rows: readonly ArrangedProcess[];
}

/** @param figuresOf what a process is ordered by where that is measured. */
export function arrange(
  processes: readonly KnownProcess[],
  arrangement: Arrangement,
  figuresOf: (process: KnownProcess) => Figures | undefined,
): readonly ArrangedGroup[] {
  const { filter, grouping } = arrangement;
  const found = processes.filter((process) => matches(process, filter));
  const compare = comparison(arrangement, figuresOf);
  switch (grouping) {
    case "flat":
      return [{ place: undefined, rows: flat(found.toSorted(compare)) }];
    case "tree":
      return [{ place: undefined, rows: asTree(found.toSorted(compare)) }];
    case "places":
      return [...new Set(found.map(({ place }) => place))].sort().map((place) => ({
        place,
        rows: flat(found.filter((process) => process.place === place).toSorted(compare)),
      }));
  }
}

/** Whether all words stand in its name, PID, command, user, place, state or the names of its services. */
export function matches(process: KnownProcess, filter: string): boolean {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  if (words.length === 0) return true;
  const { place, pid, name, command, userName, state, announcements } = process;
  const text = [pid, name, ...command, userName, place, state, ...serviceNames(announcements)].join(" ");
  const said = text.toLowerCase();
  return words.every((word) => said.includes(word));
}

/** Of all rendezvous, each once. */
export function serviceNames(announcements: readonly Announcement[]): readonly string[] {
  return [...new Set(announcements.flatMap(({ services }) => ("names" in services ? services.names : [])))];
}

type Comparison = (one: KnownProcess, other: KnownProcess) => number;

/** What is not known comes last, whatever the direction; what is the same stays in the order of PIDs. */
function comparison(
  { order, isDescending }: Arrangement,
  figuresOf: (process: KnownProcess) => Figures | undefined,
): Comparison {
  const sign = isDescending ? -1 : 1;
  const byPid: Comparison = (one, other) => one.pid - other.pid || one.place.localeCompare(other.place);
  if (order === "name") {
    return (one, other) => sign * one.name.localeCompare(other.name) || byPid(one, other);
  }
  const figureOf = (listed: KnownProcess): number | undefined => {
    if (order === "pid") return listed.pid;
    // Who has run for longest has started first.
    if (order === "uptime") return listed.startedAt === 0 ? undefined : -listed.startedAt;
    return figuresOf(listed)?.[order];
  };
  return (one, other) => {
    const [a, b] = [figureOf(one), figureOf(other)];
    if (a === undefined || b === undefined)
      return Number(a === undefined) - Number(b === undefined) || byPid(one, other);
    return sign * (a - b) || byPid(one, other);
  };
}

function flat(processes: readonly KnownProcess[]): readonly ArrangedProcess[] {
  return processes.map((process) => ({ ...process, depth: 0 }));
}

/** What stands between a process and its ancestor, such as a shell, is not armed and not shown. */
function asTree(processes: readonly KnownProcess[]): readonly ArrangedProcess[] {
  const byId = new Map(processes.map((listed) => [`${listed.pid} ${listed.place}`, listed]));
  const children = new Map<KnownProcess | undefined, KnownProcess[]>();
  for (const listed of processes) {
    const parent = listed.ancestors
      .map((pid) => byId.get(`${pid} ${listed.place}`))
      .find((ancestor) => ancestor !== undefined && ancestor !== listed);
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [listed]);
    else siblings.push(listed);
  }
  const below = (parent: KnownProcess | undefined, depth: number): readonly ArrangedProcess[] =>
    (children.get(parent) ?? []).flatMap((child) => [{ ...child, depth }, ...below(child, depth + 1)]);
  const rows = below(undefined, 0);
  // A place that is wrong about who comes from whom may name a circle, which hangs from nothing.
  const shown = new Set(rows.map(({ key }) => key));
  return [...rows, ...flat(processes.filter(({ key }) => !shown.has(key)))];
}

// columns.ts: what `teleop ps` can show of a process, and which of that it shows by itself.
import { basename } from "node:path";
import type { Announcement } from "@teleop/discovery";
import type { Host, ProcessRow } from "../host.ts";
import type { Colours } from "../output/output.ts";
import { printable } from "../output/printable.ts";
import type { Column } from "../output/table.ts";
import { formatDuration } from "../output/units.ts";
import type { TreeRow } from "./tree.ts";

export const columnNames = [
  "host",
  "pid",
  "ppid",
  "name",
  "user",
  "up",
  "state",
  "armed",
  "services",
  "version",
  "command",
] as const;

export type ColumnName = (typeof columnNames)[number];

/** A host that does not say which processes it has, and why, in a text that may be shown. */
export interface FailedHost {
  readonly host: Host;
  readonly failure: string;
}

/** Where the processes of a host are unknown, the last column says why, and the others that there is nothing. */
export function columnsOf(
  names: readonly ColumnName[],
  colours: Colours,
): readonly Column<TreeRow | FailedHost>[] {
  return names.map((name, index) => {
    const { cell, ...column } = columns(colours)[name];
    const isLast = index === names.length - 1;
    return {
      ...column,
      cell(row) {
        if (!("failure" in row)) return cell(row);
        if (name === "host") return printable(row.host.label);
        return isLast ? colours.red(row.failure) : "-";
      },
    };
  });
}

/** Those in which something stands that is not to be expected, beside the usual ones. */
export function columnsThatTell(
  found: readonly { readonly row: ProcessRow }[],
  isFleet: boolean,
): readonly ColumnName[] {
  const ours = process.geteuid?.();
  const isTold: Partial<Record<ColumnName, boolean>> = {
    host: isFleet,
    user:
      found.some(({ row: { user } }) => user !== ours) || new Set(found.map(({ row }) => row.sid)).size > 1,
    state: found.some(({ row: { state } }) => state !== "running"),
    ppid: false,
    version: false,
  };
  return columnNames.filter((name) => isTold[name] !== false);
}

function columns({ bold, dim, yellow }: Colours): Readonly<Record<ColumnName, Column<TreeRow>>> {
  return {
    host: { title: "HOST", cell: ({ host }) => printable(host.label) },
    pid: { title: "PID", align: "right", cell: ({ pid }) => String(pid) },
    ppid: { title: "PPID", align: "right", cell: ({ parent }) => String(parent ?? "-") },
    name: { title: "NAME", cell: ({ branch, name }) => `${dim(branch)}${bold(printable(name))}` },
    user: {
      title: "USER",
      cell: ({ user, sid, userName }) => printable(userName ?? String(user ?? sid ?? "-")),
    },
    up: {
      title: "UP",
      align: "right",
      cell: ({ uptimeMs }) => (uptimeMs === undefined ? "-" : formatDuration(uptimeMs)),
    },
    state: { title: "STATE", cell: ({ state = "-" }) => (state === "running" ? state : yellow(state)) },
    armed: {
      title: "ARMED",
      cell: (row) => (row.armed === "possibly" ? yellow("maybe") : attachersOf(row)),
    },
    services: { title: "SERVICES", cell: servicesOf },
    version: { title: "VERSION", cell: versionsOf },
    command: { title: "COMMAND", cell: commandOf },
  };
}

function attachersOf({ announcements = [] }: ProcessRow): string {
  const attachers = new Set(announcements.map(({ attacher }) => attacher));
  return attachers.size === 0 ? "yes" : printable([...attachers].join(" "));
}

/** Of several rendezvous each has its own. Dozens of services would leave no room for the command. */
function servicesOf({ announcements = [] }: ProcessRow): string {
  const parts = announcements.toSorted(byRendezvous).map(({ rendezvous, services }) => {
    const names = services ?? ["?"];
    const shown = names.slice(0, MAX_SERVICES).join(",");
    const more = names.length > MAX_SERVICES ? `,+${names.length - MAX_SERVICES}` : "";
    return `${rendezvous === undefined ? "" : `${rendezvous}:`}${shown}${more}`;
  });
  return parts.length === 0 ? "-" : printable(parts.join(" "));
}

/** First the one without a name, which is what a command asks first. */
function byRendezvous(
  { rendezvous: one = "" }: Announcement,
  { rendezvous: other = "" }: Announcement,
): number {
  return one < other ? -1 : 1;
}

const MAX_SERVICES = 4;

function versionsOf({ announcements: [first] = [] }: ProcessRow): string {
  const versions = Object.entries(first?.versions ?? {}).map(([what, version]) => `${what} ${version}`);
  return versions.length === 0 ? "-" : printable(versions.join(", "));
}

/** The program by its name: the path to it, which is long where a runtime was installed by a tool, tells little. */
export function commandOf({ command: [program = "", ...args] }: ProcessRow): string {
  return printable([basename(program), ...args].join(" "));
}

// ps.ts: `teleop ps`: the processes that can be attached to.
import type { Context } from "../context.ts";
import { defineCommand, type TeleopCommand } from "../define-command.ts";
import { failureRow, type Listing, listAll, reasonOf, requireAll } from "../fleet.ts";
import { writeJson } from "../output/json.ts";
import { printable } from "../output/printable.ts";
import { writeTable } from "../output/table.ts";
import { type ColumnName, columnNames, columnsOf, columnsThatTell } from "../ps/columns.ts";
import { asTree } from "../ps/tree.ts";

interface PsFlags {
  readonly tree: boolean;
  readonly columns: readonly ColumnName[] | undefined;
}

export const command: TeleopCommand = defineCommand<PsFlags, []>({
  brief: "List the processes that can be attached to",
  description: `Lists the processes that can be attached to, as far as this user sees them: root sees those of all users, also in
containers. It does nothing to them, so that it shows those that are stopped or hang, too. One that does not announce
itself is known by what arming leaves behind; where others may show the same, it is listed as one that may be armed.

In a pipe nothing is cut. With --json each process is a line.`,
  examples: [
    ["teleop ps", "all of them"],
    ["teleop ps --tree", "children below their parents"],
    ["teleop ps --columns pid,name,services", "what of them"],
    ["teleop ps --json | jq .pid", "their PIDs, for a script"],
    ["teleop ps --via 'ssh web1' --via 'ssh web2'", "those of a fleet"],
  ],
  flags: {
    tree: { kind: "boolean", default: false, withNegated: false, brief: "Children below their parents" },
    columns: {
      kind: "enum",
      values: columnNames,
      variadic: ",",
      optional: true,
      brief: "What to show of them, in this order",
    },
  },
  aliases: { t: "tree" },
  positional: { kind: "tuple", parameters: [] },
  async run(context, flags) {
    const { hosts, json, signal } = context;
    const listing = await listAll(hosts, { signal });
    if (json) writeLines(context, listing);
    else writeRows(context, listing, flags);
    requireAll(listing.failures, hosts);
  },
});

function writeLines({ out }: Context, { found, failures }: Listing): void {
  for (const { host, row } of found) writeJson(out, host.label === "" ? row : { host: host.label, ...row });
  for (const failure of failures) writeJson(out, failureRow(failure));
}

function writeRows({ out, err, hosts }: Context, listing: Listing, { tree, columns }: PsFlags): void {
  const { found, failures } = listing;
  const names = columns ?? columnsThatTell(found, hosts.length > 1);
  const processes = found.map(({ host, row }) => ({ ...row, host }));
  const rows = tree ? asTree(processes) : processes.map((row) => ({ ...row, branch: "" }));
  const failed = failures.map((failure) => ({ host: failure.host, failure: printable(reasonOf(failure)) }));
  if (rows.length + failed.length > 0) writeTable(out, columnsOf(names, out.colours), [...rows, ...failed]);
  else err.line(NOBODY);
}

const NOBODY =
  "no process is armed that this user sees: `teleop run` starts one, `teleop doctor PID` tells why one is not";

// ps.ts: `teleop ps`: the processes that can be attached to.
import type { Context } from "../context.ts";
import { defineCommand, type TeleopCommand } from "../define-command.ts";
import { failureRow, type Listing, listAll, requireAll } from "../fleet.ts";
import { writeJson } from "../output/json.ts";
import { writeTable } from "../output/table.ts";
import { type ColumnName, columnNames } from "../ps/columns.ts";
import { processTable } from "../ps/process-table.ts";

interface PsFlags {
  readonly watch: boolean;
  readonly tree: boolean;
  readonly columns: readonly ColumnName[] | undefined;
}

export const command: TeleopCommand = defineCommand<PsFlags, []>({
  brief: "List the processes that can be attached to",
  description: `Lists the processes that can be attached to, as far as this user sees them: root sees those of all users, also in
containers. It does nothing to them, so that it shows those that are stopped or hang, too. One that does not announce
itself is known by what arming leaves behind; where others may show the same, it is listed as one that may be armed.

In a pipe nothing is cut. With --json each process is a line. With --watch a pipe gets a line for each that comes (+), says
something else of itself or is in another state (~), goes (-), or has ended (x), and how, as far as the system tells; with --json that
is {"event":"appeared","process":{…}}, "changed", "disappeared" or "ended".`,
  examples: [
    ["teleop ps", "all of them"],
    ["teleop ps --watch", "as they come and go"],
    ["teleop ps --tree", "children below their parents"],
    ["teleop ps --columns pid,name,services", "what of them"],
    ["teleop ps --json | jq .pid", "their PIDs, for a script"],
    ["teleop ps --via 'ssh web1' --via 'ssh web2'", "those of a fleet"],
  ],
  flags: {
    watch: {
      kind: "boolean",
      default: false,
      withNegated: false,
      brief: "Show them as they come and go, until Ctrl-C, or q on a terminal",
    },
    tree: { kind: "boolean", default: false, withNegated: false, brief: "Children below their parents" },
    columns: {
      kind: "enum",
      values: columnNames,
      variadic: ",",
      optional: true,
      brief: "What to show of them, in this order",
    },
  },
  aliases: { w: "watch", t: "tree" },
  positional: { kind: "tuple", parameters: [] },
  async run(context, flags) {
    const { hosts, json, signal } = context;
    if (flags.watch) {
      const { watchProcesses } = await import("../ps/watch.ts");
      await watchProcesses(context, flags);
      return;
    }
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
  const table = processTable(listing, { columns, tree, isFleet: hosts.length > 1, colours: out.colours });
  if (found.length + failures.length > 0) writeTable(out, table.columns, table.rows);
  else err.line(NOBODY);
}

const NOBODY =
  "no process is armed that this user sees: `teleop run` starts one, `teleop doctor PID` tells why one is not";

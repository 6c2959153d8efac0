// ps.ts: `teleop ps`: the processes that can be attached to.

import type { TeleopCommand } from "../define-command.ts";
import { defineCommand } from "../define-command.ts";
import { failureRow, type HostFailure, listAll, reasonOf, requireAll } from "../fleet.ts";
import type { Host, ProcessRow } from "../host.ts";
import { writeJson } from "../output/json.ts";
import { printable } from "../output/printable.ts";
import { type Column, writeTable } from "../output/table.ts";

export const command: TeleopCommand = defineCommand<Record<never, never>, []>({
  brief: "List the processes that can be attached to",
  description:
    "Lists the processes that can be attached to, as far as this user sees them. It does nothing to them.",
  examples: [
    ["teleop ps", "all of them"],
    ["teleop ps --json | jq .pid", "their PIDs, for a script"],
    ["teleop ps --via 'ssh web1' --via 'ssh web2'", "those of a fleet"],
  ],
  flags: {},
  positional: { kind: "tuple", parameters: [] },
  async run({ hosts, out, err, json, signal }) {
    const { found, failures } = await listAll(hosts, { signal });
    if (json) {
      for (const { host, row } of found)
        writeJson(out, host.label === "" ? row : { host: host.label, ...row });
      for (const failure of failures) writeJson(out, failureRow(failure));
    } else if (found.length + failures.length > 0) {
      writeTable(out, hosts.length > 1 ? [hostColumn, ...columns] : columns, [...found, ...failures]);
    } else {
      err.line("no process that this user sees is armed");
    }
    requireAll(failures, hosts);
  },
});

/** A process, or a host that does not say which it has. */
type Row = { readonly host: Host; readonly row: ProcessRow } | HostFailure;

const hostColumn: Column<Row> = { title: "HOST", cell: ({ host }) => printable(host.label) };

const columns: readonly Column<Row>[] = [
  { title: "PID", align: "right", cell: (row) => ("row" in row ? String(row.row.pid) : "-") },
  { title: "NAME", cell: (row) => ("row" in row ? nameOf(row.row) : "-") },
  {
    title: "COMMAND",
    cell: (row) => printable("row" in row ? row.row.command.join(" ") : reasonOf(row)),
  },
];

function nameOf({ name, armed }: ProcessRow): string {
  return armed === "possibly" ? `${printable(name)} (possibly armed)` : printable(name);
}

// ps.ts: `teleop ps`: the processes that can be attached to.

import type { TeleopCommand } from "../define-command.ts";
import { defineCommand } from "../define-command.ts";
import type { ProcessRow } from "../host.ts";
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
  ],
  flags: {},
  positional: { kind: "tuple", parameters: [] },
  async run({ hosts, out, err, json, signal }) {
    const lists = await Promise.all(hosts.map((host) => host.list({ signal })));
    const rows = lists.flat();
    if (json) for (const row of rows) writeJson(out, row);
    else if (rows.length > 0) writeTable(out, columns, rows);
    else err.line("no process that this user sees is armed");
  },
});

const columns: readonly Column<ProcessRow>[] = [
  { title: "PID", align: "right", cell: ({ pid }) => String(pid) },
  { title: "NAME", cell: ({ name }) => printable(name) },
  { title: "COMMAND", cell: ({ command }) => printable(command.join(" ")) },
];

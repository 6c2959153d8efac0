// gc.ts: `teleop gc`: frees what a process does not use any more, and tells how much that was.
import { Heap } from "@teleop/diagnostics/client";
import { attachToService } from "../attach-to-service.ts";
import { answerSoon } from "../context.ts";
import { defineCommand, type TeleopCommand } from "../define-command.ts";
import { tellImpact } from "../output/impact.ts";
import { writeJson } from "../output/json.ts";
import { type Column, writeTable } from "../output/table.ts";
import { formatBytes, formatDuration } from "../output/units.ts";
import { processArgument, selectProcess } from "../select-process.ts";

export const command: TeleopCommand = defineCommand<Record<never, never>, [process: string]>({
  brief: "Collect the garbage of a process, and tell what that freed",
  description: `Collects the garbage of a process, and tells what it used before and after.

Impact: a pause of some 10 ns for each object: 6 ms for a heap of 10 MB, 150 ms for one of 500 MB in small objects.`,
  examples: [
    ["teleop gc web", "how much of what web holds was garbage?"],
    ["teleop gc 1234 --json | jq .after.used", "the bytes that are left, for a script"],
  ],
  flags: {},
  positional: { kind: "tuple", parameters: [processArgument] },
  async run(context, _flags, process) {
    const { out, json } = context;
    await using target = await attachToService(context, await selectProcess(context, process), "heap");
    using heap = target.service("heap", Heap);
    tellImpact(context, "the process pauses for some milliseconds");
    const { before, after, pause } = await heap.collectGarbage({}, { signal: answerSoon(context) });
    if (json) {
      writeJson(out, { before, after, pauseSeconds: pause });
      return;
    }
    const rows = kinds.map(({ name, key }) => ({
      name,
      before: Number(before?.[key] ?? 0),
      after: Number(after?.[key] ?? 0),
    }));
    writeTable(out, columns, rows);
    out.line(`it paused for ${formatDuration(pause * 1000)}`);
  },
});

const kinds = [
  { name: "heap", key: "used" },
  { name: "outside the heap", key: "external" },
  { name: "resident", key: "resident" },
] as const;

const columns: readonly Column<{ readonly name: string; readonly before: number; readonly after: number }>[] =
  [
    { title: "MEMORY", cell: ({ name }) => name },
    { title: "BEFORE", align: "right", cell: ({ before }) => formatBytes(before) },
    { title: "AFTER", align: "right", cell: ({ after }) => formatBytes(after) },
  ];

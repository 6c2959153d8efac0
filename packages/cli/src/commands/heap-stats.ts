// heap-stats.ts: `teleop heap stats`: how many objects of which type a process has.
import { Heap, type Heap_Statistics } from "@teleop/diagnostics/client";
import { attachToService } from "../attach-to-service.ts";
import { answerSoon } from "../context.ts";
import { parseCount } from "../count.ts";
import { defineCommand, type TeleopCommand } from "../define-command.ts";
import { tellImpact } from "../output/impact.ts";
import { writeJson } from "../output/json.ts";
import type { Output } from "../output/output.ts";
import { printable } from "../output/printable.ts";
import { type Column, writeTable } from "../output/table.ts";
import { formatBytes } from "../output/units.ts";
import { processArgument, selectProcess } from "../select-process.ts";

type Flags = { readonly top: number };

export const heapStats: TeleopCommand = defineCommand<Flags, [process: string]>({
  brief: "Show how much memory the heap takes, and how many objects of which type there are",
  description: `Shows how much memory the heap of a process takes, and how many objects of which type there are, garbage included.
Node.js does not count objects: of it the parts of the heap are shown.

Impact: a pause of some 20 ns for each object, 10 ms for half a million.`,
  examples: [
    ["teleop heap stats web", "what does web keep in memory?"],
    ["teleop heap stats 1234 --top 0 --json", "all types, for a script"],
  ],
  flags: {
    top: {
      kind: "parsed",
      parse: parseCount,
      default: "20",
      placeholder: "number",
      brief: "How many types are listed, the most frequent first; 0 for all",
    },
  },
  positional: { kind: "tuple", parameters: [processArgument] },
  async run(context, { top }, process) {
    const { out, json } = context;
    await using target = await attachToService(context, await selectProcess(context, process), "heap");
    using heap = target.service("heap", Heap);
    tellImpact(context, "the process pauses for some milliseconds");
    const { usage, objects, types, spaces } = await heap.statistics({}, { signal: answerSoon(context) });
    const shown = top === 0 ? types : types.slice(0, top);
    if (json) writeJson(out, { usage, objects, types: shown, spaces });
    else show(out, { usage, objects, types: shown, spaces }, types.length - shown.length);
  },
});

function show(out: Output, { usage, objects, types, spaces }: Heap_Statistics, more: number): void {
  const bytes = (value: bigint | undefined): string => formatBytes(Number(value ?? 0n));
  const heap = `${bytes(usage?.used)} of ${bytes(usage?.capacity)} in the heap`;
  out.line(
    `${heap}, ${bytes(usage?.external)} outside of it; the process takes ${bytes(usage?.resident)} in all`,
  );
  if (types.length > 0) {
    out.line(`${objects} objects:`);
    writeTable(out, typeColumns, types);
    if (more > 0) out.line(out.colours.dim(`and ${more} types more (--top 0 lists all)`));
  }
  writeTable(out, spaceColumns, spaces);
}

const typeColumns: readonly Column<Heap_Statistics["types"][number]>[] = [
  { title: "COUNT", align: "right", cell: ({ count }) => String(count) },
  { title: "KEPT BY NATIVE CODE", align: "right", cell: (type) => String(type.protected || "") },
  { title: "TYPE", cell: ({ name }) => printable(name) },
];

const spaceColumns: readonly Column<Heap_Statistics["spaces"][number]>[] = [
  { title: "USED", align: "right", cell: ({ used }) => formatBytes(Number(used)) },
  { title: "OF", align: "right", cell: ({ capacity }) => formatBytes(Number(capacity)) },
  { title: "PART OF THE HEAP", cell: ({ name }) => printable(name) },
];

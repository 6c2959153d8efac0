// heap-diff.ts: `teleop heap diff`: what has grown from one snapshot to another, class by class.
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { TeleopError } from "@teleop/core";
import { messageOf } from "@teleop/core/basics";
import {
  type ClassChange,
  compareSnapshots,
  type SnapshotContents,
  snapshotContents,
} from "@teleop/diagnostics/client";
import type { Context } from "../context.ts";
import { parseCount } from "../count.ts";
import { defineCommand, type TeleopCommand } from "../define-command.ts";
import { writeJson } from "../output/json.ts";
import { printable } from "../output/printable.ts";
import { showProgress } from "../output/progress.ts";
import { type Column, writeTable } from "../output/table.ts";
import { formatBytes } from "../output/units.ts";

type Flags = { readonly top: number };

export const heapDiff: TeleopCommand = defineCommand<Flags, [before: string, after: string]>({
  brief: "Show what has grown from one snapshot to another, class by class",
  description: `Shows of which classes there are more objects, or fewer, in one snapshot than in another, the largest change in
bytes first. Bytes are those of the objects themselves, without what they refer to. Snapshots of any size, of Bun or of
Node.js, are read with little memory.`,
  examples: [
    ["teleop heap diff before.heapsnapshot after.heapsnapshot", "what has grown?"],
    ["teleop heap diff a.heapsnapshot b.heapsnapshot --top 0 --json", "every class, a line of JSON each"],
  ],
  flags: {
    top: {
      kind: "parsed",
      parse: parseCount,
      default: "20",
      placeholder: "number",
      brief: "How many classes are listed; 0 for all",
    },
  },
  positional: {
    kind: "tuple",
    parameters: [
      { placeholder: "before", brief: "The earlier snapshot, a file", parse: String },
      { placeholder: "after", brief: "The later one", parse: String },
    ],
  },
  async run(context, { top }, before, after) {
    const { out, json } = context;
    const first = await read(context, before);
    const second = await read(context, after);
    const changes = compareSnapshots(first, second);
    const shown = top === 0 ? changes : changes.slice(0, top);
    if (json) {
      for (const change of shown) writeJson(out, change);
      return;
    }
    out.line(`${totals(first)} before, ${totals(second)} after`);
    writeTable(out, columns, shown);
    const more = changes.length - shown.length;
    if (more > 0) out.line(out.colours.dim(`and ${more} classes more (--top 0 lists all)`));
  },
});

async function read(context: Context, path: string): Promise<SnapshotContents> {
  using progress = showProgress(context, { doing: `reading ${printable(path)}` });
  try {
    const { size } = await stat(path);
    return await snapshotContents(counted(path, context.signal, (bytes) => progress.update(bytes, size)));
  } catch (error) {
    context.signal.throwIfAborted();
    const code = error instanceof TeleopError ? error.code : "FILE_UNREADABLE";
    const reason = error instanceof TeleopError ? error.rawMessage : messageOf(error);
    throw new TeleopError(code, `${printable(path)}: ${reason}`, { cause: error, path });
  }
}

async function* counted(
  path: string,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18, signal })) {
    yield chunk;
    bytes += chunk.length;
    onBytes(bytes);
  }
}

function totals({ nodes, bytes }: SnapshotContents): string {
  return `${nodes} objects of ${formatBytes(bytes)}`;
}

const signed = (value: number, format: (amount: number) => string): string =>
  value > 0 ? `+${format(value)}` : format(value);

const columns: readonly Column<ClassChange>[] = [
  {
    title: "BYTES",
    align: "right",
    cell: ({ before, after }) => signed(after.bytes - before.bytes, formatBytes),
  },
  {
    title: "OBJECTS",
    align: "right",
    cell: ({ before, after }) => signed(after.count - before.count, String),
  },
  { title: "BEFORE", align: "right", cell: ({ before }) => String(before.count) },
  { title: "AFTER", align: "right", cell: ({ after }) => String(after.count) },
  { title: "CLASS", cell: ({ name }) => printable(name) },
];

// heap-snapshot.ts: `teleop heap snapshot`: saves what a process keeps in memory, for DevTools; nothing is written where the
// process runs.

import { TeleopError } from "@teleop/core";
import { Heap, type Heap_Estimate } from "@teleop/diagnostics/client";
import { type SnapshotSummary, saveSnapshot } from "@teleop/diagnostics/files";
import { attachToService } from "../attach-to-service.ts";
import { answerSoon, type Context, keepalive } from "../context.ts";
import { defineCommand, type TeleopCommand } from "../define-command.ts";
import { confirm } from "../output/confirm.ts";
import { tellImpact } from "../output/impact.ts";
import { writeJson } from "../output/json.ts";
import { printable } from "../output/printable.ts";
import { showProgress } from "../output/progress.ts";
import { resultFile, shownFile } from "../output/result-file.ts";
import { formatBytes, formatDuration } from "../output/units.ts";
import { processArgument, type SelectedProcess, selectProcess } from "../select-process.ts";

type Flags = {
  readonly output: string | undefined;
  readonly yes: boolean;
  readonly force: boolean;
  readonly overwrite: boolean;
};

/** A pause that nobody need be asked about, in seconds. */
const SHORT_PAUSE = 0.5;

/** By how much a pause may be longer when the snapshot is taken than it was when somebody said yes to it. */
const TOLERANCE = 1.5;

/** How much longer than estimated a target may say nothing until it is asked; it is given up after as long again. */
const PATIENCE = 2;

export const heapSnapshot: TeleopCommand = defineCommand<Flags, [process: string]>({
  brief: "Save a snapshot of the heap, which DevTools open",
  description: `Saves a snapshot of the heap of a process, which the DevTools of Chrome and Edge open (Memory, Load). It is
compressed on its way and verified; the file is there when all of it is, and readable by you alone, since it may hold
secrets. Nothing is written where the process runs.

Impact: the process pauses, and takes memory: some 4 µs and 400 bytes for each object, more where there are many references
or long texts. Both are estimated first. If the pause may be longer than half a second, you are asked; if memory may not
suffice, it is not done.`,
  examples: [
    ["teleop heap snapshot web", "into a file of this folder, named after the PID and the time"],
    ["teleop heap snapshot 1234 -o before.heapsnapshot --yes", "without a question"],
  ],
  flags: {
    output: {
      kind: "parsed",
      parse: String,
      optional: true,
      placeholder: "file",
      brief: "Where to save it; else heap-PID-TIME.heapsnapshot in this folder",
    },
    yes: { kind: "boolean", default: false, withNegated: false, brief: "Do not ask, however long the pause" },
    force: {
      kind: "boolean",
      default: false,
      withNegated: false,
      brief: "Take it though memory may not suffice, and the process may be ended for that",
    },
    overwrite: {
      kind: "boolean",
      default: false,
      withNegated: false,
      brief: "Replace the file if it is there already",
    },
  },
  aliases: { o: "output", y: "yes" },
  positional: { kind: "tuple", parameters: [processArgument] },
  async run(context, { output, yes, force, overwrite }, process) {
    const { out, json } = context;
    const selected = await selectProcess(context, process);
    const path = resultFile({ output, overwrite }, "heap", selected.pid, "heapsnapshot");
    const estimate = await estimateOf(context, selected);
    if (!force) requireMemory(estimate);
    await ask(context, estimate, yes);

    // While it pauses it says nothing: only now is it known for how long that may be.
    const rpc = keepalive(context, Math.ceil(estimate.pause * 1_000) * PATIENCE);
    await using target = await attachToService(context, selected, "heap", { rpc });
    using heap = target.service("heap", Heap);
    // Whoever has said yes to everything has said yes to whatever it takes by now.
    const maxPause = yes ? Number.POSITIVE_INFINITY : Math.max(SHORT_PAUSE, estimate.pause) * TOLERANCE;
    const { length, sha256, pause } = await save(context, heap, path, { maxPause, force, overwrite });
    if (json) writeJson(out, { path, bytes: length, sha256, pauseSeconds: pause });
    else {
      const cost = `the target paused for ${formatDuration(pause * 1000)}`;
      out.line(`${printable(shownFile(path))}: ${formatBytes(length)}, for DevTools (Memory, Load); ${cost}`);
    }
  },
});

async function estimateOf(context: Context, selected: SelectedProcess): Promise<Heap_Estimate> {
  await using target = await attachToService(context, selected, "heap");
  using heap = target.service("heap", Heap);
  return await heap.estimate({}, { signal: answerSoon(context) });
}

type SaveOptions = { readonly maxPause: number } & Pick<Flags, "force" | "overwrite">;

/** Shows how far it has come, on a line that is gone when this is over: what is printed then would go with it. */
async function save(
  context: Context,
  heap: Heap,
  path: string,
  options: SaveOptions,
): Promise<SnapshotSummary> {
  using progress = showProgress(context, { doing: "the target collects garbage" });
  return await saveSnapshot(heap, path, {
    ...options,
    signal: context.signal,
    onPause: ({ pause }) => progress.phase(`the target pauses, for up to ${formatDuration(pause * 1000)}`),
    onProgress: ({ received, length }) => {
      if (received === 0) progress.phase("the snapshot is on its way");
      progress.update(received, length);
    },
  });
}

/** The target refuses by itself; this is before anybody is asked. */
function requireMemory({ memory, available, limit }: Heap_Estimate): void {
  if (memory <= available) return;
  const needed = `a snapshot may take ${formatBytes(Number(memory))} of memory more than the process has`;
  const there = `there is ${formatBytes(Number(available))} (${printable(limit)})`;
  throw new TeleopError("DECLINED", `${needed}, and ${there}: --force takes it all the same`);
}

async function ask(context: Context, { pause, memory, file }: Heap_Estimate, yes: boolean): Promise<void> {
  const time = formatDuration(pause * 1000);
  const room = formatBytes(Number(memory));
  const size = formatBytes(Number(file));
  const cost = `the process pauses for up to ${time}, and takes up to ${room} of memory; the file is about ${size}`;
  if (pause > SHORT_PAUSE) await confirm(context, { cost, yes });
  else tellImpact(context, cost);
}

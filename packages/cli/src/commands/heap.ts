// heap.ts: `teleop heap`: what a process keeps in memory: by type, as a snapshot, and what has grown between two of those.
import { defineGroup, type TeleopCommand } from "../define-command.ts";
import { heapDiff } from "./heap-diff.ts";
import { heapSnapshot } from "./heap-snapshot.ts";
import { heapStats } from "./heap-stats.ts";

export const command: TeleopCommand = defineGroup(
  "Show, save and compare what a process keeps in memory",
  { stats: heapStats, snapshot: heapSnapshot, diff: heapDiff },
  `Shows, saves and compares what a process keeps in memory. \`teleop heap PROCESS\` is \`teleop heap stats PROCESS\`.

EXAMPLES
  teleop heap web                              what does web keep in memory?
  teleop heap snapshot web -o web.heapsnapshot
  teleop heap diff before.heapsnapshot after.heapsnapshot`,
);

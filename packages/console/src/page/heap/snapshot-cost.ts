// snapshot-cost.ts: what somebody has said yes to who has seen an estimate.
import type { Heap_Estimate } from "@teleop/diagnostics/client";

/** A pause that nobody need be asked about, in seconds. */
const SHORT_PAUSE = 0.5;

/** By how much a pause may be longer when the snapshot is taken than it was when somebody said yes to it. */
const TOLERANCE = 1.5;

/** The longest pause that is accepted, in seconds. */
export function maxPauseFor({ pause }: Pick<Heap_Estimate, "pause">): number {
  return Math.max(SHORT_PAUSE, pause) * TOLERANCE;
}

/** Whether the target would refuse it, since memory may not suffice. */
export function needsForce({ memory, available }: Pick<Heap_Estimate, "memory" | "available">): boolean {
  return memory > available;
}

/** Whether the console may have no room for it where it keeps snapshots. */
export function lacksRoom(
  { file }: Pick<Heap_Estimate, "file">,
  { free }: { readonly free: bigint },
): boolean {
  return file > free;
}

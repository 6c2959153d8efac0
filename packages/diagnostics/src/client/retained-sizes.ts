// retained-sizes.ts: what the objects of each class keep alive: what would be freed if they were.
import { TeleopError } from "@teleop/core/basics";
import { type Dominators, dominatorsOf, type GiveWay, STEPS } from "./dominators.ts";
import type { SnapshotContents } from "./snapshot-classes.ts";
import { readSnapshotGraph, type SnapshotGraph } from "./snapshot-graph.ts";

export interface RetainedOptions {
  /** How much memory it may take, in bytes. Default 1 GiB: some ten million objects. */
  readonly mostBytes?: number | undefined;
  /** Called now and then, and waited for, since it takes some microseconds for each object. What it throws ends it. */
  readonly giveWay?: GiveWay | undefined;
}

/** Bytes for each object and each reference, at most, while they are worked out. */
const OBJECT_BYTES = 72;
const REFERENCE_BYTES = 8;

/**
 * Bytes that the objects of each class keep alive, by its name: they themselves, and what cannot be reached without one of
 * them. What two of them refer to, and would be freed only with both, counts for neither, and what one of them that is
 * kept alive by another one of the class keeps alive counts once; it is what the tools of browsers show.
 *
 * @param source the snapshot, which is read once more.
 * @param contents what `snapshotContents()` has made of it.
 * @throws TeleopError `TOO_LARGE` where it would take more than `mostBytes`, before it is read; what `readSnapshot()` and
 *   `giveWay` throw.
 */
export async function retainedSizes(
  source: AsyncIterable<Uint8Array>,
  contents: SnapshotContents,
  { mostBytes = 2 ** 30, giveWay = async () => {} }: RetainedOptions = {},
): Promise<ReadonlyMap<string, number>> {
  const bytes = contents.nodes * OBJECT_BYTES + contents.edges * REFERENCE_BYTES;
  if (bytes > mostBytes) {
    const need = `${contents.nodes} objects with ${contents.edges} references would take ${megabytes(bytes)}`;
    throw new TeleopError(
      "TOO_LARGE",
      `what they retain is not worked out: ${need} of memory, and ${megabytes(mostBytes)} may be taken`,
    );
  }
  const graph = await readSnapshotGraph(source, contents);
  const found = await dominatorsOf(graph, giveWay);
  return await sumByClass(graph, found, giveWay);
}

async function sumByClass(
  { nodes, sizes, classes, classNames }: SnapshotGraph,
  { count, objects, dominators }: Dominators,
  giveWay: GiveWay,
): Promise<ReadonlyMap<string, number>> {
  const retained = new Float64Array(count + 1);
  /** Whom each dominates, as lists. */
  const firsts = new Uint32Array(count + 1);
  const nexts = new Uint32Array(count + 1);
  /** What is not reached keeps nothing alive but itself. */
  const isReached = new Uint8Array(nodes);
  for (let at = count; at >= 1; at--) {
    const object = objects[at] ?? 0;
    isReached[object] = 1;
    retained[at] = (retained[at] ?? 0) + (sizes[object] ?? 0);
    const dominator = dominators[at] ?? 0;
    if (dominator === 0) continue;
    retained[dominator] = (retained[dominator] ?? 0) + (retained[at] ?? 0);
    nexts[at] = firsts[dominator] ?? 0;
    firsts[dominator] = at;
  }
  await giveWay();
  const sums = new Float64Array(classNames.length);
  for (let node = 0; node < nodes; node++) {
    const of = classes[node] ?? 0;
    if (isReached[node] === 0) sums[of] = (sums[of] ?? 0) + (sizes[node] ?? 0);
  }
  await giveWay();
  /** How many of each class dominate what is looked at. */
  const above = new Uint32Array(classNames.length);
  let at = count === 0 ? 0 : 1;
  for (let steps = 1; at !== 0; steps++) {
    if (steps % STEPS === 0) await giveWay();
    const of = classes[objects[at] ?? 0] ?? 0;
    if (above[of] === 0) sums[of] = (sums[of] ?? 0) + (retained[at] ?? 0);
    above[of] = (above[of] ?? 0) + 1;
    if (firsts[at] !== 0) {
      at = firsts[at] ?? 0;
      continue;
    }
    // Up to one that has another beside it.
    for (;;) {
      const left = classes[objects[at] ?? 0] ?? 0;
      above[left] = (above[left] ?? 0) - 1;
      const next = nexts[at] ?? 0;
      at = next !== 0 ? next : (dominators[at] ?? 0);
      if (next !== 0 || at === 0) break;
    }
  }
  return new Map(classNames.map((name, of) => [name, sums[of] ?? 0]));
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1e6)} MB`;
}

// dominators.ts: of each object of a graph the one without which nobody could reach it, by the algorithm of Lengauer and
// Tarjan (A fast algorithm for finding dominators in a flowgraph, 1979), with simple path compression.
import { NOBODY, type SnapshotGraph } from "./snapshot-graph.ts";

/** Objects are counted from 1, the root, in the order in which a search finds them; each comes after its dominator. */
export interface Dominators {
  /** How many the root reaches, itself among them. */
  readonly count: number;
  /** The numbers that the graph has for them. */
  readonly objects: Uint32Array;
  /** Of each its dominator; 0 of the root. */
  readonly dominators: Uint32Array;
}

/** Gives way to others now and then; rejects when all of it is called off. */
export type GiveWay = () => Promise<void>;

/** How many steps are taken between two times that others are given way to. */
export const STEPS: number = 1 << 15;

export async function dominatorsOf(
  graph: Pick<SnapshotGraph, "nodes" | "firstEdges" | "targets">,
  giveWay: GiveWay,
): Promise<Dominators> {
  const { count, numbers, objects, parents } = await search(graph, giveWay);
  const { firstCallers, callers } = await callersOf(graph, { count, numbers, objects }, giveWay);
  const semi = new Uint32Array(count + 1);
  const labels = new Uint32Array(count + 1);
  for (let at = 1; at <= count; at++) {
    semi[at] = at;
    labels[at] = at;
  }
  const ancestors = new Uint32Array(count + 1);
  const dominators = new Uint32Array(count + 1);
  /** Those whose semidominator each is, as lists. */
  const firsts = new Uint32Array(count + 1);
  const nexts = new Uint32Array(count + 1);
  const path: number[] = [];
  /** The one with the least semidominator on the way up from `at`, as far as the forest has been linked. */
  const evaluate = (at: number): number => {
    if (ancestors[at] === 0) return at;
    let top = at;
    for (let above = ancestors[top] ?? 0; ancestors[above] !== 0; above = ancestors[top] ?? 0) {
      path.push(top);
      top = above;
    }
    for (let low = path.pop(); low !== undefined; low = path.pop()) {
      const above = ancestors[low] ?? 0;
      const best = labels[above] ?? 0;
      if ((semi[best] ?? 0) < (semi[labels[low] ?? 0] ?? 0)) labels[low] = best;
      ancestors[low] = ancestors[above] ?? 0;
    }
    return labels[at] ?? 0;
  };
  let steps = 0;
  for (let at = count; at > 1; at--) {
    const end = firstCallers[at + 1] ?? 0;
    for (let index = firstCallers[at] ?? 0; index < end; index++) {
      const least = semi[evaluate(callers[index] ?? 0)] ?? 0;
      if (least < (semi[at] ?? 0)) semi[at] = least;
    }
    const owner = semi[at] ?? 0;
    nexts[at] = firsts[owner] ?? 0;
    firsts[owner] = at;
    const parent = parents[at] ?? 0;
    ancestors[at] = parent;
    for (let one = firsts[parent] ?? 0; one !== 0; one = nexts[one] ?? 0) {
      const best = evaluate(one);
      dominators[one] = (semi[best] ?? 0) < (semi[one] ?? 0) ? best : parent;
    }
    firsts[parent] = 0;
    steps += 1 + end - (firstCallers[at] ?? 0);
    if (steps > STEPS) {
      steps = 0;
      await giveWay();
    }
  }
  for (let at = 2; at <= count; at++) {
    const dominator = dominators[at] ?? 0;
    if (dominator !== semi[at]) dominators[at] = dominators[dominator] ?? 0;
  }
  return { count, objects, dominators };
}

interface Found {
  readonly count: number;
  /** By the graph's numbers; 0 for what was not found. */
  readonly numbers: Uint32Array;
  readonly objects: Uint32Array;
}

/** Finds all that the root reaches, in depth first. */
async function search(
  { nodes, firstEdges, targets }: Pick<SnapshotGraph, "nodes" | "firstEdges" | "targets">,
  giveWay: GiveWay,
): Promise<Found & { readonly parents: Uint32Array }> {
  const numbers = new Uint32Array(nodes);
  const objects = new Uint32Array(nodes + 1);
  const parents = new Uint32Array(nodes + 1);
  const cursors = firstEdges.slice(0, nodes);
  if (nodes === 0) return { count: 0, numbers, objects, parents };
  let count = 1;
  numbers[0] = 1;
  let at = 0;
  for (let steps = 1; ; steps++) {
    if (steps % STEPS === 0) await giveWay();
    const cursor = cursors[at] ?? 0;
    if (cursor < (firstEdges[at + 1] ?? 0)) {
      cursors[at] = cursor + 1;
      const target = targets[cursor] ?? 0;
      if (target === NOBODY || numbers[target] !== 0) continue;
      count++;
      numbers[target] = count;
      objects[count] = target;
      parents[count] = numbers[at] ?? 0;
      at = target;
      continue;
    }
    const number = numbers[at] ?? 0;
    if (number === 1) return { count, numbers, objects, parents };
    at = objects[parents[number] ?? 0] ?? 0;
  }
}

/** Who refers to each: those to `n` are from `firstCallers[n]` to `firstCallers[n + 1]` in `callers`. */
async function callersOf(
  { firstEdges, targets }: Pick<SnapshotGraph, "firstEdges" | "targets">,
  { count, numbers, objects }: Found,
  giveWay: GiveWay,
): Promise<{ readonly firstCallers: Uint32Array; readonly callers: Uint32Array }> {
  const firstCallers = new Uint32Array(count + 2);
  const each = async (told: (from: number, to: number) => void): Promise<void> => {
    let steps = 0;
    for (let from = 1; from <= count; from++) {
      const object = objects[from] ?? 0;
      const end = firstEdges[object + 1] ?? 0;
      for (let edge = firstEdges[object] ?? 0; edge < end; edge++, steps++) {
        const target = targets[edge] ?? 0;
        if (target !== NOBODY) told(from, numbers[target] ?? 0);
      }
      if (steps > STEPS) {
        steps = 0;
        await giveWay();
      }
    }
  };
  await each((_, to) => {
    firstCallers[to] = (firstCallers[to] ?? 0) + 1;
  });
  let sum = 0;
  for (let at = 0; at < firstCallers.length; at++) {
    sum += firstCallers[at] ?? 0;
    firstCallers[at] = sum;
  }
  const callers = new Uint32Array(sum);
  // From the end of each one's part to its beginning.
  await each((from, to) => {
    const place = (firstCallers[to] ?? 0) - 1;
    firstCallers[to] = place;
    callers[place] = from;
  });
  return { firstCallers, callers };
}

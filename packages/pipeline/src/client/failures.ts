// failures.ts: of nodes that have failed, which one to look at: one error stops many nodes.
import type { Failure, NodeStatus } from "../schema/pipeline.capnp.ts";
import type { FailureView, PipelineGraph } from "./view.ts";

/**
 * For each node that has failed, the node at which it arose. Where the process does not tell, it is taken to be the first that
 * failed of those that are connected; of several at the same moment the one from which records come.
 */
export function rootsOf(graph: PipelineGraph, statuses: readonly NodeStatus[]): ReadonlyMap<number, number> {
  const failures = new Map<number, Failure>();
  for (const { node, failure } of statuses) if (failure !== undefined) failures.set(node, failure);
  const roots = new Map<number, number>();
  const untold: number[] = [];
  for (const [node, { root }] of failures) {
    if (failures.has(root)) roots.set(node, root);
    else if (root === 0) untold.push(node);
    else roots.set(node, node);
  }
  if (untold.length > 0) {
    for (const group of connected(graph, untold)) {
      const root = firstOf(group, failures, graph);
      for (const node of group) roots.set(node, root);
    }
  }
  return roots;
}

/** The nodes in groups, each of which is connected by edges among them, in whichever direction. */
function connected({ edges }: PipelineGraph, nodes: readonly number[]): number[][] {
  const left = new Set(nodes);
  const neighbours = new Map<number, number[]>(nodes.map((node) => [node, []]));
  for (const { from, to } of edges) {
    if (!left.has(from.node) || !left.has(to.node)) continue;
    neighbours.get(from.node)?.push(to.node);
    neighbours.get(to.node)?.push(from.node);
  }
  const groups: number[][] = [];
  for (const first of nodes) {
    if (!left.delete(first)) continue;
    const group = [first];
    // Grows while it is gone through.
    for (const node of group) {
      for (const other of neighbours.get(node) ?? []) if (left.delete(other)) group.push(other);
    }
    groups.push(group);
  }
  return groups;
}

function firstOf(
  group: readonly number[],
  failures: ReadonlyMap<number, Failure>,
  { edges }: PipelineGraph,
): number {
  const at = (node: number): bigint => failures.get(node)?.at ?? 0n;
  let earliest: bigint | undefined;
  for (const node of group) if (earliest === undefined || at(node) < earliest) earliest = at(node);
  const first = new Set(group.filter((node) => at(node) === earliest));
  const fed = new Set<number>();
  if (first.size > 1) for (const { from, to } of edges) if (first.has(from.node)) fed.add(to.node);
  const [any = 0] = first;
  return [...first].find((node) => !fed.has(node)) ?? any;
}

/** The nodes with which, as `roots` says of each node, the errors that others have ended with began. */
export function fatalRoots(
  statuses: readonly NodeStatus[],
  roots: ReadonlyMap<number, number>,
): ReadonlySet<number | undefined> {
  return new Set(statuses.filter(({ failure }) => failure?.isFinal).map(({ node }) => roots.get(node)));
}

export interface FailureFacts {
  readonly root: number;
  /** When it happened, in milliseconds since the epoch. */
  readonly time: number;
  /** Whether another node has ended by it. */
  readonly hasEndedOthers: boolean;
}

export function failureView(failure: Failure, node: number, facts: FailureFacts): FailureView {
  const { message, type, stack, causes, isFinal } = failure;
  const { root, time, hasEndedOthers } = facts;
  const isFatal = isFinal || hasEndedOthers;
  return { message, type, stack, causes, time, isFinal, isFatal, root, isRoot: root === node };
}

// bottleneck.ts: finds the node that holds the others up: what it has to read waits for it, and what it writes does not wait.
import type { Bottleneck, EdgeView, GraphEdge, NodeView, PipelineGraph } from "./view.ts";

/** From how much on, of 1, something counts as waiting. */
const WAITING = 0.5;
/** From how much on a node counts as the limit where nothing waits for it. */
const SATURATED = 0.9;

export interface Views {
  node(id: number): NodeView | undefined;
  edge(id: number): EdgeView | undefined;
}

/**
 * The node with the greatest difference of pressure between its inputs and its outputs: pressure is how full a queue is, or,
 * where that is not told, for how much of its time who writes to it is blocked. Where there is no pressure, a node that is
 * busy all the time, which its source then hides. Undefined where nothing holds anything up.
 */
export function bottleneckOf(graph: PipelineGraph, views: Views): Bottleneck | undefined {
  let found: { readonly node: NodeView; readonly score: number; readonly reason: string } | undefined;
  const to = Map.groupBy(graph.edges, (edge) => edge.to.node);
  const from = Map.groupBy(graph.edges, (edge) => edge.from.node);
  for (const { id } of graph.nodes) {
    const node = views.node(id);
    if (node?.state !== "running" && node?.state !== "paused") continue;
    const inward = strongest(to.get(id) ?? [], views);
    const outward = strongest(from.get(id) ?? [], views);
    const behind = Math.max(outward.pressure, node.shares?.blocked ?? 0);
    const isPressed = inward.pressure >= WAITING && behind < WAITING;
    const busy = node.shares?.busy ?? 0;
    if (!isPressed && busy < SATURATED) continue;
    // Whoever is pressed comes before whoever is only busy.
    const score = isPressed ? 1 + inward.pressure - behind + busy / 1000 : busy;
    if (found !== undefined && found.score >= score) continue;
    found = { node, score, reason: reasonOf(isPressed ? inward.reason : undefined, node) };
  }
  return found && { node: found.node.id, reason: found.reason };
}

interface Pressure {
  readonly pressure: number;
  readonly reason: string;
}

function strongest(edges: readonly GraphEdge[], views: Views): Pressure {
  const none: Pressure = { pressure: 0, reason: "" };
  return edges
    .map((edge) => pressureOf(edge, views))
    .reduce((a, b) => (b.pressure > a.pressure ? b : a), none);
}

function pressureOf(edge: GraphEdge, views: Views): Pressure {
  const view = views.edge(edge.id);
  if (view?.fill !== undefined) {
    return {
      pressure: view.fill,
      reason: `${view.queued} of ${edge.capacity} ${edge.unit} wait for it`,
    };
  }
  const blocked = views.node(edge.from.node)?.shares?.blocked ?? 0;
  return { pressure: blocked, reason: `what writes to it is blocked ${percent(blocked)} of the time` };
}

function reasonOf(pressure: string | undefined, { shares, state }: NodeView): string {
  const working =
    state === "paused" ? "it is paused" : shares && `it is busy ${percent(shares.busy)} of the time`;
  return [pressure, working].filter((part) => part !== undefined).join(", and ");
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

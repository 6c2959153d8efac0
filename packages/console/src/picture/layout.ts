// layout.ts: where everything stands, by ELK's layered algorithm. A graph that has grown is laid out anew from where its nodes
// stood before: the algorithm keeps their layers and the order in each, so that nobody has to look for a node again.
import { elkGraph, type PlacedElk, placedOf } from "./elk-graph.ts";
import type { VisibleEdge, VisibleGraph, VisibleGroup, VisibleNode } from "./visible.ts";

export type { PlacedElk };

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

export interface PlacedNode extends VisibleNode, Box {}
export interface PlacedGroup extends VisibleGroup, Box {}

export interface PlacedEdge extends VisibleEdge {
  /** From its tail to its head, each piece horizontal or vertical. */
  readonly points: readonly Point[];
  /** The room that is kept for what is said of it, at its head. */
  readonly label: Box;
}

/** In CSS pixels at a scale of one. The boxes of all lie within `bounds`, which begins anywhere. */
export interface Layout {
  readonly nodes: readonly PlacedNode[];
  /** An outer group comes before those that are in it. */
  readonly groups: readonly PlacedGroup[];
  readonly edges: readonly PlacedEdge[];
  readonly bounds: Box;
}

/** ELK, wherever it runs: in a worker in the page, in this thread elsewhere. */
export interface LayoutEngine {
  layout(graph: PlacedElk): Promise<PlacedElk>;
}

/**
 * Lays a graph out. Where `previous` is given, nodes that it has, too, stay where they are as far as room for the new ones
 * allows.
 */
export async function layOut(engine: LayoutEngine, graph: VisibleGraph, previous?: Layout): Promise<Layout> {
  if (graph.nodes.length === 0) return { nodes: [], groups: [], edges: [], bounds: EMPTY };
  const placed = placedOf(graph, await engine.layout(elkGraph(graph, previous)));
  return previous === undefined ? placed : anchored(placed, previous);
}

const EMPTY: Box = { x: 0, y: 0, width: 0, height: 0 };

/** Moved as a whole, so that most of what was there before stands as nearly as possible where it stood. */
function anchored(layout: Layout, previous: Layout): Layout {
  const before = new Map(previous.nodes.map((node) => [node.id, node]));
  const moves = layout.nodes.flatMap((node) => {
    const old = before.get(node.id);
    return old === undefined ? [] : [{ x: node.x - old.x, y: node.y - old.y }];
  });
  if (moves.length === 0) return layout;
  const x = median(moves.map((move) => move.x));
  const y = median(moves.map((move) => move.y));
  const moved = <Thing extends Point>(thing: Thing): Thing => ({ ...thing, x: thing.x - x, y: thing.y - y });
  return {
    nodes: layout.nodes.map(moved),
    groups: layout.groups.map(moved),
    edges: layout.edges.map((edge) => ({
      ...edge,
      points: edge.points.map(moved),
      label: moved(edge.label),
    })),
    bounds: moved(layout.bounds),
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

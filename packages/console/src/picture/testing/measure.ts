// measure.ts: how good a layout is, in numbers.
import type { Box, Layout, PlacedEdge, Point } from "../layout.ts";

interface Piece {
  readonly from: Point;
  readonly to: Point;
}

/** How often an edge crosses another. Edges that share a place at a node may lie on each other. */
export function crossings({ edges }: Layout): number {
  let count = 0;
  edges.forEach((edge, index) => {
    for (const other of edges.slice(index + 1)) {
      if (pieces(edge).some((piece) => pieces(other).some((another) => cross(piece, another)))) count++;
    }
  });
  return count;
}

/** Which edges go through a node at which they do not end, each with that node. */
export function edgesThroughNodes({ nodes, edges }: Layout): readonly string[] {
  return edges.flatMap((edge) =>
    nodes
      .filter(({ id }) => id !== edge.tail && id !== edge.head)
      .filter((node) => pieces(edge).some((piece) => enters(piece, node)))
      .map((node) => `${edge.id} through ${node.id}`),
  );
}

/** Which boxes of nodes and of what is said of edges lie on each other. */
export function overlaps({ nodes, edges }: Layout): readonly string[] {
  const boxes = [...nodes, ...edges.map(({ id, label }) => ({ id: `label of ${id}`, ...label }))];
  return boxes.flatMap((box, index) =>
    boxes
      .slice(index + 1)
      .filter((other) => overlap(box, other))
      .map((other) => `${box.id} and ${other.id}`),
  );
}

export interface Moves {
  /** Of those that both layouts have. */
  readonly nodes: number;
  readonly mean: number;
  readonly largest: number;
  /** Pairs of nodes of which one was left of the other, or above it in the same column, and no longer is. */
  readonly flips: number;
  readonly pairs: number;
}

export function moves(before: Layout, after: Layout): Moves {
  const old = new Map(before.nodes.map((node) => [node.id, node]));
  const both = after.nodes.flatMap((now) => {
    const then = old.get(now.id);
    return then === undefined ? [] : [{ then, now }];
  });
  const distances = both.map(({ then, now }) => Math.hypot(now.x - then.x, now.y - then.y));
  let flips = 0;
  let pairs = 0;
  both.forEach((one, index) => {
    for (const other of both.slice(index + 1)) {
      const order = orderOf(one.then, other.then);
      if (order === undefined) continue;
      pairs++;
      if (orderOf(one.now, other.now) === -order) flips++;
    }
  });
  const sum = distances.reduce((total, distance) => total + distance, 0);
  return { nodes: both.length, mean: sum / both.length, largest: Math.max(...distances), flips, pairs };
}

function orderOf(one: Box, other: Box): number | undefined {
  if (one.x + one.width <= other.x) return -1;
  if (other.x + other.width <= one.x) return 1;
  if (one.y + one.height <= other.y) return -1;
  if (other.y + other.height <= one.y) return 1;
  return undefined;
}

function pieces({ points }: PlacedEdge): readonly Piece[] {
  return points.slice(1).map((to, index) => ({ from: points[index] ?? to, to }));
}

function cross(one: Piece, other: Piece): boolean {
  if (isHorizontal(one) === isHorizontal(other)) return false;
  const [across, down] = isHorizontal(one) ? [one, other] : [other, one];
  return within(down.from.x, across.from.x, across.to.x) && within(across.from.y, down.from.y, down.to.y);
}

const isHorizontal = ({ from, to }: Piece): boolean => Math.abs(from.y - to.y) < Math.abs(from.x - to.x);

/** Strictly between both, whichever is the smaller one. */
function within(value: number, a: number, b: number): boolean {
  return value > Math.min(a, b) + EDGE && value < Math.max(a, b) - EDGE;
}

/** What only touches does not count, nor what rounding makes of it. */
const EDGE = 0.5;

function enters({ from, to }: Piece, box: Box): boolean {
  return overlap(
    {
      x: Math.min(from.x, to.x),
      y: Math.min(from.y, to.y),
      width: Math.abs(from.x - to.x),
      height: Math.abs(from.y - to.y),
    },
    box,
  );
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width - EDGE &&
    other.x < one.x + one.width - EDGE &&
    one.y < other.y + other.height - EDGE &&
    other.y < one.y + one.height - EDGE
  );
}

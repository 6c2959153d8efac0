// navigate.ts: from node to node by the arrow keys: left and right along the edges, up and down among those beside each other.
import type { Layout, PlacedNode } from "./layout.ts";

export type Direction = "left" | "right" | "up" | "down";

/** The node that comes next in a direction; undefined where there is none. */
export function nextNode(layout: Layout, from: string, direction: Direction): PlacedNode | undefined {
  const here = layout.nodes.find(({ id }) => id === from);
  if (here === undefined) return undefined;
  switch (direction) {
    case "right":
      return along(layout, here, ({ tail, head }) => (tail === from ? head : undefined));
    case "left":
      return along(layout, here, ({ tail, head }) => (head === from ? tail : undefined));
    case "up":
      return beside(layout, here, (other) => here.y - other.y);
    case "down":
      return beside(layout, here, (other) => other.y - here.y);
  }
}

/** The first node of a picture: the one at the left, and of several the uppermost. */
export function firstNode({ nodes }: Layout): PlacedNode | undefined {
  return nodes.toSorted((a, b) => a.x - b.x || a.y - b.y)[0];
}

/** Of those at the other ends of edges the nearest in height. */
function along(
  { nodes, edges }: Layout,
  here: PlacedNode,
  otherEnd: (edge: Layout["edges"][number]) => string | undefined,
): PlacedNode | undefined {
  const ends = new Set(edges.map(otherEnd));
  return nearest(
    nodes.filter((node) => ends.has(node.id) && node.id !== here.id),
    (node) => Math.abs(middle(node) - middle(here)),
  );
}

/** Of those in the same column the next one. */
function beside(
  { nodes }: Layout,
  here: PlacedNode,
  distance: (other: PlacedNode) => number,
): PlacedNode | undefined {
  const column = nodes.filter((node) => node.x < here.x + here.width && here.x < node.x + node.width);
  return nearest(
    column.filter((node) => distance(node) > 0),
    distance,
  );
}

function nearest(
  nodes: readonly PlacedNode[],
  distance: (node: PlacedNode) => number,
): PlacedNode | undefined {
  return nodes.toSorted((a, b) => distance(a) - distance(b))[0];
}

function middle({ y, height }: PlacedNode): number {
  return y + height / 2;
}

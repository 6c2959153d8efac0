// graphs.ts: pipelines of any size, always the same for the same numbers.
import type { PictureEdge, PictureGraph, PictureNode } from "../graph.ts";

export interface RandomGraphOptions {
  readonly nodes: number;
  /** How many nodes stand beside each other. */
  readonly breadth: number;
  /** How many groups there are; none by default. */
  readonly groups?: number;
  readonly seed?: number;
}

/** Each node reads from one to three of those shortly before it, as pipelines do. */
export function randomGraph({
  nodes: count,
  breadth,
  groups = 0,
  seed = 1,
}: RandomGraphOptions): PictureGraph {
  const random = randomNumbers(seed);
  const nodes = Array.from({ length: count }, (_, index): PictureNode => {
    const group = groups === 0 ? [] : [`group ${Math.floor((index * groups) / count)}`];
    const path = [...group, `node ${index}`];
    return { name: path.join(" :: "), path, kind: index < breadth ? "source" : "map" };
  });
  const edges: PictureEdge[] = [];
  nodes.forEach((node, index) => {
    if (index < breadth) return;
    const inputs = random() < 0.75 ? 1 : random() < 0.7 ? 2 : 3;
    const tails = new Set<number>();
    while (tails.size < Math.min(inputs, index)) {
      tails.add(Math.max(0, index - 1 - Math.floor(random() * breadth * 2)));
    }
    [...tails].forEach((tail, headIndex) => {
      const name = nodes[tail]?.name ?? "";
      edges.push(edge(edges, name, node.name, headIndex));
    });
  });
  return { nodes, edges };
}

/** The same graph with nodes that were added in the middle of it. */
export function grown(graph: PictureGraph, by: number): PictureGraph {
  const nodes = [...graph.nodes];
  const edges = [...graph.edges];
  for (let added = 0; added < by; added++) {
    const at = Math.floor(((added + 1) * graph.nodes.length) / (by + 1));
    const tail = graph.nodes[at];
    if (tail === undefined) throw new RangeError("a graph without nodes does not grow");
    const path = [...tail.path.slice(0, -1), `added ${added}`];
    const name = path.join(" :: ");
    nodes.push({ name, path, kind: "map" });
    edges.push(edge(edges, tail.name, name, 0));
  }
  return { nodes, edges };
}

function edge(edges: readonly PictureEdge[], tail: string, head: string, headIndex: number): PictureEdge {
  const tailIndex = edges.filter((other) => other.tail === tail).length;
  return { id: `${edges.length}`, tail, tailIndex, head, headIndex };
}

/** A linear congruential generator; numbers from 0 to 1. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

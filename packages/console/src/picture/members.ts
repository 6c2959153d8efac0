// members.ts: finds what stands for a node or an edge of the graph in what is seen of it.
import type { VisibleGraph } from "./visible.ts";

export class Members {
  readonly #nodes = new Map<string, string>();
  readonly #edges = new Map<string, string>();

  constructor({ nodes, edges }: Pick<VisibleGraph, "nodes" | "edges">) {
    for (const { id, members } of nodes) for (const name of members) this.#nodes.set(name, id);
    for (const { id, members } of edges) for (const edge of members) this.#edges.set(edge, id);
  }

  /** The id of what is seen of a node: the node, or the closed group that it is in. */
  node(name: string): string | undefined {
    return this.#nodes.get(name);
  }

  /** The id of what is seen of an edge; undefined where it is hidden in a closed group. */
  edge(id: string): string | undefined {
    return this.#edges.get(id);
  }
}

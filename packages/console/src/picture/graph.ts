// graph.ts: what a picture is of: nodes with a path, and edges from an output of one to an input of another. How far each
// has come is no part of it, so that a picture is laid out once for a revision of the graph, however often the counts change.

export interface PictureNode {
  /** Unique in the graph. */
  readonly name: string;
  /** Its name in parts, the outermost group first. What nodes have in common at the beginning makes groups of them. */
  readonly path: readonly string[];
  /** What kind of work it does, such as `map`; empty where that is not known. */
  readonly kind: string;
}

export interface PictureEdge {
  /** Unique among the edges of the graph. */
  readonly id: string;
  readonly tail: string;
  readonly tailIndex: number;
  readonly head: string;
  readonly headIndex: number;
  /** How much may wait on it; undefined where that is without bound, or not known. */
  readonly capacity?: number | undefined;
  /** Of the capacity; default records. */
  readonly unit?: "records" | "bytes" | undefined;
}

export interface PictureGraph {
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
}

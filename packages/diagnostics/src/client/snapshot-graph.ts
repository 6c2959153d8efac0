// snapshot-graph.ts: a heap snapshot as a graph in memory: who refers to whom, how large each object is, and of which class.
import { classOfType, isNamedAfterClass, type SnapshotContents } from "./snapshot-classes.ts";
import { readSnapshot, type SnapshotHeader, type SnapshotVisitor } from "./snapshot-reader.ts";

/** By the numbers of objects, from 0, the root, on. */
export interface SnapshotGraph {
  readonly nodes: number;
  /** Bytes of each object itself. */
  readonly sizes: Float64Array;
  /** Which of `classNames` each is of. */
  readonly classes: Uint32Array;
  readonly classNames: readonly string[];
  /** Where the references of each begin in `targets`; those of object n end where those of n + 1 begin. */
  readonly firstEdges: Uint32Array;
  /** To whom each reference leads; `NOBODY` for one that keeps nothing alive. */
  readonly targets: Uint32Array;
}

export const NOBODY: number = 0xffff_ffff;

/**
 * Reads the graph of a snapshot.
 *
 * @param contents what `snapshotContents()` has made of the same snapshot, and found to add up.
 * @throws what `readSnapshot()` throws; RangeError where there is no memory for it.
 */
export async function readSnapshotGraph(
  source: AsyncIterable<Uint8Array>,
  contents: SnapshotContents,
): Promise<SnapshotGraph> {
  const reading = new GraphReading(contents);
  await readSnapshot(source, reading);
  return reading.graph();
}

class GraphReading implements SnapshotVisitor {
  readonly #nodes: number;
  readonly #sizes: Float64Array;
  readonly #classes: Uint32Array;
  readonly #firstEdges: Uint32Array;
  readonly #targets: Uint32Array;
  #header: SnapshotHeader | undefined;
  #type = 0;
  #name = 0;
  #size = 0;
  #edgeCount = 0;
  #nodeFields = 1;
  #edgeType = -1;
  #to = 0;
  #weak = -1;
  #shortcut = -1;
  #named: readonly boolean[] = [];
  #node = 0;
  #edge = 0;
  #edgesOfNodes = 0;
  /** Names of classes by the number of the string, and then by type; a node has one of these numbers until all are known. */
  readonly #names = new Map<number, string>();

  constructor({ nodes, edges }: SnapshotContents) {
    this.#nodes = nodes;
    this.#sizes = new Float64Array(nodes);
    this.#classes = new Uint32Array(nodes);
    this.#firstEdges = new Uint32Array(nodes + 1);
    this.#targets = new Uint32Array(edges);
  }

  header(header: SnapshotHeader): void {
    const { nodeFields, nodeTypes, edgeFields, edgeTypes } = header;
    this.#header = header;
    this.#type = nodeFields.indexOf("type");
    this.#name = nodeFields.indexOf("name");
    this.#size = nodeFields.indexOf("self_size");
    this.#edgeCount = nodeFields.indexOf("edge_count");
    this.#nodeFields = nodeFields.length;
    this.#edgeType = edgeFields.indexOf("type");
    this.#to = edgeFields.indexOf("to_node");
    this.#weak = edgeTypes.indexOf("weak");
    this.#shortcut = edgeTypes.indexOf("shortcut");
    this.#named = nodeTypes.map(isNamedAfterClass);
  }

  node(fields: ArrayLike<number>): void {
    const index = this.#node++;
    const type = fields[this.#type] ?? 0;
    this.#sizes[index] = fields[this.#size] ?? 0;
    // Even numbers are those of strings, odd ones those of types.
    const key = this.#named[type] === true ? (fields[this.#name] ?? 0) * 2 : type * 2 + 1;
    this.#classes[index] = key;
    if (!this.#names.has(key)) {
      this.#names.set(key, key % 2 === 1 ? classOfType(this.#header?.nodeTypes[type] ?? "") : "");
    }
    this.#edgesOfNodes += fields[this.#edgeCount] ?? 0;
    this.#firstEdges[index + 1] = this.#edgesOfNodes;
  }

  edge(fields: ArrayLike<number>): void {
    const index = this.#edge++;
    const type = fields[this.#edgeType] ?? -1;
    // A shortcut says again what other references say, unless it is one of the root's own.
    const isRedundant = type === this.#shortcut && index >= (this.#firstEdges[1] ?? 0);
    const keepsNothing = type === this.#weak || isRedundant;
    this.#targets[index] = keepsNothing ? NOBODY : (fields[this.#to] ?? 0) / this.#nodeFields;
  }

  string(index: number, value: string): void {
    if (this.#names.has(index * 2)) this.#names.set(index * 2, value);
  }

  graph(): SnapshotGraph {
    const classNames: string[] = [];
    const byName = new Map<string, number>();
    const byKey = new Map<number, number>();
    for (const [key, name] of this.#names) {
      const number = byName.get(name) ?? classNames.push(name) - 1;
      byName.set(name, number);
      byKey.set(key, number);
    }
    const classes = this.#classes;
    for (let node = 0; node < this.#nodes; node++) classes[node] = byKey.get(classes[node] ?? 0) ?? 0;
    return {
      nodes: this.#nodes,
      sizes: this.#sizes,
      classes,
      classNames,
      firstEdges: this.#firstEdges,
      targets: this.#targets,
    };
  }
}

// pipeline.ts: records that flow from node to node. It knows nothing of teleop, only how far each node has come.

/** What a node writes, to be read by one other node, or by whoever wants the results. */
export interface Stream<Item> extends AsyncIterable<Item> {
  readonly node: number;
}

/** From the only output of a node to an input of another; both nodes by their place in `nodes`. */
export interface Edge {
  readonly from: number;
  readonly to: number;
  readonly input: number;
}

export type NodeState =
  | { readonly which: "waiting" }
  | { readonly which: "running" }
  | { readonly which: "success" }
  | { readonly which: "error"; readonly error: string };

/** One node, as it is now. */
export interface NodeStatus {
  readonly name: string;
  readonly state: NodeState;
  /** Records read, for each input. */
  readonly read: readonly number[];
  readonly written: number;
}

type Streams<Items extends readonly unknown[]> = { [I in keyof Items]: Stream<Items[I]> };
type Records<Items extends readonly unknown[]> = { [I in keyof Items]: AsyncIterable<Items[I]> };

export class Pipeline {
  readonly edges: Edge[] = [];
  readonly #nodes: { name: string; state: NodeState; read: number[]; written: number }[] = [];

  get nodes(): readonly NodeStatus[] {
    return this.#nodes;
  }

  /** Adds a node. It works only as fast as what it writes is read: a pipeline is pulled from its end. */
  node<const Items extends readonly unknown[], Item>(
    name: string,
    inputs: Streams<Items>,
    work: (...inputs: Records<Items>) => AsyncIterable<Item>,
  ): Stream<Item> {
    const index = this.#nodes.length;
    const node = { name, state: { which: "waiting" } as NodeState, read: inputs.map(() => 0), written: 0 };
    this.#nodes.push(node);
    inputs.forEach(({ node: from }, input) => {
      this.edges.push({ from, to: index, input });
    });

    async function* counted(stream: Stream<unknown>, input: number) {
      for await (const record of stream) {
        node.read[input] = (node.read[input] ?? 0) + 1;
        yield record;
      }
    }
    async function* run() {
      node.state = { which: "running" };
      try {
        for await (const record of work(...(inputs.map(counted) as Records<Items>))) {
          node.written++;
          yield record;
        }
        node.state = { which: "success" };
      } catch (error) {
        node.state = { which: "error", error: error instanceof Error ? error.message : String(error) };
        throw error;
      }
    }
    return { node: index, [Symbol.asyncIterator]: run };
  }
}

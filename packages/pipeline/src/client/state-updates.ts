// state-updates.ts: makes of what `State` tells, which are counts and nothing else, what the process would tell by itself: when
// a node has last read or written something, and when it failed, is when that was seen.
import type { Edge, Failure, Graph, NodeState, NodeStatus, Update } from "../schema/pipeline.capnp.ts";
import type { NodeStatusItem, Graph as StateGraph, NodeState as StateOfNode } from "../schema/state.capnp.ts";
import { PATH_SEPARATOR } from "./graph.ts";
import { unknownStatus } from "./node-view.ts";

/** What is kept of a node between two polls. */
interface Polled {
  readonly id: number;
  status: NodeStatus;
}

export class StateUpdates {
  readonly #capacity: bigint;
  #revision = 0n;
  /** Where it was not yet part of an update: what is told once is not made anew by who is told. */
  #newGraph: Graph | undefined;
  #nodes = new Map<string, Polled>();
  #nextId = 1;
  /** By what they lead from and to. */
  #edgeIds: ReadonlyMap<string, number> = new Map();
  #nextEdgeId = 1;
  /** Names of which statuses were told, but which the graph, when it was asked for, did not have. */
  #strangers: ReadonlySet<string> = new Set();

  /** @param capacity how many records wait on an edge. */
  constructor(capacity: number) {
    this.#capacity = BigInt(capacity);
  }

  /** Whether the graph has to be asked for, since there is a node that it did not have. */
  isOutdated(statuses: readonly NodeStatusItem[]): boolean {
    return this.#revision === 0n || statuses.some(({ nodeName }) => !this.#isKnown(nodeName));
  }

  takeGraph(graph: StateGraph, statuses: readonly NodeStatusItem[]): void {
    this.#revision++;
    const ports = portsOf(graph, statuses);
    const nodes = new Map<string, Polled>();
    for (const { name } of graph.nodes) {
      const { inputs, outputs } = ports.get(name) ?? { inputs: 0, outputs: 0 };
      nodes.set(name, nodes.get(name) ?? this.#nodes.get(name) ?? this.#newNode(inputs, outputs));
    }
    this.#nodes = nodes;
    this.#strangers = new Set(statuses.map(({ nodeName }) => nodeName).filter((name) => !nodes.has(name)));
    this.#newGraph = {
      revision: this.#revision,
      name: "",
      nodes: [...nodes].map(([name, { id }]) => ({
        id,
        path: name.split(PATH_SEPARATOR),
        kind: "",
        inputs: Array.from({ length: ports.get(name)?.inputs ?? 0 }, () => ""),
        outputs: Array.from({ length: ports.get(name)?.outputs ?? 0 }, () => ""),
        controls: [],
      })),
      edges: this.#edgesOf(graph, nodes),
      controls: [],
    };
  }

  /**
   * The graph is part of the first after it was taken.
   *
   * @param now when the statuses were told, in nanoseconds of a clock that is never set.
   */
  update(statuses: readonly NodeStatusItem[], time: number, now: bigint): Update {
    for (const item of statuses) {
      const polled = this.#nodes.get(item.nodeName);
      if (polled !== undefined) polled.status = nextStatus(polled.status, item, now);
    }
    const graph = this.#newGraph;
    this.#newGraph = undefined;
    return {
      time,
      now,
      revision: this.#revision,
      graph,
      nodes: [...this.#nodes.values()].map(({ status }) => status),
      edges: [],
      dropped: 0n,
    };
  }

  #isKnown(name: string): boolean {
    return this.#nodes.has(name) || this.#strangers.has(name);
  }

  #newNode(inputs: number, outputs: number): Polled {
    const id = this.#nextId++;
    return { id, status: unknownStatus(id, inputs, outputs) };
  }

  #edgesOf({ edges }: StateGraph, nodes: ReadonlyMap<string, Polled>): Edge[] {
    const ids = new Map<string, number>();
    const alike = new Map<string, number>();
    const known = edges.flatMap(({ tailName, tailIndex, headName, headIndex }) => {
      const tail = nodes.get(tailName);
      const head = nodes.get(headName);
      if (tail === undefined || head === undefined) return [];
      // By ids of nodes: one that comes anew by an old name has edges of its own. Several may lead from and to the same.
      const ends = `${tail.id} ${tailIndex} ${head.id} ${headIndex}`;
      const before = alike.get(ends) ?? 0;
      alike.set(ends, before + 1);
      const key = `${ends} ${before}`;
      const id = this.#edgeIds.get(key) ?? this.#nextEdgeId++;
      ids.set(key, id);
      return [
        {
          id,
          from: { node: tail.id, output: tailIndex },
          to: { node: head.id, input: headIndex },
          capacity: this.#capacity,
          unit: "records" as const,
          isMeasured: false,
        },
      ];
    });
    this.#edgeIds = ids;
    return known;
  }
}

/** How many ports each node has: as many as are counted, and as edges lead to. */
function portsOf(
  { edges }: StateGraph,
  statuses: readonly NodeStatusItem[],
): Map<string, { inputs: number; outputs: number }> {
  const ports = new Map<string, { inputs: number; outputs: number }>();
  const grow = (name: string, inputs: number, outputs: number): void => {
    const now = ports.get(name) ?? { inputs: 0, outputs: 0 };
    ports.set(name, { inputs: Math.max(now.inputs, inputs), outputs: Math.max(now.outputs, outputs) });
  };
  for (const { nodeName, inputRead, outputWritten } of statuses) {
    grow(nodeName, inputRead.length, outputWritten.length);
  }
  for (const { tailName, tailIndex, headName, headIndex } of edges) {
    grow(tailName, 0, tailIndex + 1);
    grow(headName, headIndex + 1, 0);
  }
  return ports;
}

function nextStatus(before: NodeStatus, item: NodeStatusItem, now: bigint): NodeStatus {
  const read = grown(before.read, item.inputRead);
  const written = grown(before.written, item.outputWritten);
  const hasMoved = !isEqual(read, before.read) || !isEqual(written, before.written);
  const failure = failureOf(before.failure, item.state, now);
  return {
    ...before,
    state: stateOf(item.state),
    read,
    written,
    lastRecord: hasMoved ? now : before.lastRecord,
    errors: failure === undefined ? 0n : 1n,
    failure,
  };
}

const WRAP = 1n << 32n;

/** Counts of 32 bits begin anew when they are full. */
function grown(before: readonly bigint[], now: readonly number[]): bigint[] {
  return Array.from({ length: Math.max(before.length, now.length) }, (_, port) => {
    const last = before[port] ?? 0n;
    const low = BigInt(now[port] ?? 0);
    const passed = (low - (last % WRAP) + WRAP) % WRAP;
    return last + passed;
  });
}

function isEqual(a: readonly bigint[], b: readonly bigint[]): boolean {
  return a.length === b.length && a.every((count, port) => count === b[port]);
}

function stateOf(state: StateOfNode | undefined): NodeState {
  switch (state?.which) {
    case "running":
      return "running";
    case "success":
      return "done";
    case "error":
      return "failed";
    default:
      return "waiting";
  }
}

function failureOf(
  before: Failure | undefined,
  state: StateOfNode | undefined,
  now: bigint,
): Failure | undefined {
  if (state?.which !== "error") return undefined;
  const message = state.error;
  if (before?.message === message) return before;
  return { message, type: "", stack: "", causes: [], at: now, root: 0, isFinal: true };
}

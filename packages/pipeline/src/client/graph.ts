// graph.ts: the graph as a client has it, of what the process sends. What is sent is believed only as far as it makes sense:
// an edge whose nodes are not there is none.
import { RpcError } from "@teleop/rpc-capnp";
import type { Control, Edge, Graph, Node, Update } from "../schema/pipeline.capnp.ts";
import type { GraphControl, GraphEdge, GraphNode, PipelineGraph } from "./view.ts";

/** Between a node's name and the groups that it belongs to, in one text. */
export const PATH_SEPARATOR = " :: ";

export const EMPTY_GRAPH: PipelineGraph = { revision: 0, name: "", nodes: [], edges: [], controls: [] };

/** More than people can look at; what is kept of each, for charts, is some ten kilobytes. */
const MOST_NODES = 10_000;
const MOST_EDGES = 20_000;
/** Of all nodes together. */
const MOST_PORTS = 100_000;

/** @throws RpcError for a pipeline that is too large to be followed. */
export function requireBounds({ graph, nodes }: Update): void {
  requireAtMost(MOST_NODES, "nodes", Math.max(graph?.nodes.length ?? 0, nodes.length));
  requireAtMost(MOST_EDGES, "edges", graph?.edges.length ?? 0);
  const named = (graph?.nodes ?? []).reduce(
    (all, { inputs, outputs }) => all + inputs.length + outputs.length,
    0,
  );
  const counted = nodes.reduce((all, { read, written }) => all + read.length + written.length, 0);
  requireAtMost(MOST_PORTS, "inputs and outputs", Math.max(named, counted));
}

function requireAtMost(most: number, what: string, told: number): void {
  if (told <= most) return;
  throw new RpcError(
    "failed",
    `the target tells of a pipeline of ${told} ${what}; at most ${most} can be followed`,
  );
}

export function graphOf(sent: Graph): PipelineGraph {
  const nodes = new Map<number, GraphNode>();
  for (const node of sent.nodes) if (!nodes.has(node.id)) nodes.set(node.id, nodeOf(node));
  const edges = new Map<number, GraphEdge>();
  for (const edge of sent.edges) {
    const from = nodes.get(edge.from.node);
    const to = nodes.get(edge.to.node);
    if (from === undefined || to === undefined || edges.has(edge.id)) continue;
    if (edge.from.output < from.outputs.length && edge.to.input < to.inputs.length) {
      edges.set(edge.id, edgeOf(edge));
    }
  }
  return {
    revision: Number(sent.revision),
    name: sent.name,
    nodes: [...nodes.values()],
    edges: [...edges.values()],
    controls: sent.controls.map(controlOf),
  };
}

function nodeOf({ id, path, kind, inputs, outputs, controls }: Node): GraphNode {
  const own = path.length === 0 ? [`${id}`] : path;
  return {
    id,
    path: own,
    name: own.join(PATH_SEPARATOR),
    kind,
    inputs,
    outputs,
    controls: controls.map(controlOf),
  };
}

function edgeOf({ id, from, to, capacity, unit }: Edge): GraphEdge {
  return {
    id,
    from: { node: from.node, output: from.output },
    to: { node: to.node, input: to.input },
    capacity: capacity === 0n ? undefined : Number(capacity),
    unit: unit === "bytes" ? "bytes" : "records",
  };
}

function controlOf({ name, doc, isDangerous }: Control): GraphControl {
  return { name, doc, isDangerous };
}

// model.ts: a pipeline as a client knows it: each update says what has changed, and here it becomes what people look at.
import { type NodeStatus, notKnown, type Update } from "../schema/pipeline.capnp.ts";
import { bottleneckOf } from "./bottleneck.ts";
import { edgeView, inputKey, sharedInputs } from "./edge-view.ts";
import { failureView, fatalRoots, rootsOf } from "./failures.ts";
import { EMPTY_GRAPH, graphOf, requireBounds } from "./graph.ts";
import { History } from "./history.ts";
import { Meter } from "./meter.ts";
import { nodeView, readingOf, unknownStatus } from "./node-view.ts";
import { isSame, plain } from "./plain.ts";
import type {
  Bottleneck,
  Change,
  EdgeHistory,
  EdgeView,
  GraphEdge,
  NodeHistory,
  NodeView,
  PipelineGraph,
} from "./view.ts";

export interface PipelineModelOptions {
  /** Rates are of so many seconds; default 3. */
  readonly window?: number | undefined;
  /** How many seconds of the past are kept for charts; default 300. */
  readonly history?: number | undefined;
}

const WINDOW_S = 3;
const HISTORY_S = 300;
const POINT_MS = 1000;

const NODE_COLUMNS = ["time", "readRate", "writtenRate", "busy", "idle", "blocked"] as const;
const EDGE_COLUMNS = ["time", "rate", "queued"] as const;

interface KnownNode {
  readonly meter: Meter;
  readonly history: History<(typeof NODE_COLUMNS)[number]>;
  status: NodeStatus;
  /** Milliseconds since the epoch. */
  recordTime: number | undefined;
  failureTime: number;
  view: NodeView;
}

const UNKNOWN_SHARES = { busy: Number.NaN, idle: Number.NaN, blocked: Number.NaN };

interface KnownEdge {
  readonly history: History<(typeof EDGE_COLUMNS)[number]>;
  /** What the process tells to be queued; undefined where it tells nothing. */
  queued: bigint | undefined;
  view: EdgeView;
}

/** Made of nothing; it knows what the updates say that it was given. */
export class PipelineModel {
  readonly #window: bigint;
  readonly #history: number;
  #graph = EMPTY_GRAPH;
  #sharedInputs: ReadonlySet<string> = new Set();
  /** The ids of edges of which the process tells what is queued, if it can. */
  #measured: ReadonlySet<number> = new Set();
  #nodes = new Map<number, KnownNode>();
  #edges = new Map<number, KnownEdge>();
  #time: number | undefined;
  #dropped = 0;
  #pointAt = Number.NEGATIVE_INFINITY;
  #bottleneck: Bottleneck | undefined;

  constructor({ window = WINDOW_S, history = HISTORY_S }: PipelineModelOptions = {}) {
    this.#window = BigInt(Math.round(window * 1e9));
    this.#history = history;
  }

  get graph(): PipelineGraph {
    return this.#graph;
  }

  /** When the last update was taken, in milliseconds since the epoch by the target's clock; undefined before the first. */
  get time(): number | undefined {
    return this.#time;
  }

  /** How many updates were dropped, since we did not keep up. */
  get dropped(): number {
    return this.#dropped;
  }

  /** What holds the others up, as far as it can be told. */
  get bottleneck(): Bottleneck | undefined {
    return this.#bottleneck;
  }

  /** Every node of the graph has one once an update was taken; undefined for what is none. */
  node(id: number): NodeView | undefined {
    return this.#nodes.get(id)?.view;
  }

  edge(id: number): EdgeView | undefined {
    return this.#edges.get(id)?.view;
  }

  /** In the order of the graph. */
  nodes(): NodeView[] {
    return [...this.#nodes.values()].map(({ view }) => view);
  }

  edges(): EdgeView[] {
    return [...this.#edges.values()].map(({ view }) => view);
  }

  /**
   * The nodes whose last error arose there: where to look. First those whose error a node has ended with, then those that all
   * went on after; of each the first to fail first.
   */
  roots(): NodeView[] {
    const failed = this.nodes().filter(({ failure }) => failure?.isRoot === true);
    const rank = ({ failure }: NodeView): number => (failure?.isFatal ? 0 : 1);
    return failed.sort((a, b) => rank(a) - rank(b) || (a.failure?.time ?? 0) - (b.failure?.time ?? 0));
  }

  nodeHistory(id: number): NodeHistory | undefined {
    return this.#nodes.get(id)?.history.read();
  }

  edgeHistory(id: number): EdgeHistory | undefined {
    return this.#edges.get(id)?.history.read();
  }

  /**
   * Takes an update, in the order in which they come.
   *
   * @throws RpcError for a pipeline that is too large, of which then nothing is taken.
   */
  apply(update: Update): Change {
    requireBounds(update);
    const time = dateOf(update.time);
    const isGraphNew = update.graph !== undefined && Number(update.graph.revision) !== this.#graph.revision;
    if (update.graph !== undefined) {
      this.#takeGraph(graphOf(update.graph));
      this.#measured = new Set(update.graph.edges.filter(({ isMeasured }) => isMeasured).map(({ id }) => id));
    }
    for (const status of update.nodes) {
      const node = this.#nodes.get(status.node);
      if (node !== undefined) this.#takeStatus(node, status, { now: update.now, time });
    }
    for (const { edge, queued } of update.edges) {
      const known = this.#edges.get(edge);
      if (known !== undefined) known.queued = queued === notKnown ? undefined : queued;
    }
    this.#time = time;
    this.#dropped = Number(update.dropped);
    const change = { isGraphNew, nodes: this.#viewNodes(update.now), edges: this.#viewEdges() };
    this.#bottleneck = bottleneckOf(this.#graph, this);
    this.#addPoints(time);
    return change;
  }

  /** All that is known, as plain data for a file: counts are numbers, or text where a number would not be exact. */
  toJSON(): Readonly<Record<string, unknown>> {
    return {
      time: this.#time === undefined ? null : new Date(this.#time).toISOString(),
      graph: this.#graph,
      nodes: this.nodes().map(plain),
      edges: this.edges().map(plain),
      bottleneck: this.#bottleneck ?? null,
      roots: this.roots().map(({ id }) => id),
      dropped: this.#dropped,
    };
  }

  /** Nodes and edges that are still there keep what is known of them. */
  #takeGraph(graph: PipelineGraph): void {
    const nodes = graph.nodes.map(({ id, inputs, outputs }) => {
      const known = this.#nodes.get(id) ?? this.#newNode(id, inputs.length, outputs.length);
      return [id, known] as const;
    });
    const edges = graph.edges.map(({ id, unit }) => {
      const known: KnownEdge = this.#edges.get(id) ?? {
        history: new History(EDGE_COLUMNS, this.#history),
        queued: undefined,
        view: { id, queued: undefined, unit, fill: undefined, level: undefined, rate: 0 },
      };
      return [id, known] as const;
    });
    this.#graph = graph;
    this.#sharedInputs = sharedInputs(graph);
    this.#nodes = new Map(nodes);
    this.#edges = new Map(edges);
  }

  #newNode(id: number, inputs: number, outputs: number): KnownNode {
    const status = unknownStatus(id, inputs, outputs);
    const rates = { read: status.read.map(() => 0), written: status.written.map(() => 0), shares: undefined };
    return {
      meter: new Meter(this.#window),
      history: new History(NODE_COLUMNS, this.#history),
      status,
      recordTime: undefined,
      failureTime: 0,
      view: nodeView(status, rates, { recordTime: undefined, failure: undefined }),
    };
  }

  #takeStatus(known: KnownNode, status: NodeStatus, { now, time }: Pick<Update, "now" | "time">): void {
    const timeOf = (moment: bigint): number => dateOf(time - Number(now - moment) / 1e6);
    // Told by our clock once: the two run apart, and what has not changed must not look as if it had.
    if (status.lastRecord !== known.status.lastRecord) known.recordTime = timeOf(status.lastRecord);
    if (status.failure?.at !== known.status.failure?.at)
      known.failureTime = timeOf(status.failure?.at ?? now);
    known.status = status;
  }

  #viewNodes(now: bigint): Set<number> {
    const changed = new Set<number>();
    const statuses = [...this.#nodes.values()].map(({ status }) => status);
    const roots = rootsOf(this.#graph, statuses);
    const fatal = fatalRoots(statuses, roots);
    for (const [id, known] of this.#nodes) {
      const { status, recordTime, failureTime } = known;
      const facts = { root: roots.get(id) ?? id, time: failureTime, hasEndedOthers: fatal.has(id) };
      const failure = status.failure && failureView(status.failure, id, facts);
      const rates = known.meter.add(readingOf(status, now));
      const view = nodeView(status, rates, { recordTime, failure });
      if (isSame(known.view, view)) continue;
      known.view = view;
      changed.add(id);
    }
    return changed;
  }

  #viewEdges(): Set<number> {
    const changed = new Set<number>();
    for (const edge of this.#graph.edges) {
      const known = this.#edges.get(edge.id);
      if (known === undefined) continue;
      const view = this.#viewEdge(edge, known.queued);
      if (isSame(known.view, view)) continue;
      known.view = view;
      changed.add(edge.id);
    }
    return changed;
  }

  #viewEdge(edge: GraphEdge, queued: bigint | undefined): EdgeView {
    const isShared = this.#sharedInputs.has(inputKey(edge));
    const [from, to] = [this.node(edge.from.node), this.node(edge.to.node)];
    return edgeView(edge, { from, to, queued, isShared, isMeasured: this.#measured.has(edge.id) });
  }

  #addPoints(time: number): void {
    if (time < this.#pointAt + POINT_MS && time >= this.#pointAt) return;
    this.#pointAt = time;
    for (const { view, history } of this.#nodes.values()) {
      const { readRate, writtenRate, shares } = view;
      const { busy, idle, blocked } = shares ?? UNKNOWN_SHARES;
      history.add({ time, readRate, writtenRate, busy, idle, blocked });
    }
    for (const { view, history } of this.#edges.values()) {
      history.add({ time, rate: view.rate, queued: view.queued ?? Number.NaN });
    }
  }
}

/** The furthest from the epoch that a date can be, in milliseconds. */
const FURTHEST = 8.64e15;

/** The nearest moment that a date can be: a process may tell what is none. */
function dateOf(time: number): number {
  return Math.max(-FURTHEST, Math.min(FURTHEST, time)) || 0;
}

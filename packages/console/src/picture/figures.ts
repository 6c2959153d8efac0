// figures.ts: what a picture says of each node and edge at a moment. A closed group says what its nodes together come to.
import type {
  EdgeView,
  FailureView,
  GraphEdge,
  NodeState,
  NodeView,
  PipelineModel,
  Shares,
} from "@teleop/pipeline/client";
import type { PictureGraph } from "./graph.ts";
import type { VisibleEdge, VisibleNode } from "./visible.ts";

/** Of a model what is drawn. */
export type DrawnModel = Pick<PipelineModel, "graph" | "node" | "edge" | "bottleneck" | "nodeHistory">;

/**
 * What an error is to its node: the one to look at, one that another node's has caused, or one that the node has caught and
 * gone on after.
 */
export type Failing = "root" | "follows" | "caught";

export interface NodeFigures {
  readonly state: NodeState;
  /** In words, and how many of a group are in it. */
  readonly stateText: string;
  /** Undefined where there is no input, and the same of outputs. */
  readonly read: bigint | undefined;
  readonly written: bigint | undefined;
  /** Records a second: of its outputs, or, where it has none, of its inputs. */
  readonly rate: number;
  readonly shares: Shares | undefined;
  readonly isBottleneck: boolean;
  readonly failure: Failing | undefined;
  /** The error as one line; empty where there is none. */
  readonly failureText: string;
}

export interface EdgeFigures {
  readonly rate: number;
  readonly queued: number | undefined;
  readonly capacity: number | undefined;
  readonly unit: "records" | "bytes";
  /** From 0 to 1; of several edges the fullest one. */
  readonly fill: number | undefined;
  readonly level: EdgeView["level"];
}

/** The graph of a model, to be laid out. */
export function pictureGraph({ graph }: Pick<DrawnModel, "graph">): PictureGraph {
  const names = new Map(graph.nodes.map(({ id, name }) => [id, name]));
  return {
    nodes: graph.nodes.map(({ name, path, kind }) => ({ name, path, kind })),
    edges: graph.edges.map(({ id, from, to, capacity, unit }) => ({
      id: String(id),
      tail: names.get(from.node) ?? "",
      tailIndex: from.output,
      head: names.get(to.node) ?? "",
      headIndex: to.input,
      capacity,
      unit,
    })),
  };
}

/** By names, as pictures have them, what the model has by numbers. */
export class Figures {
  readonly #model: DrawnModel;
  readonly #ids: ReadonlyMap<string, number>;
  readonly #edges: ReadonlyMap<string, GraphEdge>;

  /** For the graph that the model has now. */
  constructor(model: DrawnModel) {
    this.#model = model;
    this.#ids = new Map(model.graph.nodes.map(({ id, name }) => [name, id]));
    this.#edges = new Map(model.graph.edges.map((edge) => [String(edge.id), edge]));
  }

  /** The model's number of a node; undefined where it has none of that name. */
  idOf(name: string): number | undefined {
    return this.#ids.get(name);
  }

  node({ members, isGroup }: VisibleNode): NodeFigures | undefined {
    const ids = members.flatMap((name) => this.#ids.get(name) ?? []);
    const views = ids.flatMap((id) => this.#model.node(id) ?? []);
    const bottleneck = this.#model.bottleneck?.node;
    const isBottleneck = bottleneck !== undefined && ids.includes(bottleneck);
    const [only] = views;
    if (only === undefined) return undefined;
    return isGroup ? this.#group(ids, views, isBottleneck) : { ...figuresOf(only), isBottleneck };
  }

  edge({ members }: VisibleEdge): EdgeFigures | undefined {
    const edges = members.flatMap((id) => this.#edges.get(id) ?? []);
    const views = edges.flatMap(({ id }) => this.#model.edge(id) ?? []);
    const [first] = views;
    if (first === undefined) return undefined;
    const fullest = views.reduce((a, b) => ((b.fill ?? -1) > (a.fill ?? -1) ? b : a));
    return {
      rate: sum(views.map(({ rate }) => rate)),
      queued: sumOfKnown(views.map(({ queued }) => queued)),
      capacity: sumOfKnown(edges.map(({ capacity }) => capacity)),
      unit: first.unit,
      fill: fullest.fill,
      level: fullest.level,
    };
  }

  /** What goes in from outside of a group, and out of it, is what the group reads and writes. */
  #group(ids: readonly number[], views: readonly NodeView[], isBottleneck: boolean): NodeFigures {
    const inside = new Set(ids);
    const { edges } = this.#model.graph;
    const into = edges.filter(({ from, to }) => !inside.has(from.node) && inside.has(to.node));
    const outOf = edges.filter(({ from, to }) => inside.has(from.node) && !inside.has(to.node));
    const inputs = new Set(into.map(({ to }) => `${to.node} ${to.input}`));
    const outputs = new Set(outOf.map(({ from }) => `${from.node} ${from.output}`));
    const ports = <Value>(
      of: ReadonlySet<string>,
      value: (view: NodeView, port: number) => Value | undefined,
    ) =>
      [...of].flatMap((key) => {
        const [id = 0, port = 0] = key.split(" ").map(Number);
        const view = this.#model.node(id);
        return view === undefined ? [] : (value(view, port) ?? []);
      });
    const written = ports(outputs, (view, port) => view.written[port]);
    const read = ports(inputs, (view, port) => view.read[port]);
    const rates =
      outputs.size > 0
        ? ports(outputs, (view, port) => view.writtenRates[port])
        : ports(inputs, (view, port) => view.readRates[port]);
    const state = STATES_BY_WEIGHT.find((one) => views.some((view) => view.state === one)) ?? "waiting";
    const count = views.filter((view) => view.state === state).length;
    const failures = views.flatMap(({ failure }) => failure ?? []);
    const worst = FAILINGS.flatMap((one) => failures.find((failure) => failingOf(failure) === one) ?? [])[0];
    return {
      state,
      stateText: count === views.length ? state : `${count} of ${views.length} ${state}`,
      read: inputs.size === 0 ? undefined : read.reduce((total, value) => total + value, 0n),
      written: outputs.size === 0 ? undefined : written.reduce((total, value) => total + value, 0n),
      rate: sum(rates),
      shares: undefined,
      isBottleneck,
      failure: worst && failingOf(worst),
      failureText: worst?.message ?? "",
    };
  }

  /** Rates of the last seconds, the newest last; of a group there are none. */
  history({ members, isGroup }: VisibleNode, points: number): readonly number[] {
    const [name = ""] = members;
    const id = this.#ids.get(name);
    if (isGroup || id === undefined) return [];
    const history = this.#model.nodeHistory(id);
    if (history === undefined) return [];
    const hasOutputs = (this.#model.node(id)?.written.length ?? 0) > 0;
    return (hasOutputs ? history.writtenRate : history.readRate).slice(-points);
  }
}

/** What a group is said to be: what people have to know first. */
const STATES_BY_WEIGHT: readonly NodeState[] = ["failed", "paused", "running", "waiting", "stopped", "done"];

/** What a group is said to have, if one of its nodes has: what people have to know first. */
const FAILINGS: readonly Failing[] = ["root", "follows", "caught"];

function failingOf({ isRoot, isFatal, isFinal }: FailureView): Failing {
  if (isRoot && isFatal) return "root";
  return isFinal ? "follows" : "caught";
}

function figuresOf(view: NodeView): Omit<NodeFigures, "isBottleneck"> {
  const { state, read, written, readTotal, writtenTotal, readRate, writtenRate, shares, failure } = view;
  return {
    state,
    stateText: state,
    read: read.length === 0 ? undefined : readTotal,
    written: written.length === 0 ? undefined : writtenTotal,
    rate: written.length === 0 ? readRate : writtenRate,
    shares,
    failure: failure && failingOf(failure),
    failureText:
      failure === undefined
        ? ""
        : failure.type === ""
          ? failure.message
          : `${failure.type}: ${failure.message}`,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function sumOfKnown(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === values.length ? sum(known) : undefined;
}

// view.ts: what `teleop pipeline` shows: a line for each node, what waits for it, what it does with its time, and below what
// to look at first: the bottleneck, and errors where they arose.
import type {
  FailureView,
  GraphEdge,
  GraphNode,
  NodeView,
  PipelineModel,
  Shares,
} from "@teleop/pipeline/client";
import type { Colours, Output } from "../output/output.ts";
import { printable } from "../output/printable.ts";
import { type Column, tableLines } from "../output/table.ts";

interface Row {
  readonly graph: GraphNode;
  readonly view: NodeView;
}

/** All lines, as wide as the terminal is. */
export function pipelineLines(out: Output, model: PipelineModel): string[] {
  const rows = model.graph.nodes.flatMap((graph) => {
    const view = model.node(graph.id);
    return view === undefined ? [] : [{ graph, view }];
  });
  if (rows.length === 0) return ["the pipeline has no nodes"];
  return [...tableLines(out, columnsOf(out, model, rows), rows), ...notesOf(out, model)];
}

function columnsOf({ colours }: Output, model: PipelineModel, rows: readonly Row[]): readonly Column<Row>[] {
  const isMeasured = rows.some(({ view }) => view.shares !== undefined);
  const edgesTo = Map.groupBy(model.graph.edges, ({ to }) => to.node);
  const columns: Column<Row>[] = [
    { title: "STATE", cell: ({ view }) => stateOf(view, colours) },
    { title: "NODE", cell: ({ graph }) => nameOf(graph, model, colours) },
    { title: "KIND", leftOut: 2, cell: ({ graph }) => printable(graph.kind) },
    {
      title: "WAITING",
      align: "right",
      cell: ({ graph }) => waitingOn(edgesTo.get(graph.id) ?? [], model, colours),
    },
    { title: "READ", align: "right", cell: ({ graph, view }) => total(graph.inputs, view.readTotal) },
    { title: "/S", align: "right", leftOut: 3, cell: ({ graph, view }) => rate(graph.inputs, view.readRate) },
    { title: "WRITTEN", align: "right", cell: ({ graph, view }) => total(graph.outputs, view.writtenTotal) },
    { title: "/S", align: "right", cell: ({ graph, view }) => rate(graph.outputs, view.writtenRate) },
  ];
  if (!isMeasured) return columns;
  return [
    ...columns,
    { title: "BUSY", align: "right", cell: ({ view }) => share(view.shares?.busy) },
    { title: "BLOCKED", align: "right", leftOut: 4, cell: ({ view }) => share(view.shares?.blocked) },
    { title: "█ busy ▒ blocked · idle", leftOut: 1, cell: ({ view }) => barOf(view.shares, colours) },
  ];
}

function stateOf({ state }: NodeView, colours: Colours): string {
  switch (state) {
    case "failed":
      return colours.red(state);
    case "running":
      return colours.green(state);
    case "paused":
      return colours.yellow(state);
    case "waiting":
    case "done":
    case "stopped":
      return colours.dim(state);
  }
}

function nameOf({ id, name }: GraphNode, model: PipelineModel, colours: Colours): string {
  const shown = printable(name);
  return model.bottleneck?.node === id ? `${colours.yellow(shown)} ${colours.bold("◀")}` : shown;
}

/** On each of the edges, of how much there is room for. */
function waitingOn(edges: readonly GraphEdge[], model: PipelineModel, colours: Colours): string {
  const queues = edges.flatMap(({ id, capacity }) => {
    const view = model.edge(id);
    if (view?.queued === undefined) return [];
    const unit = view.unit === "bytes" ? " B" : "";
    const text = capacity === undefined ? `${view.queued}${unit}` : `${view.queued}/${capacity}${unit}`;
    if (view.level === "full") return [colours.red(text)];
    return [view.level === "high" ? colours.yellow(text) : text];
  });
  return queues.join(" ");
}

function total(ports: readonly string[], count: bigint): string {
  return ports.length === 0 ? "" : `${count}`;
}

function rate(ports: readonly string[], perSecond: number): string {
  if (ports.length === 0) return "";
  return perSecond > 0 && perSecond < 9.95 ? perSecond.toFixed(1) : `${Math.round(perSecond)}`;
}

function share(part: number | undefined): string {
  return part === undefined ? "" : `${Math.round(part * 100)} %`;
}

const BAR_WIDTH = 20;

function barOf(shares: Shares | undefined, colours: Colours): string {
  if (shares === undefined) return "";
  const busy = Math.round(shares.busy * BAR_WIDTH);
  const blocked = Math.min(BAR_WIDTH - busy, Math.round(shares.blocked * BAR_WIDTH));
  const idle = BAR_WIDTH - busy - blocked;
  return colours.cyan("█".repeat(busy)) + colours.yellow("▒".repeat(blocked)) + colours.dim("·".repeat(idle));
}

function notesOf({ colours }: Output, model: PipelineModel): string[] {
  const names = new Map(model.graph.nodes.map(({ id, name }) => [id, name]));
  const name = (id: number): string => printable(names.get(id) ?? `node ${id}`);
  // Others may have the same error, and go on.
  const ended = [...model.nodes()].filter(({ id, failure }) => failure?.isFinal && failure.root !== id);
  const failed = Map.groupBy(ended, ({ failure }) => failure?.root);
  const lines: string[] = [];
  if (model.bottleneck !== undefined) {
    lines.push(`${colours.bold("bottleneck ◀")} ${name(model.bottleneck.node)}: ${model.bottleneck.reason}`);
  }
  for (const { id, failure, errors } of model.roots()) {
    if (failure === undefined) continue;
    const followed = failed.get(id)?.length ?? 0;
    const error = failure.isFatal ? colours.red("error") : colours.yellow("error");
    lines.push(`${error} at ${name(id)}: ${errorText(failure)}${others(followed, errors)}`);
  }
  if (model.dropped > 0) lines.push(colours.dim(`${model.dropped} updates were dropped: they came too fast`));
  return lines.length === 0 ? [] : ["", ...lines];
}

function errorText({ message, causes, isFinal }: FailureView): string {
  const because = causes.map((cause) => `, because ${printable(cause)}`).join("");
  return `${printable(message)}${because}${isFinal ? "" : " (it went on)"}`;
}

/** How many other nodes the error ended, or how many errors there were before it. */
function others(followed: number, errors: bigint): string {
  if (followed > 0) return `; ${followed} ${followed === 1 ? "node" : "nodes"} failed because of it`;
  return errors > 1n ? `; the last of ${errors}` : "";
}

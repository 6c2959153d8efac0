// panel.tsx: all that is known of what is selected: exact values, history, and the text of an error.
import type { GraphEdge, GraphNode, NodeView, PipelineModel } from "@teleop/pipeline/client";
import type { ComponentChildren, JSX } from "preact";
import type { VisibleNode } from "../../picture/visible.ts";
import { formatBytes, formatExactClock, formatNumber, formatShare } from "../units.ts";
import { Controls } from "./controls.tsx";
import { FailureText } from "./failure-text.tsx";
import { HistoryChart } from "./history-chart.tsx";
import type { Picture, PipelineStore } from "./pipeline-store.ts";

export interface PanelProps {
  readonly store: PipelineStore;
  readonly picture: Picture;
  /** The id of what is seen. */
  readonly selected: string;
  readonly onShow: (node: number) => void;
}

export function Panel({ store, picture, selected, onShow }: PanelProps): JSX.Element | null {
  // Read, so that this is as new as the picture.
  store.beat.value;
  const { layout } = picture;
  const node = layout.nodes.find(({ id }) => id === selected);
  const group = node?.isGroup === true ? node : layout.groups.find(({ id }) => id === selected);
  const edge = layout.edges.find(({ id }) => id === selected);
  if (group !== undefined) return <GroupPanel {...{ store, picture, onShow }} group={group} />;
  if (node !== undefined) return <NodePanel {...{ store, picture, onShow }} node={node} />;
  if (edge !== undefined) return <EdgePanel {...{ store, picture, onShow }} members={edge.members} />;
  return null;
}

interface FrameProps {
  readonly store: PipelineStore;
  readonly title: string;
  readonly children: ComponentChildren;
}

function Frame({ store, title, children }: FrameProps): JSX.Element {
  return (
    <aside class="pipeline-panel" aria-label={title}>
      <div class="pipeline-panel-head">
        <h3>{title}</h3>
        <button
          type="button"
          aria-label="Close what is selected"
          onClick={() => {
            store.selected.value = undefined;
          }}
        >
          ×
        </button>
      </div>
      {children}
    </aside>
  );
}

type PartProps = Omit<PanelProps, "selected">;

function NodePanel({
  store,
  picture,
  node,
  onShow,
}: PartProps & { readonly node: VisibleNode }): JSX.Element | null {
  const { model, figures } = picture;
  const id = figures.idOf(node.members[0] ?? "");
  const known = model.graph.nodes.find((one) => one.id === id);
  const view = id === undefined ? undefined : model.node(id);
  if (known === undefined || view === undefined) return null;
  const history = model.nodeHistory(known.id);
  const isBottleneck = model.bottleneck?.node === known.id;
  return (
    <Frame store={store} title={known.name}>
      <p>
        {known.kind !== "" && `${known.kind}, `}
        <strong>{view.state}</strong>
        {view.state === "running" && view.activity !== "unmeasured" && `, ${view.activity}`}
      </p>
      {isBottleneck && <p class="warning">◆ The bottleneck: {model.bottleneck?.reason}</p>}
      {view.failure !== undefined && <FailureText failure={view.failure} model={model} onShow={onShow} />}
      <Controls store={store} node={known.id} controls={known.controls} label={`Controls of ${known.name}`} />
      <Ports known={known} view={view} />
      <dl>
        {view.shares !== undefined && (
          <>
            <dt>Busy</dt>
            <dd>{formatShare(view.shares.busy)}</dd>
            <dt>Blocked</dt>
            <dd>{formatShare(view.shares.blocked)}</dd>
            <dt>Idle</dt>
            <dd>{formatShare(view.shares.idle)}</dd>
          </>
        )}
        <dt>Last record</dt>
        <dd>{view.recordTime === undefined ? "none" : formatExactClock(view.recordTime)}</dd>
        <dt>Errors</dt>
        <dd>{formatNumber(Number(view.errors))}</dd>
      </dl>
      {history !== undefined && (
        <>
          {view.read.length > 0 && (
            <HistoryChart title="Read a second" time={history.time} lines={[{ values: history.readRate }]} />
          )}
          {view.written.length > 0 && (
            <HistoryChart
              title="Written a second"
              time={history.time}
              lines={[{ values: history.writtenRate }]}
            />
          )}
          {view.shares !== undefined && (
            <HistoryChart
              title="Busy, blocked, idle"
              time={history.time}
              top={1}
              lines={[
                { name: "busy", values: history.busy },
                { name: "blocked", values: history.blocked },
                { name: "idle", values: history.idle },
              ]}
            />
          )}
        </>
      )}
      <Edges {...{ store, picture }} node={known} />
    </Frame>
  );
}

/** Counts of each input and each output. */
function Ports({ known, view }: { readonly known: GraphNode; readonly view: NodeView }): JSX.Element {
  const row = (kind: string, name: string, port: number, count: bigint, rate: number): JSX.Element => (
    <tr key={`${kind} ${port}`}>
      <th scope="row">{name === "" ? `${kind} ${port + 1}` : `${kind} ${name}`}</th>
      <td class="number">{count.toLocaleString("en")}</td>
      <td class="number">{formatNumber(rate)}</td>
    </tr>
  );
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Port</th>
          <th scope="col" class="number">
            Records
          </th>
          <th scope="col" class="number">
            A second
          </th>
        </tr>
      </thead>
      <tbody>
        {view.read.map((count, port) =>
          row("in", known.inputs[port] ?? "", port, count, view.readRates[port] ?? 0),
        )}
        {view.written.map((count, port) =>
          row("out", known.outputs[port] ?? "", port, count, view.writtenRates[port] ?? 0),
        )}
      </tbody>
    </table>
  );
}

/** The edges of a node, by which one goes on to others. */
function Edges({
  store,
  picture,
  node,
}: Pick<PartProps, "store" | "picture"> & { readonly node: GraphNode }): JSX.Element {
  const { model, members } = picture;
  const edges = model.graph.edges.filter(({ from, to }) => from.node === node.id || to.node === node.id);
  return (
    <ul class="pipeline-edges">
      {edges.map((edge) => {
        const seen = members.edge(String(edge.id));
        const isIn = edge.to.node === node.id;
        const other = nameOf(model, isIn ? edge.from.node : edge.to.node);
        return (
          <li key={edge.id}>
            {isIn ? "from " : "to "}
            <button
              type="button"
              class="link"
              disabled={seen === undefined}
              onClick={() => {
                store.selected.value = seen;
              }}
            >
              {other}
            </button>{" "}
            <span class="quiet">{queueText(model, edge)}</span>
          </li>
        );
      })}
    </ul>
  );
}

function EdgePanel({
  store,
  picture,
  members,
  onShow,
}: PartProps & { readonly members: readonly string[] }): JSX.Element {
  const { model } = picture;
  const edges = model.graph.edges.filter(({ id }) => members.includes(String(id)));
  return (
    <Frame store={store} title={edges.length === 1 ? "Edge" : `${edges.length} edges`}>
      {edges.map((edge) => {
        const view = model.edge(edge.id);
        const history = model.edgeHistory(edge.id);
        return (
          <section
            key={edge.id}
            aria-label={`${nameOf(model, edge.from.node)} to ${nameOf(model, edge.to.node)}`}
          >
            <p>
              <NodeLink model={model} node={edge.from.node} onShow={onShow} /> →{" "}
              <NodeLink model={model} node={edge.to.node} onShow={onShow} />
            </p>
            <dl>
              <dt>Queued</dt>
              <dd>{queueText(model, edge)}</dd>
              <dt>Records a second</dt>
              <dd>{formatNumber(view?.rate ?? 0)}</dd>
            </dl>
            {history !== undefined && (
              <>
                <HistoryChart
                  title="Records a second"
                  time={history.time}
                  lines={[{ values: history.rate }]}
                />
                <HistoryChart
                  title="Queued"
                  time={history.time}
                  top={edge.capacity}
                  lines={[{ values: history.queued }]}
                />
              </>
            )}
          </section>
        );
      })}
    </Frame>
  );
}

interface GroupPanelProps extends PartProps {
  readonly group: { readonly id: string; readonly label: string; readonly members: readonly string[] };
}

function GroupPanel({ store, picture, group, onShow }: GroupPanelProps): JSX.Element {
  const { model, figures } = picture;
  const isClosed = store.closed.value.has(group.id);
  return (
    <Frame store={store} title={group.label}>
      <button type="button" onClick={() => store.toggle(group.id)}>
        {isClosed ? "Open the group" : "Close the group"}
      </button>
      <table>
        <thead>
          <tr>
            <th scope="col">Node</th>
            <th scope="col">State</th>
            <th scope="col" class="number">
              A second
            </th>
          </tr>
        </thead>
        <tbody>
          {group.members.map((name) => {
            const id = figures.idOf(name);
            const view = id === undefined ? undefined : model.node(id);
            if (id === undefined || view === undefined) return null;
            return (
              <tr key={name}>
                <th scope="row">
                  <NodeLink model={model} node={id} onShow={onShow} />
                </th>
                <td>{view.state}</td>
                <td class="number">
                  {formatNumber(view.written.length > 0 ? view.writtenRate : view.readRate)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Frame>
  );
}

interface NodeLinkProps {
  readonly model: PipelineModel;
  readonly node: number;
  readonly onShow: (node: number) => void;
}

function NodeLink({ model, node, onShow }: NodeLinkProps): JSX.Element {
  return (
    <button type="button" class="link" onClick={() => onShow(node)}>
      {nameOf(model, node)}
    </button>
  );
}

function nameOf(model: PipelineModel, id: number): string {
  return model.graph.nodes.find((node) => node.id === id)?.name ?? `node ${id}`;
}

function queueText(model: PipelineModel, { id, capacity, unit }: GraphEdge): string {
  const view = model.edge(id);
  const show = (value: number): string => (unit === "bytes" ? formatBytes(value) : formatNumber(value));
  if (view?.queued === undefined) return "not told";
  const room = capacity === undefined ? "" : ` of ${show(capacity)}`;
  const records = unit === "records" ? " records" : "";
  return `${show(view.queued)}${room}${records}${view.fill === undefined ? "" : `, ${formatShare(view.fill)}`}`;
}

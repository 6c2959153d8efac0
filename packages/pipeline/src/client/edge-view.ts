// edge-view.ts: an edge as people look at it: how much waits on it, and how much goes through.
import type { EdgeView, GraphEdge, NodeView, PipelineGraph } from "./view.ts";

/** Up to here a queue is no concern. */
const LOW = 0.6;
/** Beyond this, whoever writes to it is about to wait. */
const HIGH = 0.85;

export interface EdgeEnds {
  readonly from: NodeView | undefined;
  readonly to: NodeView | undefined;
  /** What the process tells to be queued; undefined where it does not. */
  readonly queued: bigint | undefined;
  /** Whether others lead to the same input, so that what was read there is not of this one alone. */
  readonly isShared: boolean;
  /** Whether it is for the process to tell what is queued, and not for counts. */
  readonly isMeasured: boolean;
}

export function edgeView(edge: GraphEdge, { from, to, queued, isShared, isMeasured }: EdgeEnds): EdgeView {
  const { id, capacity, unit } = edge;
  const waiting = queued === undefined ? counted(edge, from, to, isShared || isMeasured) : Number(queued);
  const fill = waiting === undefined || capacity === undefined ? undefined : Math.min(1, waiting / capacity);
  const rate = isShared ? from?.writtenRates[edge.from.output] : to?.readRates[edge.to.input];
  return { id, queued: waiting, unit, fill, level: levelOf(fill), rate: rate ?? 0 };
}

/** Inputs, as `inputKey()` names them, to which several edges lead. */
export function sharedInputs({ edges }: PipelineGraph): ReadonlySet<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const edge of edges) {
    const key = inputKey(edge);
    if (seen.has(key)) shared.add(key);
    seen.add(key);
  }
  return shared;
}

export function inputKey({ to }: GraphEdge): string {
  return `${to.node} ${to.input}`;
}

/** What was written to it and not yet read. The two are not read at the same moment in every process. */
function counted(
  edge: GraphEdge,
  from: NodeView | undefined,
  to: NodeView | undefined,
  isElsewhere: boolean,
): number | undefined {
  const written = from?.written[edge.from.output];
  const read = to?.read[edge.to.input];
  if (isElsewhere || edge.unit !== "records" || written === undefined || read === undefined) return undefined;
  return Math.max(0, Number(written - read));
}

function levelOf(fill: number | undefined): EdgeView["level"] {
  if (fill === undefined) return undefined;
  if (fill <= LOW) return "low";
  return fill <= HIGH ? "high" : "full";
}

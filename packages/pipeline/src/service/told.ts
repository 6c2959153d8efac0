// told.ts: a pipeline in the words of its schema.
import type { Control, Controls } from "../controls.ts";
import type { FailureRecord } from "../failure.ts";
import type { NodeStatus } from "../node.ts";
import type { Pipeline } from "../pipeline.ts";
import type {
  Control as ToldControl,
  Failure as ToldFailure,
  Graph as ToldGraph,
  NodeStatus as ToldStatus,
} from "../schema/pipeline.capnp.ts";

export function toldGraph(pipeline: Pipeline): ToldGraph.Init {
  return {
    revision: BigInt(pipeline.revision),
    name: pipeline.name,
    nodes: pipeline.nodes.map(({ id, path, kind, inputs, outputs, controls }) => ({
      id,
      path,
      kind,
      inputs,
      outputs,
      controls: toldControls(controls),
    })),
    edges: pipeline.edges.map(({ id, from, to, capacity, unit, queued }) => ({
      id,
      from: { node: from.node.id, output: from.output },
      to: { node: to.node.id, input: to.input },
      capacity: count(capacity),
      unit,
      isMeasured: queued !== undefined,
    })),
    controls: toldControls(pipeline.controls),
  };
}

export function toldStatus(node: number, status: NodeStatus): ToldStatus.Init {
  const { state, activity, since, busy, idle, blocked, lastRecord, errors, read, written, failure } = status;
  return {
    node,
    state,
    activity,
    since: nanoseconds(since),
    busy: nanoseconds(busy),
    idle: nanoseconds(idle),
    blocked: nanoseconds(blocked),
    lastRecord: lastRecord === undefined ? 0n : nanoseconds(lastRecord),
    errors: BigInt(errors),
    read: read.map(count),
    written: written.map(count),
    failure: failure && toldFailure(failure),
  };
}

/** What an edge measures; undefined for what is no number, or where the application's function throws. */
export function measured(queued: () => number): number | undefined {
  try {
    const value: unknown = queued();
    return typeof value === "number" && value >= 0 ? value : undefined;
  } catch {
    // It is asked from a timer, where an error would end the process. Whoever looks sees an edge without a value.
    return undefined;
  }
}

export function nanoseconds(milliseconds: number): bigint {
  return BigInt(Math.round(milliseconds * 1e6));
}

/** Counts are the application's, and may be anything that is not negative. */
export function count(value: number): bigint {
  return BigInt(Math.min(Math.floor(value), Number.MAX_SAFE_INTEGER));
}

function toldFailure({ message, type, stack, causes, at, root, isFinal }: FailureRecord): ToldFailure.Init {
  return { message, type, stack, causes, at: nanoseconds(at), root, isFinal };
}

function toldControls(controls: Controls): ToldControl.Init[] {
  return Object.entries(controls).map(([name, { doc, isDangerous }]: [string, Control]) => ({
    name,
    doc: doc ?? "",
    isDangerous: isDangerous ?? false,
  }));
}

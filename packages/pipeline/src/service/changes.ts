// changes.ts: what has changed of a pipeline since one client was told last. Values are told whole, never as differences, so
// that a client that misses some in between has missed nothing that it needs.
import type { NodeStatus } from "../node.ts";
import type { Pipeline } from "../pipeline.ts";
import { type EdgeStatus, notKnown, type Update } from "../schema/pipeline.capnp.ts";
import { count, measured, nanoseconds, toldGraph, toldStatus } from "./told.ts";

/** Of one client. */
export class Changes {
  readonly #pipeline: Pipeline;
  #revision = 0;
  #nodes = new Map<number, NodeStatus>();
  /** Of those that are measured; undefined where that failed. */
  #edges = new Map<number, number | undefined>();

  constructor(pipeline: Pipeline) {
    this.#pipeline = pipeline;
  }

  /** As this one is now: what it is asked for counts as told to it alone. */
  copy(): Changes {
    const copy = new Changes(this.#pipeline);
    copy.#revision = this.#revision;
    copy.#nodes = new Map(this.#nodes);
    copy.#edges = new Map(this.#edges);
    return copy;
  }

  /** What has changed, which counts as told; the first time, and where the graph has changed, all. */
  take(dropped: number): Update.Init {
    const pipeline = this.#pipeline;
    const isGraphNew = pipeline.revision !== this.#revision;
    if (isGraphNew) {
      this.#revision = pipeline.revision;
      this.#nodes = new Map();
      this.#edges = new Map();
    }
    const nodes = this.#changedNodes();
    const edges = this.#changedEdges();
    return {
      time: Date.now(),
      now: nanoseconds(performance.now()),
      revision: BigInt(this.#revision),
      graph: isGraphNew ? toldGraph(pipeline) : undefined,
      nodes,
      edges,
      dropped: BigInt(dropped),
    };
  }

  #changedNodes(): NonNullable<Update.Init["nodes"]> {
    const told = [];
    for (const node of this.#pipeline.nodes) {
      const status = node.status();
      const before = this.#nodes.get(node.id);
      if (before !== undefined && isSame(before, status)) continue;
      this.#nodes.set(node.id, status);
      told.push(toldStatus(node.id, status));
    }
    return told;
  }

  #changedEdges(): EdgeStatus.Init[] {
    const told: EdgeStatus.Init[] = [];
    for (const edge of this.#pipeline.edges) {
      if (edge.queued === undefined) continue;
      const queued = measured(edge.queued);
      if (this.#edges.has(edge.id) && this.#edges.get(edge.id) === queued) continue;
      this.#edges.set(edge.id, queued);
      told.push({ edge: edge.id, queued: queued === undefined ? notKnown : count(queued) });
    }
    return told;
  }
}

export function isEmpty({ graph, nodes, edges }: Update.Init): boolean {
  return graph === undefined && nodes?.length === 0 && edges?.length === 0;
}

function isSame(a: NodeStatus, b: NodeStatus): boolean {
  return (
    a.since === b.since &&
    a.state === b.state &&
    a.activity === b.activity &&
    a.errors === b.errors &&
    a.failure === b.failure &&
    areSame(a.read, b.read) &&
    areSame(a.written, b.written)
  );
}

function areSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, port) => value === b[port]);
}

// state-service.ts: serves `state`, by which consoles of quirky_binder ask how far a pipeline has come. They want a status for
// each node of the graph that they asked for once.
import type { NodeStatus, PipelineNode } from "../node.ts";
import type { PipelineServicesOptions } from "../options.ts";
import { PATH_SEPARATOR, type Pipeline } from "../pipeline.ts";
import { type NodeState, State } from "../schema/state.capnp.ts";
import { admit } from "./admission.ts";

/** An edge names ports in 8 bits. */
const MOST_PORTS = 256;

/** Counts have 32 bits there, and begin anew when these are full, as a difference of two still tells. */
const WRAP = 2 ** 32;

export function stateService(pipeline: Pipeline, options: PipelineServicesOptions = {}): State {
  return State.server({
    async graph(_params, caller) {
      await admit(options, caller, "look");
      return {
        graph: {
          nodes: pipeline.nodes.map((node) => ({ name: nameOf(node) })),
          edges: pipeline.edges
            .filter(({ from, to }) => from.output < MOST_PORTS && to.input < MOST_PORTS)
            .map(({ from, to }) => ({
              tailName: nameOf(from.node),
              tailIndex: from.output,
              headName: nameOf(to.node),
              headIndex: to.input,
            })),
        },
      };
    },
    async nodeStatuses(_params, caller) {
      await admit(options, caller, "look");
      return {
        statuses: pipeline.nodes.map((node) => {
          const status = node.status();
          return {
            nodeName: nameOf(node),
            state: stateOf(status),
            inputRead: status.read.map(wrapped),
            outputWritten: status.written.map(wrapped),
          };
        }),
      };
    },
  });
}

function nameOf({ path }: PipelineNode): string {
  return path.join(PATH_SEPARATOR);
}

function stateOf({ state, failure }: NodeStatus): NodeState.Init {
  switch (state) {
    case "waiting":
      return { which: "waiting" };
    case "running":
    case "paused":
      return { which: "running" };
    case "done":
    case "stopped":
      return { which: "success" };
    case "failed":
      return { which: "error", error: failure?.message ?? "" };
  }
}

function wrapped(count: number): number {
  return Number.isFinite(count) ? Math.floor(count) % WRAP : 0;
}

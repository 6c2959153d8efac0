// state-service.ts: what a pipeline tells of itself to whoever attaches.
import type { Pipeline } from "./pipeline.ts";
import { State } from "./state.capnp.ts";

export function stateService(pipeline: Pipeline): State {
  return State.server({
    graph: () => ({
      nodes: pipeline.nodes.map(({ name }) => ({ name })),
      edges: pipeline.edges.map(({ from, to, input }) => ({
        from: { node: from, output: 0 },
        to: { node: to, input },
      })),
    }),
    nodeStatuses: () => ({
      statuses: pipeline.nodes.map(({ state, read, written }) => ({
        state,
        read: read.map(BigInt),
        written: [BigInt(written)],
      })),
    }),
  });
}

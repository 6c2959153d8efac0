// client.ts: the entry `@teleop/pipeline/client`: the interfaces of the services, and what a client makes of what they tell.
// No terminal, and nothing of the platform: the command uses it, and a page in a browser does.
export { followPipeline } from "./client/follow-pipeline.ts";
export type { FollowPipelineOptions, PipelineFollowing, PipelineSession } from "./client/following.ts";
export { PATH_SEPARATOR } from "./client/graph.ts";
export { PipelineModel, type PipelineModelOptions } from "./client/model.ts";
export type {
  Activity,
  Bottleneck,
  Change,
  EdgeHistory,
  EdgeView,
  FailureView,
  GraphControl,
  GraphEdge,
  GraphNode,
  NodeHistory,
  NodeState,
  NodeView,
  PipelineGraph,
  Shares,
} from "./client/view.ts";
export { PipelineService, type Update } from "./schema/pipeline.capnp.ts";
export { State } from "./schema/state.capnp.ts";

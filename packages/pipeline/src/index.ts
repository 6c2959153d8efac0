// index.ts: the entry `@teleop/pipeline`: what an application describes and counts its pipeline with. What tells of it to who
// attaches is loaded when somebody asks.
import { Pipeline, type PipelineOptions } from "./pipeline.ts";

export type { Control, Controls, ControlsInit } from "./controls.ts";
export type { FailureRecord } from "./failure.ts";
export type { Activity, NodeState, NodeStatus, PipelineNode } from "./node.ts";
export type { PipelineServicesOptions } from "./options.ts";
export type { EdgeOptions, NodeOptions, Pipeline, PipelineEdge, PipelineOptions } from "./pipeline.ts";
export { PATH_SEPARATOR } from "./pipeline.ts";
export { pipelineServices } from "./services.ts";

/**
 * A pipeline without nodes.
 *
 * @throws TeleopError `INVALID_ARGUMENT` for an option that cannot be.
 */
export function pipeline(options: PipelineOptions = {}): Pipeline {
  return new Pipeline(options);
}

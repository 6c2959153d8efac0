// services.ts: what an application spreads into its services, so that who attaches sees its pipeline. Nothing of it is loaded
// before somebody asks for it.
import { requireCount, requireFunction, requireOptions } from "@teleop/core/basics";
import { offer, type Services } from "@teleop/rpc-capnp/later";
import { FASTEST_MS, type PipelineServicesOptions } from "./options.ts";
import type { Pipeline } from "./pipeline.ts";

/**
 * The services `pipeline`, which tells what has changed by itself, and `state`, by which consoles of quirky_binder ask:
 * `teleoperate({ services: { ...pipelineServices(shop) } })`.
 *
 * @throws TeleopError `INVALID_ARGUMENT` for an option that cannot be.
 */
export function pipelineServices(pipeline: Pipeline, options: PipelineServicesOptions = {}): Services {
  requireOptions(options);
  requireFunction("authorize", options.authorize);
  requireCount("fastest", options.fastest, FASTEST_MS);
  return {
    pipeline: offer(
      async () => (await import("./schema/pipeline.capnp.ts")).PipelineService,
      async () => (await import("./service/pipeline-service.ts")).pipelineService(pipeline, options),
    ),
    state: offer(
      async () => (await import("./schema/state.capnp.ts")).State,
      async () => (await import("./service/state-service.ts")).stateService(pipeline, options),
    ),
  };
}

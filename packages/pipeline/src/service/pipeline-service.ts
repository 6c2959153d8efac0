// pipeline-service.ts: serves `pipeline`: what there is, how far it has come, what changes, and what people can have it do.
import { RpcError } from "@teleop/rpc-capnp";
import { FASTEST_MS, type PipelineServicesOptions } from "../options.ts";
import type { Pipeline } from "../pipeline.ts";
import { PipelineService } from "../schema/pipeline.capnp.ts";
import { admit } from "./admission.ts";
import { Changes } from "./changes.ts";
import { Subscription } from "./subscription.ts";
import { toldGraph } from "./told.ts";

const SLOWEST_MS = 60 * 60 * 1000;

/** Each costs something for every update. */
const MOST_SUBSCRIPTIONS = 32;

/** The service of a pipeline. The caller's, to be disposed; the pipeline is not. */
export function pipelineService(pipeline: Pipeline, options: PipelineServicesOptions = {}): PipelineService {
  const { fastest = FASTEST_MS } = options;
  let subscriptions = 0;
  const requireInterval = (interval: number): void => {
    if (interval >= fastest && interval <= SLOWEST_MS) return;
    throw new RpcError(
      "failed",
      `interval must be from ${fastest} to ${SLOWEST_MS} milliseconds, not ${interval}`,
    );
  };
  return PipelineService.server({
    async graph(_params, caller) {
      await admit(options, caller, "look");
      return { graph: toldGraph(pipeline) };
    },
    async status(_params, caller) {
      await admit(options, caller, "look");
      return { update: new Changes(pipeline).take(0) };
    },
    async subscribe({ sink, interval }, caller) {
      requireInterval(interval);
      const kept = sink.dup();
      try {
        await admit(options, caller, "look");
        if (subscriptions >= MOST_SUBSCRIPTIONS) {
          const most = `${MOST_SUBSCRIPTIONS} subscriptions to the pipeline are open`;
          throw new RpcError("overloaded", `${most}, and no more may be`);
        }
      } catch (error) {
        kept[Symbol.dispose]();
        throw error;
      }
      subscriptions++;
      const ended = (): void => {
        subscriptions--;
      };
      return { subscription: new Subscription(pipeline, kept, { interval, requireInterval, ended }) };
    },
    async control({ node, name }, caller) {
      await admit(options, caller, "control");
      await controlOf(pipeline, node, name).run();
    },
  });
}

function controlOf(pipeline: Pipeline, id: number, name: string): { readonly run: () => unknown } {
  const node = pipeline.nodes.find((one) => one.id === id);
  if (id !== 0 && node === undefined) throw new RpcError("failed", `the pipeline has no node ${id} any more`);
  const controls = node?.controls ?? pipeline.controls;
  const of = node === undefined ? "the pipeline" : `the node ${node.path.join(" :: ")}`;
  const control = Object.hasOwn(controls, name) ? controls[name] : undefined;
  if (control !== undefined) return control;
  const names = Object.keys(controls);
  const known = names.length === 0 ? "it has none" : `it has ${names.join(", ")}`;
  throw new RpcError("failed", `${of} has no control ${JSON.stringify(name.slice(0, 100))}: ${known}`);
}

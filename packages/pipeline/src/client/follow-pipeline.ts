// follow-pipeline.ts: keeps a model of a process's pipeline, told by the process itself, or, where that tells nothing by
// itself, as those of quirky_binder, by asking it again and again.
import { RpcError } from "@teleop/rpc-capnp";
import { PipelineService, type PipelineService_Subscription, type Update } from "../schema/pipeline.capnp.ts";
import {
  aborted,
  type FollowPipelineOptions,
  INTERVAL_MS,
  type PipelineFollowing,
  type PipelineSession,
} from "./following.ts";
import { PipelineModel } from "./model.ts";
import { pollState } from "./poll-state.ts";

/**
 * Begins to follow. Resolves when the model knows all that there is. The session stays the caller's, and open while this
 * lasts.
 *
 * @throws RpcError where the target has neither service, or the interval is out of its bounds; the reason of `signal`.
 */
export async function followPipeline(
  session: PipelineSession,
  options: FollowPipelineOptions,
): Promise<PipelineFollowing> {
  const { by } = options;
  if (by === "state") return pollState(session, options);
  try {
    return await subscribe(session, options);
  } catch (told) {
    options.signal?.throwIfAborted();
    if (by === "pipeline") throw told;
    try {
      return await pollState(session, options);
    } catch {
      // It has neither, and what it says of the first is what people should know.
      throw told;
    }
  }
}

/** Is told by the process what has changed. */
async function subscribe(
  session: PipelineSession,
  { onUpdate, interval = INTERVAL_MS, signal, ...options }: FollowPipelineOptions,
): Promise<PipelineFollowing> {
  const model = new PipelineModel(options);
  const known = Promise.withResolvers<void>();
  const released = Promise.withResolvers<undefined>();
  const service = session.service("pipeline", PipelineService);
  const sink = {
    // What a callback happens to return is no answer.
    async update(update: Update): Promise<void> {
      await onUpdate(model, model.apply(update));
      known.resolve();
    },
    [Symbol.dispose]: () => released.resolve(undefined),
  };
  try {
    const { subscription } = await service.subscribe({ sink, interval }, { signal });
    const ended = Promise.race([session.closed, released.promise]);
    const endedEarly = ended.then((reason) => {
      throw reason ?? new RpcError("failed", "the target told nothing of its pipeline before it ended that");
    });
    try {
      await Promise.race([known.promise, endedEarly, aborted(signal)]);
    } catch (error) {
      subscription[Symbol.dispose]();
      throw error;
    }
    return {
      model,
      by: "pipeline",
      ended,
      pace: async (interval) => void (await subscription.pace({ interval })),
      control: async (node, name) => void (await service.control({ node, name })),
      async [Symbol.asyncDispose]() {
        await endSoon(subscription);
        subscription[Symbol.dispose]();
        service[Symbol.dispose]();
      },
    };
  } catch (error) {
    service[Symbol.dispose]();
    throw error;
  }
}

/** Ends it, and waits for that, but not long: a process that is stopped does not answer. */
async function endSoon(subscription: PipelineService_Subscription): Promise<void> {
  // With the connection it has ended already; and what is let go of ends as well, once the process goes on.
  await subscription.end({}, { signal: AbortSignal.timeout(END_MS) }).then(undefined, () => {});
}

const END_MS = 500;

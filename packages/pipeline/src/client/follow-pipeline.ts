// follow-pipeline.ts: keeps a model of a process's pipeline, told by the process itself, or, where that tells nothing by
// itself, as those of quirky_binder, by asking it again and again.
import { untilAborted } from "@teleop/core/basics";
import { RpcError } from "@teleop/rpc-capnp";
import { PipelineService, type PipelineService_Subscription, type Update } from "../schema/pipeline.capnp.ts";
import {
  asError,
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
    if (by === "pipeline" || !isNotOffered(told, "pipeline")) throw told;
    try {
      return await pollState(session, options);
    } catch (error) {
      // Where it has neither, what it says of the first is what people should know.
      throw isNotOffered(error, "state") ? told : error;
    }
  }
}

/** Whether there is no service of that name, or another one of the same name. */
function isNotOffered(error: unknown, service: string): boolean {
  if (!(error instanceof RpcError)) return false;
  return error.type === "unimplemented" || error.message.includes(`service ${service} not found`);
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
  const failed = Promise.withResolvers<Error>();
  let isOver = false;
  const tell = async (update: Update): Promise<void> => {
    // Another process may go on after it was told to end, or that something is wrong.
    if (isOver) return;
    try {
      await onUpdate(model, model.apply(update));
      known.resolve();
    } catch (error) {
      isOver = true;
      failed.resolve(asError(error));
      throw error;
    }
  };
  let told: Promise<void> = Promise.resolve();
  const sink = {
    // Two may be under way at once: one after the other.
    update(update: Update): Promise<void> {
      told = told.then(() => tell(update));
      return told;
    },
    [Symbol.dispose]: () => released.resolve(undefined),
  };
  try {
    const { subscription } = await service.subscribe({ sink, interval }, { signal });
    const ended = Promise.race([failed.promise, session.closed, released.promise]);
    const endedEarly = ended.then((reason) => {
      throw reason ?? new RpcError("failed", "the target told nothing of its pipeline before it ended that");
    });
    try {
      await untilAborted(Promise.race([known.promise, endedEarly]), signal);
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
        isOver = true;
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

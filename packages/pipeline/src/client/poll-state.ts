// poll-state.ts: follows a process that tells how far it has come only when it is asked, by the interface of quirky_binder.
import { untilAborted } from "@teleop/core/basics";
import { RpcError } from "@teleop/rpc-capnp";
import { State } from "../schema/state.capnp.ts";
import {
  asError,
  type FollowPipelineOptions,
  INTERVAL_MS,
  type PipelineFollowing,
  type PipelineSession,
} from "./following.ts";
import { PipelineModel } from "./model.ts";
import { StateUpdates } from "./state-updates.ts";

/** How many records the channels of quirky_binder hold. */
const STATE_CAPACITY = 42;

/** Programs of quirky_binder are asked every 1 to 3 ms. */
const FASTEST_MS = 1;
const SLOWEST_MS = 60 * 60 * 1000;

/**
 * Asks again when the answer has come and the interval is over, until what it returns is disposed.
 *
 * @throws RpcError where the target has no such service, or the interval is out of its bounds; the reason of `signal`.
 */
export async function pollState(
  session: PipelineSession,
  {
    onUpdate,
    interval = INTERVAL_MS,
    stateCapacity = STATE_CAPACITY,
    signal,
    ...options
  }: FollowPipelineOptions,
): Promise<PipelineFollowing> {
  requireInterval(interval);
  const model = new PipelineModel(options);
  const updates = new StateUpdates(stateCapacity);
  const service = session.service("state", State);
  const stopped = new AbortController();
  const poll = async (): Promise<void> => {
    const { statuses } = await service.nodeStatuses({}, { signal: stopped.signal });
    if (updates.isOutdated(statuses)) {
      const { graph } = await service.graph({}, { signal: stopped.signal });
      if (graph === undefined) throw new RpcError("failed", "the target's state told no graph");
      updates.takeGraph(graph, statuses);
    }
    // To whom has ended it nothing is told, nor is it waited for what he does with the last.
    if (stopped.signal.aborted) return;
    const now = BigInt(Math.round(performance.now() * 1e6));
    await onUpdate(model, model.apply(updates.update(statuses, Date.now(), now)));
  };
  try {
    await untilAborted(poll(), signal);
  } catch (error) {
    stopped.abort();
    service[Symbol.dispose]();
    throw error;
  }
  const pace = { interval };
  const polling = pollUntil(stopped.signal, pace, poll);
  return {
    model,
    by: "state",
    ended: Promise.race([session.closed, polling]),
    async pace(interval) {
      requireInterval(interval);
      pace.interval = interval;
    },
    async control() {
      throw new RpcError("unimplemented", "the target offers the service state, which has no controls");
    },
    async [Symbol.asyncDispose]() {
      stopped.abort();
      service[Symbol.dispose]();
    },
  };
}

/** A timer would take any other for none at all, and the target would be asked without a pause. */
function requireInterval(interval: number): void {
  if (interval >= FASTEST_MS && interval <= SLOWEST_MS) return;
  throw new RpcError(
    "failed",
    `interval must be from ${FASTEST_MS} to ${SLOWEST_MS} milliseconds, not ${interval}`,
  );
}

/** Resolves when it was stopped, or with why it cannot go on. */
async function pollUntil(
  stopped: AbortSignal,
  pace: { readonly interval: number },
  poll: () => Promise<void>,
): Promise<Error | undefined> {
  try {
    for (;;) {
      await pause(pace.interval, stopped);
      if (stopped.aborted) return undefined;
      await poll();
    }
  } catch (error) {
    if (stopped.aborted) return undefined;
    return asError(error);
  }
}

/** Resolves after the time, or at once when it is stopped. A browser has no timers of node:timers. */
function pause(milliseconds: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      stopped.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    stopped.addEventListener("abort", done, { once: true });
  });
}

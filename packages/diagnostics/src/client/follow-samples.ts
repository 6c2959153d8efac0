// follow-samples.ts: is told how a process is, again and again, and makes of counts that only grow what people want to know.
import { Samples, type Samples_Sample } from "../samples/samples.capnp.ts";
import { type FollowedSession, type Following, following } from "./following.ts";

export interface FollowSamplesOptions {
  /** Told of each sample. The next comes when this is done. What it throws ends the following. */
  readonly onSample: (sample: Samples_Sample) => void | PromiseLike<void>;
  /** Milliseconds between two; default 1000. */
  readonly interval?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Begins to follow. The session stays the caller's, and open while this lasts.
 *
 * @throws RpcError where the target has no service `samples`, or the interval is out of its bounds; the reason of `signal`.
 */
export function followSamples(session: FollowedSession, options: FollowSamplesOptions): Promise<Following> {
  const { onSample, interval, signal } = options;
  const service = session.service("samples", Samples);
  return following(session, service, onSample, ({ tell: sample, ...told }) =>
    service.subscribe({ sink: { sample, ...told }, interval }, { signal }),
  );
}

/** What happened between two samples, as shares of the time between them: 1 is one processor, or all of the time. */
export interface SampleRates {
  readonly cpu: number;
  /** Of the thread that runs the event loop; undefined where the runtime does not tell. */
  readonly mainThread: number | undefined;
  /** Standing still for collections of garbage. */
  readonly collections: number;
}

/** All are 0 where the samples are of the same moment. */
export function ratesBetween(before: Samples_Sample, after: Samples_Sample): SampleRates {
  const elapsed = Math.max(0, after.time - before.time) * 1000;
  const share = (micros: bigint): number => (elapsed === 0 ? 0 : Math.max(0, Number(micros)) / elapsed);
  const { cpu, collections } = after;
  return {
    cpu: share(cpu.user + cpu.system - before.cpu.user - before.cpu.system),
    mainThread: cpu.mainThread === 0n ? undefined : share(cpu.mainThread - before.cpu.mainThread),
    collections: Math.min(1, share(collections.time - before.collections.time)),
  };
}

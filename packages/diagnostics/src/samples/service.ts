// service.ts: serves `samples`: how the process is, again and again, to whoever is subscribed.
import { RpcError } from "@teleop/rpc-capnp";
import { Feed } from "../feed.ts";
import { guarded } from "../guard.ts";
import { FASTEST_MS, type SamplesOptions } from "./options.ts";
import { type Sample, Sampler } from "./sampler.ts";
import { Samples } from "./samples.capnp.ts";

const SLOWEST_MS = 60 * 60 * 1000;

/** Each costs something for every sample. */
const MOST_SUBSCRIPTIONS = 100;

/** How many samples wait for a client before the oldest is dropped, beside those that are under way. */
const MOST_WAITING = 16;

/** Enough for a client that is a round trip away; few, since who does not keep up sees these before newer ones. */
const UNDER_WAY = 4;

export function samplesService(options: SamplesOptions): Samples {
  const { gauges = {}, fastest = FASTEST_MS } = options;
  const sampler = new Sampler(gauges);
  const server: Samples.Server = {
    subscribe({ sink, interval }) {
      requireInterval(interval, fastest);
      if (sampler.subscribers === MOST_SUBSCRIPTIONS) {
        throw new RpcError(
          "overloaded",
          `${MOST_SUBSCRIPTIONS} subscriptions to samples are open, and no more may be`,
        );
      }
      const kept = sink.dup();
      const feed = new Feed<Sample>({
        most: MOST_WAITING,
        ahead: UNDER_WAY,
        send: async (sample, dropped) => void (await kept.sample({ ...sample, dropped: BigInt(dropped) })),
        ended: () => {
          subscribed[Symbol.dispose]();
          kept[Symbol.dispose]();
        },
      });
      const subscribed = sampler.subscribe(
        interval,
        (sample) => feed.push(sample),
        () => feed.drop(),
      );
      return {
        subscription: feed.subscription(),
      };
    },
  };
  return Samples.server(guarded("samples", server, options));
}

function requireInterval(interval: number, fastest: number): void {
  if (interval >= fastest && interval <= SLOWEST_MS) return;
  throw new RpcError(
    "failed",
    `interval must be from ${fastest} to ${SLOWEST_MS} milliseconds, not ${interval}`,
  );
}

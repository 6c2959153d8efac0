import { expect, test } from "bun:test";
import { followLogs, followSamples, ratesBetween, type Samples_Sample } from "../client.ts";
import { diagnostics } from "../index.ts";
import { withClient } from "../testing/with-client.ts";

const sample = (time: number, micros: bigint, mainThread: bigint): Samples_Sample => ({
  time,
  dropped: 0n,
  cpu: { user: micros, system: micros, mainThread },
  memory: { resident: 0n, heapUsed: 0n, heapTotal: 0n, external: 0n, arrayBuffers: 0n },
  loop: { delayMean: 0, delayMax: 0 },
  collections: { count: 0n, time: micros / 2n },
  gauges: [],
});

test("rates are shares of the time between two samples", () => {
  expect(ratesBetween(sample(1_000, 0n, 100n), sample(3_000, 500_000n, 1_000_100n))).toEqual({
    cpu: 0.5,
    mainThread: 0.5,
    collections: 0.125,
  });
});

test("what the runtime does not tell has no rate, and nothing happens in no time", () => {
  expect(ratesBetween(sample(1_000, 0n, 0n), sample(1_000, 500_000n, 0n))).toEqual({
    cpu: 0,
    mainThread: undefined,
    collections: 0,
  });
});

test("who follows is told until it ends that, and sees that the target has", () =>
  withClient(diagnostics({ samples: { fastest: 1 } }), async (session) => {
    const { promise, resolve } = Promise.withResolvers<Samples_Sample>();
    const following = await followSamples(session, { interval: 1, onSample: resolve });
    expect((await promise).time).toBeGreaterThan(0);
    await following[Symbol.asyncDispose]();
    expect(await following.ended).toBeUndefined();
    await expect(followSamples(session, { interval: 0, onSample: resolve })).rejects.toThrow(
      /interval must be/,
    );
  }));

test("what the callback returns is no matter", () =>
  withClient(diagnostics({ samples: { fastest: 1 } }), async (session) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    let count = 0;
    const onSample = () => {
      if (++count === 10) resolve();
      return count === 10;
    };
    await using _following = await followSamples(session, {
      interval: 1,
      onSample: onSample as () => void,
    });
    await promise;
    expect(count).toBeGreaterThanOrEqual(10);
  }));

test("what is thrown by whoever is told is why it is over", () =>
  withClient(diagnostics({ samples: { fastest: 1 } }), async (session) => {
    for (const thrown of [new Error("the page is gone"), "the page is gone"]) {
      const onSample = (): never => {
        throw thrown;
      };
      await using samples = await followSamples(session, { interval: 1, onSample });
      expect((await samples.ended)?.message).toContain("the page is gone");
      await using logs = await followLogs(session, { onEntry: () => Promise.reject(thrown) });
      console.debug("something to tell of");
      expect((await logs.ended)?.message).toContain("the page is gone");
    }
  }));

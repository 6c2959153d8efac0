// follow-pipeline.test.ts: following lasts as long as it should, and says why it is over, whatever is done with what is told.
import { expect, test } from "bun:test";
import { getEventListeners } from "node:events";
import { capnp } from "@teleop/rpc-capnp/teleop";
import { memoryPair } from "@teleop/transport-memory";
import { Updates, withPipeline } from "../testing/with-pipeline.ts";
import { followPipeline } from "./follow-pipeline.ts";

test("the next update comes when what is done with the last is done", () =>
  withPipeline(async ({ shop, service, follow }) => {
    const node = shop.node("a", { outputs: [""] });
    let atOnce = 0;
    let most = 0;
    const seen = Promise.withResolvers<void>();
    let count = 0;
    const clock = new Updates();
    using _subscribed = await service.subscribe({ sink: clock, interval: 20 });
    await using _following = await follow({
      onUpdate: async () => {
        most = Math.max(most, ++atOnce);
        // By then another one has been sent.
        for (let others = 0; others < 3; others++) {
          node.wrote();
          await clock.next();
        }
        atOnce--;
        if (++count === 4) seen.resolve();
      },
    });
    await seen.promise;
    expect(most).toBe(1);
  }));

test("what onUpdate throws is why it is over, by whichever interface", () =>
  withPipeline(async ({ shop, follow }) => {
    const node = shop.node("a", { outputs: [""] });
    for (const by of ["pipeline", "state"] as const) {
      const broken = new Error(`the page is gone, by ${by}`);
      await expect(follow({ by, onUpdate: () => Promise.reject(broken) })).rejects.toBe(broken);
      let count = 0;
      const onUpdate = (): void => {
        node.wrote();
        if (++count === 2) throw broken;
      };
      await using following = await follow({ by, onUpdate });
      expect(await following.ended).toBe(broken);
      expect(count).toBe(2);
    }
  }));

test("to end it does not wait for an onUpdate that never ends, and nothing is told afterwards", () =>
  withPipeline(async ({ shop, follow }) => {
    const node = shop.node("a", { outputs: [""] });
    for (const by of ["pipeline", "state"] as const) {
      const stuck = Promise.withResolvers<void>();
      let count = 0;
      const onUpdate = (): Promise<void> | undefined => {
        node.wrote();
        if (++count < 2) return undefined;
        stuck.resolve();
        return new Promise(() => {});
      };
      const following = await follow({ by, onUpdate });
      await stuck.promise;
      await following[Symbol.asyncDispose]();
      expect(count).toBe(2);
    }
  }));

test("a signal that outlives it is not listened to any more", () =>
  withPipeline(async ({ follow }) => {
    const { signal } = new AbortController();
    for (const by of ["pipeline", "state"] as const) {
      await using _following = await follow({ by, signal });
      expect(getEventListeners(signal, "abort")).toEqual([]);
    }
  }));

test("by state, an interval from 1 ms to an hour is taken, and another refused in the words of pipeline, also as the pace", () =>
  withPipeline(async ({ follow }) => {
    const by = "state";
    await using following = await follow({ by, interval: 3_600_000 });
    for (const interval of [0, 0.5, -1, Number.NaN, Number.POSITIVE_INFINITY, 3_600_001, 2 ** 31]) {
      const refused = `interval must be from 1 to 3600000 milliseconds, not ${interval}`;
      await expect(follow({ by, interval })).rejects.toThrow(refused);
      await expect(following.pace(interval)).rejects.toThrow(refused);
    }
    await following.pace(1);
  }));

test("state is asked only where pipeline is not offered: what is wrong with that is told", async () => {
  await withPipeline(async ({ follow }) => {
    await expect(follow({ interval: 19 })).rejects.toThrow("interval must be from 20");
  });
  using target = capnp({ services: {} });
  const [near, far] = memoryPair();
  await using _served = target.open(far);
  await using session = capnp().open(near);
  await expect(followPipeline(session, { onUpdate: () => {} })).rejects.toThrow("service pipeline not found");
});

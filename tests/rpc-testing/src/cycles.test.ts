// cycles.test.ts: promises that lead to promises, in circles and back home.
import { describe, expect, test } from "bun:test";
import { type Capability, promisedCapability } from "@teleop/rpc-capnp";
import { openMemory, places, Root, sequence } from "./test-vat.ts";
import { call, capabilityPath, done, otherPath, TestObject } from "./vat.ts";

describe("promises of promises", () => {
  for (const length of [1, 2, 3, 4, 5, 6]) {
    test(`cycles of 1 to 6 promises, half of them here and half there: calls on them fail, and nothing leaks, ${length}`, async () => {
      await using vat = openMemory();
      const promises = Array.from({ length }, () => Promise.withResolvers<Capability>());
      const ours = promises.map(({ promise }) => promisedCapability(promise));
      // Each goes to the other vat, and the next one resolves to what comes back.
      const pending = ours.map((capability) => call(vat.root, Root.echo, { capability }));
      const echoed = pending.map((echo) => echo.pipeline(capabilityPath));
      const calls = [...ours, ...echoed].map((capability) => done(capability, 0));
      // Only then does either vat know where the circle leads. Calls that are on their way before go round in it.
      await Promise.all(pending);
      await vat.settle();
      for (const [i, { resolve }] of promises.entries()) {
        const next = echoed[(i + 1) % length];
        if (next !== undefined) resolve(next.dup());
      }
      await vat.settle();
      for (const circling of calls)
        await expect(circling).rejects.toThrow("a promised capability resolved to itself");
      for (const results of pending) (await results)[Symbol.dispose]();
      for (const capability of [...ours, ...echoed]) capability[Symbol.dispose]();
      await vat.settle();
    });
  }

  test("double embargo: a promise that resolved to a promise, which resolves to our own object", async () => {
    await using vat = openMemory();
    const object = sequence();
    const { promise, resolve } = Promise.withResolvers<Capability>();
    using own = promisedCapability(promise);
    // The promise goes out and back twice, so that each resolution leads home by another way.
    const first = call(vat.root, Root.echo, { capability: own });
    using once = first.pipeline(capabilityPath);
    const second = call(vat.root, Root.echo, { capability: once });
    using twice = second.pipeline(capabilityPath);
    let number = 0;
    const calls = [done(twice, 0, { number: number++ }), done(twice, 0, { number: number++ })];
    (await first)[Symbol.dispose]();
    calls.push(done(twice, 0, { number: number++ }));
    (await second)[Symbol.dispose]();
    calls.push(done(twice, 0, { number: number++ }));
    resolve(object.capability());
    calls.push(done(twice, 0, { number: number++ }));
    await vat.settle();
    calls.push(done(twice, 0, { number: number++ }));
    expect((await Promise.all(calls)).map((result) => result.number)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  for (const place of places) {
    test(`fields outlive the struct: capabilities taken from results work when those are disposed, ${place.name}`, async () => {
      await using vat = await place.open();
      const objects = [1, 2].map((number) => new TestObject(() => ({ number })));
      const [capability, other] = objects.map((object) => object.capability());
      const pending = call(vat.root, Root.echo, { capability, other });
      capability?.[Symbol.dispose]();
      other?.[Symbol.dispose]();
      const pipelined = pending.pipeline(otherPath);
      const results = await pending;
      const taken = results.capability;
      results[Symbol.dispose]();
      expect([(await done(taken, 0)).number, (await done(pipelined, 0)).number]).toEqual([1, 2]);
      taken[Symbol.dispose]();
      pipelined[Symbol.dispose]();
      await Promise.all(objects.map(({ whenReleased }) => whenReleased));
    });
  }
});

// server-set.test.ts: getting at the object behind a capability that this vat hosts.
import { describe, expect, test } from "bun:test";
import {
  brokenCapability,
  type Capability,
  CapabilityServerSet,
  promisedCapability,
  RpcError,
} from "@teleop/rpc-capnp";
import { openMemory, places, Root } from "./test-vat.ts";
import { call, capabilityPath, done, TestObject } from "./vat.ts";

describe("server set", () => {
  test("a capability of the set's leads to its object, another's to nothing", async () => {
    const set = new CapabilityServerSet<TestObject>();
    const object = new TestObject();
    using member = set.add(object);
    using stranger = new TestObject().capability();
    expect(await set.get(member)).toBe(object);
    expect(await set.get(stranger)).toBeUndefined();
  });

  test("also through a promise, once it has resolved", async () => {
    const set = new CapabilityServerSet<TestObject>();
    const object = new TestObject();
    const { promise, resolve } = Promise.withResolvers<Capability>();
    using promised = promisedCapability(promise);
    const got = set.get(promised);
    resolve(set.add(object));
    expect(await got).toBe(object);
  });

  test("a broken capability, or a promise that breaks, rejects with its error", async () => {
    const set = new CapabilityServerSet<TestObject>();
    using broken = brokenCapability(new RpcError("failed", "broken from the start"));
    await expect(set.get(broken)).rejects.toThrow("broken from the start");
    using promised = promisedCapability(Promise.reject(new Error("broken later")));
    await expect(set.get(promised)).rejects.toThrow("broken later");
  });

  test("the set does not keep its objects alive", async () => {
    const set = new CapabilityServerSet<TestObject>();
    const object = new TestObject();
    set.add(object)[Symbol.dispose]();
    await object.whenReleased;
  });

  for (const place of places) {
    test(`server set (unwrap): a capability that has been to another object and back, ${place.name}`, async () => {
      await using vat = await place.open();
      const set = new CapabilityServerSet<TestObject>();
      const object = new TestObject();
      using member = set.add(object);
      const pending = call(vat.root, Root.echo, { capability: member });
      using echoed = pending.pipeline(capabilityPath);
      expect(await set.get(echoed)).toBe(object);
      using results = await pending;
      using returned = results.capability;
      expect(await set.get(returned)).toBe(object);
      if (!vat.isRemote) return;
      using remote = vat.root.dup();
      expect(await set.get(remote)).toBeUndefined();
    });

    test(`embargo blocks unwrapping a local server from its client until earlier calls are in, ${place.name}`, async () => {
      await using vat = await place.open();
      const set = new CapabilityServerSet<TestObject>();
      const object = new TestObject(() => ({}));
      using member = set.add(object);
      const pending = call(vat.root, Root.echo, { capability: member });
      using echoed = pending.pipeline(capabilityPath);
      const calls = [done(echoed, 0), done(echoed, 0)];
      (await pending)[Symbol.dispose]();
      calls.push(done(echoed, 0));
      const got = await set.get(echoed);
      expect(got).toBe(object);
      // Two went through the other object; the third waited for them and was let go first.
      await new Promise<void>((resolve) => queueMicrotask(resolve));
      expect(object.calls).toBe(3);
      await Promise.all(calls);
    });
  }

  test("a reflected promise still unwraps: receiverHosted", async () => {
    await using vat = openMemory();
    const set = new CapabilityServerSet<TestObject>();
    const object = new TestObject();
    const { promise, resolve } = Promise.withResolvers<Capability>();
    using own = promisedCapability(promise);
    const pending = call(vat.root, Root.echo, { capability: own });
    using echoed = pending.pipeline(capabilityPath);
    using results = await pending;
    using returned = results.capability;
    const got = [set.get(echoed), set.get(returned)];
    await vat.settle();
    resolve(set.add(object));
    expect(await Promise.all(got)).toEqual([object, object]);
  });

  test("a reflected promise still unwraps: receiverAnswer", async () => {
    await using vat = openMemory();
    const set = new CapabilityServerSet<TestObject>();
    const object = new TestObject();
    using member = set.add(object);
    await done(vat.root, Root.keep, { capability: member });
    // The answer of `kept` is sent along before it is there, and comes back.
    const kept = call(vat.root, Root.kept);
    using pipelined = kept.pipeline(capabilityPath);
    const pending = call(vat.root, Root.echo, { capability: pipelined });
    using echoed = pending.pipeline(capabilityPath);
    expect(await set.get(echoed)).toBe(object);
    expect(await set.get(pipelined)).toBe(object);
    (await kept)[Symbol.dispose]();
    (await pending)[Symbol.dispose]();
  });
});

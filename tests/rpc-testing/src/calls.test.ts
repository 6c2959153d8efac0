// calls.test.ts: what calls do, the same in one vat, over two vats in memory, and over two processes; in memory also
// with tail calls that go back direct.
import { describe, expect, test } from "bun:test";
import {
  brokenCapability,
  type Capability,
  nullCapability,
  promisedCapability,
  RpcError,
} from "@teleop/rpc-capnp";
import { overMemoryDirect, places, Root, sequence } from "./test-vat.ts";
import { call, capabilityPath, done, otherPath, TestObject, testInterface } from "./vat.ts";

for (const place of [...places, overMemoryDirect]) {
  describe(place.name, () => {
    test("basics: overlapping calls return their own results", async () => {
      await using vat = await place.open();
      const calls = [1, 2, 3].map((number) => done(vat.root, Root.echo, { number, text: `call ${number}` }));
      expect(await Promise.all(calls)).toEqual([
        { number: 1, text: "call 1" },
        { number: 2, text: "call 2" },
        { number: 3, text: "call 3" },
      ]);
    });

    test("basics: an unimplemented method fails with type unimplemented", async () => {
      await using vat = await place.open();
      await expect(done(vat.root, 999)).rejects.toThrow(
        expect.objectContaining({ type: "unimplemented", message: "no method 999", remote: vat.isRemote }),
      );
    });

    test("local client: a call is not delivered from inside call(), nor is a failure", async () => {
      await using vat = await place.open();
      const happened: string[] = [];
      const object = new TestObject(() => {
        happened.push("served");
        return undefined;
      });
      using local = object.capability();
      const called = call(local, 0).results.then(() => happened.push("returned"));
      const failed = call(vat.root, 0, () => {
        throw new Error("no params");
      }).results.catch(() => happened.push("failed"));
      happened.push("called");
      await Promise.all([called, failed]);
      expect(happened[0]).toBe("called");
      expect(happened.toSorted()).toEqual(["called", "failed", "returned", "served"]);
    });

    test("pipelining: calls on a capability not yet returned, then the promise is dropped", async () => {
      await using vat = await place.open();
      const pending = call(vat.root, Root.counter);
      const counter = pending.pipeline(capabilityPath);
      const first = done(counter, 0);
      const second = done(counter, 0);
      pending.cancel();
      expect([(await first).number, (await second).number]).toEqual([0, 1]);
      expect((await done(counter, 0)).number).toBe(2);
      counter[Symbol.dispose]();
    });

    test("pipelining through the results of pipelined calls, in one chain", async () => {
      await using vat = await place.open();
      using object = sequence().capability();
      const first = call(vat.root, Root.echo, { capability: vat.root, other: object });
      using echoedRoot = first.pipeline(capabilityPath);
      using echoedObject = first.pipeline(otherPath);
      const second = call(echoedRoot, Root.echo, { capability: echoedObject });
      using innermost = second.pipeline(capabilityPath);
      expect((await done(innermost, 0, { number: 0 })).number).toBe(0);
      (await first)[Symbol.dispose]();
      (await second)[Symbol.dispose]();
    });

    test("a call sent for pipelining only: no results, but its pipeline works", async () => {
      await using vat = await place.open();
      const pending = call(vat.root, Root.counter, {}, { pipelining: "only" });
      using counter = pending.pipeline(capabilityPath);
      expect((await done(counter, 0)).number).toBe(0);
      pending.cancel();
      expect((await done(counter, 0)).number).toBe(1);
    });

    test("set-pipeline: a server publishes its pipeline while the call never returns", async () => {
      await using vat = await place.open();
      const pending = call(vat.root, Root.pipeline);
      const counter = pending.pipeline(capabilityPath);
      expect((await done(counter, 0)).number).toBe(0);
      expect((await done(counter, 0)).number).toBe(1);
      counter[Symbol.dispose]();
      pending.cancel();
      await vat.settle();
    });

    test("release: an object lives as long as the response or a reference to it does, and no longer", async () => {
      await using vat = await place.open();
      const object = new TestObject();
      const capability = object.capability();
      const results = await call(vat.root, Root.echo, { capability });
      capability[Symbol.dispose]();
      await vat.settle();
      expect(object.isReleased).toBe(false);
      const returned = results.capability;
      results[Symbol.dispose]();
      await vat.settle();
      expect(object.isReleased).toBe(false);
      returned[Symbol.dispose]();
      await object.whenReleased;
    });

    test("echo destruction: an own capability that was echoed is released with its last reference", async () => {
      await using vat = await place.open();
      const object = new TestObject((params) => ({ number: params.number }));
      const capability = object.capability();
      const pending = call(vat.root, Root.echo, { capability });
      capability[Symbol.dispose]();
      const echoed = pending.pipeline(capabilityPath);
      expect((await done(echoed, 0, { number: 5 })).number).toBe(5);
      (await pending)[Symbol.dispose]();
      echoed[Symbol.dispose]();
      await object.whenReleased;
    });

    test("tail call: the result passes through, and the callee is called once", async () => {
      await using vat = await place.open();
      const object = sequence();
      using capability = object.capability();
      expect((await done(vat.root, Root.tail, { capability, number: 0 })).number).toBe(0);
      expect((await done(vat.root, Root.tail, { capability, number: 1 })).number).toBe(1);
      expect(object.calls).toBe(2);
    });

    test("tail call: calls pipelined on it arrive in order, 0, 1, 2", async () => {
      await using vat = await place.open();
      const inner = sequence();
      using innerCapability = inner.capability();
      const object = new TestObject(() => ({ capability: innerCapability.dup() }));
      using capability = object.capability();
      const pending = call(vat.root, Root.tail, { capability });
      using pipelined = pending.pipeline(capabilityPath);
      const early = [0, 1].map((number) => done(pipelined, 0, { number }));
      (await pending)[Symbol.dispose]();
      const late = done(pipelined, 0, { number: 2 });
      expect((await Promise.all([...early, late])).map(({ number }) => number)).toEqual([0, 1, 2]);
      expect(object.calls).toBe(1);
    });

    test("a tail call that fails fails the original call with the same error", async () => {
      await using vat = await place.open();
      const object = new TestObject(() => {
        throw new RpcError("overloaded", "not today");
      });
      using capability = object.capability();
      await expect(done(vat.root, Root.tail, { capability })).rejects.toThrow(
        expect.objectContaining({ type: "overloaded", message: "not today" }),
      );
    });

    test("cancel a tail call: reaches the callee exactly once", async () => {
      await using vat = await place.open();
      const started = Promise.withResolvers<void>();
      const aborted = Promise.withResolvers<void>();
      let aborts = 0;
      const object = new TestObject((_params, { signal }) => {
        started.resolve();
        return new Promise((_, reject) => {
          signal.addEventListener("abort", () => {
            aborts++;
            aborted.resolve();
            reject(signal.reason);
          });
        });
      });
      using capability = object.capability();
      const pending = call(vat.root, Root.tail, { capability });
      await started.promise;
      await vat.settle();
      pending.cancel();
      await aborted.promise;
      await vat.settle();
      expect(aborts).toBe(1);
    });

    test("cancellation: dropping the promise drops the param capability; nothing is returned", async () => {
      await using vat = await place.open();
      const object = new TestObject();
      const capability = object.capability();
      const pending = call(vat.root, Root.hang, { capability });
      let settled = false;
      pending.results.then(
        () => (settled = true),
        () => (settled = true),
      );
      capability[Symbol.dispose]();
      await vat.settle();
      expect(object.isReleased).toBe(false);
      pending.cancel();
      await object.whenReleased;
      expect((await done(vat.root, Root.canceled)).number).toBe(1);
      expect(settled).toBe(false);
    });

    test("cancel before the call has been delivered", async () => {
      await using vat = await place.open();
      const object = new TestObject();
      const capability = object.capability();
      call(vat.root, Root.echo, { capability }).cancel();
      capability[Symbol.dispose]();
      await object.whenReleased;
    });

    test("cancel after the call has returned does nothing", async () => {
      await using vat = await place.open();
      const pending = call(vat.root, Root.echo, { number: 3 });
      using results = await pending;
      pending.cancel();
      expect(results.number).toBe(3);
    });

    test("promise resolve: a promise capability sent as a param, resolved later; both calls arrive", async () => {
      await using vat = await place.open();
      const { promise, resolve } = Promise.withResolvers<Capability>();
      const object = sequence();
      using capability = promisedCapability(promise);
      const first = done(vat.root, Root.callBack, { capability, number: 0 });
      const second = done(vat.root, Root.callBack, { capability, number: 1 });
      await vat.settle();
      expect(object.calls).toBe(0);
      resolve(object.capability());
      expect((await first).number).toBe(0);
      expect((await second).number).toBe(1);
      expect((await done(vat.root, Root.callBack, { capability, number: 2 })).number).toBe(2);
    });

    test("a promise capability that resolves between building and sending keeps order 0, 1", async () => {
      await using vat = await place.open();
      const { promise, resolve } = Promise.withResolvers<Capability>();
      using capability = promisedCapability(promise);
      using own = sequence().capability();
      using echoed = call(vat.root, Root.echo, { capability: own }).pipeline(capabilityPath);
      const first = call(capability, 0, (payload) => {
        resolve(echoed.dup());
        payload.message.initStruct(payload.content.segment, payload.content.at, 1, 4);
      });
      const second = done(capability, 0, { number: 1 });
      using results = await first;
      expect([results.number, (await second).number]).toEqual([0, 1]);
    });

    test("promise resolved twice: promise → promise → capability", async () => {
      await using vat = await place.open();
      const outer = Promise.withResolvers<Capability>();
      const inner = Promise.withResolvers<Capability>();
      const object = sequence();
      using capability = promisedCapability(outer.promise);
      const first = done(vat.root, Root.callBack, { capability, number: 0 });
      outer.resolve(promisedCapability(inner.promise));
      const second = done(vat.root, Root.callBack, { capability, number: 1 });
      await vat.settle();
      inner.resolve(object.capability());
      const third = done(vat.root, Root.callBack, { capability, number: 2 });
      expect((await Promise.all([first, second, third])).map(({ number }) => number)).toEqual([0, 1, 2]);
    });

    test("a promise of the other vat's: calls wait there, and go on in order when it resolves", async () => {
      await using vat = await place.open();
      const object = sequence();
      using own = object.capability();
      const pending = call(vat.root, Root.promise);
      using promised = pending.pipeline(capabilityPath);
      const early = [0, 1].map((number) => done(promised, 0, { number }));
      (await pending)[Symbol.dispose]();
      early.push(done(promised, 0, { number: 2 }));
      await done(vat.root, Root.keep, { capability: own });
      early.push(done(promised, 0, { number: 3 }));
      await promised.whenResolved();
      early.push(done(promised, 0, { number: 4 }));
      expect((await Promise.all(early)).map(({ number }) => number)).toEqual([0, 1, 2, 3, 4]);
      using none = nullCapability();
      await done(vat.root, Root.keep, { capability: none });
    });

    test("a call promise that later rejects fails the calls pipelined on it, and the connection lives", async () => {
      await using vat = await place.open();
      const pending = call(vat.root, Root.fail, { text: "no results" });
      using pipelined = pending.pipeline(capabilityPath);
      const early = done(pipelined, 0);
      await expect(pending.results).rejects.toThrow("no results");
      await expect(early).rejects.toThrow("no results");
      await expect(done(pipelined, 0)).rejects.toThrow("no results");
      expect((await done(vat.root, Root.echo, { number: 1 })).number).toBe(1);
    });

    test("the same capability sent twice, sequentially and overlapped, then released", async () => {
      await using vat = await place.open();
      const object = new TestObject((params) => ({ number: params.number + 1 }));
      const capability = object.capability();
      expect((await done(vat.root, Root.callBack, { capability, number: 1 })).number).toBe(2);
      expect((await done(vat.root, Root.callBack, { capability, number: 2 })).number).toBe(3);
      const calls = [3, 4].map((number) => done(vat.root, Root.callBack, { capability, number }));
      capability[Symbol.dispose]();
      expect((await Promise.all(calls)).map(({ number }) => number)).toEqual([4, 5]);
      await object.whenReleased;
    });

    test("embargo: echo own capability; 6 calls before and after resolution arrive 0..5", async () => {
      await using vat = await place.open();
      const object = sequence();
      using own = object.capability();
      const pending = call(vat.root, Root.echo, { capability: own });
      using echoed = pending.pipeline(capabilityPath);
      const calls = [0, 1].map((number) => done(echoed, 0, { number }));
      (await pending)[Symbol.dispose]();
      calls.push(...[2, 3].map((number) => done(echoed, 0, { number })));
      await Promise.all(calls.slice(0, 1));
      calls.push(...[4, 5].map((number) => done(echoed, 0, { number })));
      expect((await Promise.all(calls)).map(({ number }) => number)).toEqual([0, 1, 2, 3, 4, 5]);
    });

    test("embargo: calls on the capability in the results come after those that were pipelined", async () => {
      await using vat = await place.open();
      const object = sequence();
      using own = object.capability();
      const pending = call(vat.root, Root.echo, { capability: own });
      using pipelined = pending.pipeline(capabilityPath);
      const early = [0, 1].map((number) => done(pipelined, 0, { number }));
      using results = await pending;
      using returned = results.capability;
      const late = done(returned, 0, { number: 2 });
      expect((await Promise.all([...early, late])).map(({ number }) => number)).toEqual([0, 1, 2]);
    });

    test("embargo on a promise that rejects: all 6 calls fail, connection alive", async () => {
      await using vat = await place.open();
      const { promise, reject } = Promise.withResolvers<Capability>();
      using own = promisedCapability(promise);
      const pending = call(vat.root, Root.echo, { capability: own });
      using echoed = pending.pipeline(capabilityPath);
      const calls = [0, 1].map((number) => done(echoed, 0, { number }));
      (await pending)[Symbol.dispose]();
      calls.push(...[2, 3].map((number) => done(echoed, 0, { number })));
      await vat.settle();
      reject(new Error("broken promise"));
      calls.push(...[4, 5].map((number) => done(echoed, 0, { number })));
      for (const failed of calls) await expect(failed).rejects.toThrow("broken promise");
      expect((await done(vat.root, Root.echo, { number: 1 })).number).toBe(1);
    });

    test("a null capability: calls on it fail, and it arrives as null", async () => {
      await using vat = await place.open();
      using none = nullCapability();
      await expect(done(none, 0)).rejects.toThrow(/called a null capability, @0x[0-9a-f]{16}\.@0\(\)/);
      const pending = call(vat.root, Root.echo, { capability: none });
      using pipelined = pending.pipeline(capabilityPath);
      const early = done(pipelined, 0);
      using results = await pending;
      using returned = results.capability;
      await expect(done(returned, 0)).rejects.toThrow("called a null capability");
      await expect(early).rejects.toThrow(/called a null capability|returned no capabilities/);
    });

    test("a broken capability returns the supplied error, also from afar", async () => {
      await using vat = await place.open();
      using broken = brokenCapability(new RpcError("overloaded", "worn out"));
      await expect(done(broken, 0)).rejects.toThrow("worn out");
      await expect(broken.whenResolved()).rejects.toThrow("worn out");
      await expect(done(vat.root, Root.callBack, { capability: broken })).rejects.toThrow(
        expect.objectContaining({ message: "worn out", type: "overloaded" }),
      );
      const pending = call(vat.root, Root.echo, { capability: broken });
      using results = await pending;
      using returned = results.capability;
      await expect(done(returned, 0)).rejects.toThrow("worn out");
    });

    test("a method throws: the reason arrives once, never doubled, with no stack; details survive", async () => {
      await using vat = await place.open();
      const failure = done(vat.root, Root.fail, { text: "remote exception: on fire", number: 1 });
      const error = await failure.catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(RpcError);
      expect(error).toMatchObject({ type: "overloaded", trace: undefined, remote: vat.isRemote });
      if (vat.isRemote) expect(error).toMatchObject({ message: "on fire" });
      expect(error).toMatchObject({ details: [{ id: 99n, data: new Uint8Array([1, 2, 3]) }] });
    });

    test("an error that crosses two vats is not said to be remote twice", async () => {
      await using vat = await place.open();
      const object = new TestObject(() => {
        throw new Error("deep inside");
      });
      using capability = object.capability();
      await expect(done(vat.root, Root.callBack, { capability })).rejects.toThrow(
        expect.objectContaining({ message: "deep inside" }),
      );
    });

    test("params that throw fail the call, and nothing is sent", async () => {
      await using vat = await place.open();
      const failed = call(vat.root, Root.echo, () => {
        throw new TypeError("not a number");
      });
      await expect(failed.results).rejects.toThrow("not a number");
      using pipelined = failed.pipeline(capabilityPath);
      await expect(done(pipelined, 0)).rejects.toThrow("not a number");
    });

    test("params may make calls of their own, which come first", async () => {
      await using vat = await place.open();
      using own = sequence().capability();
      const pending = call(vat.root, Root.echo, { capability: own });
      using remote = pending.pipeline(capabilityPath);
      let inner: Promise<{ readonly number: number }> | undefined;
      const outer = call(remote, 0, (payload) => {
        inner = done(remote, 0, { number: 0 });
        const struct = payload.message.initStruct(payload.content.segment, payload.content.at, 1, 4);
        struct.view.setUint32(payload.message.offset, 1, true);
      });
      using results = await outer;
      expect([(await inner)?.number, results.number]).toEqual([0, 1]);
      (await pending)[Symbol.dispose]();
    });

    test("list of capabilities: many in one message, all alive", async () => {
      await using vat = await place.open();
      const objects = [0, 1, 2].map((base) => new TestObject((params) => ({ number: params.number + base })));
      for (const [i, object] of objects.entries()) {
        const capability = object.capability();
        const { number } = await done(vat.root, Root.callBack, { capability, other: capability, number: 10 });
        expect(number).toBe(10 + i);
        capability[Symbol.dispose]();
        await object.whenReleased;
      }
    });

    test("a large message goes through, there and back", async () => {
      await using vat = await place.open();
      const text = "large ".repeat(500_000);
      expect((await done(vat.root, Root.echo, { text })).text).toBe(text);
    });

    test("a 100 MB request fails with an error and the connection stays up", async () => {
      await using vat = await place.open();
      const huge = call(vat.root, Root.echo, { bytes: 100_000_000 });
      await expect(huge.results).rejects.toThrow("a message would exceed the limit of 67108864 bytes");
      expect((await done(vat.root, Root.echo, { number: 1 })).number).toBe(1);
    });

    test("an oversized response fails with an error and the connection stays up", async () => {
      await using vat = await place.open();
      await expect(done(vat.root, Root.ballast, { number: 100_000_000 })).rejects.toThrow(
        "a message would exceed the limit of 67108864 bytes",
      );
      expect((await done(vat.root, Root.echo, { number: 1 })).number).toBe(1);
    });

    test("dropping a capability while a call runs does not destroy the server before the call is over", async () => {
      await using vat = await place.open();
      const started = Promise.withResolvers<void>();
      const goOn = Promise.withResolvers<void>();
      const object = new TestObject(async () => {
        started.resolve();
        await goOn.promise;
        expect(object.isReleased).toBe(false);
        return { number: 9 };
      });
      const capability = object.capability();
      const result = done(vat.root, Root.callBack, { capability });
      capability[Symbol.dispose]();
      await started.promise;
      await vat.settle();
      expect(object.isReleased).toBe(false);
      goOn.resolve();
      expect((await result).number).toBe(9);
      await object.whenReleased;
    });

    test("isolation: params and results are built, so later changes on either side change nothing", async () => {
      await using vat = await place.open();
      let data: Uint8Array | undefined;
      const object = new TestObject((params) => {
        expect(params.text).toBe("as it was");
      });
      using capability = object.capability();
      const pending = capability.call({
        interfaceId: testInterface,
        methodId: 0,
        params: (payload) => {
          const struct = payload.message.initStruct(payload.content.segment, payload.content.at, 1, 4);
          const start = payload.message.offset;
          payload.message.setText(struct, start + 8, "as it was");
          data = new TextEncoder().encode("as it was");
        },
        returned: (results) => results[Symbol.dispose](),
        failed: () => {},
      });
      data?.fill(0);
      using _pending = pending;
      await vat.settle();
      expect(object.calls).toBe(1);
    });

    test("a disposed capability says so when it is called", async () => {
      await using vat = await place.open();
      const capability = vat.root.dup();
      capability[Symbol.dispose]();
      capability[Symbol.dispose]();
      expect(() => call(capability, 0)).toThrow(expect.objectContaining({ code: "DISPOSED" }));
      expect(() => capability.dup()).toThrow("a capability was used after it was disposed");
    });
  });
}

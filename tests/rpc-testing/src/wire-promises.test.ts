// wire-promises.test.ts: promises on the wire, against literal messages: capabilities sent before they resolve, and Resolve.
import { describe, expect, test } from "bun:test";
import { type Capability, promisedCapability, RpcError } from "@teleop/rpc-capnp";
import { call, done, TestObject } from "./vat.ts";
import { callTo, WirePeer, withImport } from "./wire-peer.ts";

describe("promises of the vat's", () => {
  test("the same promise exported twice gets the same id, and one Resolve for both", async () => {
    const { promise, resolve } = Promise.withResolvers<Capability>();
    const object = new TestObject();
    const capability = promisedCapability(promise);
    await using peer = new WirePeer();
    using remote = await withImport(peer);
    void call(remote, 0, { capability, other: capability });
    capability[Symbol.dispose]();
    expect(await peer.received()).toMatchObject([
      { call: { params: { capTable: [{ senderPromise: 0 }, { senderPromise: 0 }] } } },
    ]);
    resolve(object.capability());
    expect(await peer.received()).toEqual([{ resolve: { promiseId: 0, cap: { senderHosted: 1 } } }]);
    await peer.send({ release: { id: 0, referenceCount: 2 } }, { release: { id: 1, referenceCount: 1 } });
    expect(object.isReleased).toBe(true);
    expect(peer.rpc.stats().exports).toBe(0);
  });

  test("an unresolved promise sent twice, then dropped: no Resolve follows its release", async () => {
    const { promise, resolve } = Promise.withResolvers<Capability>();
    const object = new TestObject();
    const capability = promisedCapability(promise);
    await using peer = new WirePeer();
    using remote = await withImport(peer);
    void call(remote, 0, { capability });
    void call(remote, 0, { capability });
    capability[Symbol.dispose]();
    await peer.send({ release: { id: 0, referenceCount: 2 } });
    await peer.received();
    resolve(object.capability());
    expect(await peer.received()).toEqual([]);
    expect(object.isReleased).toBe(true);
  });

  test("a promise that resolves to the peer's own capability says so", async () => {
    const { promise, resolve } = Promise.withResolvers<Capability>();
    using capability = promisedCapability(promise);
    await using peer = new WirePeer();
    using remote = await withImport(peer);
    void call(remote, 0, { capability });
    await peer.received();
    resolve(remote.dup());
    expect(await peer.received()).toEqual([{ resolve: { promiseId: 0, cap: { receiverHosted: 0 } } }]);
  });

  test("a promise that rejects is resolved to the exception", async () => {
    const { promise, reject } = Promise.withResolvers<Capability>();
    using capability = promisedCapability(promise);
    await using peer = new WirePeer();
    using remote = await withImport(peer);
    void call(remote, 0, { capability });
    await peer.received();
    reject(new RpcError("unimplemented", "never mind"));
    expect(await peer.received()).toEqual([
      { resolve: { promiseId: 0, exception: { reason: "never mind", type: 3 } } },
    ]);
    // What the peer called before it knew still gets its answer.
    await peer.send(callTo(0, 4, 0));
    expect(await peer.received()).toMatchObject([
      { return: { answerId: 4, exception: { reason: "never mind" } } },
    ]);
  });

  test("promise → promise → capability: a second promise keeps the id of the first", async () => {
    const first = Promise.withResolvers<Capability>();
    const second = Promise.withResolvers<Capability>();
    using capability = promisedCapability(first.promise);
    await using peer = new WirePeer();
    using remote = await withImport(peer);
    void call(remote, 0, { capability });
    await peer.received();
    first.resolve(promisedCapability(second.promise));
    expect(await peer.received()).toEqual([]);
    second.resolve(new TestObject().capability());
    expect(await peer.received()).toEqual([{ resolve: { promiseId: 0, cap: { senderHosted: 1 } } }]);
  });

  test("a Resolve that the peer sends back as unimplemented releases what it led to", async () => {
    const object = new TestObject();
    const { promise, resolve } = Promise.withResolvers<Capability>();
    using capability = promisedCapability(promise);
    await using peer = new WirePeer();
    using remote = await withImport(peer);
    void call(remote, 0, { capability });
    resolve(object.capability());
    await peer.received();
    expect(peer.rpc.stats().exports).toBe(2);
    await peer.send({ unimplemented: { resolve: { promiseId: 0, cap: { senderHosted: 1 } } } });
    expect(peer.rpc.stats().exports).toBe(1);
  });
});

describe("promises of the peer's", () => {
  const promiseReturn = {
    return: {
      answerId: 0,
      releaseParamCaps: false,
      results: { content: { capability: 0 }, capTable: [{ senderPromise: 5 }] },
    },
  };

  test("calls go to the promise, then to what it resolved to; the promise is released", async () => {
    await using peer = new WirePeer();
    using remote = await withImport(peer);
    const pending = call(remote, 0);
    await peer.send(promiseReturn);
    const results = await pending;
    using capability = results.capability;
    results[Symbol.dispose]();
    void call(capability, 1);
    await peer.received();
    await peer.send({ resolve: { promiseId: 5, cap: { senderHosted: 6 } } });
    void call(capability, 2);
    expect(await peer.received()).toMatchObject([
      { release: { id: 5, referenceCount: 1 } },
      { call: { target: { importedCap: 6 }, methodId: 2 } },
    ]);
  });

  test("a late Resolve for a released promise releases its replacement", async () => {
    await using peer = new WirePeer();
    using remote = await withImport(peer);
    const pending = call(remote, 0);
    await peer.send(promiseReturn);
    (await pending)[Symbol.dispose]();
    expect((await peer.received()).at(-1)).toEqual({ release: { id: 5, referenceCount: 1 } });
    await peer.send({ resolve: { promiseId: 5, cap: { senderHosted: 6 } } });
    expect(await peer.received()).toEqual([{ release: { id: 6, referenceCount: 1 } }]);
  });

  test("a second Resolve of the same promise aborts", async () => {
    await using peer = new WirePeer();
    using remote = await withImport(peer);
    const pending = call(remote, 0);
    await peer.send({
      return: {
        answerId: 0,
        results: {
          content: { capability: 0, other: 1 },
          capTable: [{ senderPromise: 5 }, { senderHosted: 5 }],
        },
      },
    });
    using _results = await pending;
    await peer.send({ resolve: { promiseId: 5, cap: { senderHosted: 6 } } });
    await peer.received();
    await peer.send({ resolve: { promiseId: 5, cap: { senderHosted: 7 } } });
    expect((await peer.received()).at(-1)).toMatchObject({
      abort: {
        reason: expect.stringContaining("peer resolved import 5, which is no promise or was resolved before"),
      },
    });
  });

  test("self-resolution: a promise that is resolved to itself fails its calls, and the connection stays", async () => {
    await using peer = new WirePeer();
    using remote = await withImport(peer);
    const pending = call(remote, 0);
    await peer.send(promiseReturn);
    const results = await pending;
    using capability = results.capability;
    results[Symbol.dispose]();
    await peer.send({ resolve: { promiseId: 5, cap: { senderHosted: 5 } } });
    await expect(done(capability, 0)).rejects.toThrow("a promised capability resolved to itself");
    expect(peer.ended).toBeUndefined();
    expect(peer.rpc.stats().imports).toBe(1);
  });

  test("self-resolution of a promise that is held by nothing but its own Resolve is let go of", async () => {
    await using peer = new WirePeer();
    using remote = await withImport(peer);
    const pending = call(remote, 0);
    await peer.send(promiseReturn);
    const results = await pending;
    const capability = results.capability;
    results[Symbol.dispose]();
    void call(capability, 0);
    capability[Symbol.dispose]();
    await peer.received();
    await peer.send({ resolve: { promiseId: 5, cap: { senderPromise: 5 } } });
    expect(peer.ended).toBeUndefined();
    expect(peer.rpc.stats().imports).toBe(1);
  });

  test("a Resolve to no capability aborts", async () => {
    await using peer = new WirePeer();
    using remote = await withImport(peer);
    const pending = call(remote, 0);
    await peer.send(promiseReturn);
    using _results = await pending;
    await peer.send({ resolve: { promiseId: 5, cap: { none: null } } });
    expect((await peer.received()).at(-1)).toMatchObject({ abort: {} });
  });

  test("thirdPartyHosted falls back to the vine", async () => {
    await using peer = new WirePeer();
    using remote = await withImport(peer);
    const pending = call(remote, 0);
    await peer.send({
      return: {
        answerId: 0,
        results: { content: { capability: 0 }, capTable: [{ thirdPartyHosted: { vineId: 8 } }] },
      },
    });
    const results = await pending;
    const capability = results.capability;
    results[Symbol.dispose]();
    void call(capability, 3);
    expect((await peer.received()).at(-1)).toMatchObject({
      call: { target: { importedCap: 8 }, methodId: 3 },
    });
    capability[Symbol.dispose]();
    expect(await peer.received()).toEqual([{ release: { id: 8, referenceCount: 1 } }]);
  });
});

// wire-level1.test.ts: Release, Resolve, Disembargo, tail calls and descriptors, against literal messages.
import { describe, expect, test } from "bun:test";
import { type Capability, promisedCapability, RpcError } from "../index.ts";
import { call, capabilityPath, done, otherPath, TestObject, testInterface } from "../testing/vat.ts";
import { bootstrapped, callTo, field, WirePeer } from "../testing/wire-peer.ts";

const finishOf = (questionId: number) => ({
  finish: { questionId, releaseResultCaps: false, requireEarlyCancellationWorkaround: false },
});

/** A peer whose bootstrap capability the vat holds as import 0. */
async function withImport(peer: WirePeer): Promise<Capability> {
  const remote = peer.rpc.bootstrap();
  await peer.send({
    return: { answerId: 0, results: { content: { pointer: 0 }, capTable: [{ senderHosted: 0 }] } },
  });
  await peer.received();
  return remote;
}

describe("release", () => {
  test("handle count: an export is released when the peer has released every reference, and not before", async () => {
    const object = new TestObject();
    const capability = object.capability();
    await using peer = new WirePeer();
    using remote = await withImport(peer);
    void call(remote, 0, { capability, other: capability });
    capability[Symbol.dispose]();
    expect(await peer.received()).toMatchObject([
      {
        call: {
          params: {
            content: { capability: 0, other: 1 },
            capTable: [{ senderHosted: 0 }, { senderHosted: 0 }],
          },
        },
      },
    ]);
    await peer.send({ release: { id: 0, referenceCount: 1 } });
    expect(object.isReleased).toBe(false);
    await peer.send({ release: { id: 0, referenceCount: 1 } });
    expect(object.isReleased).toBe(true);
    expect(peer.rpc.stats().exports).toBe(0);
  });

  test("releasing more often than received aborts, and names the export and the counts", async () => {
    const capability = new TestObject().capability();
    await using peer = new WirePeer();
    using remote = await withImport(peer);
    void call(remote, 0, { capability, other: capability });
    await peer.send({ release: { id: 0, referenceCount: 3 } });
    expect((await peer.received()).at(-1)).toEqual({
      abort: { reason: "the peer broke the protocol: peer released export 0 3 times, it held 2 references" },
    });
    capability[Symbol.dispose]();
  });

  test("releaseParamCaps in a Return releases what was in the params", async () => {
    const object = new TestObject();
    const capability = object.capability();
    await using peer = new WirePeer();
    using remote = await withImport(peer);
    const results = done(remote, 0, { capability });
    capability[Symbol.dispose]();
    await peer.send({ return: { answerId: 0, results: { content: {} } } });
    await results;
    expect(object.isReleased).toBe(true);
  });

  test("an import that was sent twice is released once, with both references", async () => {
    await using peer = new WirePeer();
    using remote = await withImport(peer);
    const pending = call(remote, 0);
    await peer.send({
      return: {
        answerId: 0,
        releaseParamCaps: false,
        results: {
          content: { capability: 0, other: 1 },
          capTable: [{ senderHosted: 9 }, { senderHosted: 9 }],
        },
      },
    });
    const results = await pending;
    await peer.received();
    results[Symbol.dispose]();
    expect(await peer.received()).toEqual([{ release: { id: 9, referenceCount: 2 } }]);
  });

  test("a throwing send rolls back its exports, and their ids are used again", async () => {
    const object = new TestObject();
    const capability = object.capability();
    await using peer = new WirePeer();
    using remote = await withImport(peer);
    const failed = call(remote, 0, (payload) => {
      payload.addCapability(capability);
      throw new Error("no such params");
    });
    await expect(failed.results).rejects.toThrow("no such params");
    const tooLarge = call(remote, 0, (payload) => {
      const index = payload.addCapability(capability);
      payload.message.setCapability(payload.content.segment, payload.content.at, index);
      payload.message.allocate(1e9);
    });
    await expect(tooLarge.results).rejects.toThrow("a message would exceed the limit");
    expect(peer.rpc.stats()).toMatchObject({ questions: 0, exports: 0 });
    void call(remote, 0, { capability });
    capability[Symbol.dispose]();
    expect(await peer.received()).toMatchObject([
      { call: { questionId: 0, params: { capTable: [{ senderHosted: 0 }] } } },
    ]);
  });

  test("capabilities released when cancelled during return: Finish crosses Return, nothing leaks", async () => {
    const object = new TestObject();
    const parent = new TestObject(() => ({ capability: object.capability() }));
    await using peer = new WirePeer({ bootstrap: parent.capability() });
    await bootstrapped(peer);
    await peer.send(callTo(0, 1, 0));
    expect(await peer.received()).toMatchObject([
      { return: { results: { capTable: [{ senderHosted: 1 }] } } },
    ]);
    expect(object.isReleased).toBe(false);
    await peer.send({ finish: { questionId: 1, releaseResultCaps: true } });
    expect(object.isReleased).toBe(true);
    expect(peer.rpc.stats()).toMatchObject({ exports: 1, answers: 0 });
  });
});

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

describe("pipelining", () => {
  test("pipelined calls go to the answer, by the path of fields, before anything has returned", async () => {
    await using peer = new WirePeer();
    using remote = await withImport(peer);
    const first = call(remote, 1);
    using inner = first.pipeline(capabilityPath);
    const second = call(inner, 2);
    using innermost = second.pipeline(otherPath);
    void call(innermost, 3);
    expect(await peer.received()).toMatchObject([
      { call: { questionId: 0, target: { importedCap: 0 }, methodId: 1 } },
      {
        call: {
          questionId: 1,
          target: { promisedAnswer: { questionId: 0, transform: field(1) } },
          methodId: 2,
        },
      },
      {
        call: {
          questionId: 2,
          target: { promisedAnswer: { questionId: 1, transform: field(2) } },
          methodId: 3,
        },
      },
    ]);
  });

  test("the answer is kept while a capability pipelined from it is held, also when the call itself is dropped", async () => {
    await using peer = new WirePeer();
    using remote = await withImport(peer);
    const pending = call(remote, 0);
    const inner = pending.pipeline(capabilityPath);
    pending.cancel();
    expect((await peer.received()).map((message) => Object.keys(message)[0])).toEqual(["call"]);
    await peer.send({
      return: {
        answerId: 0,
        releaseParamCaps: false,
        results: { content: { capability: 0 }, capTable: [{ senderHosted: 4 }] },
      },
    });
    expect(await peer.received()).toEqual([finishOf(0)]);
    void call(inner, 1);
    expect(await peer.received()).toMatchObject([{ call: { target: { importedCap: 4 }, methodId: 1 } }]);
    inner[Symbol.dispose]();
    expect(await peer.received()).toEqual([{ release: { id: 4, referenceCount: 1 } }]);
  });

  test("a call sent for pipelining only says so, needs no Return, and is over when the pipeline is dropped", async () => {
    await using peer = new WirePeer();
    using remote = await withImport(peer);
    const pending = call(remote, 0, {}, { pipelining: "only" });
    const inner = pending.pipeline(capabilityPath);
    pending.cancel();
    void call(inner, 1);
    const target = { promisedAnswer: { questionId: 2 ** 31, transform: field(1) } };
    expect(await peer.received()).toMatchObject([
      { call: { questionId: 2 ** 31, onlyPromisePipeline: true } },
      { call: { questionId: 0, target } },
    ]);
    inner[Symbol.dispose]();
    expect(await peer.received()).toEqual([
      {
        finish: { questionId: 2 ** 31, requireEarlyCancellationWorkaround: false },
      },
    ]);
    expect(peer.rpc.stats().questions).toBe(1);
  });

  test("a peer that returns a call sent for pipelining only is not sent the hint again", async () => {
    await using peer = new WirePeer();
    using remote = await withImport(peer);
    using _first = call(remote, 0, {}, { pipelining: "only" }).pending;
    await peer.send({ return: { answerId: 2 ** 31, results: { content: {} } } });
    await peer.received();
    using _second = call(remote, 0, {}, { pipelining: "only" }).pending;
    expect(await peer.received()).toMatchObject([{ call: { questionId: 0 } }]);
  });

  test("the vat returns nothing for a call that is sent for pipelining only", async () => {
    const inner = new TestObject((params) => ({ number: params.number }));
    const object = new TestObject(async () => ({ capability: inner.capability() }));
    await using peer = new WirePeer({ bootstrap: object.capability() });
    await bootstrapped(peer);
    await peer.send(
      callTo(0, 2 ** 31, 0, { onlyPromisePipeline: true }),
      callTo(0, 1, 0, {
        target: { promisedAnswer: { questionId: 2 ** 31, transform: field(1) } },
        params: { content: { number: 7 } },
      }),
    );
    expect(await peer.received()).toMatchObject([
      { return: { answerId: 1, results: { content: { number: 7 } } } },
    ]);
    await peer.send({ finish: { questionId: 2 ** 31 } });
    expect(peer.rpc.stats().answers).toBe(0);
  });

  test("a path that does not fit the results: its calls fail, the call itself does not", async () => {
    const goOn = Promise.withResolvers<void>();
    const object = new TestObject(async () => {
      await goOn.promise;
      return { capability: new TestObject().capability(), text: "no capability" };
    });
    await using peer = new WirePeer({ bootstrap: object.capability() });
    await bootstrapped(peer);
    // The text, and a field of it.
    const early = { promisedAnswer: { questionId: 1, transform: field(0) } };
    const late = { promisedAnswer: { questionId: 1, transform: [...field(0), ...field(0)] } };
    await peer.send(callTo(0, 1, 0), callTo(0, 2, 0, { target: early }));
    goOn.resolve();
    const answers = await peer.received();
    await peer.send(callTo(0, 3, 0, { target: late }));
    expect([...answers, ...(await peer.received())]).toMatchObject([
      { return: { answerId: 1, results: { capTable: [{ senderHosted: 1 }] } } },
      { return: { answerId: 2, exception: { reason: "expected a capability pointer, got list" } } },
      { return: { answerId: 3, exception: { reason: "expected a struct pointer, got list" } } },
    ]);
    expect(peer.errors).toEqual([]);
  });

  test("a path deeper than messages nest aborts", async () => {
    const object = new TestObject(() => new Promise(() => {}));
    await using peer = new WirePeer({ bootstrap: object.capability() });
    await bootstrapped(peer);
    const transform = Array.from({ length: 65 }, () => ({ getPointerField: 0 }));
    await peer.send(
      callTo(0, 1, 0),
      callTo(0, 2, 0, { target: { promisedAnswer: { questionId: 1, transform } } }),
    );
    expect((await peer.received()).at(-1)).toMatchObject({
      abort: { reason: expect.stringContaining("peer sent a path of 65 fields") },
    });
  });
});

describe("capabilities that come back", () => {
  test("retain and release: calling a capability of our own that the peer returned sends 0 messages", async () => {
    const object = new TestObject((params) => ({ number: params.number + 1 }));
    const capability = object.capability();
    await using peer = new WirePeer();
    using remote = await withImport(peer);
    const pending = call(remote, 0, { capability });
    capability[Symbol.dispose]();
    await peer.send({
      return: {
        answerId: 0,
        releaseParamCaps: false,
        noFinishNeeded: true,
        results: { content: { capability: 0 }, capTable: [{ receiverHosted: 0 }] },
      },
    });
    const results = await pending;
    using ours = results.capability;
    results[Symbol.dispose]();
    await peer.received();
    expect((await done(ours, 0, { number: 1 })).number).toBe(2);
    expect(await peer.received()).toEqual([]);
    ours[Symbol.dispose]();
    expect(object.isReleased).toBe(false);
    await peer.send({ release: { id: 0, referenceCount: 1 } });
    expect(object.isReleased).toBe(true);
  });

  test("sending back an export that the peer does not hold aborts", async () => {
    await using peer = new WirePeer();
    using remote = await withImport(peer);
    const results = done(remote, 0);
    await peer.send({
      return: { answerId: 0, results: { content: { capability: 0 }, capTable: [{ receiverHosted: 3 }] } },
    });
    await expect(results).rejects.toThrow("peer sent back export 3, which it does not hold");
  });

  test("the peer's own capability is named as its own", async () => {
    await using peer = new WirePeer();
    using remote = await withImport(peer);
    const pending = call(remote, 0, { capability: remote });
    using pipelined = pending.pipeline(otherPath);
    void call(remote, 1, { capability: pipelined });
    expect(await peer.received()).toMatchObject([
      { call: { params: { capTable: [{ receiverHosted: 0 }] } } },
      { call: { params: { capTable: [{ receiverAnswer: { questionId: 0, transform: field(2) } }] } } },
    ]);
  });

  test("no Disembargo for a null capability, nor for a broken one", async () => {
    await using peer = new WirePeer();
    using remote = await withImport(peer);
    const pending = call(remote, 0);
    using inner = pending.pipeline(capabilityPath);
    const early = done(inner, 0);
    await peer.received();
    await peer.send({ return: { answerId: 0, releaseParamCaps: false, results: { content: {} } } });
    expect(await peer.received()).toEqual([finishOf(0)]);
    await expect(done(inner, 0)).rejects.toThrow("called a null capability");
    await peer.send({ return: { answerId: 1, exception: { reason: "nothing there" } } });
    await expect(early).rejects.toThrow("nothing there");
  });
});

describe("embargoes", () => {
  test("calls wait behind those that the peer sends back, until the disembargo has come back too", async () => {
    const order: number[] = [];
    const object = new TestObject((params) => {
      order.push(params.number);
      return {};
    });
    using capability = object.capability();
    await using peer = new WirePeer();
    using remote = await withImport(peer);
    const pending = call(remote, 0, { capability });
    using echoed = pending.pipeline(capabilityPath);
    void call(echoed, 0, { number: 0 });
    void call(echoed, 0, { number: 1 });
    await peer.received();
    await peer.send({
      return: {
        answerId: 0,
        releaseParamCaps: false,
        results: { content: { capability: 0 }, capTable: [{ receiverHosted: 0 }] },
      },
    });
    void call(echoed, 0, { number: 2 });
    const target = { promisedAnswer: { questionId: 0, transform: field(1) } };
    expect(await peer.received()).toEqual([
      { disembargo: { target, context: { senderLoopback: 0 } } },
      finishOf(0),
    ]);
    expect(peer.rpc.stats().embargoes).toBe(1);
    // The peer reflects the calls, then the disembargo.
    await peer.send(
      callTo(0, 0, 0, { params: { content: { number: 0 } }, sendResultsTo: { yourself: null } }),
      { return: { answerId: 1, takeFromOtherQuestion: 0 } },
      callTo(0, 1, 0, { params: { content: { number: 1 } }, sendResultsTo: { yourself: null } }),
      { return: { answerId: 2, takeFromOtherQuestion: 1 } },
    );
    expect(order).toEqual([0, 1]);
    await peer.send({ disembargo: { target: { importedCap: 0 }, context: { receiverLoopback: 0 } } });
    expect(order).toEqual([0, 1, 2]);
    expect(peer.rpc.stats().embargoes).toBe(0);
  });

  test("a disembargo that we did not send aborts when it comes back", async () => {
    await using peer = new WirePeer();
    await peer.send({ disembargo: { target: { importedCap: 0 }, context: { receiverLoopback: 4 } } });
    expect(await peer.received()).toEqual([
      {
        abort: { reason: "the peer broke the protocol: peer sent back disembargo 4, which we did not send" },
      },
    ]);
  });

  test("a disembargo is reflected to where its target leads, behind the calls that went there", async () => {
    // The vat returns the peer's own capability.
    const object = new TestObject((params) => ({ capability: params.capability }));
    await using peer = new WirePeer({ bootstrap: object.capability() });
    await bootstrapped(peer);
    const target = { promisedAnswer: { questionId: 1, transform: field(1) } };
    await peer.send(
      callTo(0, 1, 0, { params: { content: { capability: 0 }, capTable: [{ senderHosted: 3 }] } }),
      callTo(0, 2, 9, { target }),
      { disembargo: { target, context: { senderLoopback: 77 } } },
    );
    expect(await peer.received()).toMatchObject([
      { return: { answerId: 1, results: { capTable: [{ receiverHosted: 3 }] } } },
      { call: { questionId: 0, target: { importedCap: 3 }, methodId: 9 } },
      { disembargo: { target: { importedCap: 3 }, context: { receiverLoopback: 77 } } },
    ]);
  });

  test("a disembargo to a capability that does not lead back to the peer aborts", async () => {
    await using peer = new WirePeer({ bootstrap: new TestObject().capability() });
    await bootstrapped(peer);
    await peer.send({ disembargo: { target: { importedCap: 0 }, context: { senderLoopback: 1 } } });
    expect((await peer.received()).at(-1)).toMatchObject({
      abort: { reason: expect.stringContaining("a capability that does not lead back to it") },
    });
  });

  test("embargo needed when a receiverHosted export now points back: the Tribble race", async () => {
    // We export a promise, the peer resolves its own promise to it, while we resolve ours to a capability of the peer.
    const { promise, resolve } = Promise.withResolvers<Capability>();
    using capability = promisedCapability(promise);
    await using peer = new WirePeer();
    using remote = await withImport(peer);
    const pending = call(remote, 0, { capability });
    using echoed = pending.pipeline(capabilityPath);
    void call(echoed, 0, { number: 1 });
    await peer.received();
    resolve(remote.dup());
    expect(await peer.received()).toEqual([{ resolve: { promiseId: 0, cap: { receiverHosted: 0 } } }]);
    // Sent before that Resolve has arrived: for the peer, the capability is still ours.
    await peer.send({
      return: {
        answerId: 0,
        releaseParamCaps: false,
        results: { content: { capability: 0 }, capTable: [{ receiverHosted: 0 }] },
      },
    });
    void call(echoed, 0, { number: 2 });
    expect(await peer.received()).toMatchObject([
      { disembargo: { target: { promisedAnswer: { questionId: 0 } }, context: { senderLoopback: 0 } } },
      finishOf(0),
    ]);
    // The reflected call goes back strictly to where the promise was said to lead; only then come later calls.
    await peer.send(callTo(0, 0, 0, { params: { content: { number: 1 } } }), {
      disembargo: { target: { importedCap: 0 }, context: { receiverLoopback: 0 } },
    });
    expect(await peer.received()).toMatchObject([
      { call: { target: { importedCap: 0 }, params: { content: { number: 1 } } } },
      { call: { target: { importedCap: 0 }, params: { content: { number: 2 } } } },
    ]);
  });

  test("a disembargo that the peer sends back as unimplemented lets the calls go", async () => {
    const object = new TestObject((params) => ({ number: params.number }));
    using capability = object.capability();
    await using peer = new WirePeer();
    using remote = await withImport(peer);
    const pending = call(remote, 0, { capability });
    using echoed = pending.pipeline(capabilityPath);
    void call(echoed, 0);
    await peer.send({
      return: { answerId: 0, results: { content: { capability: 0 }, capTable: [{ receiverHosted: 0 }] } },
    });
    const later = done(echoed, 0, { number: 3 });
    await peer.send({
      unimplemented: {
        disembargo: { target: { promisedAnswer: { questionId: 0 } }, context: { senderLoopback: 0 } },
      },
    });
    expect((await later).number).toBe(3);
  });
});

/** Passes every call on to method 5 of the capability in its params. */
const forwarder = () =>
  new TestObject((params, incoming) => {
    using target = params.capability;
    incoming.tailCall(target, { interfaceId: testInterface, methodId: 5, params: () => {} });
  }).capability();

describe("calls that go back to the peer, forwarded", () => {
  test("a tail call back to the caller's vat asks for its results, and returns them: the peer's own as its own", async () => {
    await using peer = new WirePeer({ bootstrap: forwarder() });
    await bootstrapped(peer);
    await peer.send(
      callTo(0, 1, 0, { params: { content: { capability: 0 }, capTable: [{ senderHosted: 2 }] } }),
    );
    // `sendResultsTo.caller` is the default, and not shown.
    expect(await peer.received()).toEqual([
      {
        call: {
          questionId: 0,
          target: { importedCap: 2 },
          interfaceId: 0x9abcdef012345678n,
          methodId: 5,
          params: {},
        },
      },
      { release: { id: 2, referenceCount: 1 } },
    ]);
    await peer.send({
      return: {
        answerId: 0,
        releaseParamCaps: false,
        results: { content: { number: 7, capability: 0 }, capTable: [{ senderHosted: 4 }] },
      },
    });
    expect(await peer.received()).toMatchObject([
      finishOf(0),
      {
        return: {
          answerId: 1,
          results: { content: { number: 7, capability: 0 }, capTable: [{ receiverHosted: 4 }] },
        },
      },
    ]);
    await peer.send({ finish: { questionId: 1 } });
    expect(await peer.received()).toEqual([{ release: { id: 4, referenceCount: 1 } }]);
    expect(peer.rpc.stats()).toMatchObject({ questions: 0, answers: 0, imports: 0, bytesServing: 0 });
  });

  test("an exception of the peer's goes back as it came", async () => {
    await using peer = new WirePeer({ bootstrap: forwarder() });
    await bootstrapped(peer);
    await peer.send(
      callTo(0, 1, 0, { params: { content: { capability: 0 }, capTable: [{ senderHosted: 2 }] } }),
    );
    await peer.received();
    await peer.send({
      return: { answerId: 0, exception: { reason: "remote exception: not today", type: 1 } },
    });
    expect(await peer.received()).toMatchObject([
      finishOf(0),
      { return: { answerId: 1, exception: { reason: "not today", type: 1 } } },
    ]);
  });

  test("canceling a forwarded tail call finishes the call that went back", async () => {
    await using peer = new WirePeer({ bootstrap: forwarder() });
    await bootstrapped(peer);
    await peer.send(
      callTo(0, 1, 0, { params: { content: { capability: 0 }, capTable: [{ senderHosted: 2 }] } }),
    );
    await peer.received();
    await peer.send({ finish: { questionId: 1 } });
    expect(await peer.received()).toMatchObject([
      { return: { answerId: 1, canceled: null } },
      { finish: { questionId: 0 } },
    ]);
    await peer.send({ return: { answerId: 0, canceled: null } });
    expect(peer.rpc.stats()).toMatchObject({ questions: 0, answers: 0, imports: 0, bytesServing: 0 });
  });

  test("what is pipelined on it stays on its way, also when the peer's promise in it resolves to an object of ours", async () => {
    const kept: Capability[] = [];
    const object = new TestObject(
      (params, incoming) => {
        using target = params.capability;
        incoming.tailCall(target, { interfaceId: testInterface, methodId: 5, params: () => {} });
      },
      (params) => {
        kept.push(params.capability);
        return {};
      },
    );
    await using peer = new WirePeer({ bootstrap: object.capability() });
    await bootstrapped(peer);
    const pipelined = { questionId: 1, transform: field(1) };
    await peer.send(
      callTo(0, 1, 0, { params: { content: { capability: 0 }, capTable: [{ senderHosted: 2 }] } }),
      callTo(0, 2, 7, { target: { promisedAnswer: pipelined } }),
      callTo(0, 3, 1, { params: { content: { capability: 0 }, capTable: [{ receiverAnswer: pipelined }] } }),
    );
    expect(await peer.received()).toMatchObject([
      { call: { questionId: 0, target: { importedCap: 2 } } },
      { release: { id: 2 } },
      { call: { questionId: 1, target: { promisedAnswer: { questionId: 0, transform: field(1) } } } },
      { return: { answerId: 3 } },
    ]);
    // The peer returns a promise of its own, and resolves it to our bootstrap object before it has our Return.
    await peer.send(
      {
        return: {
          answerId: 0,
          releaseParamCaps: false,
          results: { content: { capability: 0 }, capTable: [{ senderPromise: 5 }] },
        },
      },
      { resolve: { promiseId: 5, cap: { receiverHosted: 0 } } },
      callTo(0, 4, 8, { target: { promisedAnswer: pipelined } }),
      { disembargo: { target: { promisedAnswer: pipelined }, context: { senderLoopback: 77 } } },
    );
    expect(await peer.received()).toMatchObject([
      finishOf(0),
      { return: { answerId: 1, results: { capTable: [{ receiverHosted: 5 }] } } },
      { disembargo: { target: { importedCap: 5 }, context: { senderLoopback: 0 } } },
      { call: { target: { importedCap: 5 }, methodId: 8 } },
      { disembargo: { target: { importedCap: 5 }, context: { receiverLoopback: 77 } } },
    ]);
    for (const capability of kept) capability[Symbol.dispose]();
  });

  test("reading goes on for the Returns, however many bytes of calls have gone back", async () => {
    await using peer = new WirePeer({
      bootstrap: new TestObject().capability(),
      limits: { servedBytes: 5000 },
    });
    await bootstrapped(peer);
    // Our own promise leads to the peer's object: what the peer calls on it goes back.
    using remote = await withImport(peer);
    const pending = call(remote, 0, { capability: remote });
    await peer.received();
    pending.cancel();
    const { promise, resolve } = Promise.withResolvers<Capability>();
    using ours = promisedCapability(promise);
    void call(remote, 1, { capability: ours });
    const exported = (await peer.received()).length;
    expect(exported).toBeGreaterThan(0);
    resolve(remote.dup());
    await peer.received();
    for (let i = 0; i < 20; i++) {
      await peer.send(callTo(1, 10 + i, 0, { params: { content: { text: "x".repeat(1000) } } }));
    }
    const back = (await peer.received()).map((message) => message.call);
    expect(back).toHaveLength(20);
    expect(peer.rpc.stats().bytesServing).toBe(0);
  });
});

describe("tail calls", () => {
  test("a tail call back to the caller's vat leaves the results there, where that is asked for", async () => {
    await using peer = new WirePeer({ bootstrap: forwarder(), tailCalls: "direct" });
    await bootstrapped(peer);
    await peer.send(
      callTo(0, 1, 0, { params: { content: { capability: 0 }, capTable: [{ senderHosted: 2 }] } }),
    );
    expect(await peer.received()).toMatchObject([
      { call: { questionId: 0, target: { importedCap: 2 }, methodId: 5, sendResultsTo: { yourself: null } } },
      { return: { answerId: 1, takeFromOtherQuestion: 0 } },
      { release: { id: 2, referenceCount: 1 } },
    ]);
    await peer.send({ return: { answerId: 0, resultsSentElsewhere: null } }, { finish: { questionId: 1 } });
    expect(await peer.received()).toEqual([finishOf(0)]);
    expect(peer.rpc.stats()).toMatchObject({ questions: 0, answers: 0 });
  });

  test("pipelined calls go back direct, where that is asked for, and the disembargo behind them", async () => {
    const object = new TestObject((params) => ({ capability: params.capability }));
    await using peer = new WirePeer({ bootstrap: object.capability(), tailCalls: "direct" });
    await bootstrapped(peer);
    const target = { promisedAnswer: { questionId: 1, transform: field(1) } };
    await peer.send(
      callTo(0, 1, 0, { params: { content: { capability: 0 }, capTable: [{ senderHosted: 3 }] } }),
      callTo(0, 2, 9, { target }),
      { disembargo: { target, context: { senderLoopback: 77 } } },
    );
    expect(await peer.received()).toMatchObject([
      { return: { answerId: 1, results: { capTable: [{ receiverHosted: 3 }] } } },
      { call: { questionId: 0, target: { importedCap: 3 }, methodId: 9, sendResultsTo: { yourself: null } } },
      { return: { answerId: 2, takeFromOtherQuestion: 0 } },
      { disembargo: { target: { importedCap: 3 }, context: { receiverLoopback: 77 } } },
    ]);
  });

  test("results of a tail call that came back are given to the original call", async () => {
    const object = new TestObject((params) => ({ number: params.number * 2 }));
    using capability = object.capability();
    await using peer = new WirePeer();
    using remote = await withImport(peer);
    const results = done(remote, 0, { capability });
    await peer.received();
    await peer.send(
      callTo(0, 8, 0, { params: { content: { number: 21 } }, sendResultsTo: { yourself: null } }),
      { return: { answerId: 0, releaseParamCaps: false, takeFromOtherQuestion: 8 } },
    );
    expect((await results).number).toBe(42);
    expect(await peer.received()).toEqual([
      { return: { answerId: 8, releaseParamCaps: false, resultsSentElsewhere: null } },
      finishOf(0),
    ]);
    await peer.send({ finish: { questionId: 8 } });
    expect(peer.rpc.stats()).toMatchObject({ questions: 0, answers: 0 });
  });

  test("cancel a tail call: the callee is told at once, and once, also if the peer finishes its call later or never", async () => {
    let aborted = 0;
    const object = new TestObject((_params, { signal }) => {
      signal.addEventListener("abort", () => aborted++);
      return new Promise(() => {});
    });
    using capability = object.capability();
    await using peer = new WirePeer();
    using remote = await withImport(peer);
    const pending = call(remote, 0, { capability });
    await peer.send(callTo(0, 8, 0, { sendResultsTo: { yourself: null } }), {
      return: { answerId: 0, releaseParamCaps: false, takeFromOtherQuestion: 8 },
    });
    await peer.received();
    pending.cancel();
    expect(await peer.received()).toEqual([
      finishOf(0),
      { return: { answerId: 8, releaseParamCaps: false, resultsSentElsewhere: null } },
    ]);
    expect(aborted).toBe(1);
    expect(peer.rpc.stats()).toMatchObject({ questions: 0 });
    await peer.send({ finish: { questionId: 8 } });
    expect(aborted).toBe(1);
    expect(await peer.received()).toEqual([]);
    expect(peer.rpc.stats()).toMatchObject({ questions: 0, answers: 0 });
  });

  test("tail-call cancellation race: a Return that takes from another question crosses the Finish", async () => {
    const object = new TestObject(() => ({ number: 1 }));
    using capability = object.capability();
    await using peer = new WirePeer();
    using remote = await withImport(peer);
    const pending = call(remote, 0, { capability });
    await peer.received();
    pending.cancel();
    await peer.send(
      callTo(0, 8, 0, { sendResultsTo: { yourself: null } }),
      { return: { answerId: 0, releaseParamCaps: false, takeFromOtherQuestion: 8 } },
      { finish: { questionId: 8 } },
    );
    expect(await peer.received()).toMatchObject([
      { finish: { questionId: 0 } },
      { return: { answerId: 8, resultsSentElsewhere: null } },
    ]);
    expect(peer.rpc.stats()).toMatchObject({ questions: 0, answers: 0 });
  });

  test("tail-call cancellation race: the callee is told though the Return came after the Finish had gone", async () => {
    let aborted = 0;
    const object = new TestObject((_params, { signal }) => {
      signal.addEventListener("abort", () => aborted++);
      return new Promise(() => {});
    });
    using capability = object.capability();
    await using peer = new WirePeer();
    using remote = await withImport(peer);
    const pending = call(remote, 0, { capability });
    await peer.received();
    pending.cancel();
    await peer.send(callTo(0, 8, 0, { sendResultsTo: { yourself: null } }));
    expect(aborted).toBe(0);
    await peer.send({ return: { answerId: 0, releaseParamCaps: false, takeFromOtherQuestion: 8 } });
    expect(aborted).toBe(1);
    expect(await peer.received()).toMatchObject([
      { finish: { questionId: 0 } },
      { return: { answerId: 8, resultsSentElsewhere: null } },
    ]);
    await peer.send({ finish: { questionId: 8 } });
    expect(peer.rpc.stats()).toMatchObject({ questions: 0, answers: 0 });
  });

  test("a capability pipelined from a tail call keeps its callee going when the call is dropped", async () => {
    let aborted = 0;
    const object = new TestObject((_params, { signal }) => {
      signal.addEventListener("abort", () => aborted++);
      return new Promise(() => {});
    });
    using capability = object.capability();
    await using peer = new WirePeer();
    using remote = await withImport(peer);
    const pending = call(remote, 0, { capability });
    const pipelined = pending.pipeline(capabilityPath);
    await peer.send(callTo(0, 8, 0, { sendResultsTo: { yourself: null } }), {
      return: { answerId: 0, releaseParamCaps: false, takeFromOtherQuestion: 8 },
    });
    await peer.received();
    pending.cancel();
    expect(await peer.received()).toEqual([]);
    expect(aborted).toBe(0);
    pipelined[Symbol.dispose]();
    expect(await peer.received()).toMatchObject([
      { finish: { questionId: 0 } },
      { return: { answerId: 8, resultsSentElsewhere: null } },
    ]);
    expect(aborted).toBe(1);
    await peer.send({ finish: { questionId: 8 } });
  });

  test("takeFromOtherQuestion for a call whose results were not to stay aborts", async () => {
    const object = new TestObject(() => new Promise(() => {}));
    await using peer = new WirePeer({ bootstrap: object.capability() });
    await bootstrapped(peer);
    using remote = peer.rpc.bootstrap();
    const results = done(remote, 0);
    await peer.send(callTo(0, 8, 0), { return: { answerId: 1, takeFromOtherQuestion: 8 } });
    await expect(results).rejects.toThrow("which does not send its results to us");
  });

  test("takeFromOtherQuestion for a question that the peer did not ask aborts", async () => {
    await using peer = new WirePeer();
    using remote = peer.rpc.bootstrap();
    const results = done(remote, 0);
    await peer.send({ return: { answerId: 1, takeFromOtherQuestion: 8 } });
    await expect(results).rejects.toThrow("from its question 8, which it did not ask");
  });
});

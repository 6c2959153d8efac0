// wire-tail-calls.test.ts: tail calls on the wire, against literal messages: forwarded, and direct.
import { describe, expect, test } from "bun:test";
import { type Capability, promisedCapability } from "@teleop/rpc-capnp";
import { call, capabilityPath, done, TestObject, testInterface } from "./vat.ts";
import { bootstrapped, callTo, field, finishOf, WirePeer, withImport } from "./wire-peer.ts";

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

  test("what was pipelined on a tail call runs on its results, also if the peer finished its call before they came", async () => {
    const inner = new TestObject((params) => ({ number: params.number + 1 }));
    const results = Promise.withResolvers<void>();
    const object = new TestObject(async () => {
      await results.promise;
      return { capability: inner.capability() };
    });
    using capability = object.capability();
    await using peer = new WirePeer();
    using remote = await withImport(peer);
    const returned = call(remote, 0, { capability });
    await peer.received();
    await peer.send(
      callTo(0, 8, 0, { sendResultsTo: { yourself: null } }),
      callTo(0, 9, 0, {
        target: { promisedAnswer: { questionId: 8, transform: field(1) } },
        params: { content: { number: 20 } },
      }),
      { return: { answerId: 0, releaseParamCaps: false, takeFromOtherQuestion: 8 } },
      { finish: { questionId: 8 } },
    );
    results.resolve();
    (await returned)[Symbol.dispose]();
    expect(await peer.received()).toMatchObject([
      { return: { answerId: 8, resultsSentElsewhere: null } },
      finishOf(0),
      { return: { answerId: 9, results: { content: { number: 21 } } } },
    ]);
    // Nobody holds what was in the results any more.
    await inner.whenReleased;
    expect(peer.rpc.stats()).toMatchObject({ questions: 0, answers: 0, bytesServing: 0 });
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

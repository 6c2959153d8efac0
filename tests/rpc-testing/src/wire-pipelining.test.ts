// wire-pipelining.test.ts: calls on what has not returned, and capabilities that come back, against literal messages.
import { describe, expect, test } from "bun:test";
import type { Capability } from "@teleop/rpc-capnp";
import { call, capabilityPath, done, otherPath, TestObject } from "./vat.ts";
import { bootstrapped, callTo, field, finishOf, WirePeer, withImport } from "./wire-peer.ts";

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

  test("a Return that was not needed cannot be taken for another call's: such calls have numbers that were not used before", async () => {
    await using peer = new WirePeer();
    using remote = await withImport(peer);
    for (let i = 0; i < 3; i++) {
      call(remote, 0, {}, { pipelining: "only" }).cancel();
      expect(await peer.received()).toMatchObject([
        { call: { questionId: 2 ** 31 + i } },
        { finish: { questionId: 2 ** 31 + i } },
      ]);
    }
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

  test("a method is told to stop when the connection goes, also if its call was finished and what was pipelined on it is held here", async () => {
    let isAborted = false;
    const kept: Capability[] = [];
    const object = new TestObject(
      (_params, { signal }) => {
        signal.addEventListener("abort", () => {
          isAborted = true;
        });
        return new Promise(() => {});
      },
      (params) => {
        kept.push(params.capability);
        return {};
      },
    );
    await using peer = new WirePeer({ bootstrap: object.capability() });
    await bootstrapped(peer);
    const receiverAnswer = { questionId: 1, transform: field(1) };
    await peer.send(
      callTo(0, 1, 0),
      callTo(0, 2, 1, { params: { content: { capability: 0 }, capTable: [{ receiverAnswer }] } }),
      { finish: { questionId: 1 } },
    );
    expect(kept).toHaveLength(1);
    expect(isAborted).toBe(false);
    await peer.connection.end();
    await peer.rpc.closed;
    expect(isAborted).toBe(true);
    for (const capability of kept) capability[Symbol.dispose]();
  });
});

// wire-embargo.test.ts: Disembargo on the wire, against literal messages: order across a resolution.
import { describe, expect, test } from "bun:test";
import { type Capability, promisedCapability } from "@teleop/rpc-capnp";
import { call, capabilityPath, done, TestObject } from "./vat.ts";
import { bootstrapped, callTo, field, finishOf, WirePeer, withImport } from "./wire-peer.ts";

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

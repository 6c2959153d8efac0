// wire-release.test.ts: Release on the wire, against literal messages: who gives back what, and when.
import { describe, expect, test } from "bun:test";
import { call, done, TestObject } from "./vat.ts";
import { bootstrapped, callTo, WirePeer, withImport } from "./wire-peer.ts";

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

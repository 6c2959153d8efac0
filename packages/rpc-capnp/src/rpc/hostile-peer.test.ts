// hostile-peer.test.ts: a peer that spends little cannot make us spend much, and what our own users throw harms nobody.
import { describe, expect, spyOn, test } from "bun:test";
import { brokenCapability, RpcError, reconnecting } from "../index.ts";
import { done, TestObject, testInterface } from "../testing/vat.ts";
import { bootstrapped, callTo, WirePeer } from "../testing/wire-peer.ts";
import { defaultMessageLimits, ElementSize, MessageBuilder } from "../wire/index.ts";
import { QueuedClient } from "./queued-client.ts";
import { Reference } from "./reference.ts";

/** A call to export 0 with a table of so many capabilities that take no bytes. */
function callWithEmptyDescriptors(count: number): Uint8Array {
  const builder = new MessageBuilder(defaultMessageLimits);
  const root = builder.initStruct(builder.root.segment, builder.root.at, 1, 1);
  const rootAt = builder.offset;
  root.view.setUint16(rootAt, 2, true);
  const body = builder.initStruct(root, rootAt + 8, 3, 3);
  const bodyAt = builder.offset;
  body.view.setUint32(bodyAt, 1, true);
  builder.initStruct(body, bodyAt + 24, 1, 1);
  const params = builder.initStruct(body, bodyAt + 32, 0, 2);
  builder.initList(params, builder.offset + 8, ElementSize.void, 0, count);
  return Buffer.concat(builder.finish());
}

describe("a peer that spends little", () => {
  test("a table of millions of capabilities in a hundred bytes is refused before anything is made of it", async () => {
    await using peer = new WirePeer({ bootstrap: new TestObject().capability() });
    await bootstrapped(peer);
    await peer.sendBytes(callWithEmptyDescriptors(8_000_000));
    expect(await peer.received()).toMatchObject([
      { abort: { reason: expect.stringContaining("peer sent a table of 8000000 capabilities") } },
    ]);
  });

  test("calls and bootstraps beyond the limit leave nothing behind, though they are never finished", async () => {
    const object = new TestObject(() => new Promise(() => {}));
    await using peer = new WirePeer({ bootstrap: object.capability(), limits: { answers: 3 } });
    await bootstrapped(peer);
    const more = Array.from({ length: 20 }, (_, i) => i + 1);
    await peer.send(...more.map((id) => callTo(0, id, 0)));
    expect(await peer.received()).toHaveLength(17);
    await peer.send(...more.map((id) => ({ bootstrap: { questionId: id + 100 } })));
    expect(await peer.received()).toHaveLength(20);
    await peer.send(callTo(0, 2 ** 31, 0, { onlyPromisePipeline: true }));
    expect(await peer.received()).toEqual([]);
    expect(peer.rpc.stats()).toMatchObject({ answers: 3, exports: 1 });
  });

  test("a call whose results are to stay, beyond the limit, ends the connection", async () => {
    const object = new TestObject(() => new Promise(() => {}));
    await using peer = new WirePeer({ bootstrap: object.capability(), limits: { answers: 1 } });
    await bootstrapped(peer);
    await peer.send(callTo(0, 1, 0), callTo(0, 2, 0, { sendResultsTo: { yourself: null } }));
    expect(await peer.received()).toMatchObject([
      { abort: { reason: expect.stringContaining("peer had 1 questions at once") } },
    ]);
  });

  test("a promise that is exported and released again and again is listened to once", async () => {
    let listeners = 0;
    const promise = new (class extends QueuedClient {
      override whenResolved(listener: Parameters<QueuedClient["whenResolved"]>[0]): void {
        listeners++;
        super.whenResolved(listener);
      }
    })();
    using capability = new Reference(promise);
    const object = new TestObject(() => ({ capability: capability.dup() }));
    await using peer = new WirePeer({ bootstrap: object.capability() });
    await bootstrapped(peer);
    for (let i = 0; i < 10; i++) {
      await peer.send(callTo(0, 1, 0), { finish: { questionId: 1, releaseResultCaps: true } });
    }
    await peer.send(callTo(0, 1, 0));
    expect(listeners).toBe(1);
    await peer.received();
    promise.reject(new RpcError("failed", "it was not to be"));
    expect(await peer.received()).toMatchObject([
      { resolve: { promiseId: 1, exception: { reason: "it was not to be" } } },
    ]);
  });

  test("a call to a capability that cannot reconnect, cancelled at once, leaves nothing behind", async () => {
    const capability = reconnecting(
      () => {
        throw new Error("nobody there");
      },
      { lazy: true },
    );
    await using peer = new WirePeer({ bootstrap: capability });
    await bootstrapped(peer);
    await peer.send(callTo(0, 1, 0, { params: { content: {}, capTable: [{ senderHosted: 7 }] } }), {
      finish: { questionId: 1 },
    });
    expect(await peer.received()).toMatchObject([
      { return: { answerId: 1, canceled: null } },
      { release: { id: 7, referenceCount: 1 } },
    ]);
    expect(peer.rpc.stats()).toMatchObject({ imports: 0, answers: 0, bytesServing: 0 });
  });
});

describe("what our own users throw", () => {
  test.each([Object.create(null), Object.assign(new Error("x"), { message: Symbol("no text") })])(
    "a method that throws what has no text fails its call",
    async (thrown) => {
      const object = new TestObject(async () => {
        throw thrown;
      });
      await using peer = new WirePeer({ bootstrap: object.capability() });
      await bootstrapped(peer);
      await peer.send(callTo(0, 1, 0));
      expect(await peer.received()).toMatchObject([{ return: { answerId: 1, exception: {} } }]);
      expect(peer.rpc.stats().bytesServing).toBe(0);
    },
  );

  test("a callback that throws disturbs neither the object that was called nor later calls", async () => {
    const told = spyOn(console, "error").mockImplementation(() => {});
    try {
      const object = new TestObject(
        () => {
          throw new Error("a failure");
        },
        () => ({ number: 7 }),
      );
      const target = object.capability();
      const bad = (message: string) => () => {
        throw new Error(message);
      };
      const begin = (capability: typeof target, methodId: number) =>
        capability.call({
          interfaceId: testInterface,
          methodId,
          params: () => {},
          returned: bad("from returned"),
          failed: bad("from failed"),
        });
      begin(target, 0);
      begin(target, 1);
      using broken = brokenCapability(new RpcError("failed", "broken"));
      begin(broken, 0);
      expect((await done(target, 1)).number).toBe(7);
      target[Symbol.dispose]();
      await object.whenReleased;
      expect(told.mock.calls.map(([, error]) => String(error)).toSorted()).toEqual([
        "Error: from failed",
        "Error: from failed",
        "Error: from returned",
      ]);
    } finally {
      told.mockRestore();
    }
  });
});

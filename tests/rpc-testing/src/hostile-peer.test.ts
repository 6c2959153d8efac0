// hostile-peer.test.ts: a peer that spends little cannot make us spend much.
import { describe, expect, test } from "bun:test";
import { defaultMessageLimits, ElementSize, MessageBuilder } from "@teleop/capnp/wire";
import type { Connection, ConnectionHandler } from "@teleop/core";
import {
  ByteBudget,
  brokenCapability,
  type Capability,
  promisedCapability,
  RpcConnection,
  RpcError,
  reconnecting,
} from "@teleop/rpc-capnp";
import { memoryPair } from "@teleop/transport-memory";
import { decode, encode, type Literal } from "./rpc-literal.ts";
import { call, TestObject } from "./vat.ts";
import { bootstrapped, callTo, field, WirePeer } from "./wire-peer.ts";

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

/** A call to export 0 whose params are a list of so many pointers, all to the same 100 words. */
function callWithOverlappingParams(count: number): Uint8Array {
  const bytes = new Uint8Array(2048 + count * 8);
  const memory = { bytes, view: new DataView(bytes.buffer), start: 0, limit: bytes.byteLength };
  const builder = new MessageBuilder(defaultMessageLimits, memory);
  const root = builder.initStruct(builder.root.segment, builder.root.at, 1, 1);
  const rootAt = builder.offset;
  root.view.setUint16(rootAt, 2, true);
  const body = builder.initStruct(root, rootAt + 8, 3, 3);
  const bodyAt = builder.offset;
  body.view.setUint32(bodyAt, 1, true);
  builder.initStruct(body, bodyAt + 24, 1, 1);
  const params = builder.initStruct(body, bodyAt + 32, 0, 2);
  const { view } = builder.initList(params, builder.offset, ElementSize.pointer, 64, count);
  const list = builder.offset;
  const content = builder.allocate(100) && builder.offset;
  for (let at = list; at < list + count * 8; at += 8) {
    view.setInt32(at, (content - at - 8) >> 1, true);
    view.setUint32(at + 4, 100, true);
  }
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
      {
        abort: {
          reason: expect.stringContaining("cannot be answered: the vat serves 1 calls of this connection"),
        },
      },
    ]);
  });

  test("a message that we do not implement comes back no larger than it was", async () => {
    await using small = new WirePeer();
    await small.sendBytes(overlapping(1));
    expect(small.ended).toBeUndefined();
    expect(small.rpc.stats().messagesSent).toBe(1);
    await using peer = new WirePeer();
    await peer.sendBytes(overlapping(1000));
    expect(await peer.received()).toMatchObject([
      { abort: { reason: expect.stringContaining("reading a message visited more than the limit") } },
    ]);
  });

  test("params that would become larger when they are passed on to another vat fail their call only", async () => {
    const object = new TestObject(() => ({}));
    const [ours, theirs] = memoryPair();
    await using carol = new RpcConnection(theirs, { bootstrap: object.capability() });
    await using bob = new RpcConnection(ours);
    using root = bob.bootstrap();
    await root.whenResolved();
    await using peer = new WirePeer({ bootstrap: root.dup() });
    await bootstrapped(peer);
    await peer.sendBytes(callWithOverlappingParams(1000));
    await ours.fence();
    expect(await peer.received()).toMatchObject([
      { return: { answerId: 1, exception: { reason: expect.stringContaining("its pointers overlap") } } },
    ]);
    expect(carol.stats().bytesReceived).toBeLessThan(1000);
    await peer.send({ finish: { questionId: 1 } }, callTo(0, 2, 0));
    await ours.fence();
    expect(await peer.received()).toMatchObject([{ return: { answerId: 2, results: {} } }]);
    expect(bob.stats().questions).toBe(0);
  });

  test("a call that waits does not keep alive the chunk that it came in", async () => {
    using promise = promisedCapability(new Promise(() => {}));
    await using peer = new WirePeer({ bootstrap: promise.dup() });
    await bootstrapped(peer);
    const noise = Buffer.concat(Array<Uint8Array>(1500).fill(encode({ finish: { questionId: 9999 } })));
    Bun.gc(true);
    const before = process.memoryUsage().arrayBuffers;
    for (let id = 1; id <= 200; id++) {
      await peer.sendBytes(Buffer.concat([encode(callTo(0, id, 0)), noise]));
    }
    Bun.gc(true);
    expect(peer.rpc.stats().answers).toBe(200);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100 * noise.byteLength);
  });

  test("a call that waited in memory of its own is served as it was sent", async () => {
    const promised = Promise.withResolvers<Capability>();
    // Both calls are served in one turn, however slow the machine is.
    const limits = { turnMs: 60_000 };
    await using peer = new WirePeer({ bootstrap: promisedCapability(promised.promise), limits });
    await bootstrapped(peer);
    const noise = Array.from({ length: 300 }, () => ({ finish: { questionId: 9999 } }));
    await peer.send(
      callTo(0, 1, 0, { params: { content: { text: "as it was", number: 5 } } }),
      callTo(0, 2, 0, { params: {} }),
      ...noise,
    );
    const object = new TestObject(({ text, number }) => ({ text, number }));
    promised.resolve(object.capability());
    const returns = (await peer.received()).filter((message) => "return" in message);
    expect(returns).toMatchObject([
      { return: { answerId: 1, results: { content: { text: "as it was", number: 5 } } } },
      { return: { answerId: 2, results: {} } },
    ]);
  });

  test("paths that are pipelined from a call count as bytes that are served, each once", async () => {
    const end = Promise.withResolvers<void>();
    const object = new TestObject(async () => {
      await end.promise;
      return undefined;
    });
    await using peer = new WirePeer({ bootstrap: object.capability() });
    await bootstrapped(peer);
    await peer.send(callTo(0, 1, 0));
    const before = peer.rpc.stats().bytesServing;
    // Capabilities that a promise is resolved to, which we do not hold, are let go of; their paths stay known.
    const resolve = (id: number) => ({
      resolve: { promiseId: 77, cap: { receiverAnswer: { questionId: 1, transform: field(id) } } },
    });
    await peer.send(resolve(1), resolve(2), resolve(3), resolve(3));
    expect(peer.rpc.stats().bytesServing - before).toBe(3 * 1024);
    end.resolve();
    await peer.received();
    expect(peer.rpc.stats().bytesServing).toBe(0);
  });

  test("results for a peer that reads nothing fail with overloaded once twice the limit waits", async () => {
    const begun = Promise.withResolvers<void>();
    const end = Promise.withResolvers<void>();
    const object = new TestObject(async () => {
      if (object.calls === 100) begun.resolve();
      await end.promise;
      return { bytes: 10_000 };
    });
    await using peer = new WirePeer({ bootstrap: object.capability(), limits: { queuedBytes: 20_000 } });
    await bootstrapped(peer);
    await peer.send(...Array.from({ length: 100 }, (_, i) => callTo(0, i + 1, 0)));
    // They may take several turns. What has not begun would wait, rather than fail.
    await begun.promise;
    peer.connection.pause();
    end.resolve();
    await new Promise(setImmediate);
    expect(peer.rpc.stats().bytesWaiting).toBeLessThan(200_000);
    peer.connection.resume();
    const returns = await peer.received();
    expect(returns).toHaveLength(100);
    expect(returns.at(-1)).toMatchObject({
      return: {
        exception: { type: 1, reason: expect.stringContaining("wait for a caller that reads slowly") },
      },
    });
  });

  test.each(["calls", "disembargoes"])(
    "%s to many paths of one call cost no more each than to a few",
    async (what) => {
      const message = (path: number): Literal => {
        const target = { promisedAnswer: { questionId: 1, transform: field(path) } };
        if (what === "calls") return callTo(0, path + 2, 0, { target });
        return { disembargo: { target, context: { senderLoopback: path } } };
      };
      /** Microseconds of the processor for as many, and for what follows when the call is over. */
      const costOf = async (count: number): Promise<number> => {
        const object = new TestObject(() => new Promise(() => {}));
        await using peer = new WirePeer({ bootstrap: object.capability() });
        await bootstrapped(peer);
        await peer.send(callTo(0, 1, 0));
        const bytes = Buffer.concat(Array.from({ length: count }, (_, path) => encode(message(path))));
        const start = performance.now();
        await peer.sendBytes(bytes);
        await peer.send({ finish: { questionId: 1 } });
        return performance.now() - start;
      };
      const few = Math.max(await costOf(2000), await costOf(2000), await costOf(2000));
      const many = Math.min(await costOf(32_000), await costOf(32_000));
      // Sixteen times as many take sixteen times as long, and would take 256 times if each were compared with all.
      expect(many / few).toBeLessThan(100);
    },
  );

  test("what waits for a promise waits for the next at no cost, when that resolves to it", async () => {
    const hops = 3000;
    const waiting = 3000;
    const promises = Array.from({ length: hops + 1 }, () => Promise.withResolvers<Capability>());
    const capabilities = promises.map(({ promise }) => promisedCapability(promise));
    const object = new TestObject(
      () => ({ capability: capabilities[0]?.dup() }),
      async ({ capability }) => {
        using held = capability;
        await held.whenResolved();
        return {};
      },
    );
    await using peer = new WirePeer({ bootstrap: object.capability() });
    await bootstrapped(peer);
    const target = { promisedAnswer: { questionId: 0, transform: field(1) } };
    const params = { content: { capability: 0 }, capTable: [{ receiverAnswer: target.promisedAnswer }] };
    await peer.send(callTo(0, 0, 0));
    await peer.send(
      ...Array.from({ length: waiting }, (_, i) => ({
        disembargo: { target, context: { senderLoopback: i } },
      })),
      ...Array.from({ length: waiting }, (_, i) => callTo(0, i + 1, 1, { params })),
      ...Array.from({ length: waiting }, (_, i) => callTo(0, waiting + i + 1, 0, { target })),
    );
    const start = performance.now();
    for (const [i, { resolve }] of promises.entries()) {
      const next = capabilities[i + 1];
      if (next !== undefined) resolve(next.dup());
      await Promise.resolve();
    }
    const hopping = performance.now() - start;
    promises.at(-1)?.resolve(brokenCapability(new RpcError("failed", "it was not to be")));
    for (const capability of capabilities) capability[Symbol.dispose]();
    while (peer.rpc.stats().bytesServing > 0) await new Promise(setImmediate);
    const received = await peer.received();
    expect(received.filter(({ disembargo }) => disembargo !== undefined)).toHaveLength(waiting);
    expect(received.filter((message) => message.return !== undefined)).toHaveLength(2 * waiting + 1);
    expect(hopping).toBeLessThan(1000);
  });

  test("disembargoes that wait for a promise are counted", async () => {
    const object = new TestObject(() => new Promise(() => {}));
    await using peer = new WirePeer({ bootstrap: object.capability(), limits: { answers: 5 } });
    await bootstrapped(peer);
    const disembargo = (id: number) => ({
      disembargo: {
        target: { promisedAnswer: { questionId: 1, transform: field(id) } },
        context: { senderLoopback: id },
      },
    });
    await peer.send(callTo(0, 1, 0), ...[1, 2, 3, 4, 5].map(disembargo));
    expect(await peer.received()).toEqual([]);
    await peer.send(disembargo(6));
    expect(await peer.received()).toMatchObject([
      { abort: { reason: expect.stringContaining("more than the 5 of limits.answers") } },
    ]);
  });

  test("params are let go of when the call has returned, though the peer does not finish it", async () => {
    const messages: WeakRef<object>[] = [];
    const object = new TestObject((_params, { params }) => {
      messages.push(new WeakRef(params.content.message));
      return { capability: new TestObject().capability() };
    });
    await using peer = new WirePeer({ bootstrap: object.capability() });
    await bootstrapped(peer);
    for (let id = 1; id <= 100; id++) await peer.send(callTo(0, id, 0));
    await peer.received();
    Bun.gc(true);
    expect(peer.rpc.stats().answers).toBe(100);
    // The collector may overlook some.
    expect(messages.filter((message) => message.deref() !== undefined).length).toBeLessThan(50);
  });

  test("of large results only what leads to capabilities stays until the peer finishes the call", async () => {
    const inner = new TestObject(() => ({ number: 8 }));
    const object = new TestObject(() => ({ capability: inner.capability(), text: "x", bytes: 1_000_000 }));
    await using peer = new WirePeer({ bootstrap: object.capability() });
    await bootstrapped(peer);
    Bun.gc(true);
    const before = process.memoryUsage().arrayBuffers;
    for (let id = 1; id <= 20; id++) {
      await peer.send(callTo(0, id, 0));
      await peer.received();
    }
    Bun.gc(true);
    expect(peer.rpc.stats().answers).toBe(20);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000);
    const pipelined = { promisedAnswer: { questionId: 20, transform: field(1) } };
    await peer.send(callTo(0, 21, 0, { target: pipelined }));
    expect(await peer.received()).toMatchObject([
      { return: { answerId: 21, results: { content: { number: 8 } } } },
    ]);
  });

  test("results that a peer sends for a call that was only pipelined are the peer's to release", async () => {
    await using peer = new WirePeer();
    using root = peer.rpc.bootstrap();
    const only = call(root, 0, {}, { pipelining: "only" });
    await peer.received();
    await peer.send({
      return: { answerId: 2 ** 31, results: { content: {}, capTable: [{ senderHosted: 3 }] } },
    });
    only.cancel();
    expect(await peer.received()).toMatchObject([{ finish: { questionId: 2 ** 31 } }]);
    expect(peer.rpc.stats().imports).toBe(0);
  });

  test("small messages for a peer that reads nothing share memory, and what each takes is counted", async () => {
    const written: Uint8Array[] = [];
    let isPaused = false;
    let handler: ConnectionHandler | undefined;
    const deaf: Connection = {
      address: "deaf",
      peer: {},
      open: (opened) => {
        handler = opened;
      },
      write: (bytes) => {
        written.push(bytes);
        return new Promise(() => {});
      },
      pause: () => {
        isPaused = true;
      },
      resume: () => {},
      end: async () => {},
      abort: () => {},
      [Symbol.asyncDispose]: async () => handler?.closed(),
    };
    await using _rpc = new RpcConnection(deaf, { limits: { queuedBytes: 200_000, messageBytes: 4096 } });
    let turns = 0;
    for (; turns < 2000 && !isPaused; turns++) {
      handler?.data(encode({ bootstrap: { questionId: turns } }));
      await new Promise(setImmediate);
    }
    // A little more than three times the limit, at which a peer that goes on asking is not read from any more.
    expect(turns).toBeWithin(600, 1300);
    const held = [...new Set(written.map((bytes) => bytes.buffer))];
    expect(held.reduce((sum, { byteLength }) => sum + byteLength, 0)).toBeLessThan(4 * 64 * 1024);
    expect(written.map((bytes) => decode(bytes))).toHaveLength(turns);
  });

  test("memory made ready for the rest of a large message is counted, and no more than eight times what has come", async () => {
    let handler: ConnectionHandler | undefined;
    let abortedWith: unknown;
    const connection: Connection = {
      address: "one that reads into memory of its handler's",
      peer: {},
      open: (opened) => {
        handler = opened;
      },
      write: () => undefined,
      pause: () => {},
      resume: () => {},
      end: async () => {},
      abort: (reason) => {
        abortedWith = reason;
      },
      [Symbol.asyncDispose]: async () => handler?.closed(),
    };
    const budget = new ByteBudget({ bytes: 4 * 2 ** 20 });
    await using _rpc = new RpcConnection(connection, { budget });
    const announced = new Uint8Array(1_000);
    new DataView(announced.buffer).setUint32(4, 4 * 2 ** 20, true);
    handler?.data(announced);
    expect(handler?.room?.()).toBeUndefined();
    expect(budget.held).toBe(8_000);
    for (let come = announced.byteLength; abortedWith === undefined; come += 9_000) {
      expect(budget.held).toBeLessThanOrEqual(Math.min(8 * come, budget.bytes));
      handler?.data(new Uint8Array(9_000));
      const room = handler?.room?.();
      if (room !== undefined) expect(budget.held).toBe(come + 9_000 + room.byteLength);
    }
    expect(abortedWith).toMatchObject({ code: "EVICTED" });
    expect(handler?.room?.()).toBeUndefined();
    expect(budget.held).toBe(0);
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

/** A message of a kind that we do not implement, with two lists of so many pointers that overlap. */
function overlapping(count: number): Uint8Array {
  const bytes = new Uint8Array(1024 + count * 16);
  const memory = { bytes, view: new DataView(bytes.buffer), start: 0, limit: bytes.byteLength };
  const builder = new MessageBuilder(defaultMessageLimits, memory);
  const root = builder.initStruct(builder.root.segment, builder.root.at, 1, 1);
  const rootAt = builder.offset;
  root.view.setUint16(rootAt, 10, true);
  const { view } = builder.initList(root, rootAt + 8, ElementSize.pointer, 64, count);
  const outer = builder.offset;
  const inner = builder.allocate(count) && builder.offset;
  for (let i = 0; i < count; i++) {
    view.setInt32(outer + i * 8, ((inner - outer - i * 8 - 8) >> 1) | 1, true);
    view.setUint32(outer + i * 8 + 4, ElementSize.pointer | (count << 3), true);
    view.setInt32(inner + i * 8, -4, true);
  }
  return Buffer.concat(builder.finish());
}

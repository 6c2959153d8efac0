// limits.test.ts: what exceeds a limit gets a clear error, and memory stays bounded, whatever the peer does.
import { describe, expect, test } from "bun:test";
import type { Connection, ConnectionHandler } from "@teleop/core";
import { type Capability, RpcConnection, type RpcLimits } from "@teleop/rpc-capnp";
import { memoryPair } from "@teleop/transport-memory";
import { Root, RootObject } from "./test-vat.ts";
import { call, done, TestObject, testInterface } from "./vat.ts";
import { bootstrapped, callTo, field, finishOf, WirePeer } from "./wire-peer.ts";

const overloaded = (message: string) =>
  expect.objectContaining({ type: "overloaded", message: expect.stringContaining(message) });

/** A client with limits, and a root object without. */
function limited(limits: Partial<RpcLimits>) {
  const [ours, theirs] = memoryPair();
  const server = new RpcConnection(theirs, { bootstrap: new RootObject().capability() });
  const client = new RpcConnection(ours, { limits });
  return {
    client,
    server,
    root: client.bootstrap(),
    connection: ours,
    [Symbol.asyncDispose]: async () => {
      await client[Symbol.asyncDispose]();
      await server.closed;
    },
  };
}

describe("limits of a connection", () => {
  test.each([0, -1, 1.5, Number.NaN, 2 ** 60])(
    "a limit of %p is refused, and the connection aborted",
    async (bad) => {
      const [ours, theirs] = memoryPair();
      expect(() => new RpcConnection(ours, { limits: { questions: bad } })).toThrow(
        expect.objectContaining({ code: "INVALID_ARGUMENT" }),
      );
      const closed = Promise.withResolvers<void>();
      theirs.open({ data: () => {}, end: () => {}, closed: () => closed.resolve() });
      await closed.promise;
    },
  );

  test("questions in flight: one more fails with overloaded, and the next works when one has returned", async () => {
    await using vat = limited({ questions: 3 });
    await done(vat.root, Root.echo);
    const hanging = [1, 2, 3].map(() => call(vat.root, Root.hang));
    await expect(done(vat.root, Root.echo)).rejects.toThrow(overloaded("3 calls are in flight to the peer"));
    hanging[0]?.cancel();
    await vat.connection.fence();
    expect((await done(vat.root, Root.echo, { number: 1 })).number).toBe(1);
  });

  test("calls of the peer's at once: one more is answered with overloaded", async () => {
    const object = new TestObject(() => new Promise(() => {}));
    await using peer = new WirePeer({ bootstrap: object.capability(), limits: { answers: 2 } });
    await bootstrapped(peer);
    await peer.send(callTo(0, 1, 0), callTo(0, 2, 0), callTo(0, 3, 0));
    expect(await peer.received()).toEqual([
      {
        return: {
          answerId: 3,
          releaseParamCaps: false,
          noFinishNeeded: true,
          exception: {
            reason: "the vat serves 2 calls of this connection, the most it does at once",
            type: 1,
          },
        },
      },
    ]);
    await peer.send({ finish: { questionId: 3 } }, { finish: { questionId: 1 } }, callTo(0, 1, 0));
    expect(object.calls).toBe(3);
  });

  test("exports: a message that would give the peer more fails with overloaded, and gives it none", async () => {
    await using vat = limited({ exports: 2 });
    using one = new TestObject().capability();
    using two = new TestObject().capability();
    using three = new TestObject().capability();
    await done(vat.root, Root.keep, { capability: one });
    await expect(done(vat.root, Root.echo, { capability: two, other: three })).rejects.toThrow(
      overloaded("the peer holds 2 capabilities of ours, the most it may"),
    );
    expect(vat.client.stats().exports).toBe(1);
    await done(vat.root, Root.echo, { capability: two });
  });

  test("exports: results that would give the peer more fail, and the server goes on", async () => {
    const object = new TestObject(() => ({
      capability: new TestObject().capability(),
      other: new TestObject().capability(),
    }));
    await using peer = new WirePeer({ bootstrap: object.capability(), limits: { exports: 2 } });
    await bootstrapped(peer);
    await peer.send(callTo(0, 1, 0));
    expect(await peer.received()).toMatchObject([{ return: { answerId: 1, exception: { type: 1 } } }]);
    expect(peer.rpc.stats().exports).toBe(1);
  });

  test("imports: promises that have resolved to each other count only while something else holds them", async () => {
    const held: Capability[] = [];
    const object = new TestObject((params) => {
      held.push(params.capability);
      return {};
    });
    await using peer = new WirePeer({ bootstrap: object.capability(), limits: { imports: 10 } });
    await bootstrapped(peer);
    const params = { content: { capability: 0 }, capTable: [{ senderPromise: 1 }] };
    await peer.send(callTo(0, 1, 0, { params }));
    const hops = Array.from({ length: 5000 }, (_, i) => ({
      resolve: { promiseId: i + 1, cap: { senderPromise: i + 2 } },
    }));
    await peer.send(...hops);
    expect(await peer.received()).toHaveLength(5001);
    expect(peer.rpc.stats().imports).toBe(1);
    for (const capability of held) capability[Symbol.dispose]();
  });

  test("imports: a peer whose resolved promises are held in greater number is aborted", async () => {
    const held: Capability[] = [];
    const object = new TestObject((params) => {
      held.push(params.capability);
      return {};
    });
    await using peer = new WirePeer({ bootstrap: object.capability(), limits: { imports: 10 } });
    await bootstrapped(peer);
    for (let id = 1; id <= 11; id++) {
      const params = { content: { capability: 0 }, capTable: [{ senderPromise: id }] };
      await peer.send(callTo(0, id, 0, { params }), {
        resolve: { promiseId: id, cap: { receiverHosted: 0 } },
      });
    }
    expect((await peer.received()).at(-1)).toMatchObject({
      abort: {
        reason: expect.stringContaining("11 promises that we still hold, more than the 10 of limits.imports"),
      },
    });
    for (const capability of held) capability[Symbol.dispose]();
  });

  test("imports: a peer that sends back no disembargoes is aborted", async () => {
    const held: Capability[] = [];
    const object = new TestObject(({ capability }) => {
      held.push(capability.dup());
      return { capability };
    });
    await using peer = new WirePeer({ bootstrap: object.capability(), limits: { imports: 10 } });
    await bootstrapped(peer);
    for (let id = 1; id <= 11; id++) {
      const params = { content: { capability: 0 }, capTable: [{ senderPromise: id }] };
      await peer.send(
        callTo(0, id, 0, { params }),
        { resolve: { promiseId: id, cap: { receiverHosted: 0 } } },
        finishOf(id),
      );
      for (const capability of held.splice(0)) capability[Symbol.dispose]();
    }
    expect((await peer.received()).at(-1)).toMatchObject({
      abort: { reason: expect.stringContaining("did not send back 11 disembargoes, more than the 10") },
    });
  });

  test("imports: a peer that sends more than we hold at once is aborted", async () => {
    const object = new TestObject(() => new Promise(() => {}));
    await using peer = new WirePeer({ bootstrap: object.capability(), limits: { imports: 2 } });
    await bootstrapped(peer);
    const capTable = [0, 1, 2].map((senderHosted) => ({ senderHosted }));
    await peer.send(callTo(0, 1, 0, { params: { content: {}, capTable } }));
    expect((await peer.received()).at(-1)).toEqual({
      abort: {
        reason:
          "the peer broke the protocol: peer sent more capabilities than the limit of 2 that we hold at once",
      },
    });
  });

  test("message size: what the peer announces beyond it aborts before any of it is allocated or read", async () => {
    await using peer = new WirePeer({ limits: { messageBytes: 1024 } });
    await peer.sendBytes(new Uint8Array(new Uint32Array([0, 129]).buffer));
    expect(await peer.received()).toEqual([
      {
        abort: {
          reason: "the peer broke the protocol: a message announces 1032 bytes; the limit is 1024 bytes",
        },
      },
    ]);
  });

  test("segments: 2³²−1 of them abort at once", async () => {
    await using peer = new WirePeer();
    await peer.sendBytes(new Uint8Array(new Uint32Array([0xffff_fffe, 1]).buffer));
    expect(await peer.received()).toEqual([
      {
        abort: {
          reason:
            "the peer broke the protocol: a message announces 4294967295 segments; the limit is 511 segments",
        },
      },
    ]);
  });

  test("nesting and traversal: params that exceed them fail in the method that reads them, nowhere else", async () => {
    const object = new TestObject((params) => ({ number: params.text.length }));
    await using peer = new WirePeer({ bootstrap: object.capability(), limits: { traversalWords: 100 } });
    await bootstrapped(peer);
    await peer.send(
      callTo(0, 1, 0, { params: { content: { text: "x".repeat(2000) } } }),
      callTo(0, 2, 0, { params: { content: { text: "short" } } }),
    );
    expect(await peer.received()).toMatchObject([
      {
        return: {
          answerId: 1,
          exception: { reason: "reading a message visited more than the limit of 100 words" },
        },
      },
      { return: { answerId: 2, results: { content: { number: 5 } } } },
    ]);
    await using deep = new WirePeer({ bootstrap: object.capability(), limits: { nesting: 4 } });
    await bootstrapped(deep);
    await deep.send(callTo(0, 1, 0, { params: { content: { text: "deeper" } } }));
    expect(await deep.received()).toMatchObject([
      {
        return: { answerId: 1, exception: { reason: "a message nests deeper than the limit of 4 pointers" } },
      },
    ]);
  });

  test("bytes of calls being served: reading stops until some return", async () => {
    const [ours, theirs] = memoryPair();
    const pauses = new CountedPauses(theirs);
    const root = new RootObject();
    const server = new RpcConnection(pauses, {
      bootstrap: root.capability(),
      limits: { servedBytes: 10_000 },
    });
    const client = new RpcConnection(ours);
    using remote = client.bootstrap();
    const first = call(remote, Root.hang, { bytes: 12_000 });
    await ours.fence();
    expect(pauses.isPaused).toBe(true);
    const second = done(remote, Root.echo, { number: 2 });
    await ours.fence();
    expect(server.stats().bytesServing).toBeGreaterThan(10_000);
    expect(root.calls).toBe(1);
    // The cancellation is not read either: what makes room is the vat's own doing.
    first.cancel();
    await ours.fence();
    expect(root.calls).toBe(1);
    await client[Symbol.asyncDispose]();
    await expect(second).rejects.toThrow();
    theirs.abort();
    await server.closed;
  });

  test("bytes of calls being served: reading goes on when calls have returned", async () => {
    const [ours, theirs] = memoryPair();
    const pauses = new CountedPauses(theirs);
    const goOn = Promise.withResolvers<void>();
    const object = new TestObject(async (params) => {
      await goOn.promise;
      return { number: params.number };
    });
    const server = new RpcConnection(pauses, {
      bootstrap: object.capability(),
      limits: { servedBytes: 10_000 },
    });
    const client = new RpcConnection(ours);
    using remote = client.bootstrap();
    const calls: Promise<{ readonly number: number }>[] = [];
    for (let number = 0; number < 20; number++) {
      calls.push(done(remote, 0, { number }));
      // Each in a chunk of its own: what has been read is handled to its end.
      await ours.fence();
    }
    expect(pauses.isPaused).toBe(true);
    expect(object.calls).toBeLessThan(12);
    goOn.resolve();
    expect((await Promise.all(calls)).map(({ number }) => number)).toEqual([...calls.keys()]);
    expect(pauses.isPaused).toBe(false);
    await client[Symbol.asyncDispose]();
    await server.closed;
  });

  test("bytes queued for a slow reader: our own calls fail with overloaded, and we go on reading", async () => {
    const [ours, theirs] = memoryPair({ highWaterMark: 1000 });
    const pauses = new CountedPauses(ours);
    const client = new RpcConnection(pauses, { limits: { queuedBytes: 10_000 } });
    const server = new RpcConnection(theirs, { bootstrap: new RootObject().capability() });
    using root = client.bootstrap();
    await done(root, Root.echo);
    theirs.pause();
    const calls: Promise<unknown>[] = [];
    for (let i = 0; i < 20; i++) {
      calls.push(done(root, Root.echo, { text: "x".repeat(1000) }));
      await ours.fence();
    }
    expect(pauses.isPaused).toBe(false);
    await expect(calls.at(-1)).rejects.toThrow(overloaded("bytes wait for a peer that reads slowly"));
    expect(client.stats().bytesWaiting).toBeLessThan(13_000);
    theirs.resume();
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.filter(({ status }) => status === "fulfilled").length).toBeGreaterThanOrEqual(6);
    expect(pauses.isPaused).toBe(false);
    expect(await done(root, Root.echo, { number: 7 })).toMatchObject({ number: 7 });
    await client[Symbol.asyncDispose]();
    await server.closed;
  });

  test("a peer that calls and finishes at once cannot start more than is served: canceled methods count too", async () => {
    const object = new TestObject(() => new Promise(() => {}));
    await using peer = new WirePeer({ bootstrap: object.capability(), limits: { servedBytes: 20_000 } });
    await bootstrapped(peer);
    for (let i = 0; i < 40; i++) await peer.send(callTo(0, 1, 0), { finish: { questionId: 1 } });
    expect(object.calls).toBeLessThan(25);
    expect(peer.rpc.stats().answers).toBe(0);
    await peer.rpc[Symbol.asyncDispose]();
  });

  test("pipelined calls on a promise that never resolves are held within the bytes served", async () => {
    const object = new TestObject(() => new Promise(() => {}));
    await using peer = new WirePeer({ bootstrap: object.capability(), limits: { servedBytes: 20_000 } });
    await bootstrapped(peer);
    await peer.send(callTo(0, 1, 0));
    const target = { promisedAnswer: { questionId: 1, transform: field(1) } };
    for (let i = 2; i < 60; i++) await peer.send(callTo(0, i, 0, { target }));
    expect(peer.rpc.stats().answers).toBeLessThan(25);
    await peer.rpc[Symbol.asyncDispose]();
  });

  test("an error too large to be sent is an error all the same", async () => {
    const object = new TestObject(() => {
      throw new Error("long ".repeat(1000));
    });
    await using peer = new WirePeer({ bootstrap: object.capability(), limits: { messageBytes: 2048 } });
    await bootstrapped(peer);
    await peer.send(callTo(0, 1, 0));
    expect(await peer.received()).toMatchObject([
      {
        return: { answerId: 1, exception: { reason: "the call failed, with an error too large to be sent" } },
      },
    ]);
  });

  test("the stream window is settable", async () => {
    const [ours, theirs] = memoryPair();
    const server = new RpcConnection(theirs, { bootstrap: new RootObject().capability() });
    const client = new RpcConnection(ours, { limits: { streamWindowBytes: 1000 } });
    using root = client.bootstrap();
    const send = (bytes: number) =>
      root.call({
        interfaceId: testInterface,
        methodId: Root.hang,
        streaming: true,
        params: (payload) => payload.message.initData(payload.content.segment, payload.content.at, bytes),
        returned: (results) => results[Symbol.dispose](),
        failed: () => {},
      });
    expect(send(500).ready).toBeUndefined();
    send(500).ready?.catch(() => {});
    const third = send(1);
    expect(third.ready).toBeInstanceOf(Promise);
    third.ready?.catch(() => {});
    await client[Symbol.asyncDispose]();
    await server.closed;
  });
});

/** A connection that tells whether it is paused. */
class CountedPauses implements Connection {
  readonly #inner: Connection;
  isPaused = false;

  constructor(inner: Connection) {
    this.#inner = inner;
  }

  get address(): string {
    return this.#inner.address;
  }
  get peer() {
    return this.#inner.peer;
  }
  open(handler: ConnectionHandler): void {
    this.#inner.open(handler);
  }
  write(bytes: Uint8Array): Promise<void> | undefined {
    return this.#inner.write(bytes);
  }
  pause(): void {
    this.isPaused = true;
    this.#inner.pause();
  }
  resume(): void {
    this.isPaused = false;
    this.#inner.resume();
  }
  end(): Promise<void> {
    return this.#inner.end();
  }
  abort(reason?: unknown): void {
    this.#inner.abort(reason);
  }
  [Symbol.asyncDispose](): PromiseLike<void> {
    return this.#inner[Symbol.asyncDispose]();
  }
}

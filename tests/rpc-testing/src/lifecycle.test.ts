// lifecycle.test.ts: how a conversation goes on, and how it ends: for calls, for capabilities, for whoever waits.
import { describe, expect, test } from "bun:test";
import type { Connection, ConnectionHandler } from "@teleop/core";
import {
  type Capability,
  localCapability,
  promisedCapability,
  RpcConnection,
  type TraceEvent,
} from "@teleop/rpc-capnp";
import { memoryPair } from "@teleop/transport-memory";
import { openMemory, Root, RootObject } from "./test-vat.ts";
import { call, capabilityPath, done, TestObject } from "./vat.ts";

const disconnected = expect.objectContaining({ type: "disconnected" });

describe("the end of a connection", () => {
  test("disconnect: pending calls fail with type disconnected, with the reason as cause, and nothing hangs", async () => {
    const vat = openMemory();
    const calls = [call(vat.root, Root.hang).results, call(vat.root, Root.hang).results];
    const pipelined = call(vat.root, Root.hang).pipeline(capabilityPath);
    const early = done(pipelined, 0);
    await vat.settle();
    const cause = new Error("cable cut");
    vat.connection.sever(cause);
    for (const failed of [...calls, early, done(vat.root, Root.echo), done(pipelined, 0)]) {
      await expect(failed).rejects.toThrow(
        expect.objectContaining({
          type: "disconnected",
          message: "the connection was lost: cable cut",
          cause,
        }),
      );
    }
    expect(await vat.rpc.closed).toBe(cause);
    expect(vat.rpc.stats().isIdle).toBe(true);
    expect(vat.peer.stats().isIdle).toBe(true);
  });

  test("two pipelined calls after a disconnect both fail with type disconnected", async () => {
    const vat = openMemory();
    using pipelined = call(vat.root, Root.counter).pipeline(capabilityPath);
    vat.connection.sever(new Error("gone"));
    await vat.settle();
    await expect(done(pipelined, 0)).rejects.toThrow(disconnected);
    await expect(done(pipelined, 0)).rejects.toThrow(disconnected);
  });

  test("an import dropped after disconnect does not throw", async () => {
    const vat = openMemory();
    using results = await call(vat.root, Root.counter);
    const counter = results.capability;
    vat.connection.sever(new Error("gone"));
    await vat.rpc.closed;
    counter[Symbol.dispose]();
    vat.root[Symbol.dispose]();
    expect(vat.errors).toEqual([]);
  });

  test("exports are released and methods told to stop when the connection goes", async () => {
    const vat = openMemory();
    const object = new TestObject();
    const stopped = Promise.withResolvers<unknown>();
    const stuck = new TestObject((_params, { signal }) => {
      signal.addEventListener("abort", () => stopped.resolve(signal.reason));
      return new Promise(() => {});
    });
    const capability = object.capability();
    const stuckCapability = stuck.capability();
    await done(vat.root, Root.keep, { capability });
    capability[Symbol.dispose]();
    void call(vat.root, Root.callBack, { capability: stuckCapability });
    await vat.settle();
    expect(object.isReleased).toBe(false);
    await vat.rpc[Symbol.asyncDispose]();
    await object.whenReleased;
    await stopped.promise;
    stuckCapability[Symbol.dispose]();
  });

  test("calls held by an embargo or by a promise of the peer's fail when the connection goes", async () => {
    const vat = openMemory();
    const promised = call(vat.root, Root.promise).pipeline(capabilityPath);
    const waiting = done(promised, 0);
    await vat.settle();
    vat.connection.sever(new Error("gone"));
    await expect(waiting).rejects.toThrow(disconnected);
    await expect(promised.whenResolved()).rejects.toThrow(disconnected);
  });

  test("an exception thrown during disconnect is handled: the others are told all the same", async () => {
    const vat = openMemory();
    vat.root.call({
      interfaceId: { low: 0, high: 0 },
      methodId: Root.hang,
      params: () => {},
      returned: () => {},
      failed: () => {
        throw new Error("callback failed");
      },
    });
    const other = call(vat.root, Root.hang);
    const object = new TestObject(() => new Promise(() => {}));
    object.released = () => {
      throw new Error("released failed");
    };
    const capability = localCapability(object, { onError: (error) => vat.errors.push(error) });
    await done(vat.root, Root.keep, { capability });
    capability[Symbol.dispose]();
    vat.connection.sever(new Error("gone"));
    await expect(other.results).rejects.toThrow(disconnected);
    await vat.rpc.closed;
    expect(vat.errors.map(String)).toEqual(["Error: callback failed", "Error: released failed"]);
    expect(vat.rpc.stats().isIdle).toBe(true);
  });

  test("callbacks may use the connection while it ends: new calls fail, nothing is sent", async () => {
    const vat = openMemory();
    const second = Promise.withResolvers<unknown>();
    vat.root.call({
      interfaceId: { low: 0, high: 0 },
      methodId: Root.hang,
      params: () => {},
      returned: () => {},
      failed: () => {
        done(vat.root, Root.echo).catch(second.resolve);
        vat.root[Symbol.dispose]();
      },
    });
    await vat.settle();
    vat.connection.sever(new Error("gone"));
    expect(await second.promise).toMatchObject({ type: "disconnected" });
    expect(vat.errors).toEqual([]);
  });

  test("a connection that is disposed while params are being built fails that call", async () => {
    const vat = openMemory();
    let closed: PromiseLike<void> | undefined;
    const failed = call(vat.root, Root.echo, () => {
      closed = vat.rpc[Symbol.asyncDispose]();
    });
    await expect(failed.results).rejects.toThrow(disconnected);
    await closed;
  });

  test("a connection that is disposed by a method that it serves ends, and the method's results go nowhere", async () => {
    const [ours, theirs] = memoryPair();
    let closed: PromiseLike<void> | undefined;
    const object = new TestObject(() => {
      closed = server[Symbol.asyncDispose]();
      return { number: 1 };
    });
    const server = new RpcConnection(theirs, { bootstrap: object.capability() });
    const client = new RpcConnection(ours);
    using root = client.bootstrap();
    await expect(done(root, 0)).rejects.toThrow(disconnected);
    await closed;
    await client.closed;
    await object.whenReleased;
  });

  test("the peer's orderly end is no error while none of our calls is under way", async () => {
    const vat = openMemory();
    await done(vat.root, Root.echo);
    await vat.rpc[Symbol.asyncDispose]();
    expect(await vat.rpc.closed).toBeUndefined();
    expect(await vat.peer.closed).toBeUndefined();
  });

  test("an end in the middle of a message is an error", async () => {
    const [ours, theirs] = memoryPair();
    const rpc = new RpcConnection(ours);
    theirs.open({ data: () => {}, end: () => {}, closed: () => {} });
    theirs.write(new Uint8Array([0, 0, 0, 0, 9]));
    await theirs.end();
    expect(await rpc.closed).toMatchObject({
      message: `the peer closed the connection in the middle of a message (process ${process.pid})`,
    });
  });

  test("a write error propagates to pending calls", async () => {
    const broken = new BrokenPipe();
    const rpc = new RpcConnection(broken, { onError: () => {} });
    using root = rpc.bootstrap();
    const failed = done(root, 0);
    await expect(failed).rejects.toThrow(/write EPIPE/);
    expect(String(await rpc.closed)).toContain("write EPIPE");
  });

  test("a write that fails while the connection ends changes nothing: everything is released once", async () => {
    const broken = new BrokenPipe();
    const object = new TestObject();
    const rpc = new RpcConnection(broken, { bootstrap: object.capability(), onError: () => {} });
    using root = rpc.bootstrap();
    const failed = done(root, 0);
    await rpc[Symbol.asyncDispose]();
    await expect(failed).rejects.toThrow(disconnected);
    expect(object.isReleased).toBe(true);
  });

  test("a call that its caller has finished, but not what was pipelined from it, is told when the connection goes", async () => {
    const vat = openMemory();
    const stopped = Promise.withResolvers<void>();
    using stuck = new TestObject((_params, { signal }) => {
      signal.addEventListener("abort", () => stopped.resolve());
      return new Promise(() => {});
    }).capability();
    // The capability is kept by the peer, who made the call and dropped it.
    const pending = call(vat.root, Root.tail, { capability: stuck });
    using pipelined = pending.pipeline(capabilityPath);
    const waiting = done(pipelined, 0);
    await vat.settle();
    pending.cancel();
    await vat.settle();
    vat.connection.sever(new Error("gone"));
    await stopped.promise;
    await expect(waiting).rejects.toThrow(disconnected);
  });

  test("the disconnector waits for shutdown: disposing resolves when the transport has closed", async () => {
    const vat = openMemory();
    let isClosed = false;
    void vat.rpc.closed.then(() => (isClosed = true));
    await vat.rpc[Symbol.asyncDispose]();
    expect(isClosed).toBe(true);
    await vat.rpc[Symbol.asyncDispose]();
  });

  test("a peer that never reads does not keep a disposed connection open for ever", async () => {
    const [ours, theirs] = memoryPair({ highWaterMark: 1 });
    const rpc = new RpcConnection(ours, { lingerMs: 1 });
    theirs.open({ data: () => {}, end: () => {}, closed: () => {} });
    theirs.pause();
    using root = rpc.bootstrap();
    done(root, 0).catch(() => {});
    await rpc[Symbol.asyncDispose]();
  });
});

describe("while it goes on", () => {
  test("idle exactly when all tables are empty", async () => {
    const vat = openMemory();
    expect(vat.rpc.stats().isIdle).toBe(false);
    await done(vat.root, Root.echo);
    expect(vat.rpc.stats()).toMatchObject({ imports: 1, questions: 0, isIdle: false });
    vat.root[Symbol.dispose]();
    await vat.settle();
    expect(vat.rpc.stats().isIdle).toBe(true);
    expect(vat.peer.stats().isIdle).toBe(true);
    await vat.rpc[Symbol.asyncDispose]();
  });

  test("stats tell of calls in flight, bytes and the oldest call", async () => {
    await using vat = openMemory();
    const before = vat.rpc.stats();
    const pending = call(vat.root, Root.hang, { text: "x".repeat(1000) });
    await vat.settle();
    const stats = vat.rpc.stats();
    expect(stats).toMatchObject({ questions: 1, answers: 0, embargoes: 0 });
    expect(stats.oldestCallMs).toBeGreaterThanOrEqual(0);
    expect(stats.bytesSent - before.bytesSent).toBeGreaterThan(1000);
    expect(vat.peer.stats()).toMatchObject({ answers: 1 });
    expect(vat.peer.stats().bytesServing).toBeGreaterThan(1000);
    pending.cancel();
    await vat.settle();
    expect(vat.peer.stats().bytesServing).toBe(0);
    expect(vat.rpc.stats().oldestCallMs).toBeUndefined();
  });

  test("drain() resolves when no call is under way in either direction and everything is written", async () => {
    await using vat = openMemory();
    const goOn = Promise.withResolvers<void>();
    using slow = new TestObject(async () => {
      await goOn.promise;
      return {};
    }).capability();
    const result = done(vat.root, Root.callBack, { capability: slow });
    let isDrained = false;
    const drained = vat.rpc.drain().then(() => (isDrained = true));
    await vat.settle();
    expect(isDrained).toBe(false);
    goOn.resolve();
    await result;
    await drained;
    expect(vat.rpc.stats().questions).toBe(0);
    await vat.rpc.drain();
  });

  test("drain() resolves also when the connection is lost", async () => {
    const vat = openMemory();
    call(vat.root, Root.hang).results.catch(() => {});
    const drained = vat.rpc.drain();
    await vat.settle();
    vat.connection.sever(new Error("gone"));
    await drained;
  });

  test("bootstrap per client: the function is asked for each connection, and what it gives is released", async () => {
    const objects: TestObject[] = [];
    const connect = () => {
      const [ours, theirs] = memoryPair();
      new RpcConnection(theirs, {
        bootstrap: () => {
          const number = objects.length;
          const object = new TestObject(() => ({ number }));
          objects.push(object);
          return object.capability();
        },
      });
      return new RpcConnection(ours);
    };
    for (const expected of [0, 1]) {
      await using client = connect();
      using root = client.bootstrap();
      expect((await done(root, 0)).number).toBe(expected);
    }
    await Promise.all(objects.map(({ whenReleased }) => whenReleased));
  });

  test("a vat bootstraps itself in a loop", async () => {
    const [one, other] = memoryPair();
    // The left vat offers what the right one offers, so that the right one gets its own object, by way of the left.
    const object = new TestObject((params) => ({ number: params.number + 1 }));
    const left: RpcConnection = new RpcConnection(one, { bootstrap: () => left.bootstrap() });
    const right: RpcConnection = new RpcConnection(other, { bootstrap: () => object.capability() });
    const reflected: Capability = right.bootstrap();
    expect((await done(reflected, 0, { number: 1 })).number).toBe(2);
    expect((await done(reflected, 0, { number: 2 })).number).toBe(3);
    reflected[Symbol.dispose]();
    await one.fence();
    expect([left.stats().isIdle, right.stats().isIdle]).toEqual([true, true]);
    await object.whenReleased;
    await left[Symbol.asyncDispose]();
  });

  test("everything holds when bytes come one by one", async () => {
    await using vat = openMemory({ highWaterMark: 1 });
    const object = new TestObject((params) => ({ number: params.number }));
    using capability = object.capability();
    const pending = call(vat.root, Root.echo, { capability, text: "slowly" });
    using echoed = pending.pipeline(capabilityPath);
    const early = done(echoed, 0, { number: 4 });
    using results = await pending;
    expect(results.text).toBe("slowly");
    expect((await early).number).toBe(4);
  });

  test("the trace shows each message in readable form, in both directions", async () => {
    const [ours, theirs] = memoryPair();
    const events: TraceEvent[] = [];
    const server = new RpcConnection(theirs, { bootstrap: new RootObject().capability() });
    const client = new RpcConnection(ours, { trace: (event) => events.push(event) });
    const root = client.bootstrap();
    await done(root, Root.echo, { text: "hi" });
    await expect(done(root, Root.fail, { text: "broken" })).rejects.toThrow("broken");
    root[Symbol.dispose]();
    await ours.fence();
    expect(events.map(({ direction, text }) => `${direction} ${text}`)).toEqual([
      "sent bootstrap q0",
      "sent call q1 → q0 @0x9abcdef012345678.0 params struct of 8 bytes and 4 pointers",
      "received return a0 results capability [senderHosted 0]",
      "sent finish q0",
      "received return a1 results struct of 8 bytes and 4 pointers no finish needed",
      "sent call q1 → import 0 @0x9abcdef012345678.3 params struct of 8 bytes and 4 pointers",
      'received return a1 failed "broken"',
      "sent finish q1",
      "sent release import 0 × 1",
    ]);
    await client[Symbol.asyncDispose]();
    await server.closed;
  });

  test("a reference that is dropped without being disposed is found by the net, which tells", async () => {
    const leaked = Promise.withResolvers<void>();
    const [ours, theirs] = memoryPair();
    const server = new RpcConnection(theirs, { bootstrap: new TestObject().capability() });
    const client = new RpcConnection(ours, { onLeak: () => leaked.resolve() });
    (() => {
      void client.bootstrap().dup();
    })();
    await ours.fence();
    // The collector decides when; it needs a turn of the event loop between.
    const collecting = setInterval(() => Bun.gc(true), 1);
    await leaked.promise;
    clearInterval(collecting);
    await client[Symbol.asyncDispose]();
    await server.closed;
  });

  test("what callbacks throw is reported, and changes nothing", async () => {
    const vat = openMemory();
    vat.root.call({
      interfaceId: { low: 0, high: 0 },
      methodId: Root.echo,
      params: () => {},
      returned: (results) => {
        results[Symbol.dispose]();
        throw new Error("callback failed");
      },
      failed: () => {},
    });
    await vat.settle();
    expect(vat.errors.map(String)).toEqual(["Error: callback failed"]);
    expect((await done(vat.root, Root.echo, { number: 1 })).number).toBe(1);
    vat.errors.length = 0;
    await vat[Symbol.asyncDispose]();
  });

  test("a promised capability that nobody wants any more releases what it resolves to", async () => {
    const { promise, resolve } = Promise.withResolvers<Capability>();
    promisedCapability(promise)[Symbol.dispose]();
    const object = new TestObject();
    resolve(object.capability());
    await object.whenReleased;
  });

  test("a capability that is promised to be itself fails its calls", async () => {
    const { promise, resolve } = Promise.withResolvers<Capability>();
    using capability = promisedCapability(promise);
    resolve(capability.dup());
    await expect(done(capability, 0)).rejects.toThrow("a promised capability resolved to itself");
  });
});

/** A transport whose peer has gone without telling. */
class BrokenPipe implements Connection {
  readonly address = "broken pipe";
  readonly peer = {};
  #handler: ConnectionHandler | undefined;

  open(handler: ConnectionHandler): void {
    this.#handler = handler;
  }
  write(): undefined {
    throw new Error("write EPIPE");
  }
  pause(): void {}
  resume(): void {}
  async end(): Promise<void> {}
  abort(): void {}
  async [Symbol.asyncDispose](): Promise<void> {
    queueMicrotask(() => this.#handler?.closed());
  }
}

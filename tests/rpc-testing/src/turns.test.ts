// turns.test.ts: connections take turns, and two vats that send a lot to each other at once do not wait for each other.
import { describe, expect, test } from "bun:test";
import type { Connection, ConnectionHandler } from "@teleop/core";
import { type Capability, RpcConnection, type RpcLimits } from "@teleop/rpc-capnp";
import { decode, encode, type Literal } from "./rpc-literal.ts";
import { privateSockets } from "./sockets.ts";
import { done, TestObject } from "./vat.ts";
import { bootstrapped, callTo, field, WirePeer } from "./wire-peer.ts";

/** Takes the processor for so long. */
function burn(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

function long(): Record<string, never> {
  burn(5);
  return {};
}

/** Two vats in this process, each of which offers an object, over a real socket. */
class SocketVats implements AsyncDisposable {
  readonly vats: readonly [RpcConnection, RpcConnection];

  private constructor(vats: readonly [RpcConnection, RpcConnection]) {
    this.vats = vats;
  }

  static async connect(object: TestObject, limits: Partial<RpcLimits> = {}): Promise<SocketVats> {
    using sockets = privateSockets();
    const { transport } = sockets;
    const place = { pid: process.pid };
    await using listener = await transport.listen(place);
    const connecting = transport.connect(place);
    const accepted = await listener[Symbol.asyncIterator]().next();
    if (accepted.done === true) throw new Error("the listener ended before the peer came");
    const bootstrap = (): Capability => object.capability();
    const server = new RpcConnection(accepted.value, { bootstrap, limits });
    return new SocketVats([server, new RpcConnection(await connecting, { bootstrap, limits })]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.vats.map((vat) => vat[Symbol.asyncDispose]()));
  }
}

describe("two vats that send more to each other at once than either lets wait", () => {
  test.each([false, true])("answer every call (methods that wait: %p)", async (isAsync) => {
    const object = new TestObject((params) => {
      const results = { text: params.text };
      return isAsync ? Promise.resolve(results) : results;
    });
    await using both = await SocketVats.connect(object, { queuedBytes: 4 * 2 ** 20 });
    const text = "x".repeat(2 ** 17 - 1);
    const calls = both.vats.map(async (vat) => {
      using remote = vat.bootstrap();
      return Promise.allSettled(Array.from({ length: 70 }, () => done(remote, 0, { text })));
    });
    for (const outcomes of await Promise.all(calls)) {
      const answers = outcomes.filter((outcome) => outcome.status === "fulfilled");
      expect(answers.every(({ value }) => value.text === text)).toBe(true);
      // More than that were not sent: their caller heard at once that too much waits.
      expect(answers.length).toBeGreaterThanOrEqual(31);
      const failures = outcomes.filter((outcome) => outcome.status === "rejected");
      expect(failures.map(({ reason }) => reason.type)).toEqual(failures.map(() => "overloaded"));
    }
    expect(both.vats.map((vat) => vat.stats().bytesServing)).toEqual([0, 0]);
  });

  test("each goes on reading Returns while more waits for its peer than the limit allows", async () => {
    const object = new TestObject((params) => ({ bytes: params.number }));
    await using peer = new WirePeer({ bootstrap: object.capability(), limits: { queuedBytes: 20_000 } });
    await bootstrapped(peer);
    using remote = peer.rpc.bootstrap();
    await peer.send({
      return: { answerId: 0, results: { content: { pointer: 0 }, capTable: [{ senderHosted: 0 }] } },
    });
    const answer = done(remote, 0, { number: 1 });
    const sent = (await peer.received()).flatMap(({ call }) => (call === undefined ? [] : [call as Literal]));
    const questionId = sent[0]?.questionId;
    if (typeof questionId !== "number") throw new Error("the call was not sent");
    peer.connection.pause();
    const large = (id: number) => callTo(0, id, 0, { params: { content: { number: 30_000 } } });
    await peer.connection.write(Buffer.concat([encode(large(1)), encode(large(2)), encode(large(3))]));
    while (peer.rpc.stats().bytesWaiting <= 20_000) await new Promise(setImmediate);
    await peer.connection.write(
      encode({ return: { answerId: questionId, results: { content: { number: 5 } } } }),
    );
    expect(await answer).toMatchObject({ number: 5 });
    peer.connection.resume();
  });
});

/** A transport that joins what is written until it is told to flush, and tells of each time that it was. */
class Joining implements Connection {
  readonly address = "joining";
  readonly peer = {};
  /** How many Returns were in each part that has left. */
  readonly left: number[] = [];
  #waiting: Uint8Array[] = [];
  #handler: ConnectionHandler | undefined;

  open(handler: ConnectionHandler): void {
    this.#handler = handler;
  }
  /** What a peer sent arrives. Whatever is left when this returns left before a microtask could run. */
  arrives(...messages: readonly Literal[]): void {
    this.#handler?.data(Buffer.concat(messages.map(encode)));
  }
  write(bytes: Uint8Array): undefined {
    this.#waiting.push(bytes.slice());
  }
  flush(): void {
    if (this.#waiting.length === 0) return;
    const messages = decode(Buffer.concat(this.#waiting));
    this.#waiting = [];
    this.left.push(messages.filter((message) => message.return !== undefined).length);
  }
  pause(): void {}
  resume(): void {}
  async end(): Promise<void> {}
  abort(): void {}
  async [Symbol.asyncDispose](): Promise<void> {
    queueMicrotask(() => this.#handler?.closed());
  }
}

describe("answers to what came in one chunk", () => {
  async function answered(method: () => Record<string, never>, calls: number): Promise<readonly number[]> {
    const object = new TestObject(method);
    const connection = new Joining();
    using bootstrap = object.capability();
    await using _rpc = new RpcConnection(connection, { bootstrap });
    connection.arrives({ bootstrap: { questionId: 0 } });
    connection.left.length = 0;
    connection.arrives(...Array.from({ length: calls }, (_, i) => callTo(0, i + 1, 0)));
    return [...connection.left];
  }

  const all = (left: readonly number[]): number => left.reduce((sum, returns) => sum + returns, 0);

  test("have left when it has been handled: they wait for no microtask", async () => {
    expect(all(await answered(() => ({}), 3))).toBe(3);
  });

  test("where each takes long, leave as they come: the first is not kept back until the last", async () => {
    const left = await answered(() => {
      burn(0.1);
      return {};
    }, 5);
    expect(all(left)).toBe(5);
    expect(left[0]).toBeLessThan(5);
  });
});

describe("a burst of calls that take long", () => {
  const burst = (count: number, methodId = 0): Uint8Array =>
    Buffer.concat(Array.from({ length: count }, (_, i) => encode(callTo(0, i + 1, methodId))));

  test.each([
    ["when they are called", () => new TestObject(long), 0],
    [
      "behind some that do not",
      () =>
        new TestObject(
          (
            (calls) => () =>
              calls++ < 3 ? {} : long()
          )(0),
        ),
      0,
    ],
    [
      "after they have waited",
      () =>
        new TestObject(async () => {
          await Promise.resolve();
          burn(5);
          return {};
        }),
      0,
    ],
    ["on what is still to come", () => laterObject(), 1],
  ] as const)(
    "%s leaves other connections their turns",
    async (_, make, first) => {
      const object = make();
      await using peer = new WirePeer({ bootstrap: object.capability() });
      await bootstrapped(peer);
      await using other = await SocketVats.connect(new TestObject(() => ({ number: 7 })));
      using remote = other.vats[1].bootstrap();
      await done(remote, 0);
      if (first === 0) {
        await peer.connection.write(burst(400));
      } else {
        await peer.send(callTo(0, 0, 1));
        const target = { promisedAnswer: { questionId: 0, transform: field(1) } };
        await peer.send(...Array.from({ length: 400 }, (_, i) => callTo(0, i + 1, 0, { target })));
        await peer.send(callTo(0, 401, 2));
      }
      expect(await done(remote, 0)).toMatchObject({ number: 7 });
      expect(peer.rpc.stats().answers).toBeGreaterThan(100);
      await peer.rpc[Symbol.asyncDispose]();
      // Those that had not begun are not served for nobody.
      expect(peer.rpc.stats().bytesServing).toBe(0);
    },
    20_000,
  );

  /** Method 0 takes long, method 1 returns the object when method 2 has been called. */
  function laterObject(): TestObject {
    const gate = Promise.withResolvers<void>();
    const object: TestObject = new TestObject(
      long,
      async () => {
        await gate.promise;
        return { capability: object.capability() };
      },
      () => {
        gate.resolve();
        return {};
      },
    );
    return object;
  }

  test("is served in order, with what is pipelined on it, and disembargoes behind it", async () => {
    const order: number[] = [];
    const object: TestObject = new TestObject((params) => {
      burn(2);
      order.push(params.number);
      return { capability: object.capability() };
    });
    await using peer = new WirePeer({ bootstrap: object.capability() });
    await bootstrapped(peer);
    const params = (number: number) => ({ content: { number } });
    const calls = Array.from({ length: 40 }, (_, i) => callTo(0, i + 1, 0, { params: params(i) }));
    const target = { promisedAnswer: { questionId: 40, transform: field(1) } };
    await peer.send(...calls, callTo(0, 41, 0, { target, params: params(40) }));
    while (order.length < 41) await new Promise(setImmediate);
    expect(order).toEqual([...order.keys()]);
    expect(await peer.received()).toHaveLength(41);
  });
});

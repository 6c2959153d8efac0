// reconnect.test.ts: stubs that come back after a connection was lost, and the streams that were written to them.
import { describe, expect, test } from "bun:test";
import { type MemoryConnection, memoryPair } from "@teleop/transport-memory";
import { RpcConnection, RpcError, reconnectingStub } from "../index.ts";
import { ByteSink } from "../testing/sample.capnp.ts";
import { interfaceStub, referenceTo } from "./stub.ts";

const disconnected = expect.objectContaining({ type: "disconnected" });

/** Serves a sink over as many connections as it is asked for, and tells what came over each. */
class Sinks implements AsyncDisposable {
  /** First bytes of what was written, by connection. */
  readonly written: number[][] = [];
  readonly connections: MemoryConnection[] = [];
  readonly #vats: RpcConnection[] = [];
  hangs = false;

  readonly connect = (): ByteSink => {
    const [ours, theirs] = memoryPair();
    const received: number[] = [];
    this.written.push(received);
    this.connections.push(ours);
    const sink = ByteSink.server({
      write: ({ data }) => {
        received.push(data[0] ?? -1);
        return this.hangs ? new Promise<void>(() => {}) : undefined;
      },
      close: () => {},
    });
    this.#vats.push(new RpcConnection(theirs, { bootstrap: referenceTo(sink) }), new RpcConnection(ours));
    sink[Symbol.dispose]();
    const client = this.#vats.at(-1);
    if (client === undefined) throw new Error("there is a client");
    return interfaceStub(ByteSink, client.bootstrap());
  };

  async cut(): Promise<void> {
    const connection = this.connections.at(-1);
    connection?.sever(new Error("cut"));
    await connection?.fence();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const vat of this.#vats) await vat[Symbol.asyncDispose]();
  }
}

/** What it fails with; taken hold of at once, so that nobody misses it. */
function failureOf(promise: PromiseLike<unknown>): Promise<unknown> {
  return promise.then(
    () => "it did not fail",
    (error: unknown) => error,
  ) as Promise<unknown>;
}

const chunk = (first: number, size = 1) => ({ data: new Uint8Array(size).fill(first) });

describe.each([
  ["at once", { lazy: false }],
  ["lazily", { lazy: true }],
] as const)("a stream to a stub that reconnects %s", (_when, options) => {
  test("fails once with the connection, and goes on over the next, which is kept", async () => {
    await using sinks = new Sinks();
    using sink = reconnectingStub(ByteSink, sinks.connect, options);
    await sink.write(chunk(1));
    await sink.streamed();
    await sinks.cut();
    expect(await failureOf(sink.write(chunk(2)))).toEqual(disconnected);
    for (const first of [3, 4, 5]) await sink.write(chunk(first));
    await sink.streamed();
    await sink.close();
    expect(sinks.written).toEqual([[1], [3, 4, 5]]);
  });

  test("calls that were made before their sender knew of the loss fail with it; none is sent out of order", async () => {
    await using sinks = new Sinks();
    using sink = reconnectingStub(ByteSink, sinks.connect, options);
    sinks.hangs = true;
    await sink.write(chunk(1));
    await sinks.connections[0]?.fence();
    sinks.hangs = false;
    await sinks.cut();
    const unaware = [2, 3, 4].map((first) => failureOf(sink.write(chunk(first))));
    for (const failure of await Promise.all(unaware)) expect(failure).toEqual(disconnected);
    await sink.write(chunk(5));
    await sink.streamed();
    expect(sinks.written).toEqual([[1], [5]]);
  });

  test("streamed() tells of the loss as well, and is told once", async () => {
    await using sinks = new Sinks();
    using sink = reconnectingStub(ByteSink, sinks.connect, options);
    sinks.hangs = true;
    await sink.write(chunk(1));
    const streamed = failureOf(sink.streamed());
    await sinks.connections[0]?.fence();
    sinks.hangs = false;
    await sinks.cut();
    expect(await streamed).toEqual(disconnected);
    await sink.write(chunk(2));
    await sink.streamed();
    expect(sinks.written).toEqual([[1], [2]]);
  });

  test("a sender that waits for room hears of the loss, and begins again", async () => {
    await using sinks = new Sinks();
    using sink = reconnectingStub(ByteSink, sinks.connect, options);
    sinks.hangs = true;
    const waiting = failureOf(sink.write(chunk(1, 100_000)));
    await sinks.connections[0]?.fence();
    sinks.hangs = false;
    await sinks.cut();
    expect(await waiting).toEqual(disconnected);
    await sink.write(chunk(2));
    await sink.streamed();
    expect(sinks.written).toEqual([[1], [2]]);
  });

  test("ten losses are survived, each with one failure", async () => {
    await using sinks = new Sinks();
    using sink = reconnectingStub(ByteSink, sinks.connect, options);
    for (let round = 0; round < 10; round++) {
      await sink.write(chunk(round));
      await sink.streamed();
      await sinks.cut();
      expect(await failureOf(sink.write(chunk(100)))).toEqual(disconnected);
    }
    await sink.write(chunk(10));
    await sink.streamed();
    expect(sinks.written).toEqual([[0], [1], [2], [3], [4], [5], [6], [7], [8], [9], [10]]);
  });
});

test("a failure other than a loss ends the stream for good", async () => {
  using sink = reconnectingStub(ByteSink, () =>
    ByteSink.server({
      write() {
        throw new Error("disk full");
      },
      close: () => {},
    }),
  );
  await sink.write(chunk(1));
  await expect(sink.streamed()).rejects.toThrow("disk full");
  for (const first of [2, 3]) await expect(sink.write(chunk(first))).rejects.toThrow("disk full");
});

test("another vat's stream to a reconnecting capability goes on after a loss, too", async () => {
  await using sinks = new Sinks();
  const [ours, theirs] = memoryPair();
  using reconnecting = reconnectingStub(ByteSink, sinks.connect, { lazy: true });
  await using _gateway = new RpcConnection(theirs, { bootstrap: referenceTo(reconnecting) });
  await using client = new RpcConnection(ours);
  using sink = interfaceStub(ByteSink, client.bootstrap());
  await sink.write(chunk(1));
  await sink.streamed();
  await sinks.cut();
  await sink.write(chunk(2));
  expect(await failureOf(sink.streamed())).toEqual(disconnected);
  await sink.write(chunk(3));
  await sink.streamed();
  expect(sinks.written).toEqual([[1], [3]]);
});

test("params that fail with a loss of something else leave the connection as it is", async () => {
  await using sinks = new Sinks();
  using sink = reconnectingStub(ByteSink, sinks.connect);
  const elsewhere = new RpcError("disconnected", "the source of the bytes is gone");
  const write = sink.write(() => {
    throw elsewhere;
  });
  await expect(Promise.resolve(write)).rejects.toBe(elsewhere);
  await sink.write(chunk(1));
  await sink.streamed();
  expect(sinks.written).toEqual([[1]]);
});

test("what gives no stub is told to those who call", async () => {
  using stub = reconnectingStub(ByteSink, () => 5 as never);
  await expect(stub.close()).rejects.toThrow("expected a stub, got the number 5");
  expect(() => reconnectingStub(ByteSink, 5 as never)).toThrow(
    expect.objectContaining({ code: "INVALID_ARGUMENT" }),
  );
});

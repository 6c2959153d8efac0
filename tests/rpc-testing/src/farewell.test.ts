// farewell.test.ts: how connections end when somebody is not through yet.
import { expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RpcConnection } from "@teleop/rpc-capnp";
import { memoryPair } from "@teleop/transport-memory";
import { unixSocket } from "@teleop/transport-unix";
import { decode, encode, type Literal } from "./rpc-literal.ts";
import { done, TestObject } from "./vat.ts";
import { bootstrapped, callTo, WirePeer, withImport } from "./wire-peer.ts";

const onUnix = test.if(process.platform !== "win32");

onUnix("a peer that is still writing reads our Abort, every time", async () => {
  const directory = mkdtempSync(join(tmpdir(), "teleop-farewell-"));
  try {
    const address = join(directory, "socket");
    await using listener = await unixSocket({ address }).listen({ pid: process.pid });
    const accepted = listener[Symbol.asyncIterator]();
    for (let round = 0; round < 20; round++) {
      const writer = await Writer.connect(address);
      const { value: connection } = await accepted.next();
      if (connection === undefined) throw new Error("the listener has closed");
      const rpc = new RpcConnection(connection);
      // A question that is used twice, and then as much as will go.
      await writer.writeOn(
        encode({ bootstrap: { questionId: 0 } }),
        encode({ bootstrap: { questionId: 0 } }),
      );
      const heard = decode(await writer.heard);
      expect(heard.at(-1)).toMatchObject({
        abort: { reason: expect.stringContaining("in use") },
      });
      expect(writer.failedBeforeHearing).toBe(false);
      expect(await rpc.closed).toMatchObject({ name: "ProtocolError" });
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test("a peer that never ends is left at once, when nothing was under way, or after lingerMs", async () => {
  const peer = new WirePeer({ bootstrap: () => new TestObject().capability() });
  await bootstrapped(peer);
  const begun = performance.now();
  await peer.rpc[Symbol.asyncDispose]();
  const [ours, peers] = memoryPair();
  const rpc = new RpcConnection(ours, { lingerMs: 1 });
  peers.open({ data: () => {}, end: () => {}, closed: () => {} });
  using _root = rpc.bootstrap();
  await rpc[Symbol.asyncDispose]();
  expect(performance.now() - begun).toBeLessThan(900);
});

test.each(["failed", "disconnected"])(
  "a goodbye that is an Abort of type %s is an end in order while nothing is under way",
  async (type) => {
    const peer = new WirePeer({ bootstrap: () => new TestObject().capability() });
    await bootstrapped(peer);
    using remote = await withImport(peer);
    await peer.send({ abort: { reason: "connection closed", type } });
    expect(await peer.rpc.closed).toBeUndefined();
    await expect(done(remote, 0)).rejects.toThrow("the peer aborted the connection: connection closed");
  },
);

test("an Abort of type failed is an error while a call of either side is under way", async () => {
  const abort: Literal = { abort: { reason: "connection closed", type: "failed" } };
  const asking = new WirePeer();
  using remote = await withImport(asking);
  const call = done(remote, 0);
  await asking.send(abort);
  expect(await asking.rpc.closed).toMatchObject({ type: "disconnected", remote: true });
  await expect(call).rejects.toThrow("connection closed");
  const serving = new WirePeer({ bootstrap: () => new TestObject(() => new Promise(() => {})).capability() });
  await bootstrapped(serving);
  await serving.send(callTo(0, 1, 0), abort);
  expect(await serving.rpc.closed).toMatchObject({ type: "disconnected", remote: true });
});

/** A bare client that goes on writing until it cannot, and reads as slowly as its one thread lets it. */
class Writer {
  /** All that it read, once the connection is over. */
  readonly heard: Promise<Uint8Array>;
  readonly #write: (bytes: Uint8Array) => number;
  #writable: PromiseWithResolvers<void> = Promise.withResolvers();
  #isOver = false;
  hasHeard = false;
  /** Many peers give up then, and never read why. */
  failedBeforeHearing = false;

  private constructor(heard: Promise<Uint8Array>, write: (bytes: Uint8Array) => number) {
    this.heard = heard;
    this.#write = write;
  }

  static async connect(unix: string): Promise<Writer> {
    const chunks: Uint8Array[] = [];
    const heard = Promise.withResolvers<Uint8Array>();
    let writer: Writer | undefined;
    const over = (): void => {
      writer?.over();
      heard.resolve(Buffer.concat(chunks));
    };
    const socket = await Bun.connect<undefined>({
      unix,
      socket: {
        data: (_socket, chunk) => {
          chunks.push(chunk);
          if (writer !== undefined) writer.hasHeard = true;
        },
        drain: () => writer?.drained(),
        end: (ended) => void ended.end(),
        close: over,
        error: over,
      },
    });
    writer = new Writer(heard.promise, (bytes) => socket.write(bytes));
    return writer;
  }

  async writeOn(...bytes: readonly Uint8Array[]): Promise<void> {
    let rest: Uint8Array = Buffer.concat([...bytes, new Uint8Array(8 * 1024 * 1024)]);
    while (rest.length > 0 && !this.#isOver) {
      this.#writable = Promise.withResolvers();
      const taken = this.#write(rest);
      if (taken < 0) {
        this.failedBeforeHearing = !this.hasHeard;
        return;
      }
      rest = rest.subarray(taken);
      if (rest.length > 0) await this.#writable.promise;
    }
  }

  drained(): void {
    this.#writable.resolve();
  }

  over(): void {
    this.#isOver = true;
    this.#writable.resolve();
  }
}

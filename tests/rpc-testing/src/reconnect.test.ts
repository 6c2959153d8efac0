// reconnect.test.ts: capabilities that come back after a connection was lost.
import { describe, expect, test } from "bun:test";
import { type Capability, RpcConnection, RpcError, reconnecting } from "@teleop/rpc-capnp";
import { type MemoryConnection, memoryPair } from "@teleop/transport-memory";
import { call, done, TestObject } from "./vat.ts";

const disconnected = expect.objectContaining({ type: "disconnected" });

/** Connects as often as it is asked to, each time to an object that knows which time it is. */
class Server {
  readonly connections: MemoryConnection[] = [];
  readonly #vats: RpcConnection[] = [];

  readonly connect = (): Capability => {
    const number = this.connections.length;
    const [ours, theirs] = memoryPair();
    this.connections.push(ours);
    const object = new TestObject(
      () => ({ number }),
      () => new Promise(() => {}),
      () => {
        throw new RpcError("failed", "an error like any other");
      },
    );
    this.#vats.push(new RpcConnection(theirs, { bootstrap: () => object.capability() }));
    const client = new RpcConnection(ours);
    this.#vats.push(client);
    return client.bootstrap();
  };

  cut(): void {
    this.connections.at(-1)?.sever(new Error("cut"));
  }

  async end(): Promise<void> {
    for (const vat of this.#vats) await vat[Symbol.asyncDispose]();
  }
}

describe("reconnecting capabilities", () => {
  test("auto-reconnect connects at once, and again when a call fails for the lost connection", async () => {
    const server = new Server();
    using capability = reconnecting(server.connect);
    expect(server.connections).toHaveLength(1);
    expect((await done(capability, 0)).number).toBe(0);
    const stuck = call(capability, 1);
    await server.connections[0]?.fence();
    server.cut();
    await expect(stuck.results).rejects.toThrow(disconnected);
    expect(server.connections).toHaveLength(2);
    expect((await done(capability, 0)).number).toBe(1);
    await server.end();
  });

  test("lazy auto-reconnect connects only when a call needs it", async () => {
    const server = new Server();
    using capability = reconnecting(server.connect, { lazy: true });
    expect(server.connections).toHaveLength(0);
    expect((await done(capability, 0)).number).toBe(0);
    server.cut();
    await expect(done(capability, 0)).rejects.toThrow(disconnected);
    expect(server.connections).toHaveLength(1);
    expect((await done(capability, 0)).number).toBe(1);
    await server.end();
  });

  test("of many calls that fail at once, one makes it connect again", async () => {
    const server = new Server();
    using capability = reconnecting(server.connect);
    const stuck = [1, 2, 3].map(() => call(capability, 1).results);
    await server.connections[0]?.fence();
    server.cut();
    for (const failed of stuck) await expect(failed).rejects.toThrow(disconnected);
    expect(server.connections).toHaveLength(2);
    await server.end();
  });

  test("other errors change nothing", async () => {
    const server = new Server();
    using capability = reconnecting(server.connect);
    await expect(done(capability, 2)).rejects.toThrow("an error like any other");
    expect(server.connections).toHaveLength(1);
    await server.end();
  });

  test("when connecting fails, waiting calls fail with that error, and the next call tries again", async () => {
    const server = new Server();
    let isUp = false;
    using capability = reconnecting(async () => {
      if (!isUp) throw new Error("nobody listens");
      return server.connect();
    });
    await expect(done(capability, 0)).rejects.toThrow("nobody listens");
    isUp = true;
    expect((await done(capability, 0)).number).toBe(0);
    await server.end();
  });

  test("a connect function that throws fails the call, and the next call tries again", async () => {
    const server = new Server();
    let isUp = false;
    using capability = reconnecting(
      () => {
        if (!isUp) throw new Error("not now");
        return server.connect();
      },
      { lazy: true },
    );
    await expect(done(capability, 0)).rejects.toThrow("not now");
    isUp = true;
    expect((await done(capability, 0)).number).toBe(0);
    await server.end();
  });

  test("disposing it releases the connection's capability", async () => {
    const server = new Server();
    const object = new TestObject();
    const capability = reconnecting(() => object.capability());
    const other = capability.dup();
    capability[Symbol.dispose]();
    expect(object.isReleased).toBe(false);
    other[Symbol.dispose]();
    await object.whenReleased;
    await server.end();
  });

  test("sent to another vat, it goes on reconnecting for that one", async () => {
    const server = new Server();
    const [ours, theirs] = memoryPair();
    const gateway = new RpcConnection(theirs, { bootstrap: reconnecting(server.connect, { lazy: true }) });
    const client = new RpcConnection(ours);
    using root = client.bootstrap();
    expect((await done(root, 0)).number).toBe(0);
    server.cut();
    await expect(done(root, 0)).rejects.toThrow(disconnected);
    expect((await done(root, 0)).number).toBe(1);
    expect(client.stats().questions).toBe(0);
    await client[Symbol.asyncDispose]();
    await gateway.closed;
    await server.end();
  });
});

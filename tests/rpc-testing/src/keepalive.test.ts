// keepalive.test.ts: peers that are there and say nothing.
import { expect, test } from "bun:test";
import { RpcConnection } from "@teleop/rpc-capnp";
import { memoryPair } from "@teleop/transport-memory";
import { call, done, TestObject } from "./vat.ts";
import { bootstrapped, WirePeer, withImport } from "./wire-peer.ts";

test("a peer that says nothing is asked for its bootstrap capability, and then given up, with what is known of it", async () => {
  const peer = new WirePeer({ keepaliveMs: 10, lingerMs: 10 });
  using remote = await withImport(peer);
  const failed = done(remote, 0);
  const reason = await peer.rpc.closed;
  const { pid } = peer.connection.peer;
  expect(reason).toMatchObject({
    type: "disconnected",
    message: `the peer (process ${pid}) has not answered anything for 20 ms, though it was asked; it may be stopped, or busy`,
  });
  await expect(failed).rejects.toMatchObject({ type: "disconnected", message: reason?.message });
  expect(await peer.received()).toMatchObject([
    { call: {} },
    { bootstrap: { questionId: 1 } },
    { finish: { questionId: 1 } },
    { abort: { reason: reason?.message } },
  ]);
});

test("a peer that answers is asked again and again, keeps its calls, and nothing is left of the asking", async () => {
  const [near, far] = memoryPair();
  await using server = new RpcConnection(far, {
    bootstrap: () => new TestObject(() => new Promise(() => {})).capability(),
  });
  await using client = new RpcConnection(near, { keepaliveMs: 4 });
  using root = client.bootstrap();
  const waiting = call(root, 0);
  const { promise, resolve } = Promise.withResolvers<void>();
  const looking = setInterval(() => {
    if (server.stats().messagesReceived >= 12) resolve();
  }, 1);
  await promise;
  clearInterval(looking);
  expect(client.stats()).toMatchObject({ imports: 1 });
  expect(client.stats().questions).toBeLessThanOrEqual(2);
  waiting.cancel();
});

test("a vat that has stopped reading, since it serves too much, does not take that for the peer's silence", async () => {
  const release = Promise.withResolvers<undefined>();
  const object = new TestObject(() => release.promise);
  const peer = new WirePeer({
    bootstrap: () => object.capability(),
    keepaliveMs: 2,
    limits: { servedBytes: 1 },
  });
  await bootstrapped(peer);
  await peer.send({
    call: {
      questionId: 1,
      target: { importedCap: 0 },
      interfaceId: 0x9abcdef012345678n,
      methodId: 0,
      params: { content: {} },
    },
  });
  let isOver = false;
  void peer.rpc.closed.then(() => {
    isOver = true;
  });
  // As many turns of timers as would have it given up several times.
  for (let turn = 0; turn < 12; turn++) await new Promise((resolve) => setTimeout(resolve, 2));
  expect(isOver).toBe(false);
  release.resolve(undefined);
  await peer.connection.fence();
  expect(await peer.rpc.closed).toMatchObject({
    message: expect.stringContaining("has not answered anything"),
  });
});

test.each([0, -1, Number.NaN, "1"])("keepaliveMs %p is refused", (keepaliveMs) => {
  const [near] = memoryPair();
  expect(() => new RpcConnection(near, { keepaliveMs: keepaliveMs as number })).toThrow(
    expect.objectContaining({ code: "INVALID_ARGUMENT" }),
  );
});

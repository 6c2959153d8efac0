// model.test.ts: random conversations of two and three vats against a simple model of what must come of them, a short
// run of what run.ts does for longer; and what such conversations have found.
import { describe, expect, test } from "bun:test";
import { shrink } from "@teleop/random-runs";
import { type Capability, promisedCapability, RpcConnection } from "@teleop/rpc-capnp";
import {
  call,
  callTo,
  capabilityPath,
  counter,
  done,
  field,
  inThisVat,
  openMemory,
  Root,
  TestObject,
  testInterface,
  WirePeer,
  write,
} from "@teleop/rpc-testing";
import { memoryPair } from "@teleop/transport-memory";
import { Gate } from "./gate.ts";
import { runModel } from "./run.ts";

test("random conversations of vats go as a simple model says", async () => {
  const { operations, failures } = await runModel({ seed: 1, operations: 10_000 });
  expect(failures).toEqual([]);
  expect(operations).toBeGreaterThanOrEqual(10_000);
}, 60_000);

test("vats behind gates hear each other only as far as the gates let them", async () => {
  const [one, other] = memoryPair();
  const gates = [new Gate(one), new Gate(other)] as const;
  await using rpc = new RpcConnection(gates[0]);
  await using _peer = new RpcConnection(gates[1], { bootstrap: () => counter().capability() });
  using capability = rpc.bootstrap();
  const called = done(capability, 0);
  await one.fence();
  expect(gates.map((gate) => gate.waiting)).toEqual([0, 2]);
  gates[1].deliver(1);
  await one.fence();
  expect(gates.map((gate) => gate.waiting)).toEqual([1, 1]);
  for (const gate of gates) gate.openForGood();
  expect((await called).number).toBe(0);
});

test("shrinking leaves only what a failure needs, in order", async () => {
  const items = Array.from({ length: 100 }, (_, i) => i);
  const needed = [3, 50, 51, 99];
  expect(await shrink(items, async (some) => needed.every((item) => some.includes(item)))).toEqual(needed);
});

describe("found by random conversations, and by fuzz", () => {
  test("what was pipelined from a call that waited for a promise is released with the call's results", async () => {
    await using vat = await inThisVat.open();
    const object = new TestObject();
    const { promise, resolve } = Promise.withResolvers<Capability>();
    using promised = promisedCapability(promise);
    using own = object.capability();
    const pending = call(promised, Root.echo, { capability: own });
    const pipelined = pending.pipeline(capabilityPath);
    resolve(vat.root.dup());
    (await pending)[Symbol.dispose]();
    pipelined[Symbol.dispose]();
    own[Symbol.dispose]();
    await vat.settle();
    expect(object.isReleased).toBe(true);
  });

  test("the caller of a call for pipelining only is told nothing, not even that the connection is gone", async () => {
    const vat = openMemory();
    const told: string[] = [];
    vat.root.call({
      interfaceId: testInterface,
      methodId: Root.hang,
      params: () => {},
      returned: () => told.push("returned"),
      failed: () => told.push("failed"),
      pipelining: "only",
    });
    await vat.settle();
    vat.connection.sever(new Error("cut"));
    await vat.rpc.closed;
    await vat.settle();
    expect(told).toEqual([]);
  });

  test("what is pipelined from a call for pipelining only outlives the tail call that answers it", async () => {
    await using vat = openMemory();
    using own = new TestObject(() => ({ capability: counter().capability() })).capability();
    const pending = call(vat.root, Root.tail, { capability: own }, { pipelining: "only" });
    await vat.settle();
    using pipelined = pending.pipeline(capabilityPath);
    expect((await done(pipelined, 0)).number).toBe(0);
    pending.cancel();
  });

  test("a tail call that came back goes on while calls pipelined from it may be on their way, canceled or not", async () => {
    await using peer = new WirePeer();
    const object = new TestObject(() => ({ capability: counter().capability() }));
    const { promise, resolve } = Promise.withResolvers<Capability>();
    const promised = promisedCapability(promise);
    const root = peer.rpc.bootstrap();
    const canceled = call(root, 0, { capability: promised });
    const pipelined = canceled.pipeline(capabilityPath);
    const wanted = done(pipelined, 0);
    pipelined[Symbol.dispose]();
    canceled.cancel();
    expect(await peer.received()).toMatchObject([
      { bootstrap: { questionId: 0 } },
      { call: { questionId: 1, params: { capTable: [{ senderPromise: 0 }] } } },
      { call: { questionId: 2, target: { promisedAnswer: { questionId: 1, transform: field(1) } } } },
      { finish: { questionId: 1 } },
    ]);
    // The peer passes both calls on before it hears that the first is not wanted.
    const target = { promisedAnswer: { questionId: 0, transform: field(1) } };
    await peer.send(
      callTo(0, 0, 0, { sendResultsTo: { yourself: null } }),
      { return: { answerId: 1, takeFromOtherQuestion: 0 } },
      callTo(0, 1, 0, { target, sendResultsTo: { yourself: null } }),
      { return: { answerId: 2, takeFromOtherQuestion: 1 } },
      { finish: { questionId: 0 } },
    );
    resolve(object.capability());
    expect((await wanted).number).toBe(0);
    root[Symbol.dispose]();
    promised[Symbol.dispose]();
  });

  test("what is pipelined once the peer has said whose results they will be keeps its order with those results", async () => {
    await using peer = new WirePeer();
    const { promise, resolve } = Promise.withResolvers<void>();
    const numbers: number[] = [];
    using own = new TestObject(async () => {
      await promise;
      return { capability: new TestObject(({ number }) => void numbers.push(number)).capability() };
    }).capability();
    const root = peer.rpc.bootstrap();
    const pending = call(root, 0, { capability: own });
    await peer.send(callTo(0, 0, 0, { sendResultsTo: { yourself: null } }), {
      return: { answerId: 1, takeFromOtherQuestion: 0 },
    });
    const pipelined = pending.pipeline(capabilityPath);
    const early = done(pipelined, 0, { number: 0 });
    await peer.received();
    resolve();
    const results = await pending;
    const returned = results.capability;
    results[Symbol.dispose]();
    const late = done(returned, 0, { number: 1 });
    const target = { promisedAnswer: { questionId: 0, transform: field(1) } };
    expect(await peer.received()).toMatchObject([
      { return: { answerId: 0, resultsSentElsewhere: null } },
      { disembargo: { target: { promisedAnswer: { questionId: 1 } }, context: { senderLoopback: 0 } } },
      { finish: { questionId: 1 } },
    ]);
    expect(numbers).toEqual([]);
    await peer.send(
      callTo(0, 1, 0, { target, params: { content: { number: 0 } }, sendResultsTo: { yourself: null } }),
      { return: { answerId: 2, takeFromOtherQuestion: 1 } },
      { disembargo: { target, context: { receiverLoopback: 0 } } },
    );
    await Promise.all([early, late]);
    expect(numbers).toEqual([0, 1]);
    for (const capability of [root, pipelined, returned]) capability[Symbol.dispose]();
  });

  test("a call whose method set its pipeline is aborted with the last capability pipelined from it", async () => {
    await using vat = await inThisVat.open();
    let aborted = 0;
    using object = new TestObject((_params, incoming) => {
      using capability = counter().capability();
      incoming.setPipeline((payload) => write(payload, { capability }));
      return new Promise((_, reject) => {
        incoming.signal.addEventListener("abort", () => {
          aborted++;
          reject(incoming.signal.reason);
        });
      });
    }).capability();
    const pending = call(object, 0);
    const pipelined = pending.pipeline(capabilityPath);
    await vat.settle();
    pending.cancel();
    expect(aborted).toBe(0);
    pipelined[Symbol.dispose]();
    await vat.settle();
    expect(aborted).toBe(1);
  });
});

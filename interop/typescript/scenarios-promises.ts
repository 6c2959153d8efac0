// scenarios-promises.ts: promises that cross the wire before they resolve, embargoes, and tail calls.
import { deepStrictEqual, strictEqual } from "node:assert";
import { RpcError } from "@teleop/rpc-capnp";
import { Keeper, Sequence } from "../schema/interop.capnp.ts";
import { keeper as ourKeeper, SequenceObject, WorkerObject } from "./objects.ts";
import { expectFailure, nextOf, roundTrip, type Scenario, type Session } from "./session.ts";

const reason = "it came to nothing";

/** Calls that were sent in this order. */
class Calls {
  readonly #calls: Promise<number>[] = [];

  thrice(sequence: Sequence): void {
    for (let i = 0; i < 3; i++) {
      const call = nextOf(sequence);
      // A call that fails before it is looked at is no unhandled rejection.
      call.catch(() => {});
      this.#calls.push(call);
    }
  }

  async expectInOrder(): Promise<void> {
    deepStrictEqual(await Promise.all(this.#calls), [...this.#calls.keys()]);
  }

  async expectFailures(): Promise<void> {
    await Promise.all(this.#calls.map((call) => expectFailure(call, "failed", reason)));
  }
}

/** Sends a promise as a parameter of two calls, and resolves once the server has seen both. */
async function sendPromise(session: Session) {
  const { promise, resolve, reject } = Promise.withResolvers<Sequence | Sequence.Server>();
  using keeper = session.root.keeper().keeper;
  const call = keeper.call({ sequence: promise, times: 3 });
  const whenResolved = keeper.callWhenResolved({ sequence: promise });
  await roundTrip(session);
  const expectCalls = async () => {
    deepStrictEqual([...(await call).numbers], [0, 1, 2]);
    strictEqual((await whenResolved).number, 3);
  };
  return { resolve, reject, call, whenResolved, expectCalls };
}

/** Calls on an own capability that the server echoes, before and after the echo returned. */
async function callEchoed(
  { root }: Session,
  own: Sequence | Sequence.Server | Promise<Sequence.Server>,
  calls: Calls,
): Promise<Sequence> {
  using keeper = root.keeper().keeper;
  const echo = keeper.echo({ sequence: own });
  const { sequence } = echo;
  calls.thrice(sequence);
  using _answer = await echo;
  calls.thrice(sequence);
  return sequence;
}

export const promiseScenarios: Readonly<Record<string, Scenario>> = {
  "promise-parameter": async (session) => {
    const sent = await sendPromise(session);
    sent.resolve(new SequenceObject());
    await sent.expectCalls();
  },

  "promise-parameter-to-promise": async (session) => {
    const sent = await sendPromise(session);
    // JavaScript's promises swallow promises, so the inner one is a stub: that of an echo within this vat.
    const inner = Promise.withResolvers<Sequence.Server>();
    using local = Keeper.server(ourKeeper());
    using echoed = local.echo({ sequence: inner.promise }).sequence;
    sent.resolve(echoed);
    await roundTrip(session);
    inner.resolve(new SequenceObject());
    await sent.expectCalls();
  },

  "promise-parameter-rejected": async (session) => {
    const sent = await sendPromise(session);
    sent.reject(new RpcError("failed", reason));
    await expectFailure(sent.call, "failed", reason);
    await expectFailure(sent.whenResolved, "failed", reason);
    await roundTrip(session);
  },

  "promise-result": async ({ root }) => {
    const made = root.promise();
    using sequence = made.sequence;
    using resolver = made.resolver;
    const calls = new Calls();
    calls.thrice(sequence);
    using _answer = await made;
    await resolver.toCapability();
    calls.thrice(sequence);
    await calls.expectInOrder();
  },

  "promise-result-to-promise": async ({ root }) => {
    using made = await root.promise();
    const calls = new Calls();
    calls.thrice(made.sequence);
    await made.resolver.toPromise();
    calls.thrice(made.sequence);
    await made.resolver.toCapability();
    calls.thrice(made.sequence);
    await calls.expectInOrder();
  },

  "promise-result-rejected": async (session) => {
    using made = await session.root.promise();
    const calls = new Calls();
    calls.thrice(made.sequence);
    await made.resolver.reject({ reason });
    calls.thrice(made.sequence);
    await calls.expectFailures();
    await roundTrip(session);
  },

  "promise-result-to-caller": async ({ root }) => {
    using made = await root.promise();
    const calls = new Calls();
    calls.thrice(made.sequence);
    using own = Sequence.server(new SequenceObject());
    const resolved = made.resolver.toCaller({ sequence: own });
    calls.thrice(made.sequence);
    await resolved;
    calls.thrice(made.sequence);
    await made.sequence.whenResolved();
    calls.thrice(made.sequence);
    await calls.expectInOrder();
    strictEqual(await nextOf(own), 12);
  },

  "embargo-echo": async (session) => {
    using own = Sequence.server(new SequenceObject());
    const calls = new Calls();
    using sequence = await callEchoed(session, own, calls);
    await sequence.whenResolved();
    calls.thrice(sequence);
    await calls.expectInOrder();
    strictEqual(await nextOf(own), 9);
  },

  "embargo-echo-by-server": async ({ root }) => {
    using keeper = root.keeper().keeper;
    const { numbers } = await keeper.checkEcho({ peer: ourKeeper(), calls: 6 });
    deepStrictEqual([...numbers], [0, 1, 2, 3, 4, 5]);
  },

  "embargo-echo-of-promise": async (session) => {
    const own = Promise.withResolvers<Sequence.Server>();
    const calls = new Calls();
    using sequence = await callEchoed(session, own.promise, calls);
    own.resolve(new SequenceObject());
    calls.thrice(sequence);
    await calls.expectInOrder();
  },

  "embargo-rejected": async (session) => {
    const own = Promise.withResolvers<Sequence.Server>();
    const calls = new Calls();
    using _sequence = await callEchoed(session, own.promise, calls);
    own.reject(new RpcError("failed", reason));
    await calls.expectFailures();
    await roundTrip(session);
  },

  "tail-call": async ({ root }) => {
    using forwarder = root.forwarder().forwarder;
    const worker = new WorkerObject();
    using product = await forwarder.work({ number: 7, worker });
    strictEqual(product.number, 7);
    strictEqual(product.text, "worked on 7");
    strictEqual(worker.worked, 1);
  },

  "tail-call-pipelined": async ({ root }) => {
    using forwarder = root.forwarder().forwarder;
    const call = forwarder.work({ number: 7, worker: new WorkerObject() });
    using sequence = call.sequence;
    const calls = new Calls();
    calls.thrice(sequence);
    using product = await call;
    calls.thrice(sequence);
    await calls.expectInOrder();
    strictEqual(await nextOf(product.sequence), 6);
  },

  "tail-call-cancelled": async (session) => {
    using forwarder = session.root.forwarder().forwarder;
    const worker = new WorkerObject();
    {
      using _call = forwarder.never({ worker });
      await worker.neverStarted.promise;
    }
    await worker.neverCancelled.promise;
    await roundTrip(session);
    strictEqual(worker.cancelled, 1);
  },
};

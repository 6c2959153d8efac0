// three-vats.test.ts: a vat between two others: calls, promises and order pass through it.
import { describe, expect, test } from "bun:test";
import { type Capability, RpcConnection } from "@teleop/rpc-capnp";
import { memoryPair } from "@teleop/transport-memory";
import { Root, RootObject, sequence } from "./test-vat.ts";
import { onUntold } from "./untold.ts";
import { call, capabilityPath, done } from "./vat.ts";

/** Alice ↔ Bob ↔ Carol. What Alice bootstraps is Carol's root, by way of Bob. */
class Chain implements AsyncDisposable {
  readonly alice: RpcConnection;
  readonly bobToAlice: RpcConnection;
  readonly bobToCarol: RpcConnection;
  readonly carol: RpcConnection;
  /** Carol's root, as Alice holds it. */
  readonly root: Capability;
  /** Carol's root, as Bob holds it. */
  readonly bobsRoot: Capability;
  readonly #errors: unknown[] = [];
  readonly #fences: (() => Promise<void>)[];

  constructor(offer: (bobsRoot: Capability) => Capability = (bobsRoot) => bobsRoot.dup()) {
    const [alice, bobToAlice] = memoryPair();
    const [bobToCarol, carol] = memoryPair();
    const onError = onUntold((error) => this.#errors.push(error));
    this.carol = new RpcConnection(carol, { bootstrap: () => new RootObject().capability(), onError });
    this.bobToCarol = new RpcConnection(bobToCarol, { onError });
    this.bobsRoot = this.bobToCarol.bootstrap();
    this.bobToAlice = new RpcConnection(bobToAlice, { bootstrap: () => offer(this.bobsRoot), onError });
    this.alice = new RpcConnection(alice, { onError });
    this.root = this.alice.bootstrap();
    this.#fences = [() => alice.fence(), () => bobToCarol.fence()];
  }

  async settle(): Promise<void> {
    for (let i = 0; i < 4; i++) for (const fence of this.#fences) await fence();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.root[Symbol.dispose]();
    await this.settle();
    this.bobsRoot[Symbol.dispose]();
    await this.settle();
    const vats = [this.alice, this.bobToAlice, this.bobToCarol, this.carol];
    expect(vats.map((vat) => vat.stats())).toMatchObject(
      vats.map(() => ({ questions: 0, answers: 0, exports: 0, imports: 0, embargoes: 0, bytesServing: 0 })),
    );
    for (const vat of vats) await vat[Symbol.asyncDispose]();
    expect(this.#errors).toEqual([]);
  }
}

describe("a vat between two others", () => {
  test("calls, results, errors and cancellation pass through", async () => {
    await using chain = new Chain();
    expect(await done(chain.root, Root.echo, { number: 5, text: "far" })).toEqual({ number: 5, text: "far" });
    await expect(done(chain.root, Root.fail, { text: "far away", number: 1 })).rejects.toThrow(
      expect.objectContaining({
        type: "overloaded",
        message: "far away",
        details: [{ id: 99n, data: new Uint8Array([1, 2, 3]) }],
      }),
    );
    const hanging = call(chain.root, Root.hang);
    await chain.settle();
    hanging.cancel();
    await chain.settle();
    expect((await done(chain.root, Root.canceled)).number).toBe(1);
  });

  test("capabilities pass through both ways, and are released at the end of the chain", async () => {
    await using chain = new Chain();
    const object = sequence();
    const capability = object.capability();
    expect((await done(chain.root, Root.callBack, { capability, number: 0 })).number).toBe(0);
    const pending = call(chain.root, Root.echo, { capability });
    capability[Symbol.dispose]();
    using echoed = pending.pipeline(capabilityPath);
    expect((await done(echoed, 0, { number: 1 })).number).toBe(1);
    (await pending)[Symbol.dispose]();
    echoed[Symbol.dispose]();
    await object.whenReleased;
  });

  test("two-hop embargoes: own capability comes back through two vats; calls arrive in order", async () => {
    await using chain = new Chain();
    const object = sequence();
    using own = object.capability();
    const pending = call(chain.root, Root.echo, { capability: own });
    using echoed = pending.pipeline(capabilityPath);
    const calls = [0, 1, 2].map((number) => done(echoed, 0, { number }));
    (await pending)[Symbol.dispose]();
    calls.push(...[3, 4].map((number) => done(echoed, 0, { number })));
    await chain.settle();
    calls.push(done(echoed, 0, { number: 5 }));
    expect((await Promise.all(calls)).map(({ number }) => number)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test("two-hop embargoes: the vat in the middle hosts what the last one returns", async () => {
    // Bob gives Carol an object of his own, which she returns to Alice, who has called it by then.
    using capability = sequence().capability();
    const bob = (bobsRoot: Capability): Capability => {
      void call(bobsRoot, Root.keep, { capability });
      return bobsRoot.dup();
    };
    await using chain = new Chain(bob);
    const pending = call(chain.root, Root.kept);
    using kept = pending.pipeline(capabilityPath);
    const calls = [0, 1].map((number) => done(kept, 0, { number }));
    const results = await pending;
    using returned = results.capability;
    results[Symbol.dispose]();
    calls.push(done(kept, 0, { number: 2 }), done(returned, 0, { number: 3 }));
    expect((await Promise.all(calls)).map(({ number }) => number)).toEqual([0, 1, 2, 3]);
  });

  test("a promise of the last vat's resolves to the first vat's own object; calls stay in order", async () => {
    await using chain = new Chain();
    const object = sequence();
    using own = object.capability();
    const pending = call(chain.root, Root.promise);
    using promised = pending.pipeline(capabilityPath);
    const calls = [0, 1].map((number) => done(promised, 0, { number }));
    (await pending)[Symbol.dispose]();
    calls.push(done(promised, 0, { number: 2 }));
    await done(chain.root, Root.keep, { capability: own });
    calls.push(done(promised, 0, { number: 3 }));
    await chain.settle();
    calls.push(done(promised, 0, { number: 4 }));
    expect((await Promise.all(calls)).map(({ number }) => number)).toEqual([0, 1, 2, 3, 4]);
  });

  test("tail calls across the middle vat", async () => {
    await using chain = new Chain();
    const object = sequence();
    using own = object.capability();
    for (const number of [0, 1]) {
      expect((await done(chain.root, Root.tail, { capability: own, number })).number).toBe(number);
    }
  });

  test("when the far connection is lost, near calls fail with type disconnected, and the near one goes on", async () => {
    const chain = new Chain();
    const hanging = call(chain.root, Root.hang);
    await chain.settle();
    await chain.carol[Symbol.asyncDispose]();
    await expect(hanging.results).rejects.toThrow(expect.objectContaining({ type: "disconnected" }));
    await expect(done(chain.root, Root.echo)).rejects.toThrow(
      expect.objectContaining({ type: "disconnected" }),
    );
    expect(chain.alice.stats()).toMatchObject({ questions: 0, imports: 1 });
    await chain.alice[Symbol.asyncDispose]();
    await chain.bobToAlice.closed;
    expect(chain.bobToAlice.stats().bytesServing).toBe(0);
  });
});

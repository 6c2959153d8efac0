// pipeline.test.ts: what an application tells of its pipeline is what a client knows of it, as it changes.
import { expect, test } from "bun:test";
import { PipelineService } from "./client.ts";
import { notKnown } from "./schema/pipeline.capnp.ts";
import { Updates, withPipeline } from "./testing/with-pipeline.ts";

test("a client knows the graph, and each count, as they are", () =>
  withPipeline(
    async ({ shop, follow }) => {
      const orders = shop.node("orders", { kind: "source" });
      const priced = shop.node(["pricing", "priced"], { kind: "join", inputs: ["orders", "prices"] });
      shop.edge(orders, priced, { capacity: 42 });
      orders.wrote(3);
      priced.read();
      priced.read(2, 1);
      await using following = await follow();
      const { model, by } = following;
      expect(by).toBe("pipeline");
      expect(model.graph.name).toBe("shop");
      expect(model.graph.nodes).toMatchObject([
        { id: 1, path: ["orders"], name: "orders", kind: "source", inputs: [], outputs: [""] },
        { id: 2, path: ["pricing", "priced"], name: "pricing :: priced", inputs: ["orders", "prices"] },
      ]);
      expect(model.graph.edges).toEqual([
        { id: 1, from: { node: 1, output: 0 }, to: { node: 2, input: 0 }, capacity: 42, unit: "records" },
      ]);
      expect(model.nodes()).toMatchObject([
        { id: 1, state: "running", read: [], written: [3n], writtenTotal: 3n, shares: undefined },
        { id: 2, state: "running", read: [1n, 2n], written: [], readTotal: 3n },
      ]);
      expect(model.edge(1)).toMatchObject({ queued: 2, fill: 2 / 42, level: "low" });
    },
    { name: "shop" },
  ));

test("only what has changed is sent, and all of it when the graph is another", () =>
  withPipeline(async ({ shop, service }) => {
    const a = shop.node("a");
    const b = shop.node("b");
    const updates = new Updates();
    using _subscribed = await service.subscribe({ sink: updates, interval: 20 });
    const first = await updates.next();
    expect(first.graph?.nodes.map(({ path }) => path)).toEqual([["a"], ["b"]]);
    expect(first.nodes.map(({ node }) => node)).toEqual([1, 2]);
    b.wrote(5);
    const second = await updates.next();
    // That it has an output now is a change of the graph.
    expect(second.graph?.nodes[1]?.outputs).toEqual([""]);
    b.wrote(5);
    const third = await updates.next();
    expect(third.graph).toBeUndefined();
    expect(third.nodes).toMatchObject([{ node: 2, written: [10n] }]);
    expect(third.nodes).toHaveLength(1);
    a.remove();
    const fourth = await updates.next();
    expect(fourth.graph?.nodes.map(({ id }) => id)).toEqual([2]);
    expect(fourth.revision).toBeGreaterThan(third.revision);
    expect(() => shop.edge(a, b)).toThrow(
      /^\[INVALID_ARGUMENT\] an edge must be between nodes of its pipeline/,
    );
  }));

test("a client that does not keep up misses updates, is told how many, and has the last values even so", () =>
  withPipeline(async ({ shop, service, follow }) => {
    const node = shop.node("a", { outputs: [""] });
    const updates = new Updates();
    using subscribed = await service.subscribe({ sink: updates, interval: 20 });
    await updates.next();
    const held = updates.hold();
    // Another client, which keeps up, tells how often there was something to miss.
    const seen = Promise.withResolvers<void>();
    let count = 0;
    await using _following = await follow({
      onUpdate: () => {
        node.wrote();
        if (++count === 10) seen.resolve();
      },
    });
    await seen.promise;
    held[Symbol.dispose]();
    const late = await updates.until(({ dropped }) => dropped > 0n);
    expect(late.nodes).toMatchObject([{ node: 1 }]);
    const { sent, dropped } = await subscribed.subscription.end();
    expect(dropped).toBe(late.dropped);
    // Two were under way while it was held: all of the others were dropped, and none waits.
    expect(dropped).toBeGreaterThanOrEqual(5n);
    expect(sent).toBeLessThan(BigInt(count));
    await updates.released;
  }));

test("where nothing has changed a client that does not keep up misses nothing", () =>
  withPipeline(({ shop, service }) =>
    // Another pipeline, which changes all the time, tells when time has passed.
    withPipeline(async (clock) => {
      const node = shop.node("a", { outputs: [""] });
      const tick = clock.shop.node("tick", { outputs: [""] });
      const ticks = new Updates();
      using _ticking = await clock.service.subscribe({ sink: ticks, interval: 20 });
      const passes = async (count: number, also: () => void): Promise<void> => {
        for (let index = 0; index < count; index++) {
          also();
          tick.wrote();
          await ticks.next();
        }
      };
      const updates = new Updates();
      using _subscribed = await service.subscribe({ sink: updates, interval: 20 });
      await updates.next();
      const held = updates.hold();
      await passes(6, () => node.wrote());
      await passes(8, () => {});
      held[Symbol.dispose]();
      const { dropped } = await updates.until(({ dropped }) => dropped > 0n);
      // The first two were under way.
      expect(dropped).toBeLessThanOrEqual(4n);
    }),
  ));

test("nothing runs in the target when a client has gone", () =>
  withPipeline(async ({ session, service }) => {
    const updates = new Updates();
    const { subscription } = await service.subscribe({ sink: updates, interval: 20 });
    await updates.next();
    subscription[Symbol.dispose]();
    await updates.released;
    using other = session.service("pipeline", PipelineService);
    for (let index = 0; index < 32; index++) {
      const more = new Updates();
      const { subscription } = await other.subscribe({ sink: more });
      await subscription.end();
      subscription[Symbol.dispose]();
    }
    // Would be refused if those before were counted.
    using _more = await other.subscribe({ sink: new Updates() });
  }));

test("time is busy, idle or blocked, and the shares of a client are of all of it", () =>
  withPipeline(async ({ shop, service }) => {
    const node = shop.node("a");
    const { promise: gate, resolve: open } = Promise.withResolvers<string>();
    const working = node.work(async () => {
      expect(node.status()).toMatchObject({ state: "running", activity: "busy" });
      const waiting = node.idleOn(gate);
      expect(node.status().activity).toBe("idle");
      open("record");
      expect(await waiting).toBe("record");
      const writing = node.blockedOn(Promise.resolve(7));
      expect(node.status().activity).toBe("blocked");
      return writing;
    });
    expect(await working).toBe(7);
    const { busy, idle, blocked, since, activity } = node.status();
    expect(activity).toBe("idle");
    expect(busy).toBeGreaterThan(0);
    expect(idle).toBeGreaterThan(0);
    expect(blocked).toBeGreaterThan(0);
    expect(busy + idle + blocked).toBeLessThanOrEqual(since);
    const { update } = await service.status();
    expect(update?.nodes[0]).toMatchObject({ busy: BigInt(Math.round(busy * 1e6)), activity: "idle" });
  }));

test("a node at which several things go on is blocked only when none of them works", () =>
  withPipeline(async ({ shop }) => {
    const node = shop.node("a");
    const room = Promise.withResolvers<void>();
    const slow = Promise.withResolvers<void>();
    const one = node.work(() => node.blockedOn(room.promise));
    const other = node.work(() => slow.promise);
    expect(node.status().activity).toBe("busy");
    slow.resolve();
    await other;
    expect(node.status().activity).toBe("blocked");
    room.resolve();
    await one;
    expect(node.status().activity).toBe("idle");
    expect(() =>
      node.work(() => {
        throw new Error("no");
      }),
    ).toThrow("no");
    expect(node.status().activity).toBe("idle");
  }));

test("an error that one node throws is told of the others as that one's; causes, type and stack are told", () =>
  withPipeline(async ({ shop, follow }) => {
    const [parse, price, store, other] = ["parse", "price", "store", "other"].map((name) => shop.node(name));
    if (parse === undefined || price === undefined || store === undefined || other === undefined) return;
    const root = new RangeError("line 2 is no order", { cause: new Error("no comma") });
    parse.fail(root);
    price.fail(root);
    store.fail(new Error("cannot store", { cause: root }));
    other.caught("a text");
    await using following = await follow();
    const failures = following.model.nodes().map(({ failure }) => failure);
    expect(failures).toMatchObject([
      { message: "line 2 is no order", type: "RangeError", causes: ["no comma"], root: 1, isRoot: true },
      { message: "line 2 is no order", root: 1, isRoot: false, isFinal: true },
      { message: "cannot store", causes: ["line 2 is no order", "no comma"], root: 1, isRoot: false },
      { message: "a text", type: "", stack: "", root: 4, isFinal: false },
    ]);
    expect(failures[0]?.stack).toContain("pipeline.test.ts");
    expect(following.model.roots().map(({ id }) => id)).toEqual([1, 4]);
    expect(following.model.node(4)).toMatchObject({ state: "running", errors: 1n });
  }));

test("the stack of an error is made text when somebody looks, and once", () =>
  withPipeline(async ({ shop }) => {
    const node = shop.node("a");
    let made = 0;
    for (let index = 0; index < 10; index++) {
      const error = new Error(`record ${index} is no good`);
      Object.defineProperty(error, "stack", { get: () => `at ${++made}` });
      node.caught(error);
    }
    expect(made).toBe(0);
    const { failure, errors } = node.status();
    expect({ failure, errors }).toMatchObject({
      failure: { message: "record 9 is no good", stack: "at 1" },
      errors: 10,
    });
    expect(node.status().failure).toBe(failure);
    expect(made).toBe(1);
  }));

test("an error that throws when it is looked at is an error like any other", () =>
  withPipeline(async ({ shop, follow }) => {
    const node = shop.node("a");
    const hostile = new Error("x");
    for (const name of ["message", "name", "stack", "cause"]) {
      Object.defineProperty(hostile, name, {
        get: () => {
          throw new Error("no");
        },
      });
    }
    node.fail(hostile);
    node.fail({ toString: () => "y".repeat(100_000) });
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    node.fail(revoked.proxy);
    node.fail(new Error("x", { cause: revoked.proxy }));
    node.fail(Object.assign(new Error(), { message: { toString: () => revoked.proxy } }));
    const self: Error & { cause?: unknown } = new Error("z".repeat(100_000));
    self.cause = self;
    node.fail(self);
    await using following = await follow();
    expect(following.model.node(1)?.failure?.message.length).toBeLessThan(10_000);
    expect(following.model.node(1)).toMatchObject({ state: "failed", errors: 6n });
  }));

test("what is told of an error is bounded, also with all of its causes, and less of it where others have it of one node", () =>
  withPipeline(async ({ shop, follow }) => {
    let error = new Error("y".repeat(100_000), { cause: "the disk is full" });
    for (let depth = 0; depth < 20; depth++) error = new Error("y".repeat(1000), { cause: error });
    const nodes = Array.from({ length: 2000 }, (_, index) => shop.node(`${index}`));
    for (const node of nodes) node.fail(error);
    await using following = await follow({ by: "pipeline" });
    const [first, second] = following.model.nodes().map(({ failure }) => failure);
    expect(first?.causes.join("").length).toBeLessThan(10_000);
    expect(second).toMatchObject({ root: 1, message: "y".repeat(1000) });
    expect(second?.causes.join("").length).toBeLessThan(2000);
    nodes[0]?.fail(new Error("cannot write", { cause: "the disk is full" }));
    expect(nodes[0]?.status().failure?.causes).toEqual(["the disk is full"]);
  }));

test("a control does what the application says, and tells who asked where it fails", async () => {
  const done: string[] = [];
  await withPipeline(
    async ({ shop, follow }) => {
      shop.node("a", {
        controls: {
          pause: () => void done.push("pause a"),
          flush: {
            run: async () => {
              throw new Error("the disk is full");
            },
            doc: "Writes what is kept",
            isDangerous: true,
          },
        },
      });
      await using following = await follow();
      expect(following.model.graph.controls).toEqual([{ name: "drain", doc: "", isDangerous: false }]);
      expect(following.model.graph.nodes[0]?.controls).toEqual([
        { name: "pause", doc: "", isDangerous: false },
        { name: "flush", doc: "Writes what is kept", isDangerous: true },
      ]);
      await following.control(0, "drain");
      await following.control(1, "pause");
      expect(done).toEqual(["drain", "pause a"]);
      await expect(following.control(1, "flush")).rejects.toThrow("the disk is full");
      await expect(following.control(1, "constructor")).rejects.toThrow(
        'the node a has no control "constructor": it has pause, flush',
      );
      await expect(following.control(9, "pause")).rejects.toThrow("the pipeline has no node 9 any more");
    },
    { controls: { drain: () => void done.push("drain") } },
  );
});

test("what cannot be is refused when it is said", () =>
  withPipeline(async ({ shop }) => {
    const node = shop.node("a");
    expect(() => shop.node("a")).toThrow('[INVALID_ARGUMENT] the pipeline has a node "a" already');
    expect(() => shop.node("")).toThrow('a node must have a name, not ""');
    expect(() => shop.node("b", { kind: 1 as never })).toThrow("kind must be text, not 1");
    expect(() => node.read(-1)).toThrow("the count of records must be a number of 0 or more, not -1");
    expect(() => node.wrote(Number.NaN)).toThrow(
      "the count of records must be a number of 0 or more, not NaN",
    );
    expect(() => node.read(1, 0.5)).toThrow("an input or output must be an integer from 0 to 999, not 0.5");
    expect(() => shop.edge(node, node, { capacity: -1 })).toThrow("capacity must be a number of 0 or more");
    expect(() => shop.node("c", { controls: { pause: 1 as never } })).toThrow(
      "controls.pause of the node c must be a function, or { run, doc }, not 1",
    );
    expect(() => shop.node("c", { controls: { pause: { run: () => {}, doc: 1 as never } } })).toThrow(
      "controls.pause.doc of the node c must be text, not 1",
    );
    expect(node.status()).toMatchObject({ read: [], written: [], state: "waiting" });
  }));

test("an edge that is measured has what its function tells; one whose function throws has none", () =>
  withPipeline(async ({ shop, follow }) => {
    const [a, b] = [shop.node("a"), shop.node("b")];
    shop.edge(a, b, { capacity: 1000, unit: "bytes", queued: () => 900 });
    shop.edge(a, b, {
      queued: () => {
        throw new Error("gone");
      },
    });
    await using following = await follow();
    expect(following.model.edge(1)).toMatchObject({ queued: 900, unit: "bytes", fill: 0.9, level: "full" });
    expect(following.model.edge(2)).toMatchObject({ queued: undefined, fill: undefined });
  }));

test("an edge that can be measured no more is known no more, also where the graph changes at once; then it may be again", () =>
  withPipeline(async ({ shop, service, follow }) => {
    const [a, b] = [shop.node("a"), shop.node("b")];
    let measure = (): number => 900;
    shop.edge(a, b, { capacity: 1000, queued: () => measure() });
    let updated = Promise.withResolvers<void>();
    const onUpdate = (): void => {
      updated.resolve();
      updated = Promise.withResolvers();
    };
    await using following = await follow({ onUpdate });
    const { model } = following;
    const isTold = async (queued: number | undefined): Promise<void> => {
      while (model.edge(1)?.queued !== queued) await updated.promise;
    };
    expect(model.edge(1)?.queued).toBe(900);
    measure = () => {
      throw new Error("gone");
    };
    await isTold(undefined);
    measure = () => 5;
    await isTold(5);
    measure = () => Number.NaN;
    shop.node("c");
    await isTold(undefined);
    expect(model.graph.nodes).toHaveLength(3);
    const { update } = await service.status();
    expect(update?.edges).toEqual([{ edge: 1, queued: notKnown }]);
  }));

test("with authorize, who may look may not control, and nobody is told why", () =>
  withPipeline(
    async ({ follow }) => {
      await using following = await follow({ by: "pipeline" });
      await expect(following.control(0, "drain")).rejects.toThrow(
        "the target does not let this client control its pipeline (authorize)",
      );
    },
    {
      controls: { drain: () => {} },
      authorize: (_peer, use) => {
        if (use === "control") throw new Error("the password is 1234");
        return true;
      },
    },
  ));

test("an interval that cannot be is told with its bounds, also when the pace is changed", () =>
  withPipeline(async ({ follow }) => {
    await expect(follow({ interval: 19, by: "pipeline" })).rejects.toThrow(
      "interval must be from 20 to 3600000 milliseconds, not 19",
    );
    await using following = await follow();
    await expect(following.pace(3_600_001)).rejects.toThrow("interval must be from 20 to 3600000");
    await following.pace(1000);
  }));

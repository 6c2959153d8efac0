// state.test.ts: by the interface of quirky_binder, ours looks to its console as its own do, and its own look to us as ours do.
import { expect, test } from "bun:test";
import { capnp } from "@teleop/rpc-capnp/teleop";
import { memoryPair } from "@teleop/transport-memory";
import { followPipeline, State } from "./client.ts";
import type { NodeState, NodeStatusItem } from "./schema/state.capnp.ts";
import { withPipeline } from "./testing/with-pipeline.ts";

test("its ids are those of quirky_binder", () => {
  expect(BigInt(State.id)).toBe(0x9793069fc7e4a036n);
});

test("a console of quirky_binder sees the graph by names, and a status for every node of it", () =>
  withPipeline(async ({ shop, session }) => {
    const [a, b] = [shop.node("main :: a"), shop.node("main :: b")];
    shop.edge(a, b, { input: 1 });
    a.wrote(2 ** 32 + 5);
    b.read(3, 1);
    b.fail(new Error("no"));
    using state = session.service("state", State);
    const { graph } = await state.graph();
    expect(graph).toEqual({
      nodes: [{ name: "main :: a" }, { name: "main :: b" }],
      edges: [{ tailName: "main :: a", tailIndex: 0, headName: "main :: b", headIndex: 1 }],
    });
    const { statuses } = await state.nodeStatuses();
    expect(statuses).toEqual([
      { nodeName: "main :: a", state: { which: "running" }, inputRead: [], outputWritten: [5] },
      { nodeName: "main :: b", state: { which: "error", error: "no" }, inputRead: [0, 3], outputWritten: [] },
    ]);
  }));

test("a process that offers nothing else is followed by asking it, also beyond 32 bits and as its graph grows", async () => {
  const a: NodeStatusItem.Init = { nodeName: "main :: a", state: { which: "waiting" }, outputWritten: [0] };
  const b: NodeStatusItem.Init = { nodeName: "main :: b", state: { which: "waiting" }, inputRead: [0] };
  const edges = [{ tailName: "main :: a", tailIndex: 0, headName: "main :: b", headIndex: 0 }];
  let statuses: readonly NodeStatusItem.Init[] = [a, b];
  const server = State.server({
    graph: () => ({ graph: { nodes: statuses.map(({ nodeName }) => ({ name: nodeName })), edges } }),
    nodeStatuses: () => ({ statuses }),
  });
  using target = capnp({ services: { state: () => server } });
  const [near, far] = memoryPair();
  await using _served = target.open(far);
  await using session = capnp().open(near);
  let updated = Promise.withResolvers<void>();
  const onUpdate = (): void => {
    updated.resolve();
    updated = Promise.withResolvers();
  };
  await using following = await followPipeline(session, { onUpdate, interval: 1 });
  const { model, by } = following;
  expect(by).toBe("state");
  expect(model.graph.nodes.map(({ path }) => path)).toEqual([
    ["main", "a"],
    ["main", "b"],
  ]);
  const set = async (written: number, read: number, state: NodeState.Init): Promise<void> => {
    statuses = [
      { ...a, state, outputWritten: [written] },
      { ...b, state, inputRead: [read] },
    ];
    // One may have been answered before.
    await updated.promise;
    await updated.promise;
  };
  await set(4_000_000_000, 4_000_000_000 - 40, { which: "running" });
  expect(model.edge(1)).toMatchObject({ queued: 40, level: "full" });
  await set(1000, 990, { which: "running" });
  expect(model.node(1)?.writtenTotal).toBe(2n ** 32n + 1000n);
  expect(model.edge(1)?.queued).toBe(10);
  await set(1000, 1000, { which: "error", error: "no comma" });
  expect(model.nodes().map(({ state, failure }) => [state, failure?.message, failure?.root])).toEqual([
    ["failed", "no comma", 1],
    ["failed", "no comma", 1],
  ]);
  statuses = [...statuses, { ...a, nodeName: "main :: c" }];
  await updated.promise;
  await updated.promise;
  expect(model.graph.nodes.map(({ name }) => name)).toEqual(["main :: a", "main :: b", "main :: c"]);
  await expect(following.control(0, "pause")).rejects.toThrow("state, which has no controls");
});

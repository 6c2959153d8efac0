// model.test.ts: what a client makes of updates: rates, what waits, the bottleneck, and where an error arose.
import { expect, test } from "bun:test";
import type { Failure, Graph, NodeStatus, Update } from "../schema/pipeline.capnp.ts";
import { Meter } from "./meter.ts";
import { PipelineModel } from "./model.ts";
import { unknownStatus } from "./node-view.ts";
import { StateUpdates } from "./state-updates.ts";

const SECOND = 1_000_000_000n;

/** A chain a → b → c, each edge of which has room for ten. */
function chain(names: readonly string[], capacity = 10n): Graph {
  return {
    revision: 1n,
    name: "chain",
    nodes: names.map((name, index) => ({
      id: index + 1,
      path: [name],
      kind: "",
      inputs: index === 0 ? [] : [""],
      outputs: index === names.length - 1 ? [] : [""],
      controls: [],
    })),
    edges: names.slice(1).map((_, index) => ({
      id: index + 1,
      from: { node: index + 1, output: 0 },
      to: { node: index + 2, input: 0 },
      capacity,
      unit: "records" as const,
      isMeasured: false,
    })),
    controls: [],
  };
}

function status(node: number, given: Partial<NodeStatus>): NodeStatus {
  return { ...unknownStatus(node, 0, 0), state: "running", ...given };
}

/** At so many seconds after the process began. */
function update(seconds: number, nodes: readonly NodeStatus[], graph?: Graph): Update {
  const now = BigInt(Math.round(seconds * 1e9));
  const time = 1_700_000_000_000 + seconds * 1000;
  return { time, now, revision: 1n, graph, nodes, edges: [], dropped: 0n };
}

function failure(given: Partial<Failure>): Failure {
  return { message: "", type: "", stack: "", causes: [], at: 0n, root: 0, isFinal: true, ...given };
}

test("rates are of the last three seconds, and come to nothing when nothing comes", () => {
  const model = new PipelineModel();
  model.apply(update(0, [status(1, { written: [0n] })], chain(["a"])));
  for (let second = 1; second <= 5; second++) {
    model.apply(update(second, [status(1, { written: [BigInt(second) * 100n] })]));
  }
  expect(model.node(1)?.writtenRate).toBe(100);
  model.apply(update(6, []));
  expect(model.node(1)?.writtenRate).toBeCloseTo(200 / 3);
  for (const second of [7, 8, 9]) model.apply(update(second, []));
  expect(model.node(1)?.writtenRate).toBe(0);
});

test("counts of 64 bits are exact, also beyond what a number holds", () => {
  const model = new PipelineModel();
  const large = 2n ** 63n;
  model.apply(update(0, [status(1, { written: [large] })], chain(["a"])));
  model.apply(update(1, [status(1, { written: [large + 7n] })]));
  expect(model.node(1)).toMatchObject({ writtenTotal: large + 7n, writtenRate: 7 });
  expect(JSON.parse(JSON.stringify(model.toJSON())).nodes[0].writtenTotal).toBe("9223372036854775815");
});

test("what a node has done since it was told is of what it was doing", () => {
  const model = new PipelineModel();
  model.apply(update(1, [status(1, { activity: "busy", since: SECOND })], chain(["a"])));
  model.apply(update(2, []));
  expect(model.node(1)?.shares).toEqual({ busy: 1, idle: 0, blocked: 0 });
  model.apply(update(3, [status(1, { activity: "blocked", since: 2n * SECOND, busy: SECOND })]));
  expect(model.node(1)?.shares).toEqual({ busy: 0.5, idle: 0, blocked: 0.5 });
});

test("a view is a new object only where it says something else", () => {
  const model = new PipelineModel();
  model.apply(update(0, [status(1, { written: [1n] }), status(2, { read: [1n] })], chain(["a", "b"])));
  const [a, b] = model.nodes();
  const change = model.apply(update(1, [status(2, { read: [2n] })]));
  expect(change).toEqual({ isGraphNew: false, nodes: new Set([2]), edges: new Set([1]) });
  expect(model.node(1)).toBe(a as never);
  expect(model.node(2)).not.toBe(b as never);
});

test("what waits on an edge is what was written and not yet read, of how much there is room for", () => {
  const model = new PipelineModel();
  const graph = chain(["a", "b"]);
  const at = (written: bigint, read: bigint) => {
    model.apply(update(0, [status(1, { written: [written] }), status(2, { read: [read] })], graph));
    return model.edge(1);
  };
  expect(at(6n, 0n)).toMatchObject({ queued: 6, fill: 0.6, level: "low" });
  expect(at(8n, 0n)).toMatchObject({ queued: 8, level: "high" });
  expect(at(9n, 0n)).toMatchObject({ queued: 9, level: "full" });
  // The two are not read at the same moment in every process.
  expect(at(9n, 10n)).toMatchObject({ queued: 0, level: "low" });
});

test("where several edges lead to one input, what waits on each cannot be told", () => {
  const model = new PipelineModel();
  const graph = chain(["a", "b"]);
  const edges = [...graph.edges, ...graph.edges.map((edge) => ({ ...edge, id: 2 }))];
  model.apply(update(0, [status(1, { written: [5n] }), status(2, { read: [1n] })], { ...graph, edges }));
  expect(model.edges().map(({ queued }) => queued)).toEqual([undefined, undefined]);
});

test("the bottleneck is the node for which records wait while nothing of its own does", () => {
  const model = new PipelineModel();
  // All queues up to c are full: a and b wait because of it.
  model.apply(
    update(
      0,
      [
        status(1, { written: [30n], activity: "blocked" }),
        status(2, { read: [20n], written: [20n], activity: "blocked" }),
        status(3, { read: [10n], written: [10n], activity: "busy" }),
        status(4, { read: [10n], activity: "idle" }),
      ],
      chain(["a", "b", "c", "d"]),
    ),
  );
  model.apply(update(1, []));
  expect(model.bottleneck).toEqual({
    node: 3,
    reason: "10 of 10 records wait for it, and it is busy 100 % of the time",
  });
});

test("without capacities, it is told by who is blocked; where nothing waits there is none", () => {
  const model = new PipelineModel();
  const nodes = (a: "blocked" | "idle") => [
    status(1, { written: [3n], activity: a }),
    status(2, { read: [1n], written: [1n], activity: a === "idle" ? "idle" : "busy" }),
    status(3, { read: [1n], activity: "idle" }),
  ];
  model.apply(update(0, nodes("blocked"), chain(["a", "b", "c"], 0n)));
  model.apply(update(1, []));
  expect(model.bottleneck?.node).toBe(2);
  const quiet = new PipelineModel();
  quiet.apply(update(0, nodes("idle"), chain(["a", "b", "c"], 0n)));
  quiet.apply(update(1, []));
  expect(quiet.bottleneck).toBeUndefined();
});

test("an error whose node is not told is of the first that failed of those that are connected", () => {
  const model = new PipelineModel();
  const failed = (node: number, at: bigint) =>
    status(node, { state: "failed", failure: failure({ message: `of ${node}`, at }) });
  model.apply(
    update(
      5,
      [failed(1, 3n * SECOND), failed(2, 2n * SECOND), failed(3, 2n * SECOND), status(4, {})],
      chain(["a", "b", "c", "d"]),
    ),
  );
  // Of b and c, which failed at the same moment, b feeds c.
  expect(model.nodes().map(({ failure }) => failure?.root)).toEqual([2, 2, 2, undefined]);
  expect(model.roots().map(({ id }) => id)).toEqual([2]);
  expect(model.node(2)?.failure?.time).toBe(1_700_000_002_000);
});

test("an error after which all went on is told from one that a node has ended with, and looked at later", () => {
  const model = new PipelineModel();
  const failed = (node: number, at: bigint, more: Partial<Failure> = {}) =>
    status(node, { failure: failure({ at: at * SECOND, root: node, ...more }) });
  const isFatal = () => model.nodes().map((node) => node.failure?.isFatal);
  model.apply(
    update(9, [failed(1, 1n, { isFinal: false }), failed(3, 2n, { isFinal: false })], chain(["a", "b", "c"])),
  );
  expect(isFatal()).toEqual([false, undefined, false]);
  // The second ends with what the third went on after.
  model.apply(update(9, [failed(2, 3n, { root: 3 })]));
  expect(isFatal()).toEqual([false, true, true]);
  expect(model.roots().map(({ id }) => id)).toEqual([3, 1]);
});

test("history is a point a second, and no more of them than are kept", () => {
  const model = new PipelineModel({ history: 3 });
  model.apply(update(0, [status(1, { written: [0n] })], chain(["a"])));
  for (let tenth = 1; tenth <= 50; tenth++) {
    model.apply(update(tenth / 10, [status(1, { written: [BigInt(tenth)] })]));
  }
  const history = model.nodeHistory(1);
  expect(history?.time.map((time) => time - 1_700_000_000_000)).toEqual([3000, 4000, 5000]);
  expect(history?.writtenRate.at(-1)).toBeCloseTo(10);
  expect(history?.busy.every(Number.isNaN)).toBe(true);
});

test("a graph that names what is not there is believed only as far as it makes sense", () => {
  const model = new PipelineModel();
  const graph = chain(["a", "b"]);
  const edges = [
    ...graph.edges,
    { ...graph.edges[0], id: 2, from: { node: 9, output: 0 } },
    { ...graph.edges[0], id: 3, to: { node: 2, input: 7 } },
  ] as Graph["edges"];
  model.apply(update(0, [status(9, {})], { ...graph, edges, nodes: [...graph.nodes, ...graph.nodes] }));
  expect(model.graph.nodes).toHaveLength(2);
  expect(model.graph.edges.map(({ id }) => id)).toEqual([1]);
});

test("a clock that stands still, goes back, or tells what is no time makes nothing grow, and nothing fail", () => {
  const meter = new Meter(3n * SECOND);
  const reading = { read: [1n], written: [], busy: 0n, idle: 0n, blocked: 0n };
  for (const now of [7n * SECOND, 7n * SECOND, 5n * SECOND]) {
    expect(meter.add({ ...reading, now }).read).toEqual([0]);
  }
  // From the second before on it is covered: 100 more in a second, by readings a millisecond apart.
  for (let milli = 1; milli <= 4000; milli++) {
    meter.add({ ...reading, now: 5n * SECOND + BigInt(milli) * 1_000_000n, read: [BigInt(milli)] });
  }
  expect(meter.size).toBeLessThanOrEqual(62);
  const { read } = meter.add({ ...reading, now: 9n * SECOND + 1_000_000n, read: [4001n] });
  expect(read[0]).toBeCloseTo(1000);
  const model = new PipelineModel();
  const failed = status(1, { failure: failure({ at: 2n ** 64n - 1n }), lastRecord: 1n });
  for (const time of [Number.NaN, Number.POSITIVE_INFINITY, -1e300]) {
    model.apply({ ...update(1, [failed], chain(["a"])), time });
    expect(new Date(model.node(1)?.failure?.time ?? Number.NaN).getTime()).not.toBeNaN();
    expect(JSON.stringify(model.toJSON())).toContain('"time"');
  }
});

test("a pipeline of thousands, all of which have failed, is looked through in no time; one that is too large is refused", () => {
  const model = new PipelineModel();
  const names = Array.from({ length: 3000 }, (_, index) => `${index}`);
  const failed = names.map((_, index) =>
    status(index + 1, { state: "failed", failure: failure({ at: 1n }) }),
  );
  model.apply(update(0, failed, chain(names)));
  expect(model.roots().map(({ id }) => id)).toEqual([1]);
  expect(() => new PipelineModel().apply(update(0, [], chain(new Array<string>(10_001).fill("a"))))).toThrow(
    "the target tells of a pipeline of 10001 nodes; at most 10000 can be followed",
  );
  const wide = status(1, { read: Array.from({ length: 100_001 }, () => 1n) });
  expect(() => model.apply(update(1, [wide]))).toThrow("100001 inputs and outputs; at most 100000");
});

test("a status of a node that the graph of quirky_binder does not have asks for it once, and ids are never used again", () => {
  const updates = new StateUpdates(42);
  const told = (nodeName: string) => ({ nodeName, state: undefined, inputRead: [], outputWritten: [] });
  const ids = (...names: string[]) => {
    updates.takeGraph(
      { nodes: names.map((name) => ({ name })), edges: [] },
      [...names, "stranger"].map(told),
    );
    return updates.update([], 0, 0n).graph?.nodes.map(({ id }) => id);
  };
  expect(ids("a", "b", "a")).toEqual([1, 2]);
  expect(updates.isOutdated([told("a"), told("stranger")])).toBe(false);
  expect(updates.isOutdated([told("c")])).toBe(true);
  expect(ids("b", "c")).toEqual([2, 3]);
  expect(ids("a", "c")).toEqual([4, 3]);
});

test("an edge of a graph of quirky_binder keeps its id and its past as others come and go, and no other has that id", () => {
  const updates = new StateUpdates(42);
  const model = new PipelineModel();
  const poll = (names: readonly string[], ...edges: readonly string[]) => {
    const statuses = names.map((nodeName) => ({
      nodeName,
      state: undefined,
      inputRead: [],
      outputWritten: [],
    }));
    const leading = edges.map((edge) => {
      const [tailName = "", headName = ""] = edge;
      return { tailName, tailIndex: 0, headName, headIndex: 0 };
    });
    updates.takeGraph({ nodes: names.map((name) => ({ name })), edges: leading }, statuses);
    model.apply(updates.update(statuses, 0, 0n));
    const { nodes } = model.graph;
    const nameOf = (id: number) => nodes.find((node) => node.id === id)?.name;
    return model.graph.edges.map(({ id, from, to }) => `${id} ${nameOf(from.node)}${nameOf(to.node)}`);
  };
  expect(poll(["a", "b", "c"], "ab", "bc")).toEqual(["1 ab", "2 bc"]);
  expect(poll(["x", "a", "b", "c"], "xa", "ab", "bc")).toEqual(["3 xa", "1 ab", "2 bc"]);
  expect(poll(["b", "c"], "xa", "ab", "bc")).toEqual(["2 bc"]);
  expect(model.edgeHistory(2)?.time).toHaveLength(1);
  // Of a node that has come anew, and twice the same.
  expect(poll(["a", "b", "c"], "ab", "bc", "bc")).toEqual(["4 ab", "2 bc", "5 bc"]);
});

test("the graph of quirky_binder is told once: while it is the same, what the model gives of it is the same object", () => {
  const updates = new StateUpdates(42);
  const model = new PipelineModel();
  const statuses = [{ nodeName: "a", state: undefined, inputRead: [], outputWritten: [1] }];
  expect(updates.isOutdated(statuses)).toBe(true);
  updates.takeGraph({ nodes: [{ name: "a" }], edges: [] }, statuses);
  expect(model.apply(updates.update(statuses, 0, 0n)).isGraphNew).toBe(true);
  const { graph } = model;
  expect(updates.isOutdated(statuses)).toBe(false);
  expect(model.apply(updates.update(statuses, 1, SECOND)).isGraphNew).toBe(false);
  expect(model.graph).toBe(graph);
});

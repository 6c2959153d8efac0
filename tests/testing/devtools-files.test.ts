// devtools-files.test.ts: what the runtime writes is read as it is, and a file that does not add up is refused.

import { expect, test } from "bun:test";
import { Session } from "node:inspector/promises";
import { readCpuProfile, readHeapSnapshot } from "./devtools-files.ts";

class Parcel {
  readonly contents = new Date();
}

test("of a snapshot the instances of a class are counted, and most nodes are reached from the root", () => {
  const parcels = Array.from({ length: 300 }, () => new Parcel());
  const { nodes, edges, size, reachable, objects } = readHeapSnapshot(Bun.generateHeapSnapshot("v8"));
  // The prototype bears the name of its class, too.
  expect(objects.get("Parcel")).toBeWithin(parcels.length, parcels.length + 3);
  expect(edges).toBeGreaterThan(nodes);
  expect(size).toBeGreaterThan(nodes);
  expect(reachable).toBeGreaterThan(nodes * 0.9);
  expect(parcels).toHaveLength(300);
});

test("of a profile the function that was busy is told, with its line", async () => {
  const { functions, samples, duration } = readCpuProfile(await profileOf(() => spin(50)));
  const [first] = functions.filter(({ name }) => name === "spin");
  expect(first?.url).toEndWith("devtools-files.test.ts");
  expect((await Bun.file(import.meta.path).text()).split("\n")[(first?.line ?? 0) - 1]).toStartWith(
    "function spin(",
  );
  expect(first?.samples).toBeWithin(1, samples + 1);
  expect(duration).toBeGreaterThan(25_000);
});

const SNAPSHOT = {
  snapshot: {
    meta: {
      node_fields: ["type", "name", "id", "self_size", "edge_count"],
      node_types: [["object"], "string", "number", "number", "number"],
      edge_fields: ["type", "name_or_index", "to_node"],
      edge_types: [["element", "property"], "string_or_number", "node"],
    },
    node_count: 2,
    edge_count: 1,
  },
  nodes: [0, 0, 1, 0, 1, 0, 1, 3, 16, 0],
  edges: [1, 1, 5],
  strings: ["", "Parcel"],
};

test.each([
  ["a node too few", { nodes: SNAPSHOT.nodes.slice(5) }, "the numbers in nodes: 5, expected 10"],
  [
    "an edge that no node has",
    { nodes: [0, 0, 1, 0, 0, 0, 1, 3, 16, 0] },
    "the nodes say they have: 0, expected 1",
  ],
  ["an edge into the middle of a node", { edges: [1, 1, 4] }, "edge 0 leads to 4, which is no node"],
  ["an edge beyond the last node", { edges: [1, 1, 10] }, "edge 0 leads to 10, which is no node"],
  ["a name that is missing", { strings: [""] }, "the name of a node is number 1 of 1"],
  ["an id twice", { nodes: [0, 0, 1, 0, 1, 0, 1, 1, 16, 0] }, "ids of nodes that differ: 1, expected 2"],
  ["a size below zero", { nodes: [0, 0, 1, 0, 1, 0, 1, 3, -16, 0] }, "self_size of node 5 is -16"],
])("a snapshot with %s is refused", (_what, change, message) => {
  expect(readHeapSnapshot(JSON.stringify(SNAPSHOT))).toMatchObject({
    nodes: 2,
    edges: 1,
    size: 16,
    reachable: 2,
  });
  expect(() => readHeapSnapshot(JSON.stringify({ ...SNAPSHOT, ...change }))).toThrow(message);
});

const callFrame = { functionName: "spin", url: "file:///spin.ts", lineNumber: 2 };
const PROFILE = {
  nodes: [
    { id: 1, hitCount: 0, children: [2], callFrame },
    { id: 2, hitCount: 2, callFrame },
  ],
  startTime: 1_000,
  endTime: 4_000,
  samples: [2, 2],
  timeDeltas: [1_000, 1_500],
};

test.each([
  ["a sample of no node", { samples: [2, 3] }, "a sample was taken in node 3"],
  ["a sample that was not counted", { samples: [1, 2] }, "the samples in node 1: 1, expected 0"],
  ["a time too few", { timeDeltas: [1_000] }, "the times between samples: 1, expected 2"],
  [
    "more time than it took",
    { timeDeltas: [1_000, 2_500] },
    "its samples take 3500 µs, though it took 3000 µs",
  ],
  [
    "a child that is missing",
    { nodes: [{ ...PROFILE.nodes[0], children: [3] }] },
    "the child 3, which is no node",
  ],
  [
    "two roots",
    { nodes: [{ id: 1, hitCount: 0, callFrame }, PROFILE.nodes[1]] },
    "without a parent: 2, expected 1",
  ],
])("a profile with %s is refused", (_what, change, message) => {
  expect(readCpuProfile(JSON.stringify(PROFILE))).toMatchObject({
    samples: 2,
    functions: [{ line: 3, samples: 2 }],
  });
  expect(() => readCpuProfile(JSON.stringify({ ...PROFILE, ...change }))).toThrow(message);
});

async function profileOf(work: () => void): Promise<string> {
  const session = new Session();
  session.connect();
  try {
    await session.post("Profiler.enable");
    await session.post("Profiler.start");
    work();
    return JSON.stringify((await session.post("Profiler.stop")).profile);
  } finally {
    session.disconnect();
  }
}

function spin(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}

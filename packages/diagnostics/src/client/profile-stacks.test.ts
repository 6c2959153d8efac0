import { expect, test } from "bun:test";
import { type CpuProfile, type ProfileNode, profileStacks } from "../client.ts";

function node(id: number, functionName: string, children: readonly number[] = []): ProfileNode {
  const callFrame = { functionName, scriptId: "1", url: "file:///shop.ts", lineNumber: 9, columnNumber: 0 };
  return { id, callFrame, hitCount: 1, children };
}

/** Each sample stands for a millisecond. */
function profileOf(nodes: readonly ProfileNode[], samples: readonly number[]): CpuProfile {
  const timeDeltas = samples.map((_, index) => (index === 0 ? 0 : 1000));
  return { nodes, samples, timeDeltas, startTime: 0, endTime: samples.length * 1000 };
}

test("calls of a function by the same caller are one, and callers come before what they called", () => {
  const nodes = [
    node(1, "(root)", [2, 5, 6]),
    node(2, "main", [3, 4]),
    node(3, "find"),
    node(4, "find"),
    node(5, "find"),
    node(6, "(idle)"),
  ];
  const { functions, calls, busy, idle } = profileStacks(profileOf(nodes, [2, 3, 4, 4, 5, 6, 6]));
  expect({ busy, idle }).toEqual({ busy: 5000, idle: 2000 });
  expect(functions.map(({ name, self, total }) => ({ name, self, total }))).toEqual([
    { name: "find", self: 4000, total: 4000 },
    { name: "main", self: 1000, total: 4000 },
  ]);
  const [root, ...others] = calls;
  expect(root).toEqual({ function: -1, caller: 0, total: 5000 });
  const main = calls.findIndex((call) => call.function === 1);
  expect(others.toSorted((one, other) => other.total - one.total)).toEqual([
    { function: 1, caller: 0, total: 4000 },
    { function: 0, caller: main, total: 3000 },
    { function: 0, caller: 0, total: 1000 },
  ]);
  for (const [index, { caller }] of calls.slice(1).entries()) expect(caller).toBeLessThan(index + 1);
});

test("of a function that calls itself each moment counts once, however deep", () => {
  const depth = 20_000;
  const nodes = [node(1, "(root)", [2])];
  for (let id = 2; id <= depth; id++) nodes.push(node(id, "descend", id < depth ? [id + 1] : []));
  const { functions, calls } = profileStacks(profileOf(nodes, [depth, depth, 2]));
  expect(functions).toHaveLength(1);
  expect(functions[0]).toMatchObject({ name: "descend", self: 3000, total: 3000 });
  expect(calls).toHaveLength(depth);
  expect(calls.at(-1)).toEqual({ function: 0, caller: depth - 2, total: 2000 });
});

test("of a profile without samples there is the root alone", () => {
  expect(profileStacks(profileOf([], []))).toEqual({
    functions: [],
    calls: [{ function: -1, caller: 0, total: 0 }],
    busy: 0,
    idle: 0,
  });
});

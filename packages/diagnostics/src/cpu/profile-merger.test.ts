import { describe, expect, test } from "bun:test";
import { profileTimes } from "../client.ts";
import type { CallFrame, CpuProfile } from "./profile.ts";
import { ProfileMerger } from "./profile-merger.ts";

const frame = (functionName: string, lineNumber = 0): CallFrame => ({
  functionName,
  scriptId: "1",
  url: "file:///shop.ts",
  lineNumber,
  columnNumber: 0,
});

/** The root calls `serve`, which calls `search`, which may call itself. */
function part(startTime: number, samples: readonly number[], timeDeltas: readonly number[]): CpuProfile {
  const hits = (id: number): number => samples.filter((sample) => sample === id).length;
  return {
    nodes: [
      { id: 1, callFrame: frame("(root)", -1), hitCount: hits(1), children: [5] },
      { id: 5, callFrame: frame("serve"), hitCount: hits(5), children: [7] },
      {
        id: 7,
        callFrame: frame("search", 9),
        hitCount: hits(7),
        children: [8],
        positionTicks: [{ line: 11, ticks: hits(7) }],
      },
      { id: 8, callFrame: frame("search", 9), hitCount: hits(8) },
    ],
    startTime,
    endTime: startTime + timeDeltas.reduce((sum, delta) => sum + delta, 0),
    samples,
    timeDeltas,
  };
}

function merge(interval: number, ...parts: readonly CpuProfile[]): CpuProfile {
  const merger = new ProfileMerger(interval);
  for (const each of parts) merger.add(each);
  return merger.profile();
}

const total = (profile: CpuProfile): number => profile.timeDeltas.reduce((sum, delta) => sum + delta, 0);

test("parts that follow each other become one: the same call is one node, and times go on", () => {
  const merged = merge(1000, part(1000, [5, 7], [500, 1000]), part(3000, [7, 8], [700, 1000]));
  expect(merged.nodes.map(({ callFrame, hitCount }) => [callFrame.functionName, hitCount])).toEqual([
    ["(root)", 0],
    ["serve", 1],
    ["search", 2],
    ["search", 1],
  ]);
  expect(merged.timeDeltas).toEqual([500, 1000, 1200, 1000]);
  expect(merged.startTime).toBe(1000);
  expect(merged.endTime).toBe(4700);
  expect(merged.nodes[2]?.positionTicks).toEqual([{ line: 11, ticks: 2 }]);
});

test("time in which no sample was taken is idle, not the function's that ran before", () => {
  const merged = merge(1000, part(0, [5, 5, 7], [1000, 1000, 500_000]));
  const { functions, idle, busy } = profileTimes(merged);
  expect(functions.find(({ name }) => name === "serve")?.self).toBe(2000);
  expect(idle).toBe(499_000);
  expect(idle + busy).toBe(total(merged) - 1000);
  expect(total(merged)).toBe(502_000);
});

test("time between two parts is idle as well", () => {
  const merged = merge(1000, part(0, [5], [1000]), part(800_000, [5, 5], [1000, 1000]));
  expect(profileTimes(merged).idle).toBe(799_000);
});

test("a pause between two bursts is idle, and samples that a busy machine delays are not", () => {
  const bursts = part(0, [5, 5, 5, 7, 7, 7], [1000, 1000, 1000, 6000, 1000, 1000]);
  expect(profileTimes(merge(1000, bursts)).idle).toBe(5000);
  const delayed = part(0, [5, 5, 5, 7, 7, 7], [3000, 3000, 4000, 6000, 3000, 2000]);
  expect(profileTimes(merge(1000, delayed)).idle).toBe(0);
});

test("of a runtime that samples idleness itself nothing is added", () => {
  const own = part(0, [5, 5], [1000, 500_000]);
  const program = { id: 2, callFrame: frame("(program)", -1), hitCount: 0 };
  const merged = merge(1000, { ...own, nodes: [...own.nodes, program] });
  expect(merged.samples).toHaveLength(2);
});

test("what was merged can be merged again", () => {
  const first = new ProfileMerger(1000);
  first.add(part(0, [5, 7], [1000, 1000]));
  const both = new ProfileMerger(1000);
  first.addTo(both);
  expect(both.profile()).toEqual(first.profile());
  expect(first.duration).toBe(0.002);
});

describe("the times of functions", () => {
  test("count what a function has called, and one that calls itself once", () => {
    const { functions } = profileTimes(part(0, [5, 7, 8, 8], [0, 1000, 1000, 1000]));
    expect(functions).toEqual([
      { name: "search", url: "file:///shop.ts", line: 10, self: 2000, total: 2000 },
      { name: "serve", url: "file:///shop.ts", line: 1, self: 1000, total: 3000 },
    ]);
  });

  test("of an empty profile are none", () => {
    const empty = { nodes: [], samples: [], timeDeltas: [], startTime: 0, endTime: 0 };
    expect(profileTimes(empty)).toEqual({ functions: [], busy: 0, idle: 0 });
  });
});

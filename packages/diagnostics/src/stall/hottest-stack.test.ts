import { expect, test } from "bun:test";
import type { CpuProfile, ProfileNode } from "../cpu/profile.ts";
import { hottestStack } from "./hottest-stack.ts";

const node = (id: number, functionName: string, children: number[] = [], line = 0): ProfileNode => ({
  id,
  callFrame: { functionName, scriptId: "1", url: "app.ts", lineNumber: line, columnNumber: 2 },
  hitCount: 0,
  children,
});

/** A sample each 10 ms, of these nodes. */
function profile(nodes: ProfileNode[], samples: number[]): CpuProfile {
  const timeDeltas = samples.map(() => 10_000);
  return { nodes, samples, timeDeltas, startTime: 0, endTime: samples.length * 10_000 };
}

const NODES = [
  node(1, "(root)", [2, 5]),
  node(2, "serve", [3, 4], 9),
  {
    ...node(3, "parse", [], 19),
    positionTicks: [
      { line: 21, ticks: 1 },
      { line: 22, ticks: 5 },
    ],
  },
  node(4, "render", [], 29),
  node(5, "(idle)"),
];

test("it is the path on which most time went, the innermost first, with the line that ran most", () => {
  expect(hottestStack(profile(NODES, [4, 3, 3, 3]), 40)).toEqual([
    { function: "parse", file: "app.ts", line: 22, column: 0 },
    { function: "serve", file: "app.ts", line: 10, column: 3 },
  ]);
});

test("only the last moments count", () => {
  expect(hottestStack(profile(NODES, [3, 3, 3, 3, 4, 4]), 20)[0]?.function).toBe("render");
});

test("a function that took more itself than any that it called is where it was", () => {
  expect(hottestStack(profile(NODES, [2, 2, 2, 3]), 40).map((frame) => frame.function)).toEqual(["serve"]);
});

test("a stack that is as deep as any is looked through", () => {
  const deepest = 100_000;
  const nodes = Array.from({ length: deepest }, (_, index) =>
    node(index + 1, `f${index + 1}`, index + 1 < deepest ? [index + 2] : []),
  );
  const stack = hottestStack(profile(nodes, [deepest]), 10);
  expect(stack.map((frame) => frame.function)).toHaveLength(50);
  expect(stack[0]?.function).toBe(`f${deepest}`);
});

test("where the profiler saw nothing run, nothing is known", () => {
  expect(hottestStack(profile(NODES, [3, 5, 5, 5]), 30)).toEqual([]);
  expect(hottestStack(profile([], []), 30)).toEqual([]);
});

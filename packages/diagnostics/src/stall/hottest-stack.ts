// hottest-stack.ts: of a profile, the stack in which most of its last moments went.
import type { CpuProfile, ProfileNode } from "../cpu/profile.ts";
import type { StackFrame } from "./stall-report.ts";

/** More are not told. */
const DEEPEST = 50;

/** @param duration in milliseconds, back from the last sample. */
export function hottestStack(profile: CpuProfile, duration: number): readonly StackFrame[] {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const times = timesOf(profile, duration);
  const totals = totalsOf(profile, nodes, times);
  const total = ({ id }: ProfileNode): number => totals.get(id) ?? 0;
  const path: ProfileNode[] = [];
  for (let at = profile.nodes[0]; at !== undefined; ) {
    path.push(at);
    const own = times.get(at.id) ?? 0;
    const [hottest] = childrenOf(at, nodes).toSorted((a, b) => total(b) - total(a));
    at = hottest === undefined || total(hottest) <= Math.max(0, own) ? undefined : hottest;
  }
  return path
    .toReversed()
    .filter(({ callFrame }) => !/^\(.*\)$/.test(callFrame.functionName))
    .slice(0, DEEPEST)
    .map(frameOf);
}

/** Microseconds of each node itself. */
function timesOf({ samples, timeDeltas }: CpuProfile, duration: number): ReadonlyMap<number, number> {
  const times = new Map<number, number>();
  let left = duration * 1000;
  for (let index = samples.length - 1; index >= 0 && left > 0; index--) {
    const [id, delta] = [samples[index], timeDeltas[index] ?? 0];
    if (id !== undefined) times.set(id, (times.get(id) ?? 0) + Math.min(delta, left));
    left -= delta;
  }
  return times;
}

/** Microseconds of each node with all below it. A stack may be deeper than one of ours can be. */
function totalsOf(
  { nodes: [root] }: CpuProfile,
  nodes: ReadonlyMap<number, ProfileNode>,
  times: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> {
  const callersFirst = root === undefined ? [] : [root];
  for (const node of callersFirst) callersFirst.push(...childrenOf(node, nodes));
  const totals = new Map<number, number>();
  for (const node of callersFirst.reverse()) {
    const sum = childrenOf(node, nodes).reduce(
      (sum, { id }) => sum + (totals.get(id) ?? 0),
      times.get(node.id) ?? 0,
    );
    totals.set(node.id, sum);
  }
  return totals;
}

function childrenOf({ children = [] }: ProfileNode, nodes: ReadonlyMap<number, ProfileNode>): ProfileNode[] {
  return children.flatMap((id) => nodes.get(id) ?? []);
}

/** With the line that was running most, where the profile tells, else the one in which the function begins. */
function frameOf({ callFrame, positionTicks = [] }: ProfileNode, index: number): StackFrame {
  const { functionName, url, lineNumber, columnNumber } = callFrame;
  const [busiest] = index === 0 ? positionTicks.toSorted((a, b) => b.ticks - a.ticks) : [];
  return {
    function: functionName,
    file: url,
    line: busiest?.line ?? lineNumber + 1,
    column: busiest === undefined ? columnNumber + 1 : 0,
  };
}

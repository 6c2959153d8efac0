// profile-shape.ts: what came from another process as a profile is none until it was looked at: whoever walks its nodes must
// come to an end, and find in them what is said to be there.
import type { CallFrame, CpuProfile, ProfileNode } from "./profile.ts";

/** Whether a value is a profile whose nodes are trees: each below one node at most, and none below the first. */
export function isProfile(value: unknown): value is CpuProfile {
  if (!isObject(value)) return false;
  const { nodes, samples, timeDeltas, startTime, endTime } = value;
  if (!Array.isArray(nodes) || !nodes.every(isNode)) return false;
  return (
    areNumbers(samples) &&
    areNumbers(timeDeltas) &&
    typeof startTime === "number" &&
    typeof endTime === "number" &&
    areTrees(nodes)
  );
}

function areTrees(nodes: readonly ProfileNode[]): boolean {
  const ids = new Set(nodes.map(({ id }) => id));
  // Nobody may be above the first.
  const below = new Set(nodes.slice(0, 1).map(({ id }) => id));
  for (const { children = [] } of nodes) {
    for (const child of children) {
      if (below.has(child)) return false;
      below.add(child);
    }
  }
  return ids.size === nodes.length;
}

function isNode(value: unknown): value is ProfileNode {
  if (!isObject(value)) return false;
  const { id, callFrame, children } = value;
  return typeof id === "number" && isFrame(callFrame) && (children === undefined || areNumbers(children));
}

function isFrame(value: unknown): value is CallFrame {
  if (!isObject(value)) return false;
  const { functionName, url, lineNumber, columnNumber } = value;
  return (
    typeof functionName === "string" &&
    typeof url === "string" &&
    typeof lineNumber === "number" &&
    typeof columnNumber === "number"
  );
}

function areNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((each) => typeof each === "number");
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

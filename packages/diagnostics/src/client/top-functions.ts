// top-functions.ts: where the time of a profile went, function by function.
import type { CpuProfile, ProfileNode } from "../cpu/profile.ts";

export interface FunctionTime {
  /** Empty for one that has no name. */
  readonly name: string;
  readonly url: string;
  /** From 1; 0 where it is not known. */
  readonly line: number;
  /** Microseconds in the function itself. */
  readonly self: number;
  /** Microseconds in it and in what it called, each counted once however it was reached. */
  readonly total: number;
}

export interface ProfileTimes {
  /** Those that took the most themselves come first. */
  readonly functions: readonly FunctionTime[];
  /** Microseconds in functions. */
  readonly busy: number;
  /** Microseconds in which nothing ran. */
  readonly idle: number;
}

/** What a profile was not in when nothing ran. */
const IDLE: ReadonlySet<string> = new Set(["(idle)", "(root)"]);

/** The times of a profile: a sample stands for the time until the next. */
export function profileTimes(profile: CpuProfile): ProfileTimes {
  const own = timeOfNodes(profile);
  const times = new Map<string, { frame: ProfileNode["callFrame"]; self: number; total: number }>();
  const byId = new Map(profile.nodes.map((node) => [node.id, node]));
  let busy = 0;
  let idle = 0;

  /** What is on the way from the root to a node, so that one that calls itself counts once. */
  const above = new Map<string, number>();
  const [root] = profile.nodes;
  const steps: { readonly node: ProfileNode; readonly isLeft: boolean }[] =
    root === undefined ? [] : [{ node: root, isLeft: false }];
  /** Time in the subtrees that have been left, by how deep they began. */
  const sums: number[] = [];
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    const { node, isLeft } = step;
    const frame = node.callFrame;
    const key = keyOf(frame);
    if (!isLeft) {
      above.set(key, (above.get(key) ?? 0) + 1);
      sums.push(own.get(node.id) ?? 0);
      steps.push({ node, isLeft: true });
      for (const id of node.children ?? []) {
        const child = byId.get(id);
        if (child !== undefined) steps.push({ node: child, isLeft: false });
      }
      continue;
    }
    const sum = sums.pop() ?? 0;
    if (sums.length > 0) sums.push((sums.pop() ?? 0) + sum);
    const depth = (above.get(key) ?? 1) - 1;
    above.set(key, depth);
    const self = own.get(node.id) ?? 0;
    if (IDLE.has(frame.functionName)) {
      idle += self;
      continue;
    }
    busy += self;
    const time = times.get(key) ?? { frame, self: 0, total: 0 };
    time.self += self;
    if (depth === 0) time.total += sum;
    times.set(key, time);
  }
  const functions = [...times.values()]
    .map(({ frame, self, total }) => ({
      name: frame.functionName,
      url: frame.url,
      line: frame.lineNumber + 1,
      self,
      total,
    }))
    .sort((one, other) => other.self - one.self || other.total - one.total);
  return { functions, busy, idle };
}

function timeOfNodes({ samples, timeDeltas, startTime, endTime }: CpuProfile): ReadonlyMap<number, number> {
  const own = new Map<number, number>();
  let left = endTime - startTime;
  for (const [index, sample] of samples.entries()) {
    left -= timeDeltas[index] ?? 0;
    const time = index + 1 < samples.length ? (timeDeltas[index + 1] ?? 0) : Math.max(0, left);
    own.set(sample, (own.get(sample) ?? 0) + time);
  }
  return own;
}

function keyOf({ functionName, url, lineNumber, columnNumber }: ProfileNode["callFrame"]): string {
  return `${lineNumber} ${columnNumber} ${functionName} ${url}`;
}

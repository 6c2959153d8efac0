// profile-stacks.ts: where the time of a profile went: function by function, and call by call, as a flame graph shows it.
import type { CallFrame, CpuProfile, ProfileNode } from "../cpu/profile.ts";

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

/** A function, as it was called by the functions above it: all calls of it by the same caller are one. */
export interface StackCall {
  /** Which of `functions` it is; of the root, which is none, -1. */
  readonly function: number;
  /** Which of `calls` called it, always one that comes before; of the root, itself: 0. */
  readonly caller: number;
  /** Microseconds in it and in what it called. */
  readonly total: number;
}

export interface ProfileStacks {
  /** Those that took the most themselves come first. */
  readonly functions: readonly FunctionTime[];
  /** The root first. Time in which nothing ran is not in it. */
  readonly calls: readonly StackCall[];
  /** Microseconds in functions. */
  readonly busy: number;
  /** Microseconds in which nothing ran. */
  readonly idle: number;
}

/** What a profile was not in when nothing ran. */
const IDLE: ReadonlySet<string> = new Set(["(idle)", "(root)"]);

interface Function {
  readonly frame: CallFrame;
  self: number;
  total: number;
}

interface Call {
  readonly of: number;
  readonly caller: number;
  readonly called: Map<number, number>;
  self: number;
  total: number;
}

/** The times of a profile: a sample stands for the time until the next. */
export function profileStacks(profile: CpuProfile): ProfileStacks {
  const own = timeOfNodes(profile);
  const byId = new Map(profile.nodes.map((node) => [node.id, node]));
  const functions: Function[] = [];
  const calls: Call[] = [{ of: -1, caller: 0, called: new Map(), self: 0, total: 0 }];
  let idle = 0;

  const numbers = new Map<string, number>();
  const numberOf = (frame: CallFrame): number => {
    const key = keyOf(frame);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, functions.length);
    return functions.push({ frame, self: 0, total: 0 }) - 1;
  };
  /** Of a node that is no function, the call that it is in. */
  const callOf = ({ callFrame }: ProfileNode, caller: number): number => {
    if (IDLE.has(callFrame.functionName)) return caller;
    const of = numberOf(callFrame);
    const known = calls[caller]?.called.get(of);
    if (known !== undefined) return known;
    calls[caller]?.called.set(of, calls.length);
    return calls.push({ of, caller, called: new Map(), self: 0, total: 0 }) - 1;
  };
  const [root] = profile.nodes;
  const waiting = root === undefined ? [] : [{ node: root, caller: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, caller } = next;
    const self = own.get(node.id) ?? 0;
    const index = callOf(node, caller);
    const call = calls[index];
    if (IDLE.has(node.callFrame.functionName)) idle += self;
    else if (call !== undefined) call.self += self;
    for (const id of node.children ?? []) {
      const child = byId.get(id);
      if (child !== undefined) waiting.push({ node: child, caller: index });
    }
  }
  sumCalls(calls, functions);
  return {
    ...ordered(functions, calls),
    busy: calls[0]?.total ?? 0,
    idle,
  };
}

/** Adds up what each call took with what it called, and what each function took of that. */
function sumCalls(calls: readonly Call[], functions: readonly Function[]): void {
  for (const call of calls.toReversed()) {
    call.total += call.self;
    const caller = calls[call.caller];
    if (caller !== undefined && caller !== call) caller.total += call.total;
  }
  /** How often each function is on the way from the root to a call, so that one that calls itself counts once. */
  const above = new Uint32Array(functions.length);
  const steps = [{ index: 0, isLeft: false }];
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    const call = calls[step.index];
    if (call === undefined) continue;
    const times = functions[call.of];
    if (step.isLeft) {
      above[call.of] = (above[call.of] ?? 1) - 1;
      continue;
    }
    if (times !== undefined) {
      times.self += call.self;
      if (above[call.of] === 0) times.total += call.total;
      above[call.of] = (above[call.of] ?? 0) + 1;
      steps.push({ index: step.index, isLeft: true });
    }
    for (const index of call.called.values()) steps.push({ index, isLeft: false });
  }
}

function ordered(
  functions: readonly Function[],
  calls: readonly Call[],
): Pick<ProfileStacks, "functions" | "calls"> {
  const order = functions
    .map((times, number) => ({ times, number }))
    .sort((one, other) => other.times.self - one.times.self || other.times.total - one.times.total);
  const places = new Int32Array(functions.length);
  for (const [place, { number }] of order.entries()) places[number] = place;
  return {
    functions: order.map(({ times: { frame, self, total } }) => ({
      name: frame.functionName,
      url: frame.url,
      line: frame.lineNumber + 1,
      self,
      total,
    })),
    calls: calls.map(({ of, caller, total }) => ({ function: places[of] ?? -1, caller, total })),
  };
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

function keyOf({ functionName, url, lineNumber, columnNumber }: CallFrame): string {
  return `${lineNumber} ${columnNumber} ${functionName} ${url}`;
}

// profile-merger.ts: makes one profile of several that follow each other, so that none of them need be long: what a runtime
// has sampled, it sorts all at once.
import type { CallFrame, CpuProfile, ProfileNode } from "./profile.ts";

/** Microseconds. Less than this says nothing: whoever takes the samples is a thread like others. */
const SHORTEST_IDLENESS = 2000;

interface MergedNode {
  readonly id: number;
  readonly callFrame: CallFrame;
  hitCount: number;
  readonly children: Map<string, MergedNode>;
  readonly ticks: Map<number, number>;
}

export class ProfileMerger {
  readonly #interval: number;
  readonly #nodes: MergedNode[] = [];
  readonly #root: MergedNode;
  readonly #samples: number[] = [];
  readonly #timeDeltas: number[] = [];
  #startTime: number | undefined;
  #endTime = 0;
  #lastSample = 0;

  /** @param interval between two samples, in microseconds. */
  constructor(interval: number) {
    this.#interval = interval;
    this.#root = this.#node(frameOf("(root)"));
  }

  /** Seconds from the beginning of the first to the end of the last. */
  get duration(): number {
    return this.#startTime === undefined ? 0 : (this.#endTime - this.#startTime) / 1e6;
  }

  /** Appends a profile, which began after the one before it ended. */
  add(profile: CpuProfile): void {
    this.#lastSample = this.#startTime === undefined ? profile.startTime : this.#lastSample;
    this.#startTime ??= profile.startTime;
    const merged = this.#merge(profile.nodes);
    // V8 takes samples of idleness itself.
    const tellsIdleness = profile.nodes.some(({ callFrame }) => callFrame.functionName === "(program)");
    const idleAfter = this.#idleAfter(profile);
    let time = profile.startTime;
    for (const [index, sample] of profile.samples.entries()) {
      time += profile.timeDeltas[index] ?? 0;
      const node = merged.get(sample);
      if (node === undefined) continue;
      if (!tellsIdleness && time - this.#lastSample > idleAfter) {
        this.#sample(this.#child(this.#root, frameOf("(idle)")), this.#lastSample + this.#interval);
      }
      this.#sample(node, time);
    }
    this.#endTime = Math.max(this.#endTime, profile.endTime, this.#lastSample);
  }

  /** All that was added, in another one. */
  addTo(other: ProfileMerger): void {
    if (this.#startTime !== undefined) other.add(this.profile());
  }

  profile(): CpuProfile {
    return {
      nodes: this.#nodes.map(({ id, callFrame, hitCount, children, ticks }) => ({
        id,
        callFrame,
        hitCount,
        children: [...children.values()].map((child) => child.id),
        positionTicks: [...ticks].map(([line, ticks]) => ({ line, ticks })),
      })),
      startTime: this.#startTime ?? 0,
      endTime: this.#endTime,
      samples: [...this.#samples],
      timeDeltas: [...this.#timeDeltas],
    };
  }

  /**
   * Microseconds without a sample after which the process has done nothing in JavaScript: three times what passes between
   * two samples while it does. A machine that is busy delays samples, by ten intervals at most.
   */
  #idleAfter({ timeDeltas }: CpuProfile): number {
    const ordered = timeDeltas.toSorted((one, other) => one - other);
    const usual = ordered[(ordered.length - 1) >> 1] ?? 0;
    const delayed = Math.min(Math.max(usual, this.#interval) * 3, this.#interval * 10);
    return Math.max(delayed, SHORTEST_IDLENESS);
  }

  /** Adds the tree to ours; gives our nodes by the ids of theirs. */
  #merge(nodes: readonly ProfileNode[]): ReadonlyMap<number, MergedNode> {
    const byId = new Map(nodes.map((node) => [node.id, node]));
    const merged = new Map<number, MergedNode>();
    const [root] = nodes;
    if (root !== undefined) merged.set(root.id, this.#root);
    const waiting = root === undefined ? [] : [root];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      const ours = merged.get(node.id);
      if (ours === undefined) continue;
      for (const { line, ticks } of node.positionTicks ?? []) {
        ours.ticks.set(line, (ours.ticks.get(line) ?? 0) + ticks);
      }
      for (const id of node.children ?? []) {
        const child = byId.get(id);
        if (child === undefined || merged.has(id)) continue;
        merged.set(id, this.#child(ours, child.callFrame));
        waiting.push(child);
      }
    }
    return merged;
  }

  #sample(node: MergedNode, time: number): void {
    node.hitCount++;
    this.#samples.push(node.id);
    this.#timeDeltas.push(Math.max(0, time - this.#lastSample));
    this.#lastSample = Math.max(time, this.#lastSample);
  }

  #child(parent: MergedNode, callFrame: CallFrame): MergedNode {
    const { functionName, scriptId, url, lineNumber, columnNumber } = callFrame;
    const key = `${scriptId} ${lineNumber} ${columnNumber} ${functionName} ${url}`;
    const known = parent.children.get(key);
    if (known !== undefined) return known;
    const node = this.#node(callFrame);
    parent.children.set(key, node);
    return node;
  }

  #node(callFrame: CallFrame): MergedNode {
    const id = this.#nodes.length + 1;
    const node = { id, callFrame, hitCount: 0, children: new Map(), ticks: new Map() };
    this.#nodes.push(node);
    return node;
  }
}

function frameOf(functionName: string): CallFrame {
  return { functionName, scriptId: "0", url: "", lineNumber: -1, columnNumber: -1 };
}

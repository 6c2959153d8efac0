// profile.ts: what a .cpuprofile has in it, as the tools of browsers and speedscope read it. Times are microseconds.

export interface CpuProfile {
  readonly nodes: readonly ProfileNode[];
  readonly startTime: number;
  readonly endTime: number;
  /** The ids of the nodes that were running when each sample was taken. */
  readonly samples: readonly number[];
  /** From the sample before, or the start. */
  readonly timeDeltas: readonly number[];
}

/** A function, as it was called by the functions above it. */
export interface ProfileNode {
  readonly id: number;
  readonly callFrame: CallFrame;
  /** The samples in which it was running itself. */
  readonly hitCount: number;
  readonly children?: readonly number[] | undefined;
  /** Which of its lines were running, counted from 1. */
  readonly positionTicks?: readonly PositionTick[] | undefined;
}

export interface CallFrame {
  readonly functionName: string;
  readonly scriptId: string;
  readonly url: string;
  /** From 0; -1 where it is not known. */
  readonly lineNumber: number;
  readonly columnNumber: number;
}

export interface PositionTick {
  readonly line: number;
  readonly ticks: number;
}

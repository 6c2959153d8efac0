// node.ts: a node of a pipeline, as the application that runs it counts it. Counting is an addition, whether somebody looks or
// not; only what measures time reads a clock.
import { isThenable, show, TeleopError } from "@teleop/core/basics";
import type { Controls } from "./controls.ts";
import type { FailureRecord, Failures, RecordedFailure } from "./failure.ts";

export type NodeState = "waiting" | "running" | "paused" | "done" | "stopped" | "failed";
export type Activity = "unmeasured" | "idle" | "busy" | "blocked";

/** How far a node has come. Times are milliseconds, of `performance.now()`. */
export interface NodeStatus {
  readonly state: NodeState;
  /** What it does at the moment, and since when. */
  readonly activity: Activity;
  readonly since: number;
  /** For how long it did that, until `since`. */
  readonly busy: number;
  readonly idle: number;
  readonly blocked: number;
  /** When it has last read or written, or a little later, since not each record is timed; undefined where it never has. */
  readonly lastRecord: number | undefined;
  /** How many errors there have been, and the last of them. */
  readonly errors: number;
  readonly failure: FailureRecord | undefined;
  /** Records, for each input. */
  readonly read: readonly number[];
  /** Records, for each output. */
  readonly written: readonly number[];
}

/** What a pipeline needs of a node that it makes, and a node of its pipeline. */
export interface NodeParts {
  readonly id: number;
  readonly path: readonly string[];
  readonly kind: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly controls: Controls;
  readonly failures: Failures;
  /** Tells that the graph is another now. */
  readonly changed: () => void;
  readonly removed: (node: PipelineNode) => void;
}

/**
 * A node. It is `waiting` until it first counts something, and `running` then; how it ends is the application's to say.
 *
 * Its time can be told in two ways. One after the other: `idle()`, `busy()` and `blocked()` say what it does from now on.
 * Or for a node that does several things at once: `work()`, `idleOn()` and `blockedOn()`; it is busy while any of
 * them works, else blocked while any waits for that, else idle.
 */
export class PipelineNode {
  /** From 1 on, and never used again in this pipeline. */
  readonly id: number;
  /** Its name, the last, in the groups that it belongs to. */
  readonly path: readonly string[];
  readonly kind: string;
  readonly #parts: NodeParts;
  readonly #inputs: string[];
  readonly #outputs: string[];
  readonly #read: number[];
  readonly #written: number[];
  #state: NodeState = "waiting";
  #activity: Activity = "unmeasured";
  #since = 0;
  #busy = 0;
  #idle = 0;
  #blocked = 0;
  #working = 0;
  #waiting = 0;
  #counted = 0;
  #lastRecord: number | undefined;
  #errors = 0;
  #failure: RecordedFailure | undefined;

  /** Of `pipeline.node()`. */
  constructor(parts: NodeParts) {
    this.#parts = parts;
    this.id = parts.id;
    this.path = parts.path;
    this.kind = parts.kind;
    this.#inputs = [...parts.inputs];
    this.#outputs = [...parts.outputs];
    this.#read = this.#inputs.map(() => 0);
    this.#written = this.#outputs.map(() => 0);
  }

  get state(): NodeState {
    return this.#state;
  }

  /** The names of its inputs, some of which may be empty. */
  get inputs(): readonly string[] {
    return this.#inputs;
  }

  get outputs(): readonly string[] {
    return this.#outputs;
  }

  get controls(): Controls {
    return this.#parts.controls;
  }

  /**
   * Counts records that it has read.
   *
   * @param count a number of 0 or more.
   * @param input from 0 on; one that it did not have is added.
   * @throws TeleopError `INVALID_ARGUMENT`
   */
  read(count = 1, input = 0): void {
    const before = this.#read[input];
    if (before === undefined || !(count >= 0)) this.#first(this.#read, this.#inputs, count, input);
    else this.#read[input] = before + count;
    if (this.#state === "waiting") this.#state = "running";
  }

  /** Counts records that it has written, as `read()` does. */
  wrote(count = 1, output = 0): void {
    const before = this.#written[output];
    if (before === undefined || !(count >= 0)) this.#first(this.#written, this.#outputs, count, output);
    else this.#written[output] = before + count;
    if (this.#state === "waiting") this.#state = "running";
  }

  /** From now on it waits for something to read. */
  idle(): void {
    this.#working = 0;
    this.#waiting = 0;
    this.#turn("idle");
  }

  /** From now on it works. */
  busy(): void {
    this.#working = 1;
    this.#waiting = 0;
    this.#turn("busy");
  }

  /** From now on it waits until what it has to write is wanted. */
  blocked(): void {
    this.#working = 0;
    this.#waiting = 1;
    this.#turn("blocked");
  }

  /** Calls it, and counts the time until it has returned, or what it returned has settled, as busy. */
  work<Result>(task: () => PromiseLike<Result>): Promise<Result>;
  work<Result>(task: () => Result): Result;
  work<Result>(task: () => Result | PromiseLike<Result>): Result | Promise<Result> {
    this.#shift(1, 0);
    const over = (): void => this.#shift(-1, 0);
    return whenOver(task, over);
  }

  /** Waits for it, such as for what is next to read, and counts that as idle, unless other work goes on meanwhile. */
  async idleOn<Result>(promise: PromiseLike<Result>): Promise<Result> {
    const paused = Math.min(1, this.#working);
    this.#shift(-paused, 0);
    try {
      return await promise;
    } finally {
      this.#shift(paused, 0);
    }
  }

  /** Waits for it, such as for room to write, and counts that as blocked, unless other work goes on meanwhile. */
  async blockedOn<Result>(promise: PromiseLike<Result>): Promise<Result> {
    const paused = Math.min(1, this.#working);
    this.#shift(-paused, 1);
    try {
      return await promise;
    } finally {
      this.#shift(paused, -1);
    }
  }

  /** It works again, or has begun to, also before it has read anything. */
  running(): void {
    this.#state = "running";
  }

  /** It stands still on purpose, until `running()`. */
  paused(): void {
    this.#state = "paused";
    if (this.#activity !== "unmeasured") this.idle();
  }

  /** It has done all that there was to do. */
  done(): void {
    this.#end("done");
  }

  /** It ended before that, since nobody wants more of it. */
  stopped(): void {
    this.#end("stopped");
  }

  /** It has failed with this, and does no more. What other nodes fail with because of it is told to be of this one. */
  fail(error: unknown): void {
    this.#record(error, true);
    this.#end("failed");
  }

  /** An error that it got over, such as a record that was no good. The last one is kept until somebody has looked. */
  caught(error: unknown): void {
    this.#record(error, false);
    if (this.#state === "waiting") this.#state = "running";
  }

  /** Takes it out of the graph, with its edges. It can be counted on, but nobody sees that. */
  remove(): void {
    this.#parts.removed(this);
  }

  status(): NodeStatus {
    this.#seen(performance.now());
    return {
      state: this.#state,
      activity: this.#activity,
      since: this.#since,
      busy: this.#busy,
      idle: this.#idle,
      blocked: this.#blocked,
      lastRecord: this.#lastRecord,
      errors: this.#errors,
      failure: this.#failure?.tell(),
      read: [...this.#read],
      written: [...this.#written],
    };
  }

  /** Has an input, and so an edge that leads to it, counted from the start. */
  requireInput(input: number): void {
    if (this.#read[input] === undefined) this.#first(this.#read, this.#inputs, 0, input);
  }

  requireOutput(output: number): void {
    if (this.#written[output] === undefined) this.#first(this.#written, this.#outputs, 0, output);
  }

  /** A port that it did not have, or a count that is none. */
  #first(counts: number[], names: string[], count: number, port: number): void {
    if (!(typeof count === "number" && count >= 0)) {
      throw new TeleopError(
        "INVALID_ARGUMENT",
        `the count of records must be a number of 0 or more, not ${show(count)}`,
      );
    }
    if (!(Number.isInteger(port) && port >= 0 && port < MOST_PORTS)) {
      const most = `an integer from 0 to ${MOST_PORTS - 1}`;
      throw new TeleopError("INVALID_ARGUMENT", `an input or output must be ${most}, not ${show(port)}`);
    }
    while (counts.length <= port) {
      counts.push(0);
      names.push("");
    }
    counts[port] = count;
    this.#parts.changed();
  }

  #record(error: unknown, isFinal: boolean): void {
    this.#errors++;
    this.#failure = this.#parts.failures.record(error, this.id, isFinal);
  }

  #end(state: NodeState): void {
    if (this.#activity !== "unmeasured") this.idle();
    this.#state = state;
  }

  #shift(working: number, waiting: number): void {
    this.#working = Math.max(0, this.#working + working);
    this.#waiting = Math.max(0, this.#waiting + waiting);
    if (this.#working > 0) this.#turn("busy");
    else this.#turn(this.#waiting > 0 ? "blocked" : "idle");
  }

  #turn(activity: Activity): void {
    if (activity === this.#activity) return;
    if (this.#state === "waiting") this.#state = "running";
    const now = performance.now();
    const passed = now - this.#since;
    if (this.#activity === "busy") this.#busy += passed;
    else if (this.#activity === "idle") this.#idle += passed;
    else if (this.#activity === "blocked") this.#blocked += passed;
    this.#activity = activity;
    this.#since = now;
    this.#seen(now);
  }

  /** Whether it has counted something since the last time that somebody had a clock in hand. */
  #seen(now: number): void {
    const counted = sum(this.#read) + sum(this.#written);
    if (counted !== this.#counted) this.#lastRecord = now;
    this.#counted = counted;
  }
}

/** The schema counts the ports of an edge in 16 bits, and a mistake should not take much memory. */
const MOST_PORTS = 1000;

function sum(counts: readonly number[]): number {
  let all = 0;
  for (const count of counts) all += count;
  return all;
}

function whenOver<Result>(
  task: () => Result | PromiseLike<Result>,
  over: () => void,
): Result | Promise<Result> {
  let result: Result | PromiseLike<Result>;
  try {
    result = task();
  } catch (error) {
    over();
    throw error;
  }
  if (!isThenable(result)) {
    over();
    return result;
  }
  return Promise.resolve(result).finally(over);
}

// view.ts: what a client shows of a pipeline. All of it is plain data that never changes: where something has changed there is
// a new object, so that who draws compares by identity.

/** Of which nodes a pipeline consists, and what leads where. */
export interface PipelineGraph {
  /** Grows with each change of the graph; 0 before anything is known. */
  readonly revision: number;
  readonly name: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** Of the pipeline as a whole. */
  readonly controls: readonly GraphControl[];
}

export interface GraphNode {
  /** From 1 on; never used again for another node of the same process. */
  readonly id: number;
  /** Its own name, the last, in the groups that it belongs to. At least one. */
  readonly path: readonly string[];
  /** The path in one text, `main :: words :: sort`: what no other node has. */
  readonly name: string;
  /** A word of the application's, such as source, map or sink; may be empty. */
  readonly kind: string;
  /** Names of ports, of which some may be empty. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly controls: readonly GraphControl[];
}

export interface GraphEdge {
  /** From 1 on; never used again for another edge of the same process. */
  readonly id: number;
  /** The id of a node, and which of its outputs, from 0 on. */
  readonly from: { readonly node: number; readonly output: number };
  readonly to: { readonly node: number; readonly input: number };
  /** How much may wait on it; undefined where that is without bound, or not known. */
  readonly capacity: number | undefined;
  /** Of the capacity, and of what is queued. */
  readonly unit: "records" | "bytes";
}

export interface GraphControl {
  readonly name: string;
  readonly doc: string;
  /** Whether people are to be asked once more. */
  readonly isDangerous: boolean;
}

export type NodeState = "waiting" | "running" | "paused" | "done" | "stopped" | "failed";
export type Activity = "unmeasured" | "idle" | "busy" | "blocked";

/** A node, as it was at the last update. */
export interface NodeView {
  readonly id: number;
  readonly state: NodeState;
  /** What it did at that moment. */
  readonly activity: Activity;
  /** Records, for each input. */
  readonly read: readonly bigint[];
  /** Records, for each output. */
  readonly written: readonly bigint[];
  /** Records a second, of the last seconds, for each input. */
  readonly readRates: readonly number[];
  /** Records a second, of the last seconds, for each output. */
  readonly writtenRates: readonly number[];
  /** Over all inputs. */
  readonly readTotal: bigint;
  /** Over all outputs. */
  readonly writtenTotal: bigint;
  /** Records a second over all inputs. */
  readonly readRate: number;
  /** Records a second over all outputs. */
  readonly writtenRate: number;
  /** What it did in the last seconds; undefined where the application does not tell. */
  readonly shares: Shares | undefined;
  /**
   * When it has last read or written, as `PipelineModel.time` is; undefined where it never has, or that is not told.
   */
  readonly recordTime: number | undefined;
  /** How many errors there have been. */
  readonly errors: bigint;
  /** The last of them. */
  readonly failure: FailureView | undefined;
}

/** From 0 to 1, and together 1. */
export interface Shares {
  readonly busy: number;
  readonly idle: number;
  readonly blocked: number;
}

export interface FailureView {
  readonly message: string;
  /** Such as TypeError; empty for what is no error, or not known. */
  readonly type: string;
  /** May be empty. */
  readonly stack: string;
  /** What it says of its causes, from the nearest on. */
  readonly causes: readonly string[];
  /** As `PipelineModel.time`: milliseconds since the epoch, by the target's clock. */
  readonly time: number;
  /** Whether the node ended with it, or went on. */
  readonly isFinal: boolean;
  /** Whether any node ended with it: this one, or another whose error follows from it. */
  readonly isFatal: boolean;
  /** The id of the node at which it arose, which may be this one. */
  readonly root: number;
  /** Whether that is this node: the error to look at, where others only follow. */
  readonly isRoot: boolean;
}

/** An edge, as it was at the last update. */
export interface EdgeView {
  readonly id: number;
  /** How much waits on it; undefined where that cannot be told. */
  readonly queued: number | undefined;
  readonly unit: "records" | "bytes";
  /** Of its capacity, from 0 to 1; undefined without either. */
  readonly fill: number | undefined;
  /** What the fill means: up to 60 %, up to 85 %, above. */
  readonly level: "low" | "high" | "full" | undefined;
  /** Records a second that go through it. */
  readonly rate: number;
}

/** What holds the others up. */
export interface Bottleneck {
  readonly node: number;
  /** Why it is thought to be, for people: `42 of 42 records wait for it, and it is busy 98 % of the time`. */
  readonly reason: string;
}

/** What an update has changed, beside what time itself changes. */
export interface Change {
  /** Whether the graph is another than before: time to lay it out. */
  readonly isGraphNew: boolean;
  /** The ids of those whose view is another than before. */
  readonly nodes: ReadonlySet<number>;
  readonly edges: ReadonlySet<number>;
}

/** How it was before, once a second; the last is the newest. All columns are of one length. */
export interface NodeHistory {
  /** Milliseconds since the epoch. */
  readonly time: readonly number[];
  readonly readRate: readonly number[];
  readonly writtenRate: readonly number[];
  /** Shares of the time before, from 0 to 1; not a number where the application does not tell. */
  readonly busy: readonly number[];
  readonly idle: readonly number[];
  readonly blocked: readonly number[];
}

/** As `NodeHistory`. */
export interface EdgeHistory {
  readonly time: readonly number[];
  readonly rate: readonly number[];
  /** Not a number where it cannot be told. */
  readonly queued: readonly number[];
}

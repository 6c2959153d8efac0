// stall-report.ts: what is known of a stall, at some moment.
import type { ThreadActivity } from "./thread-activity.ts";

export interface StackFrame {
  /** Empty for one without a name. */
  readonly function: string;
  readonly file: string;
  /** From 1 on; 0 where it is not known. */
  readonly line: number;
  readonly column: number;
}

export interface StallReport {
  readonly number: bigint;
  /** Milliseconds since the epoch. */
  readonly began: number;
  /** Milliseconds. */
  readonly duration: number;
  readonly isOver: boolean;
  readonly thread: ThreadActivity;
  /** The innermost function first. */
  readonly stack: readonly StackFrame[];
  readonly source: "none" | "interrupted" | "profile";
}

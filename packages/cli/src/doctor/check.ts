// check.ts: what `teleop doctor` finds out, one thing at a time. Plain data, so that it can come from elsewhere.

/** In the order in which they are made. */
export type CheckName =
  | "process"
  | "proc"
  | "namespace"
  | "user"
  | "activity"
  | "environment"
  | "armed"
  | "announced"
  | "socket"
  | "attach file"
  | "event"
  | "pipe"
  | "answer";

export interface Check {
  readonly check: CheckName;
  /**
   * "ok"; "warning": it may be in the way; "failed": while this is so, nobody attaches; "skipped": it cannot be found
   * out, or there was no point in it.
   */
  readonly state: "ok" | "warning" | "failed" | "skipped";
  /** What was found, as a sentence without a full stop. */
  readonly finding: string;
  /** What to do about it. */
  readonly advice?: string | undefined;
  /** Of what failed: the code of the error that an attach comes to, by which the command exits. */
  readonly code?: string | undefined;
}

export const ok = (check: CheckName, finding: string): Check => ({ check, state: "ok", finding });
export const skipped = (check: CheckName, finding: string): Check => ({ check, state: "skipped", finding });
export const warning = (check: CheckName, finding: string, advice: string): Check => ({
  check,
  state: "warning",
  finding,
  advice,
});
export const failed = (check: CheckName, code: string, finding: string, advice?: string): Check => ({
  check,
  state: "failed",
  finding,
  advice,
  code,
});

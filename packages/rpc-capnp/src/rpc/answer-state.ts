// answer-state.ts: where a call of the peer's is, and what it came to.
import type { RpcError } from "./exception.ts";
import type { ExportId } from "./ids.ts";
import type { Payload } from "./payload.ts";

/**
 * A call comes to an end on two sides, in either order: nothing serves it any more, and the peer is through with its
 * answer. While it is served, it counts; while the peer is not through, it is in the table.
 *
 * |                           | it is served | not any more |
 * |---------------------------|--------------|--------------|
 * | no Return has gone        | running      | awaiting     |
 * | it has, or need not       | returned     | settled      |
 * | the peer is through       | orphaned     | over         |
 */
export type AnswerState =
  | (Unanswered & { readonly name: "running"; readonly isServed: true })
  /** Another call's results will be its answer. */
  | (Unanswered & { readonly name: "awaiting"; readonly isServed: false })
  | (Answered & { readonly name: "returned"; readonly isServed: true })
  | (Answered & { readonly name: "settled"; readonly isServed: false })
  | (Finished & { readonly name: "orphaned"; readonly isServed: true })
  | (Finished & { readonly name: "over"; readonly isServed: false });

/** The peer is to get a Return. */
interface Unanswered {
  readonly isUnanswered: true;
  readonly isFinished: false;
  readonly outcome: undefined;
}

interface Answered {
  readonly isUnanswered: false;
  readonly isFinished: false;
  readonly outcome: Outcome;
}

/** Nothing may be sent for it any more, and what it came to is of no use. */
interface Finished {
  readonly isUnanswered: false;
  readonly isFinished: true;
  readonly outcome: undefined;
}

/** What a call came to, for what the peer still addresses to it. */
export type Outcome =
  /** The peer has the results, and holds the exports in them. */
  | { readonly name: "sent"; readonly results: Payload; readonly exports: readonly ExportId[] }
  /** The results stay here, for calls that were pipelined, or for a question of ours. */
  | { readonly name: "kept"; readonly results: Payload }
  | { readonly name: "failed"; readonly error: RpcError }
  /** The results do not come by here, or nobody wants them. */
  | { readonly name: "elsewhere" };

const unanswered: Unanswered = { isUnanswered: true, isFinished: false, outcome: undefined };
const finishedFor: Finished = { isUnanswered: false, isFinished: true, outcome: undefined };
export const running: AnswerState = Object.freeze({ name: "running", isServed: true, ...unanswered });
const awaiting: AnswerState = Object.freeze({ name: "awaiting", isServed: false, ...unanswered });
const orphaned: AnswerState = Object.freeze({ name: "orphaned", isServed: true, ...finishedFor });
const over: AnswerState = Object.freeze({ name: "over", isServed: false, ...finishedFor });
export const elsewhere: Outcome = Object.freeze({ name: "elsewhere" });

function returned(outcome: Outcome): AnswerState {
  return { name: "returned", isServed: true, isUnanswered: false, isFinished: false, outcome };
}

function settled(outcome: Outcome): AnswerState {
  return { name: "settled", isServed: false, isUnanswered: false, isFinished: false, outcome };
}

/** A Return goes, or need not. */
export function withOutcome(state: AnswerState, outcome: Outcome): AnswerState {
  switch (state.name) {
    case "running":
    case "returned":
      return returned(outcome);
    case "awaiting":
    case "settled":
      return settled(outcome);
    case "orphaned":
    case "over":
      return state;
  }
}

/** Nothing serves the call any more. */
export function withoutService(state: AnswerState): AnswerState {
  switch (state.name) {
    case "running":
      return awaiting;
    case "returned":
      return settled(state.outcome);
    case "orphaned":
      return over;
    case "awaiting":
    case "settled":
    case "over":
      return state;
  }
}

/** The peer is through with the answer. */
export function finished(state: AnswerState): AnswerState {
  return state.isServed ? orphaned : over;
}

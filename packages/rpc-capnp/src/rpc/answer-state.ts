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
  | { readonly name: "running" }
  /** Another call's results will be its answer, and have yet to come. */
  | { readonly name: "awaiting" }
  | { readonly name: "returned" | "settled"; readonly outcome: Outcome }
  | { readonly name: "orphaned" }
  | { readonly name: "over" };

/** What a call came to, for what the peer still addresses to it. */
export type Outcome =
  /** The peer has the results, and holds the exports in them. */
  | { readonly name: "sent"; readonly results: Payload; readonly exports: readonly ExportId[] }
  /** The results stay here, for calls that were pipelined, or for a question of ours. */
  | { readonly name: "kept"; readonly results: Payload }
  | { readonly name: "failed"; readonly error: RpcError }
  /** The results do not come by here, or nobody wants them. */
  | { readonly name: "elsewhere" };

export const running: AnswerState = Object.freeze({ name: "running" });
const awaiting: AnswerState = Object.freeze({ name: "awaiting" });
const orphaned: AnswerState = Object.freeze({ name: "orphaned" });
const over: AnswerState = Object.freeze({ name: "over" });
export const elsewhere: Outcome = Object.freeze({ name: "elsewhere" });

/** A Return goes, or need not. Once the peer is through with the answer, nobody addresses what it came to. */
export function withOutcome(state: AnswerState, outcome: Outcome): AnswerState {
  switch (state.name) {
    case "running":
    case "returned":
      return { name: "returned", outcome };
    case "awaiting":
    case "settled":
      return { name: "settled", outcome };
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
      return { name: "settled", outcome: state.outcome };
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
  return isServed(state) ? orphaned : over;
}

/** Whether somebody still serves the call, though the peer may be through with it. */
export function isServed(state: AnswerState): boolean {
  switch (state.name) {
    case "running":
    case "returned":
    case "orphaned":
      return true;
    case "awaiting":
    case "settled":
    case "over":
      return false;
  }
}

/** Whether the peer is to get a Return that has not gone. */
export function isUnanswered(state: AnswerState): boolean {
  switch (state.name) {
    case "running":
    case "awaiting":
      return true;
    case "returned":
    case "settled":
    case "orphaned":
    case "over":
      return false;
  }
}

/** Whether the peer is through with the answer: nothing may be sent for it any more. */
export function isFinished(state: AnswerState): boolean {
  switch (state.name) {
    case "orphaned":
    case "over":
      return true;
    case "running":
    case "awaiting":
    case "returned":
    case "settled":
      return false;
  }
}

/** What the call came to; undefined while it has not, and when that is of no more use. */
export function outcomeOf(state: AnswerState): Outcome | undefined {
  switch (state.name) {
    case "returned":
    case "settled":
      return state.outcome;
    case "running":
    case "awaiting":
    case "orphaned":
    case "over":
      return undefined;
  }
}

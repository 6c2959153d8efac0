// oddities.ts: where we need not be of a native compiler's opinion, because it has several, or none.
import type { Answer } from "./natives.ts";
import type { OurAnswer } from "./ours.ts";

/** Of one of the two there is no request. */
export interface Disagreement {
  readonly ours: OurAnswer;
  readonly theirs: Answer;
  /** What every version says. */
  readonly all: readonly Answer[];
}

interface Oddity {
  readonly name: string;
  readonly reason: string;
  applies(disagreement: Disagreement): boolean;
}

export const oddities: readonly Oddity[] = [
  {
    name: "crash",
    reason: "the native compiler ends by an exception that it did not expect, instead of to decide",
    applies: ({ theirs }) => theirs.crashed,
  },
  {
    name: "versions",
    reason: "we are with the newest version: older ones do not know all of the language",
    applies: ({ ours, all }) => (all.at(-1)?.request === undefined) === (ours.request === undefined),
  },
  {
    name: "limits",
    reason: "the newest version refuses what older ones accept: values that nest more than 62 deep",
    applies: ({ ours, all }) =>
      ours.request !== undefined && all.some(({ request }) => request !== undefined),
  },
  {
    name: "numbers of more than 64 bits",
    reason: "the native compiler cuts them off, so that another number is compiled than was written",
    applies: ({ ours }) => ours.request === undefined && / does not fit 64 bits/.test(ours.errors),
  },
  {
    name: "arguments of a type parameter",
    reason: "the native compiler ignores them: T(Text) is T, whatever was meant",
    applies: ({ ours }) =>
      ours.request === undefined && / is a type parameter, which has none of its own/.test(ours.errors),
  },
];

/** Undefined: there is no reason to disagree. */
export function oddityOf(disagreement: Disagreement): string | undefined {
  const { ours, theirs } = disagreement;
  if ((ours.request === undefined) === (theirs.request === undefined)) return undefined;
  return oddities.find((oddity) => oddity.applies(disagreement))?.name;
}

// random-chains.ts: peers that hang one thing on another, thousands deep, links of all kinds behind each other, until all
// of it is resolved, rejected or canceled at once, or the peer goes.

import { Random } from "@teleop/random-runs";
import type { Literal } from "@teleop/rpc-testing";
import { finishOf } from "@teleop/rpc-testing";
import { runDeepChain } from "./deep-chain-run.ts";
import {
  answer,
  type DeepChain,
  deepChains,
  Method,
  numbered,
  toAnswer,
  withCapability,
} from "./deep-chains.ts";
import type { FuzzSource } from "./fuzz.ts";

export type ChainStep =
  | { readonly do: "link"; readonly kind: string }
  /** A chain of links of one kind, of deep-chains.ts. */
  | { readonly do: "chain"; readonly kind: string; readonly depth: number };

/** What the next link hangs on. */
interface End {
  /** Which of a question's results it is. */
  readonly promised: Literal;
  readonly next: number;
}

interface Link {
  readonly build: readonly Literal[];
  readonly field?: 1 | 2;
}

/**
 * Each is question `next`, and hangs on the link before it. None is a promise of the peer's: the vat may call that, and
 * asks to have it lifted off embargo, which this peer, who only sends, would have to answer.
 */
const links: Readonly<Record<string, (end: End) => Link>> = {
  "a call on it": ({ promised, next }) => ({ build: [toAnswer(next, promised, Method.self)] }),
  "a call on it that waits": ({ promised, next }) => ({ build: [toAnswer(next, promised, Method.wait)] }),
  "a call that waits, with it": ({ promised, next }) => ({
    build: [withCapability(next, Method.wait, { receiverAnswer: promised })],
    field: 2,
  }),
  "a call that returns it": ({ promised, next }) => ({
    build: [withCapability(next, Method.echo, { receiverAnswer: promised })],
  }),
  "an object before it": ({ promised, next }) => ({
    build: [withCapability(next, Method.wrap, { receiverAnswer: promised })],
  }),
  "an object that passes calls on to it": ({ promised, next }) => ({
    build: [withCapability(next, Method.pass, { receiverAnswer: promised })],
  }),
};
const linkKinds = Object.keys(links);

const ends = ["resolved", "rejected", "finished first to last", "finished last to first"] as const;

/** @param most how many links a chain has at most. */
export function randomChains(most: number): FuzzSource<ChainStep> {
  return {
    name: "deep chains",
    async run(seed, taken) {
      const random = new Random(seed);
      // As many of tens as of thousands.
      const depth = Math.ceil(most ** random.next());
      if (random.chance(0.3)) {
        taken.push({ do: "chain", kind: random.pick(Object.keys(deepChains)), depth });
      } else {
        // Few kinds follow each other in a row, so that some of the rows are long.
        let kinds = linkKinds;
        for (let i = 0; i < depth; i++) {
          if (i === 0 || random.chance(5 / depth))
            kinds = Array.from({ length: 1 + random.below(3) }, () => random.pick(linkKinds));
          taken.push({ do: "link", kind: random.pick(kinds) });
        }
      }
      return { frames: await runSteps(seed, taken), isAborted: false };
    },
    async again(seed, steps) {
      await runSteps(seed, steps);
    },
    describe: (step) => (step.do === "link" ? step.kind : `${step.depth} links: ${step.kind}`),
  };
}

/** @returns how many messages it took. @throws what went wrong. */
async function runSteps(seed: number, steps: readonly ChainStep[]): Promise<number> {
  const random = new Random(seed ^ 0x5eed);
  const [first] = steps;
  const chain =
    first?.do === "chain"
      ? deepChains[first.kind]?.(first.depth)
      : mixedChain(
          steps.flatMap((step) => (step.do === "link" ? [step.kind] : [])),
          random.pick(ends),
        );
  if (chain === undefined) throw new Error("no chain is of that kind");
  await runDeepChain(chain, random.chance(0.25) ? "vanished" : "finished");
  return chain.build.length + chain.run.length + chain.questions;
}

function mixedChain(kinds: readonly string[], end: (typeof ends)[number]): DeepChain {
  const build: Literal[] = [numbered(0, Method.wait, 0)];
  let promised = answer(0);
  let next = 1;
  for (const kind of kinds) {
    const link = links[kind]?.({ promised, next });
    if (link === undefined) throw new Error(`no link is ${kind}`);
    for (const message of link.build) build.push(message);
    promised = answer(next++, link.field);
  }
  const finishes = Array.from({ length: next }, (_, id) => finishOf(id));
  const run: Readonly<Record<typeof end, readonly Literal[]>> = {
    resolved: [numbered(next, Method.open, 0)],
    rejected: [numbered(next, Method.break, 0)],
    "finished first to last": [...finishes, numbered(next, Method.open, 0)],
    "finished last to first": [...finishes.toReversed(), numbered(next, Method.open, 0)],
  };
  return { build, run: run[end], questions: next + 1 };
}

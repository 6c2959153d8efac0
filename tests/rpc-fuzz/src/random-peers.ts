// random-peers.ts: real sessions of two vats of ours that something happened to, messages made up at random by a peer that
// follows the conversation and now and then breaks a rule, and bare noise.
import { Random } from "@teleop/random-runs";
import { encode } from "@teleop/rpc-testing";
import type { FuzzSource } from "./fuzz.ts";
import { describeReceive, mutated, mutatedSession, noise } from "./mutate.ts";
import { FuzzPeer } from "./peer.ts";
import { recordSession } from "./record.ts";
import { FuzzedVat, type Step } from "./vat.ts";

/** Real sessions, from which others are made. */
export type Corpus = readonly (readonly Step[])[];

export async function recordCorpus(): Promise<Corpus> {
  const sessions: Step[][] = [];
  for (let seed = 1; seed <= 50; seed++) sessions.push(await recordSession(seed));
  return sessions;
}

export async function randomPeers(): Promise<FuzzSource<Step>> {
  const corpus = await recordCorpus();
  return {
    name: "random peers",
    async run(seed, taken) {
      const ended = await runConnection(seed, corpus, taken);
      return { frames: framesOf(taken).length, ...ended };
    },
    async again(_seed, steps, trace) {
      const vat = new FuzzedVat({ trace });
      await vat.takeAll(steps);
      await vat.end();
    },
    describe(step) {
      if (step.do === "act") return `the vat acts on its own, by seed ${step.seed}`;
      if (step.do === "tick") return "what waits for a promise goes on";
      return describeReceive(step);
    },
  };
}

/** Runs the connection of a seed. @throws what the vat did wrong. */
async function runConnection(
  seed: number,
  corpus: Corpus,
  taken: Step[],
): Promise<{ readonly isAborted: boolean }> {
  const random = new Random(seed);
  const peer = new FuzzPeer(random);
  const vat = new FuzzedVat({ onMessage: (message) => peer.learn(message) });
  const take = async (...steps: readonly Step[]): Promise<void> => {
    taken.push(...steps);
    await vat.takeAll(steps);
  };
  if (random.chance(0.5)) {
    const session = mutatedSession(
      random,
      random.pick(corpus),
      framesOf(random.pick(corpus)),
      random.pick([5, 20, 60, 200]),
    );
    await take(...session.flatMap((step) => parted(random, step)));
    return vat.end();
  }
  const wildness = random.next() ** 2;
  for (let left = 1 + random.below(200); left > 0 && vat.isOpen; left--) {
    const bytes = nextFrame(random, peer, corpus, wildness);
    const act: Step = { do: "act", seed: random.below(2 ** 32) };
    await take(
      ...(random.chance(0.1) ? [act] : []),
      ...(random.chance(0.3) ? [{ do: "tick" } as const] : []),
      ...parted(random, { do: "receive", bytes }),
    );
  }
  return vat.end();
}

/** A connection is mostly of one kind: a peer that nearly follows the rules, or nonsense. */
function nextFrame(random: Random, peer: FuzzPeer, corpus: Corpus, wildness: number): Uint8Array {
  const sensible = encode(peer.say());
  const kind = random.next();
  if (kind < 0.04 * wildness) return noise(random);
  if (kind < 0.2 * wildness)
    return mutated(random, random.chance(0.3) ? random.pick(framesOf(random.pick(corpus))) : sensible);
  return sensible;
}

/** Now and then a message comes in two chunks. */
function parted(random: Random, step: Step): readonly Step[] {
  if (step.do !== "receive" || !random.chance(0.05)) return [step];
  const { bytes } = step;
  const at = 1 + random.below(Math.max(1, bytes.byteLength - 1));
  return [bytes.subarray(0, at), bytes.subarray(at)].map((part) => ({ do: "receive", bytes: part.slice() }));
}

function framesOf(session: readonly Step[]): readonly Uint8Array[] {
  return session.flatMap((step) => (step.do === "receive" ? [step.bytes] : []));
}

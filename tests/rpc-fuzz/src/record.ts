// record.ts: real sessions: two vats that make random calls to each other, and what one of them saw of it, step by step.
import { Random } from "@teleop/random-runs";
import { splitFrames, ticks } from "./line.ts";
import { FuzzedVat, type Step } from "./vat.ts";

/** What was done to one of two vats, in a session that ended in order. The same steps lead another vat the same way. */
export async function recordSession(seed: number): Promise<Step[]> {
  const random = new Random(seed);
  const steps: Step[] = [];
  const toUs: Uint8Array[] = [];
  const toPeer: Uint8Array[] = [];
  const vat = new FuzzedVat({ onWrite: (bytes) => toPeer.push(...splitFrames(bytes)) });
  const peer = new FuzzedVat({ onWrite: (bytes) => toUs.push(...splitFrames(bytes)) });
  const take = (step: Exclude<Step, { readonly do: "tick" }>): void => {
    steps.push(step);
    vat.takeNow(step);
  };
  for (let left = 100 + random.below(200); left > 0; left--) {
    if (random.chance(0.1)) take({ do: "act", seed: random.below(2 ** 32) });
    if (random.chance(0.1)) peer.takeNow({ do: "act", seed: random.below(2 ** 32) });
    if (random.chance(0.5)) {
      steps.push({ do: "tick" });
      await Promise.resolve();
    }
    if (random.chance(0.5)) {
      const bytes = toUs.shift();
      if (bytes !== undefined) take({ do: "receive", bytes });
    }
    if (random.chance(0.6)) {
      const bytes = toPeer.shift();
      if (bytes !== undefined) peer.takeNow({ do: "receive", bytes });
    }
  }
  await ticks(20);
  for (const bytes of toUs) steps.push({ do: "receive", bytes });
  await Promise.all([vat.end(), peer.end()]);
  return steps;
}

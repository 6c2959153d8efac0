// recorded-sessions.ts: what the fuzz does with recordings: each connection is one of them that something happened to.

import { Random } from "@teleop/random-runs";
import type { FuzzSource } from "@teleop/rpc-fuzz";
import { describeReceive, mutatedSession } from "@teleop/rpc-fuzz";
import { type Recording, readRecordings } from "./recording.ts";
import { ReplayedVat, type ReplayStep, stepsOf } from "./replay.ts";

/** Mutates the conversations that a peer had with us as our `client` or as our `server`. */
export function recordedSessions(peer: string, role: Recording["role"]): FuzzSource<ReplayStep> {
  const sessions = readRecordings()
    .filter((recording) => recording.peer === peer && recording.role === role)
    .map((recording) => ({ recording, steps: stepsOf(recording) }));
  const frames = sessions.flatMap(({ steps }) => framesOf(steps));
  const chosen = (random: Random) => random.pick(sessions);
  return {
    name: `${peer} as ${role}`,
    async run(seed, taken) {
      const random = new Random(seed);
      const { recording, steps } = chosen(random);
      taken.push(...mutatedSession(random, steps, frames, random.pick([3, 10, 40, 200])));
      const vat = new ReplayedVat(recording);
      await vat.takeAll(taken);
      return { frames: framesOf(taken).length, ...(await vat.end()) };
    },
    async again(seed, steps, trace) {
      const vat = new ReplayedVat(chosen(new Random(seed)).recording, { trace });
      await vat.takeAll(steps);
      await vat.end();
    },
    describe(step) {
      if (step.do === "turn to") return `on connection ${step.connection}:`;
      if (step.do === "wait for") return `the vat has sent ${step.frames} messages`;
      return describeReceive(step);
    },
  };
}

function framesOf(steps: readonly ReplayStep[]): readonly Uint8Array[] {
  return steps.flatMap((step) => (step.do === "receive" ? [step.bytes] : []));
}

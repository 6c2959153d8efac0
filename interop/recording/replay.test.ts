// replay.test.ts: conversations with peers that others wrote, played back.
import { expect, test } from "bun:test";
import { fuzz } from "@teleop/rpc-fuzz";
import { recordedSessions } from "./recorded-sessions.ts";
import { readRecordings } from "./recording.ts";
import { ReplayedVat, type ReplayStep, stepsOf } from "./replay.ts";

test("a vat of ours does in a recorded conversation what it did then, as server and as client", async () => {
  for (const recording of readRecordings()) {
    const { peer, role, scenario } = recording;
    const vat = new ReplayedVat(recording);
    await vat.takeAll(stepsOf(recording));
    const { isAborted } = await vat.end();
    expect({ peer, role, scenario, isAborted, isAstray: vat.isAstray, ...vat.outcome }).toEqual({
      ...{ peer, role, scenario, isAborted: false, isAstray: false, failure: undefined },
      isOver: role === "server",
    });
  }
});

for (const peer of ["C++", "Rust"]) {
  for (const role of ["client", "server"] as const) {
    test(`what ${peer} sent as ${role}, with something wrong in it: the vat goes on or aborts with a reason`, async () => {
      const source = recordedSessions(peer, role);
      const { frames, aborts, failure } = await fuzz({ source, seed: 1, frames: 1000 });
      expect(failure).toBeUndefined();
      expect(frames).toBeGreaterThanOrEqual(1000);
      expect(aborts).toBeGreaterThan(5);
    });
  }
}

test("what is wrong in one conversation is in no later one: each seed leads to the same again", async () => {
  const source = recordedSessions("Rust", "server");
  const outcomeOf = async (seed: number): Promise<unknown> => {
    const taken: ReplayStep[] = [];
    return { taken, ...(await source.run(seed, taken)) };
  };
  const outcomes: unknown[] = [];
  for (let seed = 1; seed <= 50; seed++) outcomes.push(await outcomeOf(seed));
  for (let seed = 1; seed <= 50; seed++) expect(await outcomeOf(seed)).toEqual(outcomes[seed - 1]);
});

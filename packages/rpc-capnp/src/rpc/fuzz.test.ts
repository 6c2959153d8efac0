// fuzz.test.ts: a short run of what scripts/fuzz.ts does for longer.
import { expect, spyOn, test } from "bun:test";
import { fuzz } from "../testing/fuzz/fuzz.ts";
import { randomPeers, recordCorpus } from "../testing/fuzz/random-peers.ts";
import { FuzzedVat } from "../testing/fuzz/vat.ts";

test("fuzz at the wire: the vat goes on or aborts with a reason, and holds nothing afterwards", async () => {
  const { frames, aborts, failure } = await fuzz({ source: await randomPeers(), seed: 1, frames: 10_000 });
  expect(failure).toBeUndefined();
  expect(frames).toBeGreaterThanOrEqual(10_000);
  expect(aborts).toBeGreaterThan(50);
}, 60_000);

test("a recorded session leads another vat the same way, as long as nothing happens to it", async () => {
  // Connections take turns by the clock: on a busy machine elsewhere than when the session was recorded.
  const clock = spyOn(performance, "now").mockReturnValue(performance.now());
  try {
    for (const session of await recordCorpus()) {
      const vat = new FuzzedVat();
      await vat.takeAll(session);
      expect(await vat.end()).toEqual({ isAborted: false });
    }
  } finally {
    clock.mockRestore();
  }
});

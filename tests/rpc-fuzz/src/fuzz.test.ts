// fuzz.test.ts: a short run of what interop/fuzz.ts does for longer.
import { expect, test } from "bun:test";
import { fuzz } from "./fuzz.ts";
import { randomPeers, recordCorpus } from "./random-peers.ts";
import { FuzzedVat } from "./vat.ts";

test("fuzz at the wire: the vat goes on or aborts with a reason, and holds nothing afterwards", async () => {
  const { frames, aborts, failure } = await fuzz({ source: await randomPeers(), seed: 1, frames: 10_000 });
  expect(failure).toBeUndefined();
  expect(frames).toBeGreaterThanOrEqual(10_000);
  expect(aborts).toBeGreaterThan(50);
}, 60_000);

test("a recorded session leads another vat the same way, as long as nothing happens to it", async () => {
  for (const session of await recordCorpus()) {
    const vat = new FuzzedVat();
    await vat.takeAll(session);
    expect(await vat.end()).toEqual({ isAborted: false });
  }
});

test("a rejection that nobody handles is a failure of the run", async () => {
  const index = JSON.stringify(new URL("index.ts", import.meta.url));
  // In a process of its own, since it would be a failure of this one, too.
  const program = `
    import { fuzz, randomPeers } from ${index};
    const onProgress = (seed) => {
      if (seed === 1) Promise.reject(new Error("on purpose"));
    };
    const { connections, failure } = await fuzz({ source: await randomPeers(), seed: 1, frames: 100_000, onProgress });
    console.log(JSON.stringify([connections, failure?.error.message, failure?.error.errors.map(String)]));
  `;
  const child = Bun.spawn([process.execPath, "-e", program], { stdin: "ignore", stdout: "pipe" });
  const said: unknown = JSON.parse(await child.stdout.text());
  expect(said).toEqual([2, "rejections that nobody handled", ["Error: on purpose"]]);
  expect(await child.exited).toBe(0);
});

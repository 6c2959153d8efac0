// fuzz.test.ts: a short run of what scripts/fuzz.ts does for longer.
import { expect, test } from "bun:test";
import { fuzz } from "../testing/fuzz.ts";

test("fuzz at the wire: the vat goes on or aborts with a reason, and holds nothing afterwards", async () => {
  const unhandled: unknown[] = [];
  const onUnhandled = (error: unknown) => unhandled.push(error);
  process.on("unhandledRejection", onUnhandled);
  const { frames, aborts } = await fuzz(1, 10_000);
  process.off("unhandledRejection", onUnhandled);
  expect(unhandled).toEqual([]);
  expect(frames).toBeGreaterThanOrEqual(10_000);
  expect(aborts).toBeGreaterThan(100);
}, 60_000);

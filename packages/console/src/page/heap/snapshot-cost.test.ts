import { expect, test } from "bun:test";
import { lacksRoom, maxPauseFor, needsForce } from "./snapshot-cost.ts";

test("a pause may be half as long again as was said, and a short one is never asked about twice", () => {
  expect(maxPauseFor({ pause: 4 })).toBe(6);
  expect(maxPauseFor({ pause: 0.01 })).toBe(0.75);
});

test("what memory may not suffice for has to be insisted on", () => {
  expect(needsForce({ memory: 11n, available: 10n })).toBe(true);
  expect(needsForce({ memory: 10n, available: 10n })).toBe(false);
});

test("a file that is larger than what is free where it is kept may find no room", () => {
  expect(lacksRoom({ file: 11n }, { free: 10n })).toBe(true);
  expect(lacksRoom({ file: 10n }, { free: 10n })).toBe(false);
});

import { expect, test } from "bun:test";
import { type Occupant, whoGivesWay } from "./giving-way.ts";

const NOW = 10_000;

function occupant(uid: number, idleSince: number | undefined, isSilent = false): Occupant {
  return { peer: { uid }, idleSince, isSilent };
}

test("nobody who is busy, or was a moment ago, gives way", () => {
  expect(whoGivesWay([], NOW)).toBeUndefined();
  expect(whoGivesWay([occupant(7, undefined), occupant(7, NOW - 999)], NOW)).toBeUndefined();
});

test("of one user's, a silent peer goes first, then the one that has been idle for longest", () => {
  const silent = occupant(7, NOW - 1_000, true);
  const longest = occupant(7, NOW - 9_000);
  const shorter = occupant(7, NOW - 8_000);
  expect(whoGivesWay([shorter, longest, silent], NOW)).toBe(silent);
  expect(whoGivesWay([shorter, longest], NOW)).toBe(longest);
});

test("the user who has most connections gives way, busy ones counted", () => {
  const root = occupant(0, NOW - 9_000, true);
  const many = [occupant(7, undefined), occupant(7, NOW - 2_000)];
  expect(whoGivesWay([root, ...many], NOW)).toBe(many[1] as Occupant);
});

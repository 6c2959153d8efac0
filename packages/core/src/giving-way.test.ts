import { expect, test } from "bun:test";
import { type Occupant, whoGivesWay } from "./giving-way.ts";

const NOW = 10_000;
const NEWCOMER = { uid: 8 };

function occupant(uid: number, idleSince: number | undefined, isSilent = false): Occupant {
  return { peer: { uid }, idleSince, isSilent };
}

test("nobody who is busy, or was a moment ago, gives way", () => {
  expect(whoGivesWay([], NEWCOMER, NOW)).toBeUndefined();
  expect(whoGivesWay([occupant(7, undefined), occupant(7, NOW - 999)], NEWCOMER, NOW)).toBeUndefined();
});

test("of one user's, a silent peer goes first, then the one that has been idle for longest", () => {
  const silent = occupant(7, NOW - 1_000, true);
  const longest = occupant(7, NOW - 9_000);
  const shorter = occupant(7, NOW - 8_000);
  expect(whoGivesWay([shorter, longest, silent], NEWCOMER, NOW)).toBe(silent);
  expect(whoGivesWay([shorter, longest], NEWCOMER, NOW)).toBe(longest);
});

test("the user who has most connections gives way, busy ones counted", () => {
  const root = occupant(0, NOW - 9_000, true);
  const many = [occupant(7, undefined), occupant(7, NOW - 2_000)];
  expect(whoGivesWay([root, ...many], NEWCOMER, NOW)).toBe(many[1] as Occupant);
});

test("nobody gives way to a user who has more", () => {
  const root = occupant(0, NOW - 9_000, true);
  const busy = [occupant(7, undefined), occupant(7, undefined)];
  expect(whoGivesWay([root, ...busy], { uid: 7 }, NOW)).toBeUndefined();
  expect(whoGivesWay([root, ...busy], { uid: 0 }, NOW)).toBe(root);
  expect(whoGivesWay([root, ...busy], NEWCOMER, NOW)).toBe(root);
});

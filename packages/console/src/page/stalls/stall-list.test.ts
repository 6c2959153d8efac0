import { expect, test } from "bun:test";
import type { Stall } from "@teleop/diagnostics/client";
import { StallList } from "./stall-list.ts";

const frame = { function: "hash", file: "/srv/shop.ts", line: 3, column: 5 };
const stall = (told: Partial<Stall>): Stall => ({
  number: 1n,
  began: 10_000,
  duration: 500,
  isOver: false,
  thread: { state: "computing", processor: 1, waitsIn: "" },
  stack: [],
  source: "none",
  ...told,
});

test("what is told of a stall again takes the place of what was told before, and its stack stays known", () => {
  const list = new StallList();
  list.add(stall({}));
  expect(list.current?.stall.duration).toBe(500);
  list.add(stall({ duration: 1_500, stack: [frame], source: "interrupted" }));
  list.add(stall({ duration: 1_800, isOver: true }));
  expect(list.current).toBeUndefined();
  expect(list.stalls).toMatchObject([
    { state: "over", stall: { duration: 1_800, stack: [frame], source: "interrupted" } },
  ]);
});

test("the newest comes first, and their bands lie on the time line in seconds", () => {
  const list = new StallList();
  list.add(stall({ isOver: true }));
  list.add(stall({ number: 2n, began: 20_000 }));
  expect(list.stalls.map((listed) => listed.stall.number)).toEqual([2n, 1n]);
  expect(list.bands()).toEqual([
    { from: 20, to: 20.5, isOver: false },
    { from: 10, to: 10.5, isOver: true },
  ]);
});

test("one that had not ended when nothing more came is said to be lost, not over", () => {
  const list = new StallList();
  list.add(stall({ isOver: true }));
  list.add(stall({ number: 2n, began: 20_000 }));
  list.end();
  expect(list.stalls.map(({ state }) => state)).toEqual(["lost", "over"]);
  expect(list.current).toBeUndefined();
});

test("a watchdog that tells of earlier ones again adds nothing, and one that counts anew does", () => {
  const list = new StallList();
  list.add(stall({}));
  list.end();
  list.add(stall({ isOver: true, duration: 900 }));
  expect(list.stalls).toMatchObject([{ state: "over", stall: { duration: 900 } }]);
  list.add(stall({ began: 90_000 }));
  expect(list.stalls).toHaveLength(2);
});

test("only the last are kept, and how many are not is told", () => {
  const list = new StallList(2);
  for (const number of [1n, 2n, 3n]) list.add(stall({ number, began: Number(number) * 1_000, isOver: true }));
  expect(list.stalls.map((listed) => listed.stall.number)).toEqual([3n, 2n]);
  expect(list.forgotten).toBe(1);
});

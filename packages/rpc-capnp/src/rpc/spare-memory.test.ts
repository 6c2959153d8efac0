import { expect, test } from "bun:test";
import { SpareMemory } from "./spare-memory.ts";

test("what was given back is used again for what fits, and is not much smaller", () => {
  const memory = new SpareMemory();
  const first = memory.take(1_000_000);
  expect(first.byteLength).toBeGreaterThanOrEqual(1_000_000);
  memory.give(first);
  expect(memory.take(999_000)).toBe(first);
  memory.give(first);
  expect(memory.take(70_000)).not.toBe(first);
  expect(first.byteLength).toBe(0);
});

test("what is under way is not given out twice", () => {
  const memory = new SpareMemory();
  const both = [memory.take(100_000), memory.take(100_000)];
  expect(new Set(both).size).toBe(2);
  for (const each of both) memory.give(each);
  expect(new Set([memory.take(100_000), memory.take(100_000), memory.take(100_000)]).size).toBe(3);
});

test("more than 64 MiB is let go of at once", () => {
  const memory = new SpareMemory();
  const taken = Array.from({ length: 5 }, () => memory.take(16 * 2 ** 20));
  for (const each of taken) memory.give(each);
  expect(taken.map(({ byteLength }) => byteLength > 0)).toEqual([true, true, true, true, false]);
});

import { expect, test } from "bun:test";
import { type BudgetShare, ByteBudget } from "./budget.ts";

const MIB = 2 ** 20;

/** A connection of which only what it holds matters. Evicted, it gives all of it back. */
class Holder {
  stuckSince: number | undefined;
  readonly share: BudgetShare;
  evictedBecause: string | undefined;

  constructor(budget: ByteBudget, held: number, isStuck = false) {
    this.share = budget.join(this);
    this.share.add(held);
    this.stuckSince = isStuck ? performance.now() - 1_000 : undefined;
  }

  evict(reason: Error): void {
    this.evictedBecause = reason.message;
    this.share.add(-this.share.held);
  }
}

test("what fits has room, and what is given back can be had again", () => {
  const budget = new ByteBudget({ bytes: 10 * MIB });
  const holder = new Holder(budget, 4 * MIB);
  expect(holder.share.hasRoom(6 * MIB)).toBe(true);
  expect(holder.share.hasRoom(6 * MIB + 1)).toBe(false);
  holder.share.add(-2 * MIB);
  expect(holder.share.hasRoom(8 * MIB)).toBe(true);
  expect(budget.held).toBe(2 * MIB);
});

test("when it is used up, those who do not move give way, who hold most first", () => {
  const budget = new ByteBudget({ bytes: 100 * MIB });
  const small = new Holder(budget, 10 * MIB, true);
  const large = new Holder(budget, 50 * MIB, true);
  const moving = new Holder(budget, 40 * MIB);
  expect(moving.share.hasRoom(20 * MIB)).toBe(true);
  expect(large.evictedBecause).toContain("this peer has taken nothing for a second; it held 50 MiB");
  expect([small.evictedBecause, moving.evictedBecause]).toEqual([undefined, undefined]);
  expect(moving.share.hasRoom(60 * MIB)).toBe(true);
  expect(small.evictedBecause).toBeDefined();
});

test("nobody gives way for himself, nor who moved within the last second, nor who holds next to nothing", () => {
  const budget = new ByteBudget({ bytes: 10 * MIB });
  const asking = new Holder(budget, 5 * MIB, true);
  const moved = new Holder(budget, 4 * MIB, true);
  moved.stuckSince = performance.now();
  const modest = new Holder(budget, MIB, true);
  expect(asking.share.hasRoom(1)).toBe(false);
  expect([asking, moved, modest].map(({ evictedBecause }) => evictedBecause)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test("who holds next to nothing is served though the budget is used up", () => {
  const budget = new ByteBudget({ bytes: 10 * MIB });
  const greedy = new Holder(budget, 10 * MIB);
  const modest = new Holder(budget, 1000);
  expect(greedy.share.hasRoom(1)).toBe(false);
  expect(modest.share.hasRoom(1000)).toBe(true);
  expect(modest.share.hasRoom(MIB)).toBe(false);
});

test("that it is used up is told once, and again when half of it was free in between", () => {
  const told: string[] = [];
  const budget = new ByteBudget({ bytes: 10 * MIB, onUsedUp: (reason) => told.push(reason) });
  const { share } = new Holder(budget, 10 * MIB);
  for (let ask = 0; ask < 3; ask++) share.hasRoom(1);
  expect(told).toEqual([
    "10 MiB are held for 1 peers, and budgetBytes is 10 MiB: their calls fail with overloaded",
  ]);
  share.add(-5 * MIB);
  share.add(5 * MIB);
  share.hasRoom(1);
  expect(told).toHaveLength(2);
});

test("what a connection still holds after its end counts until it is given back", () => {
  const budget = new ByteBudget({ bytes: 10 * MIB });
  const { share } = new Holder(budget, 6 * MIB);
  share.leave();
  expect(budget.held).toBe(6 * MIB);
  share.add(-6 * MIB);
  expect(budget.held).toBe(0);
});

test.each([0, -1, 1.5, Number.NaN])("a budget of %p bytes is refused", (bytes) => {
  expect(() => new ByteBudget({ bytes })).toThrow("budgetBytes must be a positive integer");
});

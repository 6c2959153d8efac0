// handover.test.ts: who waits for whom when values are handed over, and that nobody waits for one who has left.
import { expect, test } from "bun:test";
import { Handover } from "./handover.ts";

test("who puts waits until it is taken, and what was put before the end is taken before it", async () => {
  const parts = new Handover<number>();
  let isTaken = false;
  const taken = parts.put(1).then(() => {
    isTaken = true;
  });
  parts.end();
  expect(isTaken).toBe(false);
  expect(await parts.take()).toEqual({ done: false, value: 1 });
  await taken;
  expect(await parts.take()).toEqual({ done: true, value: undefined });
});

test("nobody waits for a taker who has left", async () => {
  const parts = new Handover<number>();
  const waiting = parts.put(1);
  parts.abandon();
  await waiting;
  await parts.put(2);
  expect(await parts.take()).toEqual({ done: true, value: undefined });
});

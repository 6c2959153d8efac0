import { expect, test } from "bun:test";
import { getEventListeners } from "node:events";
import { Turns } from "./turns.ts";

const { signal } = new AbortController();

test("one is under way at a time, in the order in which they came, whatever becomes of those before", async () => {
  const turns = new Turns();
  const log: string[] = [];
  const ends = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
  const first = turns.take(signal, async () => {
    log.push("first begins");
    await ends[0].promise;
    log.push("first ends");
    throw new Error("it failed");
  });
  const second = turns.take(signal, async () => {
    log.push("second begins");
    await ends[1].promise;
    return 2;
  });
  const third = turns.take(signal, async () => log.push("third begins"));
  ends[1].resolve();
  ends[0].resolve();
  await expect(first).rejects.toThrow("it failed");
  expect(await second).toBe(2);
  await third;
  expect(log).toEqual(["first begins", "first ends", "second begins", "third begins"]);
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test("who gives up waiting is told at once, does nothing, and lets nobody past the one before", async () => {
  const turns = new Turns();
  const log: string[] = [];
  const end = Promise.withResolvers<void>();
  const first = turns.take(signal, async () => {
    await end.promise;
    log.push("first ends");
  });
  const waiting = new AbortController();
  const second = turns.take(waiting.signal, async () => log.push("second begins"));
  const third = turns.take(signal, async () => log.push("third begins"));
  const enough = new Error("enough");
  waiting.abort(enough);
  await expect(second).rejects.toBe(enough);
  expect(log).toEqual([]);
  end.resolve();
  await Promise.all([first, third]);
  expect(log).toEqual(["first ends", "third begins"]);
});

import { expect, test } from "bun:test";
import { Feed } from "./feed.ts";

/** A feed to a client that answers when it is told to. */
function slowClient(options: { most: number; ahead: number }) {
  const seen: [item: string, dropped: number][] = [];
  const underWay: PromiseWithResolvers<void>[] = [];
  let ended = 0;
  const feed = new Feed<string>({
    ...options,
    send: (item, dropped) => {
      seen.push([item, dropped]);
      const answer = Promise.withResolvers<void>();
      underWay.push(answer);
      return answer.promise;
    },
    ended: () => ended++,
  });
  /** Lets the client answer what came first. */
  const answer = async (error?: Error) => {
    const first = underWay.shift();
    if (error === undefined) first?.resolve();
    else first?.reject(error);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { feed, seen, answer, ended: () => ended };
}

test("no more are under way than the client takes at once, and they arrive in order", async () => {
  const { feed, seen, answer } = slowClient({ most: 10, ahead: 2 });
  for (const item of ["a", "b", "c", "d"]) feed.push(item);
  expect(seen.map(([item]) => item)).toEqual(["a", "b"]);
  await answer();
  await answer();
  expect(seen.map(([item]) => item)).toEqual(["a", "b", "c", "d"]);
  expect(feed.subscription().end()).toEqual({ sent: 4n, dropped: 0n });
});

test("when too many wait the oldest are dropped, and the client is told how many", async () => {
  const { feed, seen, answer } = slowClient({ most: 2, ahead: 1 });
  for (const item of ["a", "b", "c", "d", "e"]) feed.push(item);
  await answer();
  await answer();
  expect(seen).toEqual([
    ["a", 0],
    ["d", 2],
    ["e", 2],
  ]);
  expect(feed.subscription().end()).toEqual({ sent: 3n, dropped: 2n });
});

test("a client that fails ends the feed, once, and nothing more is sent", async () => {
  const { feed, seen, answer, ended } = slowClient({ most: 10, ahead: 2 });
  for (const item of ["a", "b", "c"]) feed.push(item);
  await answer(new Error("gone"));
  await answer(new Error("gone"));
  feed.push("d");
  feed[Symbol.dispose]();
  expect(ended()).toBe(1);
  expect(seen).toHaveLength(2);
});

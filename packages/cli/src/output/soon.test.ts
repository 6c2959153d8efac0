// soon.test.ts: that what is asked for many times is done once, and again when it is asked for again.
import { expect, test } from "bun:test";
import { Soon } from "./soon.ts";

test("what is asked for many times is done once, and once more when it is asked for afterwards", async () => {
  let times = 0;
  let done = Promise.withResolvers<void>();
  using soon = new Soon(() => {
    times += 1;
    done.resolve();
  }, 1);
  for (let asked = 0; asked < 100; asked++) soon.ask();
  expect(times).toBe(0);
  await done.promise;
  expect(times).toBe(1);
  done = Promise.withResolvers<void>();
  soon.ask();
  await done.promise;
  expect(times).toBe(2);
});

test("what was asked for is not done after it is disposed", async () => {
  let times = 0;
  const soon = new Soon(() => (times += 1), 1);
  const { promise, resolve } = Promise.withResolvers<void>();
  using later = new Soon(resolve, 1);
  soon.ask();
  later.ask();
  soon[Symbol.dispose]();
  await promise;
  expect(times).toBe(0);
});

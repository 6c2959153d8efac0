import { expect, test } from "bun:test";
import { Wakeups } from "./wakeups.ts";

test("an attach that came before anybody asked is not lost, and several count as one", async () => {
  using wakeups = new Wakeups("test");
  wakeups.notify();
  wakeups.notify();
  await wakeups.next();
  expect(await isSettled(wakeups.next())).toBe(false);
});

test("an attach is given to everybody who waits for one, and to nobody after them", async () => {
  using wakeups = new Wakeups("test");
  const waits = [wakeups.next(), wakeups.next()];
  wakeups.notify();
  await Promise.all(waits);
  expect(await isSettled(wakeups.next())).toBe(false);
});

test("an attach that comes once a wait is aborted is kept for the next wait", async () => {
  using wakeups = new Wakeups("test");
  const abort = new AbortController();
  const aborted = wakeups.next({ signal: abort.signal });
  abort.abort(new Error("no longer interested"));
  wakeups.notify();
  await expect(aborted).rejects.toThrow("no longer interested");
  await wakeups.next();
});

test("a signal that is aborted already rejects, and takes no attach", async () => {
  using wakeups = new Wakeups("test");
  wakeups.notify();
  await expect(wakeups.next({ signal: AbortSignal.abort(new Error("too late")) })).rejects.toThrow(
    "too late",
  );
  await wakeups.next();
});

test("disposing ends every wait, and refuses further ones", async () => {
  const wakeups = new Wakeups("test");
  const wait = wakeups.next();
  wakeups[Symbol.dispose]();
  wakeups[Symbol.dispose]();
  const disposed = expect.objectContaining({ code: "DISPOSED" });
  await expect(wait).rejects.toEqual(disposed);
  await expect(wakeups.next()).rejects.toEqual(disposed);
  wakeups.notify();
});

async function isSettled(promise: Promise<void>): Promise<boolean> {
  let settled = false;
  const settle = (): void => {
    settled = true;
  };
  // Either way: a wait that a test leaves is rejected by the dispose.
  promise.then(settle, settle);
  await new Promise((resolve) => setImmediate(resolve));
  return settled;
}

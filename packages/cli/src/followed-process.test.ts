// followed-process.test.ts: what is waited for until a signal aborts.
import { expect, test } from "bun:test";
import { untilAborted } from "./followed-process.ts";

test("what fails when nobody waits for it any more, since it was aborted before, is nobody's unhandled rejection", async () => {
  const reason = new Error("stopped");
  const waited = Promise.withResolvers<never>();
  await expect(untilAborted(waited.promise, AbortSignal.abort(reason))).rejects.toBe(reason);
  waited.reject(new Error("the connection was lost"));
  await new Promise((resolve) => setImmediate(resolve));
});

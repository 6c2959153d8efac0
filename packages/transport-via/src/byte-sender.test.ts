// byte-sender.test.ts: what those are told who wait, when the other side does not answer.
import { expect, test } from "bun:test";
import { Bytes } from "./bridge.capnp.ts";
import { ByteSender } from "./byte-sender.ts";

test("who waits for the end to arrive is told when the connection is over before that is answered", async () => {
  const asked = Promise.withResolvers<void>();
  const unanswered = new Promise<never>(() => {});
  const silent = Bytes.server({
    write: () => {},
    end: () => {
      asked.resolve();
      return unanswered;
    },
    close: () => {},
  });
  const sender = new ByteSender(silent, { onBroken: () => new Error("the other side takes no more") });
  const told = sender.end().catch((error: unknown) => error);
  await asked.promise;
  const lost = new Error("the network was cut");
  sender.drop(lost, undefined);
  expect(await told).toBe(lost);
});

// outbox.test.ts: what stays of messages that have been sent.
import { expect, test } from "bun:test";
import type { Connection } from "@teleop/core";
import { ByteBudget } from "./budget.ts";
import { defaultRpcLimits } from "./limits.ts";
import { Outbox } from "./outbox.ts";

test("nothing stays of a large message that was sent, or withdrawn, though no other follows", () => {
  const connection: Connection = {
    address: "one that takes everything",
    peer: {},
    open: () => {},
    write: () => undefined,
    pause: () => {},
    resume: () => {},
    end: async () => {},
    abort: () => {},
    [Symbol.asyncDispose]: async () => {},
  };
  const share = new ByteBudget({ bytes: Number.MAX_SAFE_INTEGER }).join({
    stuckSince: undefined,
    evict: () => {},
  });
  const events = { congested: () => {}, ignored: () => {}, flushed: () => {}, failed: () => {} };
  const outbox = new Outbox(connection, defaultRpcLimits, events, share);
  for (const ended of ["commit", "rollback"] as const) {
    for (const set of ["setData", "initData"] as const) {
      const before = heldBytes();
      build(outbox, ended, set);
      expect(heldBytes() - before).toBeLessThan(largeBytes);
    }
  }
  outbox.close();
});

const largeBytes = 32 * 2 ** 20;

/** Apart from what looks at memory afterwards: nothing of it is on the stack then. */
function build(outbox: Outbox, ended: "commit" | "rollback", set: "setData" | "initData"): void {
  const message = outbox.begin();
  const { segment, at } = message.root;
  if (set === "setData") message.setData(segment, at, new Uint8Array(largeBytes));
  else message.initData(segment, at, largeBytes);
  outbox[ended](message);
}

function heldBytes(): number {
  Bun.gc(true);
  return process.memoryUsage().arrayBuffers;
}

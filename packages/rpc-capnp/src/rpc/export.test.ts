// export.test.ts: what the table of exports does inside, where no peer sees it.
import { expect, test } from "bun:test";
import { memoryPair } from "@teleop/transport-memory";
import { localCapability } from "./capability.ts";
import { RpcConnection } from "./connection.ts";
import { QueuedClient } from "./queued-client.ts";
import { Reference } from "./reference.ts";
import type { Capability, IncomingCall } from "./seam.ts";

test("a promise that is exported and released again and again is listened to once", async () => {
  let listeners = 0;
  const promise = new (class extends QueuedClient {
    override whenResolved(listener: Parameters<QueuedClient["whenResolved"]>[0]): void {
      listeners++;
      super.whenResolved(listener);
    }
  })();
  using given = new Reference(promise);
  const [near, far] = memoryPair();
  await using server = new RpcConnection(far, { bootstrap: localCapability({ dispatch: giving(given) }) });
  await using client = new RpcConnection(near);
  using giver = client.bootstrap();
  for (let i = 0; i < 10; i++) {
    await returned(giver);
    await near.fence();
    // What is left is the giver.
    expect(server.stats().exports).toBe(1);
  }
  expect(listeners).toBe(1);
});

function giving(capability: Capability) {
  return (_interfaceId: unknown, _methodId: number, call: IncomingCall): void =>
    call.results((payload) => {
      const { segment, at } = payload.content;
      payload.message.setCapability(segment, at, payload.addCapability(capability));
    });
}

/** Calls it, and releases what comes back. */
function returned(capability: Capability): Promise<void> {
  return new Promise((resolve, reject) => {
    capability.call({
      interfaceId: { low: 1, high: 0 },
      methodId: 0,
      params: () => {},
      returned: (results) => {
        results[Symbol.dispose]();
        resolve();
      },
      failed: reject,
    });
  });
}

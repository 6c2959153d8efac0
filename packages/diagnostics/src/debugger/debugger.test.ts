// debugger.test.ts: a session of the debugger, without anything being opened: who gets one, and who gets at its Worker.
import { expect, test } from "bun:test";
import { dummy } from "@teleop/attacher-dummy";
import { openSession } from "@teleop/core";
import { type CapnpSession, capnp } from "@teleop/rpc-capnp/teleop";
import { unixSocket } from "@teleop/transport-unix";
import { diagnostics } from "../index.ts";
import { withClient } from "../testing/with-client.ts";
import { debuggerOwner, openDebugger } from "./client.ts";
import { Debugger, Inspector } from "./debugger.capnp.ts";

const onLinux = test.if(process.platform === "linux");

function attachToWorker(name = "debugger"): Promise<CapnpSession> {
  return openSession(process.pid, { attacher: dummy(), transport: unixSocket(), protocol: capnp(), name });
}

onLinux("only with the key of the session does a client get to the inspector", () =>
  withClient(diagnostics({ debugger: {} }), async (session) => {
    using service = session.service("debugger", Debugger);
    await using opened = await service.open();
    await using worker = await attachToWorker(opened.rendezvous);
    using inspector = worker.service("inspector", Inspector);
    const receiver = { send: () => {} };
    for (const key of [new Uint8Array(), new Uint8Array(32), opened.key.slice(1)]) {
      await expect(inspector.connect({ key, receiver })).rejects.toThrow("this is not the key");
    }
    await opened.session.close();
  }),
);

onLinux("one client has it, and others are told who, until it is closed, or its client has gone", () =>
  withClient(diagnostics({ debugger: {} }), async (session, open) => {
    await using first = await openDebugger(session, { attach: attachToWorker });
    const second = open();
    using service = second.service("debugger", Debugger);
    await expect(service.open()).rejects.toThrow(
      new RegExp(`the debugger of this process is in use: process ${process.pid} .*has it, since `),
    );
    {
      await using worker = await attachToWorker();
      expect(await debuggerOwner(worker)).toMatchObject({ pid: process.pid, since: expect.any(Date) });
    }
    await first[Symbol.asyncDispose]();
    {
      await using third = open();
      using again = third.service("debugger", Debugger);
      const { key } = await again.open();
      expect(key).toHaveLength(32);
    }
    // That client has gone.
    await using fourth = await openWhenFree(second);
    expect(fourth).toBeDefined();
  }),
);

test("it is offered only where the application says so", () =>
  withClient(diagnostics(), async (session) => {
    using service = session.service("debugger", Debugger);
    await expect(service.open()).rejects.toThrow("service debugger not found");
    expect(() => diagnostics({ debugger: { authorize: 7 as never } })).toThrow("debugger.authorize");
  }));

/** Closing takes the target some milliseconds, of which nobody is told whose session it was. */
async function openWhenFree(session: CapnpSession) {
  for (;;) {
    try {
      return await openDebugger(session, { attach: attachToWorker });
    } catch (error) {
      if (!String(error).includes("is in use")) throw error;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

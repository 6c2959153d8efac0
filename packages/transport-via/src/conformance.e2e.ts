// conformance.e2e.ts: that a connection over a bridge is like any other: the suite of all transports, whose listeners are
// sockets of this machine and whose clients come by way of a command.
import { afterAll, expect } from "bun:test";
import { transportConformance } from "@teleop/conformance";
import { unixSocket } from "@teleop/transport-unix";
import { type ViaTransport, via } from "./index.ts";
import { bridgeHere } from "./testing/commands.ts";

/** One command for each patience, and the PID of its bridge. */
const commands = new Map<
  number | undefined,
  { readonly there: ViaTransport; readonly pid: Promise<unknown> }
>();

function through(lingerMs: number | undefined): ViaTransport {
  const known = commands.get(lingerMs);
  if (known !== undefined) return known.there;
  const there = via(bridgeHere.command, {
    bridge: bridgeHere.bridge,
    idleMs: Number.POSITIVE_INFINITY,
    lingerMs,
  });
  commands.set(lingerMs, { there, pid: there.ask("pid", null) });
  return there;
}

// One that was given up, or has ended, would have been replaced without a word.
afterAll(async () => {
  for (const { there, pid } of commands.values()) {
    const last = await there.ask("pid", null);
    await there[Symbol.asyncDispose]();
    expect(last).toBe(await pid);
  }
});

transportConformance({
  name: "via",
  transport: ({ lingerMs } = {}) => {
    const here = unixSocket({ lingerMs });
    const there = through(lingerMs);
    return {
      name: "via",
      listen: (rendezvous, options) => here.listen(rendezvous, options),
      connect: (rendezvous, options) => there.connect(rendezvous, options),
    };
  },
  socketFile: true,
  target: new URL("./testing/transport-target.ts", import.meta.url),
  skip: [
    {
      reason:
        "there are buffers one after the other on the way: that one is full does not mean that all are; slow-readers.e2e.ts fills them all",
      tests: [
        "a server that does not read bounds what a client can write",
        "a client that does not read bounds what a server can write",
        "disposing waits for a peer that does not read, but not for ever",
      ],
    },
  ],
});

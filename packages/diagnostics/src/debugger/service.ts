// service.ts: serves `debugger`: one client of a process at a time may debug it.
import { TeleopError } from "@teleop/core";
import { RpcError } from "@teleop/rpc-capnp";
import { guarded } from "../guard.ts";
import { DEBUGGER_RENDEZVOUS, DebugSession } from "./debug-session.ts";
import { Debugger } from "./debugger.capnp.ts";
import { notOurs } from "./inspector-port.ts";
import type { DebuggerOptions } from "./options.ts";

export async function debuggerService(options: DebuggerOptions): Promise<Debugger> {
  const inspector = await import("node:inspector");
  let current: DebugSession | undefined;
  const server: Debugger.Server = {
    async open(_params, { peer, signal }) {
      if (process.platform === "win32") throw new RpcError("failed", notOurs().rawMessage);
      if (current !== undefined) {
        throw new RpcError("failed", `the debugger of this process is in use: ${current.description}`);
      }
      const session = new DebugSession(peer, inspector, () => {
        if (current === session) current = undefined;
      });
      current = session;
      try {
        await session.begin();
        signal.throwIfAborted();
      } catch (error) {
        await session.close();
        throw error instanceof TeleopError ? new RpcError("failed", error.rawMessage) : error;
      }
      return {
        rendezvous: DEBUGGER_RENDEZVOUS,
        key: session.key,
        session: { close: () => session.close(), [Symbol.dispose]: () => void session.close() },
      };
    },
  };
  return Debugger.server(guarded("debugger", server, options));
}

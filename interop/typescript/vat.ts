// vat.ts: connections over a UNIX socket at a path, with interop.capnp at either end. With TAIL_CALLS=direct in the
// environment, calls that lead back to the peer leave their results there.
import type { Connection as Bytes } from "@teleop/core";
import { CapnpSession, type CapnpSessionOptions } from "@teleop/rpc-capnp/teleop";
import { unixSocket } from "@teleop/transport-unix";
import { Interop } from "../schema/interop.capnp.ts";
import type { Connection } from "./session.ts";

const options: CapnpSessionOptions = process.env.TAIL_CALLS === "direct" ? { tailCalls: "direct" } : {};

export async function connect(path: string, pid: number): Promise<Connection> {
  const session = new CapnpSession(await unixSocket({ address: path }).connect({ pid }), options);
  return {
    bootstrap: () => session.bootstrap(Interop),
    [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
  };
}

/** Serves one connection. `root` stays with the caller. */
export function serve(connection: Bytes, root: Interop): CapnpSession {
  return new CapnpSession(connection, { ...options, bootstrap: root });
}

// vat.ts: connections over a UNIX socket at a path, with interop.capnp at either end.
import type { Connection as Bytes } from "@teleop/core";
import { CapnpSession } from "@teleop/rpc-capnp/teleop";
import { unixSocket } from "@teleop/transport-unix";
import { Interop } from "../schema/interop.capnp.ts";
import type { Connection } from "./session.ts";

export async function connect(path: string, pid: number): Promise<Connection> {
  const session = new CapnpSession(await unixSocket({ address: path }).connect({ pid }));
  return {
    bootstrap: () => session.bootstrap(Interop),
    [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
  };
}

/** Serves one connection. `root` stays with the caller. */
export function serve(connection: Bytes, root: Interop): CapnpSession {
  return new CapnpSession(connection, { bootstrap: root });
}

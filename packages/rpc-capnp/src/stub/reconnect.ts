// reconnect.ts: a stub that comes back after a connection was lost.
import { type ReconnectOptions, reconnecting } from "../rpc/reconnect.ts";
import { interfaceStub, referenceTo } from "./stub.ts";
import type { Client, Interface } from "./types.ts";

/**
 * A stub of what `connect` gives, which is asked anew after a call has failed with type `disconnected`. That call, and
 * others that were under way, fail all the same: whether they were served cannot be known. Later calls go to the new
 * one. The stubs that `connect` gives belong to this one, which disposes them.
 */
export function reconnectingStub<Stub extends Client>(
  type: Interface<Stub>,
  connect: () => Stub | Promise<Stub>,
  options: ReconnectOptions = {},
): Stub {
  const capability = reconnecting(async () => {
    using stub = await connect();
    return referenceTo(stub);
  }, options);
  return interfaceStub(type, capability);
}

// reconnect.ts: a stub that comes back after a connection was lost.
import { requireFunction } from "@teleop/core/basics";
import { type ReconnectOptions, reconnecting } from "../rpc/reconnect.ts";
import { interfaceStub, referenceTo } from "./stub.ts";
import type { Client, Interface } from "./types.ts";

/**
 * A stub of what `connect` gives, which is asked anew after a call has failed with type `disconnected`. That call, and
 * others that were under way, fail all the same: whether they were served cannot be known. Later calls go to the new
 * one. The stubs that `connect` gives belong to this one, which disposes them.
 *
 * A stream that is lost with its connection fails as a whole: the next streaming call, or `streamed()`, tells. Whoever
 * has been told, and goes on, begins a new stream.
 */
export function reconnectingStub<Stub extends Client>(
  type: Interface<Stub>,
  connect: () => Stub | Promise<Stub>,
  options: ReconnectOptions = {},
): Stub {
  requireFunction("connect", connect ?? null);
  const capability = reconnecting(async () => {
    const stub = await connect();
    const reference = referenceTo(stub);
    stub[Symbol.dispose]();
    return reference;
  }, options);
  return interfaceStub(type, capability);
}

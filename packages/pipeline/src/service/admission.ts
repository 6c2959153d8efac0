// admission.ts: who may look at a pipeline, and who may have it do something; asked at each call, so that what one client was
// given helps no other.
import type { Peer } from "@teleop/core";
import { RpcError } from "@teleop/rpc-capnp";
import type { PipelineServicesOptions } from "../options.ts";

/** What of a call's context tells who makes it. Calls of our own process come from no peer, and may. */
export interface Caller {
  readonly peer?: Peer | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** @throws RpcError where the application does not let this client do that; the reason of a caller that has gone meanwhile. */
export async function admit(
  { authorize }: PipelineServicesOptions,
  { peer, signal }: Caller,
  use: "look" | "control",
): Promise<void> {
  if (authorize === undefined || peer === undefined) return;
  if (!(await isAllowed(() => authorize(peer, use)))) {
    const what = use === "look" ? "look at its pipeline" : "control its pipeline";
    throw new RpcError("failed", `the target does not let this client ${what} (authorize)`);
  }
  // Who has gone would not release what he is given.
  signal?.throwIfAborted();
}

/** Why not is the target's own business: what authorize throws may tell too much. */
async function isAllowed(ask: () => boolean | PromiseLike<boolean>): Promise<boolean> {
  try {
    return (await ask()) === true;
  } catch {
    return false;
  }
}

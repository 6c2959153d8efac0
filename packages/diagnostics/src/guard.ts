// guard.ts: who may use a part of the diagnostics, asked at each call, so that what one client was given helps no other.
import type { Peer } from "@teleop/core";
import { requireFunction, requireOptions } from "@teleop/core/basics";
import { RpcError } from "@teleop/rpc-capnp";

/** What every part takes. */
export interface PartOptions {
  /**
   * Whether this client may use the part; asked at each call of the part's own interface. Who may attach at all is
   * decided before, by `authorize` of `teleoperate()`. What it throws refuses, too. Default: whoever is attached.
   */
  readonly authorize?: ((peer: Peer) => boolean | PromiseLike<boolean>) | undefined;
}

/** @throws TeleopError `INVALID_ARGUMENT` for options of a part that cannot be. */
export function requirePartOptions(part: string, options: PartOptions): void {
  requireOptions(options);
  requireFunction(`${part}.authorize`, options.authorize);
}

/**
 * The same server, each method of which asks first whether its caller may. Calls of our own process, which come from no
 * peer, may. What methods give to clients that may, such as a subscription, is theirs, and is not asked about again.
 */
export function guarded<Server extends object>(
  part: string,
  server: Server,
  { authorize }: PartOptions,
): Server {
  if (authorize === undefined) return server;
  return new Proxy(server, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      if (typeof value !== "function") return value;
      // Disposing is the engine's, not a client's.
      if (typeof property === "symbol") return value.bind(target);
      return async (params: unknown, context: CallContext) => {
        if (context.peer !== undefined && !(await isAllowed(authorize, context.peer))) {
          throw new RpcError("failed", `the target does not let this client use its ${part} (authorize)`);
        }
        // Who has gone meanwhile would not release what he is given.
        context.signal?.throwIfAborted();
        return value.call(target, params, context);
      };
    },
  });
}

interface CallContext {
  readonly peer?: Peer | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Why not is the target's own business: what authorize throws may tell too much. */
async function isAllowed(authorize: NonNullable<PartOptions["authorize"]>, peer: Peer): Promise<boolean> {
  try {
    return (await authorize(peer)) === true;
  } catch {
    return false;
  }
}

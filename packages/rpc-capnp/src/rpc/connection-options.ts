// connection-options.ts: what the options of a connection must be, checked before its first message.
import { requireFunction, requireMilliseconds, requireOptions, show, TeleopError } from "@teleop/core/basics";
import { type RpcLimits, withDefaults } from "./limits.ts";

/** What applications give; they may not have been told by a compiler. */
interface GivenOptions {
  readonly limits?: Partial<RpcLimits> | undefined;
  readonly lingerMs?: unknown;
  readonly keepaliveMs?: unknown;
  readonly tailCalls?: unknown;
  readonly trace?: unknown;
  readonly onLeak?: unknown;
  readonly onError?: unknown;
}

/**
 * @returns the options that have defaults, complete.
 * @throws TeleopError `INVALID_ARGUMENT` for one that cannot be.
 */
export function requireConnectionOptions(options: GivenOptions): {
  readonly limits: RpcLimits;
  readonly lingerMs: number;
  readonly keepaliveMs: number | undefined;
} {
  requireOptions(options);
  const { tailCalls = "forwarded" } = options;
  if (tailCalls !== "forwarded" && tailCalls !== "direct") {
    const message = `tailCalls must be "forwarded" or "direct", not ${show(tailCalls)}`;
    throw new TeleopError("INVALID_ARGUMENT", message);
  }
  requireFunction("trace", options.trace);
  requireFunction("onLeak", options.onLeak);
  requireFunction("onError", options.onError);
  return {
    limits: withDefaults(options.limits),
    lingerMs: requireMilliseconds("lingerMs", options.lingerMs, LINGER_MS),
    keepaliveMs: requireKeepalive(options.keepaliveMs),
  };
}

function requireKeepalive(keepaliveMs: unknown): number | undefined {
  if (keepaliveMs === undefined) return undefined;
  if (typeof keepaliveMs === "number" && keepaliveMs >= 1) return keepaliveMs;
  const message = `keepaliveMs must be a number of milliseconds, 1 or more, not ${show(keepaliveMs)}`;
  throw new TeleopError("INVALID_ARGUMENT", message);
}

const LINGER_MS = 5_000;

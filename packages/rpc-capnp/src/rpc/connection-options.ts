// connection-options.ts: what a connection can be told, and what that must be, checked before its first message.
import type { ThrowingCall } from "@teleop/core";
import { requireFunction, requireMilliseconds, requireOptions, show, TeleopError } from "@teleop/core/basics";
import type { ByteBudget } from "./budget.ts";
import { type RpcLimits, withDefaults } from "./limits.ts";
import type { TailCalls } from "./link.ts";
import type { Capability } from "./seam.ts";
import type { TraceEvent } from "./trace.ts";

/** A call of the peer's whose method threw. */
export interface FailedMethod extends ThrowingCall {
  /** It had answered already, so that the caller does not know. */
  readonly hadAnswered: boolean;
}

export interface RpcConnectionOptions {
  /**
   * What the peer gets when it asks for the bootstrap capability. A capability belongs to the connection from then on,
   * which disposes it at its end; a function is asked each time, and what it returns is disposed when the peer releases
   * it. What the function throws is the peer's answer. Without it, the peer gets an error.
   */
  readonly bootstrap?: Capability | (() => Capability) | undefined;
  readonly limits?: Partial<RpcLimits> | undefined;
  /** What this connection may hold together with others that are given the same. Default: what `limits` allow. */
  readonly budget?: ByteBudget | undefined;
  /**
   * How a call of the peer's goes back to it when it turns out to be for an object of the peer's own: because a method
   * passed it on by a tail call, or because it was pipelined on something that led there.
   *
   * - `forwarded`: as any other call; its results come here, and are returned. Every peer can do that. The default.
   * - `direct`: its results stay with the peer, which saves a round trip. The C++ implementation
   *   and this one can do that. The Rust crate `capnp-rpc` (as of 0.27.3) never runs such a call, so that its caller
   *   waits for ever.
   *
   * The peer may always do either. rpc.capnp `Call.sendResultsTo.yourself`, `Return.takeFromOtherQuestion`.
   */
  readonly tailCalls?: TailCalls | undefined;
  /** Sends the stack traces of errors to the peer, as `Exception.trace`. They tell of the inside. Default false. */
  readonly sendStackTraces?: boolean | undefined;
  /** Sees every message, sent and received. For debugging: it costs more than the messages do. */
  readonly trace?: ((event: TraceEvent) => void) | undefined;
  /** Told of each reference that was dropped without being disposed, once the garbage collector has found it. */
  readonly onLeak?: (() => void) | undefined;
  /**
   * Told of errors that no caller can be told: thrown by callbacks, or by methods that had answered already. Default:
   * `console.error`. Told also of what methods throw that were called by the peer, as they threw it, with the call;
   * without this only the peer hears of that.
   */
  readonly onError?: ((error: unknown, call?: FailedMethod) => void) | undefined;
  /**
   * Milliseconds that the last messages have to get out, once the connection ends. Then it is cut. 0 cuts it at once,
   * `Infinity` leaves it to the transport, which has a limit of its own. Default 5000.
   */
  readonly lingerMs?: number | undefined;
  /**
   * Notices a peer that is stopped or hangs, of which the system says nothing: a peer that has been silent for so many
   * milliseconds is asked for its bootstrap capability, which every peer answers. When it is silent for as long again,
   * the conversation ends, and calls fail with type `disconnected`. Whatever comes from it counts. From 1 on; absent, or
   * `Infinity`: it is waited for as long as it takes, and there is no timer.
   *
   * A peer whose event loop is busy for longer is taken for one that hangs. A connection that is asked is not idle.
   */
  readonly keepaliveMs?: number | undefined;
}

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

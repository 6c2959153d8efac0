// limits.ts: what a connection may hold. Beyond these bounds the peer, or our own caller, gets an error.

import { completeLimits, defaultMessageLimits, type MessageLimits } from "@teleop/capnp/early";
import { TeleopError } from "@teleop/core/basics";

/** Bounds on one connection. Each is a positive integer; bytes are bytes of messages without their frame headers. */
export interface RpcLimits extends MessageLimits {
  /** Calls of ours without an answer. One more fails with `overloaded`. Default 65 536. */
  readonly questions: number;
  /** Calls of the peer's that it has not finished. One more is answered with `overloaded`. Default 65 536. */
  readonly answers: number;
  /** Capabilities that the peer holds of us. A message that would add more fails with `overloaded`. Default 65 536. */
  readonly exports: number;
  /**
   * Capabilities that we hold of the peer; and, each counted apart, promises of its that have resolved and are still
   * held, and disembargoes that it has not sent back. One that sends more is aborted. Default 65 536.
   */
  readonly imports: number;
  /**
   * Bytes that wait for a peer that reads slowly, each write with 512 bytes for what else it takes. Beyond it calls of
   * ours fail with `overloaded`, and calls of the peer's wait until half of them are gone, or until `servedBytes` of calls
   * wait. Beyond twice as many, calls of the peer's return `overloaded`, too. Reading goes on, since what comes may be what
   * the peer's own reading depends on; it stops only beyond three times as many and a message of the largest size,
   * which a peer that reads does not let wait. Default 64 MiB.
   */
  readonly queuedBytes: number;
  /**
   * Bytes of calls that are being served, each with 1 KiB for what else it takes, and 1 KiB for each path that is
   * pipelined from it. Beyond it we stop reading until
   * some return. Calls that wait for the peer's own returns then wait for ever, so leave room. Default 128 MiB.
   */
  readonly servedBytes: number;
  /** Bytes of streaming calls in flight on one reference before its sender is asked to wait. Default 64 KiB. */
  readonly streamWindowBytes: number;
  /**
   * Milliseconds that calls of the peer's take before the next ones wait until the event loop has come to others.
   * Default 10.
   */
  readonly turnMs: number;
}

export const defaultRpcLimits: RpcLimits = Object.freeze({
  ...defaultMessageLimits,
  questions: 65_536,
  answers: 65_536,
  exports: 65_536,
  imports: 65_536,
  queuedBytes: 64 * 1024 * 1024,
  servedBytes: 128 * 1024 * 1024,
  streamWindowBytes: 64 * 1024,
  turnMs: 10,
});

/** @throws TeleopError `INVALID_ARGUMENT` for a limit that is not a positive integer, or that does not exist. */
export function withDefaults(limits?: Partial<RpcLimits>): RpcLimits {
  return completeLimits(defaultRpcLimits, limits, (problem) => new TeleopError("INVALID_ARGUMENT", problem));
}

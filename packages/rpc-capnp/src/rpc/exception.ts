// exception.ts: how a call failed: an error thrown in one vat is an Exception on the wire, and an error in the other.
//
// rpc.capnp `Exception`; https://capnproto.org/rpc.html.

import { brand, CodedError } from "@teleop/capnp/early";
import { messageOf, TeleopError } from "@teleop/core/basics";

/** How a caller might react to a failure. rpc.capnp `Exception.Type`. */
export type RpcErrorType = "failed" | "overloaded" | "disconnected" | "unimplemented";

/** Information that an application attached to an exception. rpc.capnp `Exception.Detail`. */
export interface ExceptionDetail {
  readonly id: bigint;
  readonly data: Uint8Array;
}

export interface RpcErrorOptions extends ErrorOptions {
  /** It came from another vat. */
  readonly remote?: boolean | undefined;
  /** The stack trace of the vat that failed, if that vat chose to send it. */
  readonly trace?: string | undefined;
  readonly details?: readonly ExceptionDetail[] | undefined;
}

/**
 * A call that failed. `message` is the reason as it was given where it failed, once, however many vats it crossed:
 * the "remote exception: " that some implementations put in front is taken off.
 */
export class RpcError extends CodedError {
  override readonly name = "RpcError";
  readonly type: RpcErrorType;
  /** The `type` in capitals, as codes are. */
  readonly code: Uppercase<RpcErrorType>;
  /** Whether it came from another vat. */
  readonly remote: boolean;
  /** The other vat's stack trace; sent only by servers that are configured to. */
  readonly trace: string | undefined;
  /** What the application attached; crosses vats unchanged. */
  readonly details: readonly ExceptionDetail[];

  /** @throws TeleopError `INVALID_ARGUMENT` for details that cannot be sent: an id that is no 64-bit bigint, data that are no bytes. */
  constructor(type: RpcErrorType, reason: string, options: RpcErrorOptions = {}) {
    super(reason, options.cause === undefined ? undefined : { cause: options.cause });
    this.type = type;
    this.code = codes[type];
    this.remote = options.remote ?? false;
    this.trace = options.trace;
    this.details = options.details === undefined ? [] : requireDetails(options.details);
  }

  static {
    brand(RpcError, "RpcError");
  }
}

const codes = {
  failed: "FAILED",
  overloaded: "OVERLOADED",
  disconnected: "DISCONNECTED",
  unimplemented: "UNIMPLEMENTED",
} as const;

/** The failure that an error thrown in a method means for its caller. */
export function toRpcError(thrown: unknown): RpcError {
  // Anything can be thrown, also what cannot be made a string, or looked at: the caller must hear of that, too.
  try {
    if (thrown instanceof RpcError) return thrown;
    const reason = thrown instanceof Error ? thrown.message || thrown.name : thrown;
    return new RpcError("failed", String(reason), { cause: thrown });
  } catch {
    return new RpcError("failed", `something was thrown that has no text (${typeof thrown})`, {
      cause: thrown,
    });
  }
}

/**
 * The error as the caller of one call gets it: its stack begins where the call was made, at the second frame of `site`.
 * Several calls may fail with one error. Where that was made is in the `cause`, if it was made in this vat.
 */
export function toldAt(site: Error, error: RpcError): RpcError {
  try {
    const { type, message, remote, trace, details } = error;
    const cause = error.cause ?? (remote ? undefined : error);
    return beginStackAt(site, new RpcError(type, message, { remote, trace, details, cause }));
  } catch {
    // What a method of this vat threw may have been changed into anything since it was made.
    return error;
  }
}

/** Makes an error's stack begin where `site` was made, less its first frame, which is ours. */
export function beginStackAt<E extends Error>(site: Error, error: E): E {
  const [, , ...frames] = site.stack?.split("\n") ?? [];
  const stack = [`${error.name}: ${error.message}`, ...frames].join("\n");
  // Without frames, as Error.stackTraceLimit can have it, its own tell more.
  if (frames.length > 0)
    Object.defineProperty(error, "stack", { value: stack, writable: true, configurable: true });
  return error;
}

/** The details, if they are what can be sent. @throws TeleopError `INVALID_ARGUMENT` otherwise, saying what is wrong. */
function requireDetails(details: unknown): readonly ExceptionDetail[] {
  if (!Array.isArray(details))
    throw new TeleopError(
      "INVALID_ARGUMENT",
      "RpcError: details must be an array of { id: bigint, data: Uint8Array }",
    );
  for (const [index, detail] of details.entries()) {
    const { id, data } = (detail ?? {}) as Partial<ExceptionDetail>;
    if (typeof id !== "bigint" || id < 0n || id >= 2n ** 64n)
      throw new TeleopError(
        "INVALID_ARGUMENT",
        `RpcError: details[${index}].id must be a bigint from 0 to 2^64 - 1`,
      );
    if (!(data instanceof Uint8Array))
      throw new TeleopError("INVALID_ARGUMENT", `RpcError: details[${index}].data must be a Uint8Array`);
  }
  return details;
}

/** A peer that broke a rule of the protocol. The connection is aborted, and the peer told why. */
export class ProtocolError extends CodedError {
  override readonly name = "ProtocolError";
  readonly code = "PROTOCOL_ERROR";

  static {
    brand(ProtocolError, "ProtocolError");
  }
}

/** Tells a caller of this vat, whose code must not end what we are in the middle of. */
export function tellCaller(callback: () => void): void {
  try {
    callback();
  } catch (error) {
    reportToConsole(error);
  }
}

/** What becomes of errors that no caller can be told, where the application has not said what to do with them. */
export function reportToConsole(error: unknown): void {
  try {
    console.error("teleop rpc: an error that no caller can be told:", error);
  } catch {
    // Showing it ran its code, which threw.
    console.error("teleop rpc: an error that no caller can be told:", messageOf(error));
  }
}

// abort-signal.ts: checks the signal that a caller gives, before anything is sent.
import { wrongType } from "../schema/value-error.ts";

/** @throws ValueError `WRONG_TYPE` for what is no AbortSignal, nor behaves like one. */
export function requireSignal(signal: unknown): AbortSignal | undefined {
  if (signal === undefined || signal instanceof AbortSignal) return signal;
  // One of another realm, or of another maker.
  const like = signal as Partial<AbortSignal> | null;
  if (typeof like?.aborted === "boolean" && typeof like.addEventListener === "function")
    return signal as AbortSignal;
  throw wrongType("signal to be an AbortSignal", signal);
}

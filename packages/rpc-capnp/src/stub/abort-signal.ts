// abort-signal.ts: checks the signal that a caller gives, before anything is sent.
import { requireSignal as requireOwnSignal } from "@teleop/core/basics";

/** @throws TeleopError `INVALID_ARGUMENT` for what is no AbortSignal, nor behaves like one. */
export function requireSignal(signal: unknown): AbortSignal | undefined {
  // One of another realm, or of another maker.
  const like = signal as Partial<AbortSignal> | null | undefined;
  if (typeof like?.aborted === "boolean" && typeof like.addEventListener === "function") {
    return signal as AbortSignal;
  }
  return requireOwnSignal(signal);
}

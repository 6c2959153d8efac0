// exit-cleanup.ts: removes what we put on disk on every way out of the process on which code still runs.

import { TeleopError } from "./errors.ts";
import { show } from "./options.ts";

const CLEANUP_SIGNALS = ["SIGTERM", "SIGINT", "SIGHUP"] as const;

/** Signals that end a process by default without running its `exit` handlers. */
export type CleanupSignal = (typeof CLEANUP_SIGNALS)[number];

/** @throws TeleopError `INVALID_ARGUMENT` for what is no array of {@link CleanupSignal}. */
export function requireCleanupSignals(signals: unknown): void {
  if (signals === undefined) return;
  const known: readonly unknown[] = CLEANUP_SIGNALS;
  if (Array.isArray(signals) && signals.every((signal) => known.includes(signal))) return;
  const given = Array.isArray(signals) ? `[${signals.map(show).join(", ")}]` : show(signals);
  const message = `cleanupSignals must be an array of ${CLEANUP_SIGNALS.join(", ")}, not ${given}`;
  throw new TeleopError("INVALID_ARGUMENT", message);
}

/**
 * Calls `cleanUp` when the process exits, and, for the signals that are named, before it dies of one. The signal is
 * sent again afterwards, so that the exit status stays that of the signal. Where the application handles a signal
 * itself, the application decides whether and when to exit, and nothing is done at the signal.
 *
 * @param cleanUp must be synchronous, must not throw, and may be called more than once.
 */
export function cleanUpAtExit(cleanUp: () => void, signals: readonly CleanupSignal[]): Disposable {
  const handler = Object.assign(
    (signal: CleanupSignal): void => {
      if (process.listeners(signal).some((listener) => !(OURS in listener))) return;
      process.off(signal, handler);
      cleanUp();
      // The last of several attachments ends the process.
      if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
    },
    { [OURS]: true },
  );
  process.on("exit", cleanUp);
  for (const signal of signals) process.on(signal, handler);
  return {
    [Symbol.dispose]: () => {
      process.off("exit", cleanUp);
      for (const signal of signals) process.off(signal, handler);
    },
  };
}

/** Marks our handlers, also for another copy of this module. */
const OURS: unique symbol = Symbol.for("teleop.cleanup-signal-handler") as never;

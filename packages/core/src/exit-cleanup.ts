// exit-cleanup.ts: removes what we put on disk on every way out of the process on which code still runs.

/** Signals that end a process by default without running its `exit` handlers. */
export type CleanupSignal = "SIGTERM" | "SIGINT" | "SIGHUP";

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

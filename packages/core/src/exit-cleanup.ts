// exit-cleanup.ts: removes what we put on disk on every way out of the process on which code still runs.
import { TeleopError } from "./errors.ts";
import { hasFfi } from "./foreign-library.ts";
import { onWindows } from "./on-windows.ts";
import { show } from "./options.ts";
import { type ExitHandler, processState } from "./process-state.ts";

const CLEANUP_SIGNALS = ["SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK"] as const;

/**
 * Signals that end a process by default without running its `exit` handlers. On Windows, which has none, they are what a
 * console tells: Ctrl+C (SIGINT), Ctrl+Break (SIGBREAK), that it was closed (SIGHUP); a SIGTERM ends a process there without
 * telling it. Elsewhere there is no SIGBREAK.
 */
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
 * sent again afterwards, so that the exit status stays that of the signal, on Windows that of Ctrl+C. Where the application handles a signal
 * itself, the application decides whether and when to exit, and nothing is done at the signal.
 *
 * @param cleanUp must be synchronous, must not throw, and may be called more than once.
 */
export function cleanUpAtExit(cleanUp: () => void, signals: readonly CleanupSignal[]): Disposable {
  const step = (): void => cleanUp();
  const handlers = [exitHandler(), ...signals.map(signalHandler)];
  for (const { steps, start } of handlers) {
    if (steps.size === 0) start();
    steps.add(step);
  }
  return {
    [Symbol.dispose]: () => {
      for (const { steps, stop } of handlers) if (steps.delete(step) && steps.size === 0) stop();
    },
  };
}

function exitHandler(): ExitHandler {
  return handlerOf("exit", (steps) => {
    const listener = (): void => takeAll(steps);
    return { start: () => void process.on("exit", listener), stop: () => void process.off("exit", listener) };
  });
}

function signalHandler(signal: CleanupSignal): ExitHandler {
  return handlerOf(signal, (steps) => {
    const listener = Object.assign(
      (): void => {
        if (process.listeners(signal).some((other) => !(OURS in other))) return;
        process.off(signal, listener);
        takeAll(steps);
        // The last of several copies of this module ends the process.
        if (process.listenerCount(signal) === 0) dieOf(signal);
      },
      { [OURS]: true },
    );
    return { start: () => void process.on(signal, listener), stop: () => void process.off(signal, listener) };
  });
}

function dieOf(signal: CleanupSignal): void {
  // There it would be the end with status 1, which is nobody's.
  if (process.platform === "win32" && hasFfi()) onWindows().endAsByConsole();
  else process.kill(process.pid, signal);
}

function handlerOf(
  event: string,
  make: (steps: Set<() => void>) => Pick<ExitHandler, "start" | "stop">,
): ExitHandler {
  const state = processState();
  state.exitHandlers ??= new Map();
  const known = state.exitHandlers.get(event);
  if (known !== undefined) return known;
  const steps = new Set<() => void>();
  const made = { steps, ...make(steps) };
  state.exitHandlers.set(event, made);
  return made;
}

function takeAll(steps: ReadonlySet<() => void>): void {
  for (const step of [...steps]) step();
}

/** Marks our handlers, also for another copy of this module. */
const OURS: unique symbol = Symbol.for("teleop.cleanup-signal-handler") as never;

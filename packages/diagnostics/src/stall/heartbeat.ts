// heartbeat.ts: what the main thread and the watchdog's thread share: a count that goes on while the event loop does, and
// what they say to each other.
import type { StackFrame } from "./stall-report.ts";

/** How often the main thread counts, and the watchdog looks. */
export const BEAT_MS = 50;

/** What the watchdog starts with. */
export interface WatchdogStart {
  readonly beats: SharedArrayBuffer;
  /** Of its rendezvous. */
  readonly name: string;
  /** Whether it tells also those who have no ticket. */
  readonly isOpen: boolean;
}

/** From the main thread. */
export type ToWatchdog =
  | { readonly type: "admit"; readonly ticket: string }
  | { readonly type: "expel"; readonly ticket: string }
  /** Where the time went, which a profiler has seen, in the stall that is just over. */
  | { readonly type: "culprit"; readonly stack: readonly StackFrame[] }
  | { readonly type: "end" };

/** To the main thread. */
export type FromWatchdog =
  /** It can be attached to. */
  | { readonly type: "bound"; readonly address: string }
  | { readonly type: "failed"; readonly message: string }
  /** Its socket is gone, and its thread can be ended. */
  | { readonly type: "ended" };

/**
 * Counts, in memory that both threads see, until it is disposed. Keeps no process alive.
 *
 * @param late told by how many milliseconds a count came too late.
 */
export function beatFor(shared: SharedArrayBuffer, late: (milliseconds: number) => void): Disposable {
  const beats = new Int32Array(shared);
  let lastAt = performance.now();
  const timer = setInterval(function countBeat() {
    Atomics.add(beats, 0, 1);
    const now = performance.now();
    late(now - lastAt - BEAT_MS);
    lastAt = now;
  }, BEAT_MS);
  timer.unref();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

/** As a stack has it. */
export const BEAT_FUNCTION = "countBeat";

export function beatsOf(beats: Int32Array): number {
  return Atomics.load(beats, 0);
}

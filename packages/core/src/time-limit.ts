// time-limit.ts: the end of an attempt: when its caller gives up, or its time is up, whichever comes first.
import { after } from "./options.ts";

export interface TimeLimit extends Disposable {
  /** Aborts when time is up, and with the caller's signal. */
  readonly stop: AbortSignal;
}

/** Begins to count. Disposing it ends the timer. */
export function timeLimit(timeout: number, signal: AbortSignal | undefined): TimeLimit {
  const timedOut = new AbortController();
  const timer = after(timeout, () => timedOut.abort(new Error(`${timeout} ms have passed`)));
  const stop = signal === undefined ? timedOut.signal : AbortSignal.any([signal, timedOut.signal]);
  return { stop, [Symbol.dispose]: () => timer[Symbol.dispose]() };
}

// call-signal.ts: the AbortSignal that a method is given, whose listeners cannot end the process.
//
// The peer decides when it aborts, by a Finish or by going. What a listener throws would be an uncaught exception then.
import { callHook } from "@teleop/core/basics";

/**
 * A controller whose signal's own listeners, and `onabort`, are kept from the process: what they throw, or reject with,
 * goes to `report`. Listeners of signals derived from it are out of reach.
 */
export function callController(report: (error: unknown) => void): AbortController {
  const controller = new AbortController();
  guard(controller.signal, report);
  return controller;
}

type Listener = ((event: Event) => unknown) | { handleEvent(event: Event): unknown };

function guard(signal: AbortSignal, report: (error: unknown) => void): void {
  const { addEventListener, removeEventListener } = signal;
  const guards = new WeakMap<object, (event: Event) => void>();
  /** Of null, or anything else that is no object, there is nothing to guard: it is refused or ignored as ever. */
  const guardOf = (listener: Listener): ((event: Event) => void) => {
    if (listener === null || (typeof listener !== "object" && typeof listener !== "function"))
      return listener;
    const known = guards.get(listener);
    if (known !== undefined) return known;
    const guarded = (event: Event): void =>
      callHook(
        () => (typeof listener === "function" ? listener.call(signal, event) : listener.handleEvent(event)),
        report,
      );
    guards.set(listener, guarded);
    return guarded;
  };
  let onabort: AbortSignal["onabort"] = null;
  let guarded: ((event: Event) => void) | undefined;
  Object.defineProperties(signal, {
    addEventListener: {
      configurable: true,
      value: (type: string, listener: Listener, options?: boolean | AddEventListenerOptions): void =>
        addEventListener.call(signal, type, guardOf(listener), options),
    },
    removeEventListener: {
      configurable: true,
      value: (type: string, listener: Listener, options?: boolean | EventListenerOptions): void =>
        removeEventListener.call(signal, type, guardOf(listener), options),
    },
    onabort: {
      configurable: true,
      get: () => onabort,
      set: (handler: AbortSignal["onabort"]) => {
        if (guarded !== undefined) removeEventListener.call(signal, "abort", guarded);
        onabort = typeof handler === "function" ? handler : null;
        guarded = onabort === null ? undefined : guardOf((event) => onabort?.call(signal, event));
        if (guarded !== undefined) addEventListener.call(signal, "abort", guarded);
      },
    },
  });
}

// use-aborted.ts: whether a signal has fired, for components that show what differs then.
import { useEffect, useState } from "preact/hooks";

export function useAborted(signal: AbortSignal): boolean {
  const [, setFired] = useState<AbortSignal>();
  useEffect(() => {
    const fired = (): void => setFired(signal);
    // It may have fired since the component was rendered.
    if (signal.aborted) fired();
    signal.addEventListener("abort", fired, { once: true });
    return () => signal.removeEventListener("abort", fired);
  }, [signal]);
  return signal.aborted;
}

// use-while-attached.ts: what a view does for as long as it is shown, and the process is there.
import { useEffect, useState } from "preact/hooks";
import type { TargetContext } from "./target.ts";

/**
 * Runs something while the view is shown and the process is attached to, and again when it is attached to anew. What it has
 * shown stays in between.
 *
 * @param run is told by its signal when to end; what it throws afterwards is not told.
 * @param inputs when one of them changes, it is ended and run again.
 * @returns what it has failed with; undefined while it has not.
 */
export function useWhileAttached(
  target: TargetContext,
  run: (signal: AbortSignal) => Promise<void>,
  inputs: readonly unknown[] = [],
): unknown {
  const [failure, setFailure] = useState<{ readonly error: unknown }>();
  useEffect(() => {
    if (target.signal.aborted) return undefined;
    const shown = new AbortController();
    const signal = AbortSignal.any([target.signal, shown.signal]);
    setFailure(undefined);
    run(signal).catch((error: unknown) => {
      if (!signal.aborted) setFailure({ error });
    });
    return () => shown.abort(new Error("the view is not shown any more"));
  }, [target, ...inputs]);
  return failure?.error;
}

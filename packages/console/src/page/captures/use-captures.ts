// use-captures.ts: the snapshots, or profiles, that the console has taken, as a view shows them.
import { useEffect, useState } from "preact/hooks";
import type { Capture, Captures } from "../../captures.capnp.ts";
import { useApp } from "../app/context.ts";

export interface KeptCaptures {
  /** Undefined while the console is not connected. It is the hook's. */
  readonly captures: Captures | undefined;
  /** The latest first. */
  readonly list: readonly Capture[];
  /** Why the list cannot be shown. */
  readonly failure: unknown;
  /** Looks again which there are. What fails is in `failure`. */
  reload(): Promise<void>;
}

/** @param inputs when one of them changes, it looks again which there are. */
export function useCaptures(kind: Capture["kind"]["which"], inputs: readonly unknown[] = []): KeptCaptures {
  const state = useApp().link.state.value;
  const [captures, setCaptures] = useState<Captures>();
  const [list, setList] = useState<readonly Capture[]>([]);
  const [failure, setFailure] = useState<unknown>();

  const load = async (from: Captures, signal?: AbortSignal): Promise<void> => {
    try {
      const { captures: all } = await from.list({}, { signal });
      setList(all.filter((one) => one.kind.which === kind));
      setFailure(undefined);
    } catch (error) {
      if (signal?.aborted !== true) setFailure(error);
    }
  };
  useEffect(() => {
    if (state.state !== "connected") return undefined;
    const shown = new AbortController();
    const signal = AbortSignal.any([shown.signal, state.signal]);
    const held = new DisposableStack();
    const call = state.console.captures({}, { signal });
    call.then(
      (results) => {
        if (signal.aborted) {
          results[Symbol.dispose]();
          return;
        }
        held.use(results);
        setCaptures(results.captures);
      },
      (error: unknown) => {
        if (!signal.aborted) setFailure(error);
      },
    );
    return () => {
      shown.abort(new Error("the view is not shown any more"));
      setCaptures(undefined);
      held.dispose();
    };
  }, [state]);
  useEffect(() => {
    if (captures === undefined) return undefined;
    const shown = new AbortController();
    void load(captures, shown.signal);
    return () => shown.abort(new Error("it is looked at anew"));
  }, [captures, kind, ...inputs]);
  const reload = async (): Promise<void> => {
    if (captures !== undefined) await load(captures);
  };
  return { captures, list, failure, reload };
}

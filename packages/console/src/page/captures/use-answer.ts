// use-answer.ts: what the console finds in a snapshot or a profile, as a view shows it: how far it is, what came of it.
import { useEffect, useState } from "preact/hooks";
import type { Progress_report_Params } from "../../captures.capnp.ts";

export interface Answer<Of> {
  /** Undefined until it is there. */
  readonly answer: Of | undefined;
  /** Undefined until something is told of it. */
  readonly progress: Progress_report_Params | undefined;
  /** Why there will be none. */
  readonly failure: unknown;
}

/** What the console is given to tell how far it is. */
export interface Reporter {
  report(params: Progress_report_Params): void;
}

/**
 * Asks once it is shown, and gives up when it is not shown any more.
 *
 * @param inputs when one of them changes, it asks anew.
 */
export function useAnswer<Of>(
  ask: (progress: Reporter, signal: AbortSignal) => Promise<Of>,
  inputs: readonly unknown[],
): Answer<Of> {
  const [answer, setAnswer] = useState<Of>();
  const [progress, setProgress] = useState<Progress_report_Params>();
  const [failure, setFailure] = useState<unknown>();
  useEffect(() => {
    const shown = new AbortController();
    const { signal } = shown;
    setAnswer(undefined);
    setProgress(undefined);
    setFailure(undefined);
    ask({ report: (params) => setProgress(params) }, signal).then(setAnswer, (error: unknown) => {
      if (!signal.aborted) setFailure(error);
    });
    return () => shown.abort(new Error("something else is shown"));
  }, inputs);
  return { answer, progress, failure };
}

// use-task.ts: something that a person has asked for, which takes a while, can be given up, and may fail.
import { useEffect, useRef, useState } from "preact/hooks";
import type { TargetContext } from "./target.ts";

export interface Task {
  /** What is being done; undefined while nothing is. */
  readonly doing: string | undefined;
  /** What has failed last, until something else is begun. */
  readonly failed: { readonly what: string; readonly error: unknown } | undefined;
  /**
   * Begins it, unless something is being done.
   *
   * @param what is being done, as in "taking a snapshot".
   * @param run is told by its signal when to end: it was given up, the view is not shown any more, or the process has gone.
   */
  start(what: string, run: (signal: AbortSignal) => Promise<void>): void;
  /** Gives it up. */
  cancel(): void;
}

/** One thing at a time. What a view has begun ends with the view. */
export function useTask(target: TargetContext): Task {
  const [doing, setDoing] = useState<string>();
  const [failed, setFailed] = useState<Task["failed"]>();
  const running = useRef<AbortController>(undefined);
  const cancel = (): void => running.current?.abort(new Error("it was given up"));
  useEffect(() => cancel, []);
  const start: Task["start"] = (what, run) => {
    if (running.current !== undefined) return;
    const controller = new AbortController();
    running.current = controller;
    setDoing(what);
    setFailed(undefined);
    const signal = AbortSignal.any([controller.signal, target.signal]);
    run(signal)
      .catch((error: unknown) => {
        if (!controller.signal.aborted) setFailed({ what: `${what} has failed`, error });
      })
      .finally(() => {
        running.current = undefined;
        setDoing(undefined);
      });
  };
  return { doing, failed, start, cancel };
}

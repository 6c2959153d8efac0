// watch-processes.ts: follows the samples of several processes at once; one that ends, or cannot be attached to, does not
// keep the others from it.
import { messageOf, TeleopError } from "@teleop/core/basics";
import { followSamples, type Samples_Sample } from "@teleop/diagnostics/client";
import { attachToService } from "../attach-to-service.ts";
import type { Context } from "../context.ts";
import { requireGoesOn } from "../followed-process.ts";
import { printable } from "../output/printable.ts";
import type { SelectedProcess } from "../select-process.ts";

export interface WatchOptions {
  readonly context: Context;
  /** Milliseconds. */
  readonly interval: number;
  readonly signal: AbortSignal;
  /** The next of this process comes when it is done. */
  readonly onSample: (process: SelectedProcess, sample: Samples_Sample) => void | Promise<void>;
  /** Told when nothing more will come of a process, and why. */
  readonly onOver: (process: SelectedProcess, error: unknown) => void;
}

/**
 * Until nothing more comes of any.
 *
 * @throws the reason of `signal`; of a single process why nothing came of it, of several `PARTLY` where one has failed.
 */
export async function watchSamples(
  processes: readonly SelectedProcess[],
  options: WatchOptions,
): Promise<void> {
  const outcomes = await Promise.allSettled(processes.map((process) => watchOne(process, options)));
  options.signal.throwIfAborted();
  const [failure] = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
  if (failure === undefined || processes.length === 1) throw failure;
  throw new TeleopError("PARTLY", "nothing more comes of any of the processes", { cause: failure });
}

async function watchOne(process: SelectedProcess, options: WatchOptions): Promise<void> {
  const { context, interval, signal, onSample, onOver } = options;
  try {
    await using target = await attachToService(context, process, "samples", { signal });
    const following = await followSamples(target, {
      interval,
      signal,
      onSample: (sample) => onSample(process, sample),
    });
    await using _following = following;
    await requireGoesOn(target, following, signal);
  } catch (error) {
    if (!signal.aborted) onOver(process, error);
    throw error;
  }
}

/** Why nothing more comes, in a few words that may be shown: the process may have chosen them. */
export function reasonOf(error: unknown): string {
  return printable(error instanceof TeleopError ? error.rawMessage : messageOf(error));
}

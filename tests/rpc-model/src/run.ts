// run.ts: many random conversations, one after the other, and what only many of them show: leaks, lost rejections.
import { turn } from "./ending.ts";
import { type Episode, runEpisode } from "./episode.ts";
import { isScheduling } from "./operation.ts";

export interface RunOptions {
  readonly seed: number;
  /** How many operations at least, without those that only decide when things happen. */
  readonly operations: number;
  /** Failed conversations after which the run ends. Default 5. */
  readonly mostFailures?: number;
  readonly onProgress?: (operations: number) => void;
}

export interface RunResult {
  readonly episodes: number;
  readonly operations: number;
  readonly failures: readonly FailedEpisode[];
}

export interface FailedEpisode {
  readonly seed: number;
  readonly violations: readonly string[];
}

/** Conversations that are looked at together by the garbage collector. */
const batchSize = 100;

/** Runs the conversations of `seed`, `seed` + 1 … */
export async function runModel(options: RunOptions): Promise<RunResult> {
  const { seed, operations: wanted, mostFailures = 5, onProgress } = options;
  const failures: FailedEpisode[] = [];
  const unhandled: unknown[] = [];
  const onUnhandled = (error: unknown): void => void unhandled.push(error);
  process.on("unhandledRejection", onUnhandled);
  let episodes = 0;
  let operations = 0;
  try {
    while (operations < wanted && failures.length < mostFailures) {
      const batch: Episode[] = [];
      while (batch.length < batchSize && operations < wanted && failures.length < mostFailures) {
        const episode = await runEpisode(seed + episodes++);
        const violations = [
          ...episode.violations,
          ...unhandled.splice(0).map((error) => `a rejection was not handled: ${String(error)}`),
        ];
        if (violations.length > 0) failures.push({ seed: episode.seed, violations });
        else batch.push(episode);
        operations += episode.operations.filter((operation) => !isScheduling(operation)).length;
      }
      failures.push(...(await leaking(batch)));
      onProgress?.(operations);
    }
  } finally {
    process.off("unhandledRejection", onUnhandled);
  }
  return { episodes, operations, failures };
}

/** Those that left references for the garbage collector to find. */
async function leaking(batch: readonly Episode[]): Promise<FailedEpisode[]> {
  for (let i = 0; i < 2; i++) {
    Bun.gc(true);
    await turn();
  }
  return batch
    .filter(({ world }) => world.leaks > 0)
    .map(({ seed, world }) => ({
      seed,
      violations: [`${world.leaks} references were dropped without being disposed`],
    }));
}

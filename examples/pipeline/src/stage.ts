// stage.ts: runs one stage of the pipeline, from its first record to its end or its failure.
import type { PipelineNode } from "@teleop/pipeline";

/** What a stage reads from and writes to: it closes the one kind, and tells both when it fails. */
export interface Ends {
  readonly reads?: readonly { fail(error: unknown): void }[];
  readonly writes?: readonly { fail(error: unknown): void; close(): void }[];
}

/** Never rejects: how it ended is told by its node. */
export async function runStage(
  node: PipelineNode,
  { reads = [], writes = [] }: Ends,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await node.work(work);
    node.done();
    for (const channel of writes) channel.close();
  } catch (error) {
    node.fail(error);
    for (const channel of [...reads, ...writes]) channel.fail(error);
  }
}

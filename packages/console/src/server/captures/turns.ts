// turns.ts: what takes so much that only one may be under way: the others wait for their turn, in order.
import { untilAborted } from "@teleop/core/basics";

export class Turns {
  #last: Promise<void> = Promise.resolve();

  /**
   * Does it when all that came before are done, whatever became of them.
   *
   * @param signal gives up waiting; what has begun is to end by itself.
   * @throws the reason of the signal; what `work` throws.
   */
  async take<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    const before = this.#last;
    const { promise: done, resolve: finish } = Promise.withResolvers<void>();
    // Whoever gives up waiting lets nobody past what it has waited for.
    this.#last = before.then(() => done);
    try {
      await untilAborted(before, signal);
      return await work();
    } finally {
      finish();
    }
  }
}

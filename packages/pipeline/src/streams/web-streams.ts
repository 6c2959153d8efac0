// web-streams.ts: web streams whose chunks a node reads or writes. They hold nothing back and ask for nothing ahead, so that
// what is instrumented flows as it did.
import type { PipelineNode } from "../node.ts";

/** Told of what goes on at one side of a stream. */
export interface SideEvents {
  /** A chunk was asked for, and has come, or none will. */
  readonly asked: (isAsked: boolean) => void;
  readonly chunk: () => void;
  readonly ended?: (() => void) | undefined;
  readonly failed?: ((error: unknown) => void) | undefined;
  readonly cancelled?: (() => void) | undefined;
}

export interface Observed<Chunk> {
  /** The same stream. One of bytes becomes one of chunks. */
  readonly stream: ReadableStream<Chunk>;
  /** Lets go of the source, which others may read then. It does so by itself at the end of it, and when it is cancelled. */
  readonly release: () => void;
}

/** @param source is locked until it is let go of. */
export function observed<Chunk>(
  source: ReadableStream<Chunk>,
  { asked, chunk, ended, failed, cancelled }: SideEvents,
): Observed<Chunk> {
  const reader = source.getReader();
  const release = (): void => reader.releaseLock();
  let isCancelled = false;
  const stream = new ReadableStream<Chunk>(
    {
      async pull(controller) {
        asked(true);
        try {
          const { done, value } = await reader.read();
          // A cancel ends a read that is under way, which then tells nothing of the records.
          if (isCancelled) return;
          if (done) {
            release();
            ended?.();
            controller.close();
          } else {
            chunk();
            controller.enqueue(value);
          }
        } catch (error) {
          if (!isCancelled) failed?.(error);
          throw error;
        } finally {
          asked(false);
        }
      },
      async cancel(reason) {
        isCancelled = true;
        cancelled?.();
        await reader.cancel(reason).finally(release);
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, release };
}

/**
 * The two sides of a transform. It waits for something to read while it asks for a chunk; else it is busy while its own are
 * asked for, and blocked while they are not: also where it works on one that nobody has asked for yet.
 */
export function sidesOf(node: PipelineNode): { readonly reads: SideEvents; readonly writes: SideEvents } {
  let isAsking = false;
  let isAsked = false;
  const turn = (): void => {
    if (isAsking) node.idle();
    else if (isAsked) node.busy();
    else node.blocked();
  };
  return {
    reads: {
      asked: (asking) => {
        isAsking = asking;
        if (node.state === "waiting" || node.state === "running") turn();
      },
      chunk: () => node.read(),
    },
    writes: {
      asked: (asked) => {
        isAsked = asked;
        if (node.state === "waiting" || node.state === "running") turn();
      },
      chunk: () => node.wrote(),
      ended: () => node.done(),
      failed: (error) => node.fail(error),
      cancelled: () => node.stopped(),
    },
  };
}

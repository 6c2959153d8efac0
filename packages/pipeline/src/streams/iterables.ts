// iterables.ts: async iterables whose records a node reads or writes. Each record goes through as it is, when it is asked for,
// and not before; so does that no more is wanted, also while a record is waited for.
import type { PipelineNode } from "../node.ts";

export type Records<Item> = AsyncIterable<Item> | Iterable<Item>;

/** Told of what goes on when records are iterated over. */
interface IterationEvents {
  /** Whether a record is waited for. */
  readonly asked: (isAsked: boolean) => void;
  readonly record: () => void;
  /** One of these three is told, once; `failed` may come after `left`. */
  readonly ended: () => void;
  readonly failed: (error: unknown) => void;
  readonly left: () => void;
}

/** What a node writes: it is busy until there is a record, and blocked until the next is asked for. */
export function writtenBy<Item>(node: PipelineNode, records: () => Records<Item>): AsyncIterable<Item> {
  return {
    [Symbol.asyncIterator]() {
      // Records may be gone through more than once.
      if (node.state === "done" || node.state === "stopped" || node.state === "failed") node.running();
      return iterate(records, {
        asked: (isAsked) => (isAsked ? node.busy() : node.blocked()),
        record: () => node.wrote(),
        ended: () => node.done(),
        failed: (error) => node.fail(error),
        left: () => node.stopped(),
      });
    },
  };
}

/** What a node reads: it is idle until there is a record, and busy until it asks for the next. */
export function readBy<Item>(node: PipelineNode, records: Records<Item>, input: number): AsyncIterable<Item> {
  const turn = (isAsked: boolean): void => {
    // What it still asked for when it ended is no work of its.
    if (node.state !== "waiting" && node.state !== "running") return;
    if (isAsked) node.idle();
    else node.busy();
  };
  const over = (): void => turn(false);
  return {
    [Symbol.asyncIterator]: () =>
      iterate(() => records, {
        asked: turn,
        record: () => node.read(1, input),
        ended: over,
        failed: over,
        left: over,
      }),
  };
}

function iterate<Item>(records: () => Records<Item>, events: IterationEvents): AsyncIterator<Item> {
  const source = (() => {
    try {
      return iteratorOf(records());
    } catch (error) {
      events.failed(error);
      throw error;
    }
  })();
  let asked = 0;
  let isOver = false;
  const over = (tell: () => void): void => {
    if (!isOver) tell();
    isOver = true;
  };
  return {
    async next() {
      asked++;
      if (!isOver) events.asked(true);
      try {
        const result = await source.next();
        if (result.done) over(events.ended);
        else events.record();
        return result;
      } catch (error) {
        over(() => events.failed(error));
        throw error;
      } finally {
        asked--;
        if (asked === 0 && !isOver) events.asked(false);
      }
    },
    async return(value) {
      over(events.left);
      try {
        return (await source.return?.(value)) ?? { done: true, value: await value };
      } catch (error) {
        events.failed(error);
        throw error;
      }
    },
  };
}

function iteratorOf<Item>(records: Records<Item>): AsyncIterator<Item> {
  return isAsync(records) ? records[Symbol.asyncIterator]() : eachOf(records);
}

function isAsync<Item>(records: Records<Item>): records is AsyncIterable<Item> {
  return Symbol.asyncIterator in Object(records);
}

async function* eachOf<Item>(records: Iterable<Item>): AsyncGenerator<Item> {
  yield* records;
}

// iterables.ts: async iterables whose records a node reads or writes. Each record goes through as it is, when it is asked for,
// and not before.
import type { PipelineNode } from "../node.ts";

export type Records<Item> = AsyncIterable<Item> | Iterable<Item>;

/** What a node writes: it is busy until there is a record, and blocked until the next is asked for. */
export async function* writtenBy<Item>(
  node: PipelineNode,
  records: Records<Item>,
): AsyncGenerator<Item, void> {
  let isOver = false;
  node.busy();
  try {
    for await (const record of records) {
      node.wrote();
      node.blocked();
      yield record;
      node.busy();
    }
    node.done();
    isOver = true;
  } catch (error) {
    node.fail(error);
    isOver = true;
    throw error;
  } finally {
    if (!isOver) node.stopped();
  }
}

/** What a node reads: it is idle until there is a record, and busy until it asks for the next. */
export async function* readBy<Item>(
  node: PipelineNode,
  records: Records<Item>,
  input: number,
): AsyncGenerator<Item, void> {
  node.idle();
  for await (const record of records) {
    node.read(1, input);
    node.busy();
    yield record;
    node.idle();
  }
  node.busy();
}

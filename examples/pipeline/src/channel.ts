// channel.ts: carries records from one stage to another, at most so many at a time: whoever is faster waits for the other. An
// error at either end is the other's, too.
import type { Pipeline, PipelineNode } from "@teleop/pipeline";

export interface ChannelOptions {
  /** Default 42. */
  readonly capacity?: number;
  /** Which output of the one, and which input of the other; default 0. */
  readonly output?: number;
  readonly input?: number;
}

export class Channel<Item> {
  readonly #items: Item[] = [];
  readonly #capacity: number;
  readonly #from: { readonly node: PipelineNode; readonly output: number };
  readonly #to: { readonly node: PipelineNode; readonly input: number };
  #changed = Promise.withResolvers<void>();
  #isClosed = false;
  #failure: { readonly error: unknown } | undefined;

  /** It is an edge of the pipeline: what was put and not taken yet is what waits on it. */
  constructor(
    pipeline: Pipeline,
    from: PipelineNode,
    to: PipelineNode,
    { capacity = 42, output = 0, input = 0 }: ChannelOptions = {},
  ) {
    pipeline.edge(from, to, { capacity, output, input });
    this.#capacity = capacity;
    this.#from = { node: from, output };
    this.#to = { node: to, input };
  }

  /** Resolves when there was room. @throws what the one who takes has failed with. */
  async put(item: Item): Promise<void> {
    while (this.#failure === undefined && this.#items.length === this.#capacity) {
      await this.#from.node.blockedOn(this.#changed.promise);
    }
    if (this.#failure !== undefined) throw this.#failure.error;
    this.#items.push(item);
    this.#from.node.wrote(1, this.#from.output);
    this.#change();
  }

  /** What was put, until it is closed. @throws what the one who puts has failed with. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void> {
    for (;;) {
      const item = this.#items.shift();
      if (item !== undefined) {
        this.#to.node.read(1, this.#to.input);
        this.#change();
        yield item;
      } else if (this.#failure !== undefined) throw this.#failure.error;
      else if (this.#isClosed) return;
      else await this.#to.node.idleOn(this.#changed.promise);
    }
  }

  /** No more will be put. */
  close(): void {
    this.#isClosed = true;
    this.#change();
  }

  /** One of the two ends has failed. */
  fail(error: unknown): void {
    this.#failure ??= { error };
    this.#change();
  }

  #change(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}

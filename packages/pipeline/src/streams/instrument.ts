// instrument.ts: counts what flows through streams that a program has anyway, and finds the edges between them: what one node
// gave is recognised where another takes it.
import type { Readable, Writable } from "node:stream";
import { requireSignal, TeleopError } from "@teleop/core/basics";
import type { PipelineNode } from "../node.ts";
import type { NodeOptions, Pipeline } from "../pipeline.ts";
import { type Records, readBy, writtenBy } from "./iterables.ts";
import { isReadable, isWritable, type NodeStream, watchStream } from "./node-streams.ts";
import { observed, sidesOf } from "./web-streams.ts";

type Path = string | readonly string[];
type Inputs<Items extends readonly unknown[]> = { readonly [Index in keyof Items]: Records<Items[Index]> };
type Iterables<Items extends readonly unknown[]> = {
  readonly [Index in keyof Items]: AsyncIterable<Items[Index]>;
};

/** Made by `instrument()`. Each of its methods adds a node; paths and options are those of `pipeline.node()`. */
export class Instrument {
  readonly #pipeline: Pipeline;
  /** Of which node something comes that was given out. */
  readonly #origins = new WeakMap<object, PipelineNode>();

  constructor(pipeline: Pipeline) {
    this.#pipeline = pipeline;
  }

  /** A node that writes these records, to be read instead of them. */
  from<Item>(path: Path, records: Records<Item>, options: NodeOptions = {}): AsyncIterable<Item> {
    const node = this.#node(path, "source", options);
    return this.#given(
      node,
      writtenBy(node, () => records),
    );
  }

  /** A node that makes records of others: `through("words", lines, splitWords)`. */
  through<From, To>(
    path: Path,
    records: Records<From>,
    work: (records: AsyncIterable<From>) => Records<To>,
    options: NodeOptions = {},
  ): AsyncIterable<To> {
    return this.join<[From], To>(path, [records], work, options);
  }

  /** A node that makes records of several others: `join("priced", [orders, prices], (orders, prices) => …)`. */
  join<const From extends readonly unknown[], To>(
    path: Path,
    records: Inputs<From>,
    work: (...records: Iterables<From>) => Records<To>,
    options: NodeOptions = {},
  ): AsyncIterable<To> {
    const node = this.#node(path, records.length === 1 ? "map" : "join", options);
    for (const [input, one] of records.entries()) this.#edge(one, node, input);
    const made = (): Records<To> => {
      const read = records.map((one, input) => readBy(node, one, input));
      return work(...(read as unknown as Iterables<From>));
    };
    return this.#given(node, writtenBy(node, made));
  }

  /** A node at the end: `await into("store", words, async (words) => { … })` gives what the function does. */
  async into<Item, Result>(
    path: Path,
    records: Records<Item>,
    work: (records: AsyncIterable<Item>) => Result | PromiseLike<Result>,
    options: NodeOptions = {},
  ): Promise<Result> {
    const node = this.#node(path, "sink", options);
    this.#edge(records, node, 0);
    return ending(node, async () => await work(readBy(node, records, 0)));
  }

  /**
   * A node that writes the chunks of a stream, which it takes over: read what this gives instead.
   *
   * @throws TeleopError `INVALID_ARGUMENT` for a stream that is locked, as the two below.
   */
  readable<Chunk>(
    path: Path,
    stream: ReadableStream<Chunk>,
    options: NodeOptions = {},
  ): ReadableStream<Chunk> {
    requireUnlocked(stream);
    const node = this.#node(path, "source", options);
    const asked = (isAsked: boolean): void => {
      if (node.state !== "waiting" && node.state !== "running") return;
      if (isAsked) node.busy();
      else node.blocked();
    };
    const { chunk, ended, failed, cancelled } = sidesOf(node).writes;
    return this.#given(node, observed(stream, { asked, chunk, ended, failed, cancelled }).stream);
  }

  /**
   * As `stream.pipeThrough(transform)`.
   *
   * @throws TeleopError `INVALID_ARGUMENT` also for a signal that is none.
   */
  pipeThrough<From, To>(
    path: Path,
    stream: ReadableStream<From>,
    transform: ReadableWritablePair<To, From>,
    options: NodeOptions & StreamPipeOptions = {},
  ): ReadableStream<To> {
    requireUnlocked(stream, transform.writable, transform.readable);
    requireSignal(options.signal);
    const node = this.#node(path, "map", options);
    this.#edge(stream, node, 0);
    const { reads, writes } = sidesOf(node);
    const read = observed(stream, reads);
    const piped = read.stream.pipeTo(transform.writable, options).finally(read.release);
    // With preventCancel, others may read on. Why it ends early is told by what the transform gives.
    piped.catch(() => {});
    return this.#given(node, observed(transform.readable, writes).stream);
  }

  /** As `stream.pipeTo(writable)`. */
  async pipeTo<Chunk>(
    path: Path,
    stream: ReadableStream<Chunk>,
    writable: WritableStream<Chunk>,
    options: NodeOptions & StreamPipeOptions = {},
  ): Promise<void> {
    requireUnlocked(stream, writable);
    const node = this.#node(path, "sink", options);
    this.#edge(stream, node, 0);
    const asked = (isAsking: boolean): void => {
      if (node.state !== "waiting" && node.state !== "running") return;
      if (isAsking) node.idle();
      else node.busy();
    };
    const read = observed(stream, { asked, chunk: () => node.read() });
    // With preventCancel, others may read on.
    await ending(node, () => read.stream.pipeTo(writable, options)).finally(read.release);
  }

  /**
   * Watches a stream of Node.js where it is, and gives it back: `pipeline(watch("file", file), watch("gunzip", gunzip), …)` of
   * `node:stream`. What it is piped to is an edge, where that is watched, too.
   *
   * @throws TeleopError `INVALID_ARGUMENT` for what is no such stream.
   */
  watch<Stream extends NodeStream>(path: Path, stream: Stream, options: NodeOptions = {}): Stream {
    if (!isReadable(stream) && !isWritable(stream)) {
      throw new TeleopError("INVALID_ARGUMENT", "what is watched must be a stream of node:stream");
    }
    const kind = isReadable(stream) ? (isWritable(stream) ? "map" : "source") : "sink";
    const node = this.#node(path, kind, options);
    if (isWritable(stream)) stream.on("pipe", (from: NodeStream) => this.#piped(from, stream, node));
    watchStream(node, stream);
    return this.#given(node, stream);
  }

  #node(path: Path, kind: string, options: NodeOptions): PipelineNode {
    return this.#pipeline.node(path, { kind, ...options });
  }

  #given<Given extends object>(node: PipelineNode, given: Given): Given {
    this.#origins.set(given, node);
    return given;
  }

  #edge(from: object, to: PipelineNode, input: number): void {
    const origin = this.#originOf(from);
    if (origin !== undefined) this.#pipeline.edge(origin, to, { input });
  }

  /** Undefined also where the application has removed the node. */
  #originOf(from: object): PipelineNode | undefined {
    const origin = this.#origins.get(from);
    return origin !== undefined && this.#pipeline.has(origin) ? origin : undefined;
  }

  /** What waits between two streams is in the buffers of both. It is called by pipe(), which must not throw. */
  #piped(from: NodeStream, to: NodeStream, node: PipelineNode): void {
    const origin = this.#originOf(from);
    if (origin === undefined || !this.#pipeline.has(node) || !isReadable(from) || !isWritable(to)) return;
    if (this.#pipeline.edges.some((edge) => edge.from.node === origin && edge.to.node === node)) return;
    const isBytes = !to.writableObjectMode;
    const isBoth = from.readableObjectMode === to.writableObjectMode;
    this.#pipeline.edge(origin, node, {
      // Of what is written to a stream nobody knows by which pipe it came.
      input: 0,
      capacity: to.writableHighWaterMark + (isBoth ? from.readableHighWaterMark : 0),
      unit: isBytes ? "bytes" : "records",
      queued: queuedBetween(from, to, isBoth),
    });
  }
}

/** The edge outlives the streams, which it must not keep, nor what is in their buffers. */
function queuedBetween(from: Readable, to: Writable, isBoth: boolean): () => number {
  const [source, sink] = [new WeakRef(from), new WeakRef(to)];
  return () => (sink.deref()?.writableLength ?? 0) + (isBoth ? (source.deref()?.readableLength ?? 0) : 0);
}

/** Before there is a node, which nothing would flow through. */
function requireUnlocked(...streams: readonly { readonly locked: boolean }[]): void {
  if (!streams.some(({ locked }) => locked)) return;
  throw new TeleopError("INVALID_ARGUMENT", "the stream is locked: it is read, written or piped elsewhere");
}

/** Of a node whose end is that of a promise. */
async function ending<Result>(node: PipelineNode, work: () => Promise<Result>): Promise<Result> {
  node.busy();
  try {
    const result = await work();
    node.done();
    return result;
  } catch (error) {
    node.fail(error);
    throw error;
  }
}

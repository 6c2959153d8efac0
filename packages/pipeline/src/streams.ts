// streams.ts: the entry `@teleop/pipeline/streams`: streams that a program has anyway become the nodes and edges of a pipeline.
import type { Pipeline } from "./pipeline.ts";
import { Instrument } from "./streams/instrument.ts";

export type { Instrument } from "./streams/instrument.ts";
export type { Records } from "./streams/iterables.ts";
export type { NodeStream } from "./streams/node-streams.ts";

/** Counts what flows through async iterables, web streams and streams of Node.js, as nodes of this pipeline. */
export function instrument(pipeline: Pipeline): Instrument {
  return new Instrument(pipeline);
}

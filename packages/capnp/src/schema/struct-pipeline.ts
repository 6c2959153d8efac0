// struct-pipeline.ts: what can be reached in a struct that has not arrived.
//
// https://capnproto.org/rpc.html#time-travel-promise-pipelining
import type { PipelineSource } from "./codec.ts";
import { pipelineProperty } from "./names.ts";
import type { Field, StructType } from "./struct-type.ts";

/** Has a property for each field that can lead to a capability. */
export class StructPipeline {
  readonly #source: PipelineSource;
  readonly #path: readonly number[];

  constructor(source: PipelineSource, path: readonly number[]) {
    this.#source = source;
    this.#path = path;
  }

  static classFor(type: StructType): typeof StructPipeline {
    class Pipeline extends StructPipeline {}
    definePipeline(Pipeline.prototype, type, (pipeline, field) =>
      reach(pipeline.#source, field, pipeline.#path),
    );
    return Pipeline;
  }
}

/** Gives an object a property for each field of a struct that can lead to a capability. */
export function definePipeline<T extends object>(
  target: T,
  type: StructType,
  get: (self: T, field: Field) => object | undefined,
): void {
  for (const field of type.fields) {
    if (!field.type.reachesCapability(new Set())) continue;
    Object.defineProperty(target, pipelineProperty(field.name), {
      configurable: true,
      get(this: T) {
        return get(this, field);
      },
    });
  }
}

/** What a field of a struct at `path` leads to. A group is in the same struct, everything else behind a pointer. */
export function reach(source: PipelineSource, field: Field, path: readonly number[]): object | undefined {
  return field.type.pipeline(source, field.type.kind === "group" ? path : [...path, field.offset]);
}

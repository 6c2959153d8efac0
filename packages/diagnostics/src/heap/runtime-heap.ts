// runtime-heap.ts: what can be done with the heap of this process, found by looking at what the runtime has.
import type { OutgoingFile } from "../transfer/outgoing-file.ts";
import type { Heap_Statistics } from "./heap.capnp.ts";

/** What a snapshot is reckoned from. */
export interface HeapSize {
  /** 0 where the runtime does not count them. */
  readonly objects: number;
  /** Bytes of memory that a snapshot needs, at most. */
  readonly memory: number;
  /** Seconds that it pauses the process, at most, on a machine that has nothing else to do. */
  readonly pause: number;
  /** Bytes of the file, about. */
  readonly file: number;
}

export interface RuntimeHeap {
  statistics(): Heap_Statistics.Init;
  /** Frees what nobody uses. The process does nothing else meanwhile. */
  collect(): Promise<void>;
  size(): HeapSize;
  /**
   * Takes a snapshot and puts it into the file. The process does nothing else until it is taken, and then only as much as
   * compressing in a thread needs. When this settles nothing of it is left but what the file has.
   *
   * @param taken is called when the pause is over.
   * @throws the reason of `signal`.
   */
  snapshot(file: OutgoingFile, taken: () => void, signal: AbortSignal): Promise<void>;
}

/** The heap of this process. Loads what only this needs. */
export async function runtimeHeap(): Promise<RuntimeHeap> {
  const bun = process.getBuiltinModule?.("bun:jsc") as typeof import("bun:jsc") | undefined;
  if (bun !== undefined) return new (await import("./jsc-heap.ts")).JscHeap(bun);
  return new (await import("./v8-heap.ts")).V8Heap();
}

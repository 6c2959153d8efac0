// jsc-heap.ts: the heap of JavaScriptCore, in Bun. A snapshot is made in one go: its cost follows the number of objects,
// not their bytes, since what strings and buffers hold is not in it.
import type { OutgoingFile } from "../transfer/outgoing-file.ts";
import type { Heap_Statistics } from "./heap.capnp.ts";
import type { HeapSize, RuntimeHeap } from "./runtime-heap.ts";

// Measured from 10^5 to 16 * 10^6 objects of several kinds: 200 to 360 bytes, 0.7 to 3.5 µs, 30 to 62 bytes of file.
const BYTES_PER_OBJECT = 400;
const BYTES_ALWAYS = 16 << 20;
const SECONDS_PER_OBJECT = 3.5e-6;
const FILE_BYTES_PER_OBJECT = 62;

type Jsc = typeof import("bun:jsc");

export class JscHeap implements RuntimeHeap {
  readonly #jsc: Jsc;

  constructor(jsc: Jsc) {
    this.#jsc = jsc;
  }

  statistics(): Heap_Statistics.Init {
    const { heapSize, heapCapacity, extraMemorySize, objectTypeCounts, ...rest } = this.#jsc.heapStats();
    const { protectedObjectTypeCounts } = rest;
    const types = Object.entries(objectTypeCounts)
      .sort(([, one], [, other]) => other - one)
      .map(([name, count]) => ({
        name,
        count: BigInt(count),
        protected: BigInt(protectedObjectTypeCounts[name] ?? 0),
      }));
    return {
      usage: {
        used: BigInt(heapSize),
        capacity: BigInt(heapCapacity),
        external: BigInt(extraMemorySize),
        resident: BigInt(process.memoryUsage.rss()),
      },
      objects: BigInt(sum(objectTypeCounts)),
      types,
    };
  }

  async collect(): Promise<void> {
    Bun.gc(true);
  }

  size(): HeapSize {
    const objects = sum(this.#jsc.heapStats().objectTypeCounts);
    return {
      objects,
      memory: BYTES_ALWAYS + objects * BYTES_PER_OBJECT,
      pause: objects * SECONDS_PER_OBJECT,
      file: objects * FILE_BYTES_PER_OBJECT,
    };
  }

  async snapshot(file: OutgoingFile, taken: () => void, signal: AbortSignal): Promise<void> {
    const snapshot: ArrayBuffer = Bun.generateHeapSnapshot("v8", "arraybuffer");
    taken();
    try {
      await file.append(new Uint8Array(snapshot), signal);
    } finally {
      // Lets go of the memory now, rather than when garbage is collected: the process is as large as before within a second.
      snapshot.transfer(0);
    }
  }
}

/** All objects. What JavaScriptCore gives as their number is 0 until it has collected garbage once. */
function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

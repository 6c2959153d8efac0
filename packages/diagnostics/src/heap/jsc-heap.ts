// jsc-heap.ts: the heap of JavaScriptCore, in Bun. A snapshot is made in one go. Its cost follows the number of objects, of
// references between them, and the text of strings; what buffers hold is not in it.
import { RpcError } from "@teleop/rpc-capnp";
import type { OutgoingFile } from "../transfer/outgoing-file.ts";
import type { Heap_Statistics } from "./heap.capnp.ts";
import type { HeapSize, RuntimeHeap } from "./runtime-heap.ts";

/** What each thing costs in a snapshot. */
interface Cost {
  readonly memory: number;
  readonly seconds: number;
  readonly file: number;
}

// Fitted to heaps of 10^5 to 3 * 10^7 objects: numbers in objects, closures, Maps, ropes, long strings, arrays that refer to
// one object. What comes of it is no less than each took, and of most not twice as much.
const ALWAYS: Cost = { memory: 16 << 20, seconds: 0.01, file: 100_000 };
const OBJECT: Cost = { memory: 200, seconds: 2.5e-6, file: 25 };
/** A byte in the heap: of eight one may be a reference. */
const HEAP_BYTE: Cost = { memory: 6.5, seconds: 0.03e-6, file: 1.2 };
/** A byte of a string's text. */
const TEXT_BYTE: Cost = { memory: 3, seconds: 0.006e-6, file: 1.5 };

/** How much of a string can be in a snapshot; ropes up to 16 times as long are made flat for it. */
const MOST_TEXT = 1024;
const MOST_ROPE = 16_384;
const FLAT_BYTE: Cost = { memory: 1.3, seconds: 0.0003e-6, file: 0 };

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
    const { heapSize, extraMemorySize, objectTypeCounts } = this.#jsc.heapStats();
    const objects = sum(objectTypeCounts);
    const strings = objectTypeCounts.string ?? 0;
    // Who holds what is outside the heap nobody tells: as much as there is may be text.
    const text = Math.min(extraMemorySize, strings * MOST_TEXT);
    const flat = Math.min(extraMemorySize, strings * MOST_ROPE);
    const heap = Math.max(0, heapSize - extraMemorySize);
    const total = (kind: keyof Cost): number =>
      ALWAYS[kind] +
      objects * OBJECT[kind] +
      heap * HEAP_BYTE[kind] +
      text * TEXT_BYTE[kind] +
      flat * FLAT_BYTE[kind];
    return {
      objects,
      memory: Math.ceil(total("memory")),
      pause: total("seconds"),
      file: Math.ceil(total("file")),
    };
  }

  async snapshot(file: OutgoingFile, taken: () => void, signal: AbortSignal): Promise<void> {
    const snapshot: ArrayBuffer = Bun.generateHeapSnapshot("v8", "arraybuffer");
    taken();
    // What does not fit into the runtime's own buffers is given as nothing at all.
    if (snapshot.byteLength === 0) {
      const reason = "this heap is too large for the runtime: a snapshot of more than 2 GiB cannot be made";
      throw new RpcError("failed", `${reason}; statistics tell which objects there are`);
    }
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

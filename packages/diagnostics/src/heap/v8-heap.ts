// v8-heap.ts: the heap of V8, in Node.js. It gives a snapshot in pieces, which are compressed as they come, so that the
// text of the whole is never there. V8 does not count objects: what it costs is reckoned from bytes.
import { Session } from "node:inspector";
import { getHeapSpaceStatistics, getHeapStatistics } from "node:v8";
import { PIECE_BYTES } from "../transfer/compress.ts";
import type { OutgoingFile } from "../transfer/outgoing-file.ts";
import type { Heap_Statistics } from "./heap.capnp.ts";
import type { HeapSize, RuntimeHeap } from "./runtime-heap.ts";

// Measured with Node.js 22 and 24: of objects of one small number each, which are 46 bytes, a snapshot takes 32 to 36 times as
// much, of others 9 times; 40 to 275 ns and 1 to 2.2 bytes of file for each byte. Large strings and arrays cost little.
const BYTES_PER_BYTE = 40;
const SECONDS_PER_BYTE = 280e-9;
const FILE_BYTES_PER_BYTE = 2;
const BYTES_PER_LARGE_BYTE = 1;

export class V8Heap implements RuntimeHeap {
  statistics(): Heap_Statistics.Init {
    const all = getHeapStatistics();
    return {
      usage: {
        used: BigInt(all.used_heap_size),
        capacity: BigInt(all.total_heap_size),
        external: BigInt(all.external_memory),
        resident: BigInt(process.memoryUsage.rss()),
      },
      spaces: getHeapSpaceStatistics().map((space) => ({
        name: space.space_name,
        used: BigInt(space.space_used_size),
        capacity: BigInt(space.space_size),
      })),
    };
  }

  async collect(): Promise<void> {
    await withSession((session) => post(session, "HeapProfiler.collectGarbage"));
  }

  size(): HeapSize {
    const isLarge = (name: string): boolean => name.endsWith("large_object_space");
    let small = 0;
    let large = 0;
    for (const { space_name, space_used_size } of getHeapSpaceStatistics()) {
      if (isLarge(space_name)) large += space_used_size;
      else small += space_used_size;
    }
    return {
      objects: 0,
      memory: small * BYTES_PER_BYTE + large * BYTES_PER_LARGE_BYTE,
      pause: small * SECONDS_PER_BYTE,
      file: small * FILE_BYTES_PER_BYTE,
    };
  }

  async snapshot(file: OutgoingFile, taken: () => void, signal: AbortSignal): Promise<void> {
    await withSession(async (session) => {
      // What was thrown while V8 called back, which has nobody to tell it to.
      let failure: unknown;
      let waiting: string[] = [];
      let length = 0;
      const flush = (): void => {
        const text = Buffer.from(waiting.join(""));
        waiting = [];
        length = 0;
        try {
          file.appendNow(text);
        } catch (error) {
          failure ??= error;
        }
      };
      session.on("HeapProfiler.addHeapSnapshotChunk", ({ params: { chunk } }) => {
        if (failure !== undefined) return;
        waiting.push(chunk);
        length += chunk.length;
        if (length >= PIECE_BYTES) flush();
      });
      await post(session, "HeapProfiler.takeHeapSnapshot");
      flush();
      taken();
      if (failure !== undefined) throw failure;
    });
    signal.throwIfAborted();
  }
}

async function withSession(body: (session: Session) => Promise<void>): Promise<void> {
  const session = new Session();
  session.connect();
  try {
    await body(session);
  } finally {
    session.disconnect();
  }
}

function post(session: Session, method: string): Promise<void> {
  return new Promise((resolve, reject) => {
    session.post(method, (error) => (error === null ? resolve() : reject(error)));
  });
}

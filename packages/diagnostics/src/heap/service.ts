// service.ts: serves `heap`. A snapshot stops the process and takes memory: there is one at a time, its cost is reckoned
// right before it, and it lives no longer than its client takes it.
import { RpcError } from "@teleop/rpc-capnp";
import type { Context } from "@teleop/rpc-capnp/schema";
import { nameOfClient } from "../client-name.ts";
import { guarded, type PartOptions } from "../guard.ts";
import { OutgoingFile, patiently } from "../transfer/outgoing-file.ts";
import { availableMemory } from "./available-memory.ts";
import {
  Heap,
  type Heap_collectGarbage_Results,
  type Heap_Estimate,
  type Heap_Statistics,
  type Heap_snapshot_Params,
  type Heap_snapshot_Results,
} from "./heap.capnp.ts";
import { whyRefused } from "./refusal.ts";
import { type RuntimeHeap, runtimeHeap } from "./runtime-heap.ts";

export async function heapService(options: PartOptions): Promise<Heap> {
  return Heap.server(guarded("heap", new HeapServer(await runtimeHeap()), options));
}

class HeapServer implements Heap.Server {
  readonly #heap: RuntimeHeap;
  /** Who takes a snapshot, and since when, in milliseconds; undefined while nobody does. */
  #taking: { readonly client: string; readonly since: number } | undefined;

  constructor(heap: RuntimeHeap) {
    this.#heap = heap;
  }

  statistics(): Heap_Statistics.Init {
    return this.#heap.statistics();
  }

  async collectGarbage(): Promise<Heap_collectGarbage_Results.Init> {
    const before = this.#heap.statistics().usage;
    const started = performance.now();
    await this.#heap.collect();
    const pause = (performance.now() - started) / 1000;
    return { before, after: this.#heap.statistics().usage, pause };
  }

  async estimate(): Promise<Heap_Estimate.Init> {
    // What garbage is there would not be in the snapshot, and nobody has counted what came since the last collection.
    await this.#heap.collect();
    const { objects, memory, pause, file } = this.#heap.size();
    const { bytes, limit } = availableMemory();
    return {
      pause,
      memory: BigInt(memory),
      file: BigInt(file),
      objects: BigInt(objects),
      available: BigInt(Math.floor(bytes)),
      limit,
    };
  }

  async snapshot(
    { receiver, maxPause, force, compressions }: Heap_snapshot_Params,
    { peer, signal }: Pick<Context, "peer" | "signal">,
  ): Promise<Heap_snapshot_Results.Init> {
    this.#requireNobodyElse();
    this.#taking = { client: nameOfClient(peer), since: performance.now() };
    try {
      const estimate = await this.estimate();
      const refused = force ? undefined : whyRefused(estimate, maxPause);
      if (refused !== undefined) throw refused;
      await patiently(receiver.pausing({ estimate }, { signal }));
      signal.throwIfAborted();

      using file = new OutgoingFile(compressions);
      const started = performance.now();
      let pause = 0;
      const taken = (): void => {
        pause = (performance.now() - started) / 1000;
      };
      await this.#heap.snapshot(file, taken, signal);
      return { receipt: await file.send(receiver, signal), pause };
    } finally {
      this.#taking = undefined;
    }
  }

  #requireNobodyElse(): void {
    if (this.#taking === undefined) return;
    const { client, since } = this.#taking;
    const seconds = Math.round((performance.now() - since) / 1000);
    throw new RpcError(
      "overloaded",
      `${client} has been taking a snapshot of this heap for ${seconds} s; try again when that is done`,
    );
  }
}

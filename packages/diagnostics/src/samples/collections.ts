// collections.ts: counts collections of garbage, and the time they took. `v8.GCProfiler` is in Bun, too, where nothing
// else tells of them.
import v8 from "node:v8";

/** Counts from when it is made until it is disposed. */
export class Collections implements Disposable {
  #profiler = new v8.GCProfiler();
  #count = 0;
  #micros = 0;

  constructor() {
    this.#profiler.start();
  }

  /** What has been seen until now. It takes what the profiler has collected, so that this does not grow. */
  read(): { readonly count: bigint; readonly time: bigint } {
    this.#take();
    this.#profiler = new v8.GCProfiler();
    this.#profiler.start();
    return { count: BigInt(this.#count), time: BigInt(Math.round(this.#micros)) };
  }

  [Symbol.dispose](): void {
    this.#profiler.stop();
  }

  #take(): void {
    for (const { cost } of this.#profiler.stop()?.statistics ?? []) {
      this.#count++;
      this.#micros += cost;
    }
  }
}

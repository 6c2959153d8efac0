// worker-layout.ts: lays out in the worker.
import Elk from "elkjs/lib/elk-api.js";
import type { LayoutEngine, PlacedElk } from "../../picture/layout.ts";

/** Disposing it ends the worker. */
export class WorkerLayout implements LayoutEngine, Disposable {
  readonly #failed = Promise.withResolvers<never>();
  readonly #elk = new Elk({
    workerFactory: () => {
      const worker = new Worker(new URL("layout-worker.js", document.baseURI), { type: "module" });
      // ELK itself would wait for ever for one that cannot be loaded.
      worker.addEventListener("error", ({ message }) => {
        this.#failed.reject(
          new Error(`the worker that lays out has failed: ${message || "it cannot be loaded"}`),
        );
      });
      return worker;
    },
  });

  constructor() {
    this.#failed.promise.catch(() => {});
  }

  layout(graph: PlacedElk): Promise<PlacedElk> {
    return Promise.race([this.#elk.layout(graph), this.#failed.promise]);
  }

  [Symbol.dispose](): void {
    this.#elk.terminateWorker();
  }
}

// reload.ts: ends what an earlier evaluation of a module has begun: `bun --hot` evaluates every module anew, in the same
// process, and nobody else would end what the old ones hold.
import { processState } from "./process-state.ts";

/** One evaluation of a module. Made once, at its top level, it tells that evaluation from an earlier and a later one. */
export class Evaluation {
  readonly #module: string;

  /** @param module what stays the same when it is evaluated anew: its URL, and which part of it this is about. */
  constructor(module: string) {
    this.#module = module;
  }

  /**
   * Disposes what an earlier evaluation of the module holds. Whatever happens before the first `await` of a disposal
   * has happened when this returns; what rejects becomes a process warning.
   */
  endEarlier(): void {
    const { evaluations } = processState();
    const last = evaluations.get(this.#module);
    if (last === undefined || last.evaluation === this) return;
    evaluations.delete(this.#module);
    for (const resource of last.resources) void endOne(resource);
  }

  /** Has a later evaluation dispose the resource, unless what this returns is disposed first. */
  hold(resource: AsyncDisposable): Disposable {
    const { evaluations } = processState();
    let current = evaluations.get(this.#module);
    if (current?.evaluation !== this) {
      current = { evaluation: this, resources: new Set() };
      evaluations.set(this.#module, current);
    }
    const { resources } = current;
    resources.add(resource);
    return { [Symbol.dispose]: () => void resources.delete(resource) };
  }
}

/** Never rejects. */
async function endOne(resource: AsyncDisposable): Promise<void> {
  try {
    await resource[Symbol.asyncDispose]();
  } catch (error) {
    process.emitWarning(`teleop: ending what was there before a reload: ${String(error)}`, "TeleopWarning");
  }
}

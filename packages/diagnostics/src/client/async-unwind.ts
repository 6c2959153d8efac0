// async-unwind.ts: holds what has been acquired, and gives it back in the end, the last first. It is as much of
// AsyncDisposableStack as is needed, which Node.js 22 does not have.

/** Disposing it disposes all that it holds, whatever others throw. */
export class AsyncUnwind implements AsyncDisposable {
  #steps: (() => PromiseLike<void>)[] = [];

  /** Takes over `resource`, and returns it. */
  use<T extends Disposable | AsyncDisposable>(resource: T): T {
    this.defer(async () => {
      if (Symbol.asyncDispose in resource) await resource[Symbol.asyncDispose]();
      else resource[Symbol.dispose]();
    });
    return resource;
  }

  /** What is to be done when this is disposed. */
  defer(step: () => PromiseLike<void>): void {
    this.#steps.push(step);
  }

  /** Hands everything over to a new one: disposing this one does nothing any more. */
  move(): AsyncUnwind {
    const heir = new AsyncUnwind();
    heir.#steps = this.#steps.splice(0);
    return heir;
  }

  /** @throws what the first that failed threw. */
  async [Symbol.asyncDispose](): Promise<void> {
    const failures: unknown[] = [];
    for (const step of this.#steps.splice(0).reverse()) {
      try {
        await step();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}

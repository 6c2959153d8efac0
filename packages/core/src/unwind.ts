// unwind.ts: takes back what has been acquired when a later step fails. It is as much of DisposableStack as is needed,
// which Node.js 22 does not have.

/** What was acquired, released in the opposite order when this is disposed. */
export class Unwind implements Disposable {
  #steps: (() => void)[] = [];
  #disposed = false;

  /** Whether it was disposed, or moved: it holds nothing any more. */
  get disposed(): boolean {
    return this.#disposed;
  }

  /** Takes over `resource`, and returns it. */
  use<T extends Disposable>(resource: T): T {
    this.defer(() => resource[Symbol.dispose]());
    return resource;
  }

  /** What is to be done when this is disposed. */
  defer(step: () => void): void {
    this.#steps.push(step);
  }

  /** Hands everything over to a new one: disposing this one does nothing any more. */
  move(): Unwind {
    const heir = new Unwind();
    heir.#steps = this.#steps.splice(0);
    this.#disposed = true;
    return heir;
  }

  /** Does every step, whatever others throw. @throws what the first that failed threw. */
  [Symbol.dispose](): void {
    this.#disposed = true;
    const failures: unknown[] = [];
    for (const step of this.#steps.splice(0).reverse()) {
      try {
        step();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}

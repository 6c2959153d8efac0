// handover.ts: values from who makes them to who asks for them, one at a time: who makes them waits.

type Outcome<T> = IteratorResult<T, undefined>;

/** For one who puts and one who takes. */
export class Handover<T> {
  /** What was put and nobody has taken; there is one at most. */
  #offered: { readonly value: T; readonly taken: () => void } | undefined;
  #asking: PromiseWithResolvers<Outcome<T>> | undefined;
  #end: { readonly error: unknown } | "in order" | undefined;

  /** Resolves when it has been taken, and the next is welcome, or nobody takes any more. To be called once it has. */
  put(value: T): Promise<void> {
    if (this.#end !== undefined) return Promise.resolve();
    const asking = this.#asking;
    this.#asking = undefined;
    if (asking !== undefined) {
      asking.resolve({ done: false, value });
      return Promise.resolve();
    }
    return new Promise((taken) => {
      this.#offered = { value, taken };
    });
  }

  /** There is no more. */
  end(): void {
    this.#end ??= "in order";
    this.#asking?.resolve({ done: true, value: undefined });
  }

  fail(error: unknown): void {
    this.#end ??= { error };
    this.#asking?.reject(error);
  }

  /** Nobody takes any more: what was put and not taken is dropped. */
  abandon(): void {
    this.end();
    this.#offered?.taken();
    this.#offered = undefined;
  }

  /** @throws what it failed with, once what was put has been taken. */
  take(): Promise<Outcome<T>> {
    const offered = this.#offered;
    this.#offered = undefined;
    if (offered !== undefined) {
      offered.taken();
      return Promise.resolve({ done: false, value: offered.value });
    }
    if (this.#end === "in order") return Promise.resolve({ done: true, value: undefined });
    if (this.#end !== undefined) return Promise.reject(this.#end.error);
    this.#asking = Promise.withResolvers<Outcome<T>>();
    return this.#asking.promise;
  }
}

// wakeups.ts: remembers that an attach came until somebody asks, and gives it to whoever is asking already.
import { TeleopError } from "./errors.ts";
import type { AbortOptions } from "./options.ts";

/** The waiting half of an `Armed`: what `signaled()` promises. Disposing, any number of times, ends every wait. */
export class Wakeups implements Disposable {
  readonly #attacher: string;
  readonly #waiters = new Set<PromiseWithResolvers<void>>();
  #pending = false;
  #disposed = false;

  /** @param attacher its name, for messages. */
  constructor(attacher: string) {
    this.#attacher = attacher;
  }

  /** An attach came. Those that come before anybody asks count as one. */
  notify(): void {
    if (this.#disposed) return;
    const waiters = this.#takeWaiters();
    this.#pending = waiters.length === 0;
    for (const waiter of waiters) waiter.resolve();
  }

  /** @see Armed.signaled */
  async next({ signal }: AbortOptions = {}): Promise<void> {
    signal?.throwIfAborted();
    if (this.#disposed) throw this.#disposedError();
    if (this.#pending) {
      this.#pending = false;
      return;
    }
    const waiter = Promise.withResolvers<void>();
    const abort = (): void => {
      // At once, or an attach would be given to somebody who has stopped waiting for it.
      this.#waiters.delete(waiter);
      waiter.reject(signal?.reason);
    };
    this.#waiters.add(waiter);
    signal?.addEventListener("abort", abort, { once: true });
    try {
      await waiter.promise;
    } finally {
      signal?.removeEventListener("abort", abort);
    }
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    for (const waiter of this.#takeWaiters()) waiter.reject(this.#disposedError());
  }

  #takeWaiters(): PromiseWithResolvers<void>[] {
    const waiters = [...this.#waiters];
    this.#waiters.clear();
    return waiters;
  }

  #disposedError(): TeleopError {
    return new TeleopError(
      "DISPOSED",
      `the ${this.#attacher} attacher is no longer armed: its watch was disposed`,
    );
  }
}

// delivery.ts: decides when what was written on one side is handed to the other: later, in order, never all at once.

/** Deliveries in a row before the event loop gets a turn, so that an endless conversation starves no timer. */
const BURST = 256;

/**
 * One line of pending deliveries for both directions of a pair. Each runs in a microtask of its own, in the order of
 * posting; after {@link BURST} of them in a row the rest waits for a turn of the event loop.
 */
export class Delivery {
  readonly #line: (() => void)[] = [];
  #running = false;
  #burst = 0;

  /** `deliver` must not throw: it would take the deliveries behind it along. */
  post(deliver: () => void): void {
    this.#line.push(deliver);
    if (this.#running) return;
    this.#running = true;
    queueMicrotask(this.#next);
  }

  /** Resolves when nothing is pending after the event loop has turned, which lets every microtask run first. */
  async settled(): Promise<void> {
    do await new Promise<void>((resolve) => setImmediate(resolve));
    while (this.#running);
  }

  readonly #next = (): void => {
    this.#line.shift()?.();
    if (this.#line.length === 0) {
      this.#running = false;
      this.#burst = 0;
    } else if (++this.#burst < BURST) {
      queueMicrotask(this.#next);
    } else {
      this.#burst = 0;
      setImmediate(this.#next);
    }
  };
}

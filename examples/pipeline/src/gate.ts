// gate.ts: lets through, or makes wait: what the controls of a pipeline open and close.

export class Gate {
  #open = Promise.withResolvers<void>();
  #isOpen = false;

  constructor({ isOpen = true }: { readonly isOpen?: boolean } = {}) {
    if (isOpen) this.open();
  }

  /** Waits while it is closed. */
  passed(): Promise<void> {
    return this.#open.promise;
  }

  open(): void {
    this.#isOpen = true;
    this.#open.resolve();
  }

  /** Nothing happens where it is closed: who waits goes on waiting. */
  close(): void {
    if (this.#isOpen) this.#open = Promise.withResolvers();
    this.#isOpen = false;
  }
}

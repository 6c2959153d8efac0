// gate.ts: lets through, or makes wait: what the controls of a pipeline open and close.

export class Gate {
  #open = Promise.withResolvers<void>();

  constructor({ isOpen = true }: { readonly isOpen?: boolean } = {}) {
    if (isOpen) this.open();
  }

  /** Waits while it is closed. */
  passed(): Promise<void> {
    return this.#open.promise;
  }

  open(): void {
    this.#open.resolve();
  }

  close(): void {
    this.#open.resolve();
    this.#open = Promise.withResolvers();
  }
}

// count.ts: a number, and those who wait until it has a value.

export class Count {
  #value = 0;
  #waiting: { readonly value: number; resolve(): void }[] = [];

  get value(): number {
    return this.#value;
  }

  add(change: number): void {
    this.#value += change;
    const reached = this.#waiting.filter(({ value }) => value === this.#value);
    this.#waiting = this.#waiting.filter(({ value }) => value !== this.#value);
    for (const { resolve } of reached) resolve();
  }

  async reached(value: number): Promise<void> {
    if (value === this.#value) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push({ value, resolve });
    await promise;
  }
}

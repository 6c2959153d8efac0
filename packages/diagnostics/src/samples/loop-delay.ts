// loop-delay.ts: sees how late timers are, which is how long everything else in the process has to wait.

/** Short enough to meet a callback that takes long, and cheap. */
const EVERY_MS = 20;

/** What was seen since it was last taken. */
export class DelayWindow {
  #count = 0;
  #sum = 0;
  #max = 0;

  add(delay: number): void {
    this.#count++;
    this.#sum += delay;
    this.#max = Math.max(this.#max, delay);
  }

  /** Milliseconds, and begins anew. */
  take(): { readonly delayMean: number; readonly delayMax: number } {
    const taken = { delayMean: this.#count === 0 ? 0 : this.#sum / this.#count, delayMax: this.#max };
    this.#count = this.#sum = this.#max = 0;
    return taken;
  }
}

/** Tells of each delay it sees, in milliseconds, until it is disposed. Keeps no process alive. */
export function watchDelay(seen: (delay: number) => void): Disposable {
  let dueAt = performance.now() + EVERY_MS;
  const timer = setInterval(() => {
    const now = performance.now();
    seen(Math.max(0, now - dueAt));
    dueAt = now + EVERY_MS;
  }, EVERY_MS);
  timer.unref();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

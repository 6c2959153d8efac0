// soon.ts: does once what was asked for many times: a screen is not drawn for each of a hundred things that change on it.

/** Disposing forgets what was asked for. */
export class Soon implements Disposable {
  readonly #act: () => void;
  readonly #milliseconds: number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(act: () => void, milliseconds: number) {
    this.#act = act;
    this.#milliseconds = milliseconds;
  }

  /** It is done after so many milliseconds, once for all who ask meanwhile. */
  ask(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#act();
    }, this.#milliseconds);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }
}

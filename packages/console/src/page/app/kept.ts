// kept.ts: what views of a process keep while another view is shown, and while the process is attached to anew.

/** Disposing it disposes all that is kept. It belongs to the visit to a process. */
export class Kept implements Disposable {
  readonly #all = new Map<string, Disposable>();
  readonly #stack = new DisposableStack();

  /** What a view keeps under its name; it is made when it is asked for first. */
  get<T extends Disposable>(name: string, make: () => T): T {
    const known = this.#all.get(name);
    // A name is one view's, which asks for one thing.
    if (known !== undefined) return known as T;
    const made = this.#stack.use(make());
    this.#all.set(name, made);
    return made;
  }

  [Symbol.dispose](): void {
    this.#all.clear();
    this.#stack[Symbol.dispose]();
  }
}

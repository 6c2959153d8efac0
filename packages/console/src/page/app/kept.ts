// kept.ts: what views of a process keep while another view is shown, and while the process is attached to anew.
import type { TargetContext } from "./target.ts";

/** Something that is kept. Disposing it ends what it has begun. */
export interface Keeper extends Disposable {
  /**
   * The process, or the one that has taken its place, is attached to from now on. Called also when this is made, if something
   * is attached; whatever view is shown.
   */
  attached?(target: TargetContext): void;
}

/** Disposing it disposes all that is kept. It belongs to the visit to a process. */
export class Kept implements Disposable {
  readonly #all = new Map<string, Keeper>();
  readonly #stack = new DisposableStack();
  #target: TargetContext | undefined;

  /** What a view keeps under its name; it is made when it is asked for first. */
  get<T extends Keeper>(name: string, make: () => T): T {
    const known = this.#all.get(name);
    // A name is one view's, which asks for one thing.
    if (known !== undefined) return known as T;
    const made = this.#stack.use(make());
    this.#all.set(name, made);
    if (this.#target !== undefined) made.attached?.(this.#target);
    return made;
  }

  attached(target: TargetContext): void {
    this.#target = target;
    for (const kept of this.#all.values()) kept.attached?.(target);
  }

  [Symbol.dispose](): void {
    this.#all.clear();
    this.#stack[Symbol.dispose]();
  }
}

// pipeline.ts: remembers which capabilities were pipelined from a call, so that asking twice gives the same one.
//
// They must be the same: calls on a path are one sequence, also when an embargo holds some of them back.
import type { ClientHook } from "./client-hook.ts";

/**
 * The clients that stand for paths into the results of one call. It owns a reference to each until `release()`, and
 * must be told of each that nobody holds any more. A peer can pipeline from one call on as many paths as it likes.
 */
export class PipelineMemo<C extends ClientHook> {
  readonly #clients = new Map<string, { readonly path: readonly number[]; readonly client: C }>();
  #isReleased = false;

  /** Whether anybody still holds one of the clients. Until `release()`, that is the memo itself. */
  get isUsed(): boolean {
    return this.#clients.size > 0;
  }

  /** The client for a path. Borrowed. */
  get(path: readonly number[]): C | undefined {
    return this.#clients.get(path.join())?.client;
  }

  /** Remembers the client for a path that has none. It takes a reference of its own, if it has not been released. */
  set(path: readonly number[], client: C): void {
    if (!this.#isReleased) client.addReference();
    this.#clients.set(path.join(), { path: [...path], client });
  }

  /** Nobody holds the client for a path any more. */
  forget(path: readonly number[]): void {
    this.#clients.delete(path.join());
  }

  /** Those that are still referenced, in the order in which they were made. */
  live(): { readonly path: readonly number[]; readonly client: C }[] {
    return [...this.#clients.values()];
  }

  /** Lets go of the references; entries that others hold stay known. */
  release(): void {
    if (this.#isReleased) return;
    this.#isReleased = true;
    for (const { client } of this.live()) client.release();
  }
}

// pipeline.ts: remembers which capabilities were pipelined from a call, so that asking twice gives the same one.
//
// They must be the same: calls on a path are one sequence, also when an embargo holds some of them back.
import type { Client } from "./client.ts";

/** The clients that stand for paths into the results of one call. It owns a reference to each until `release()`. */
export class PipelineMemo<C extends Client> {
  readonly #clients = new Map<string, { readonly path: readonly number[]; readonly client: C }>();
  #isReleased = false;

  get isEmpty(): boolean {
    return this.#clients.size === 0;
  }

  /** Whether somebody else still holds one of the clients. */
  get isUsed(): boolean {
    for (const { client } of this.#clients.values()) if (!client.isReleased) return true;
    return false;
  }

  /** The client for a path. Borrowed. */
  get(path: readonly number[]): C | undefined {
    const entry = this.#clients.get(path.join());
    return entry === undefined || entry.client.isReleased ? undefined : entry.client;
  }

  /** Takes over one reference to the client. */
  set(path: readonly number[], client: C): void {
    this.#clients.set(path.join(), { path: [...path], client });
  }

  /** Those that are still referenced, in the order in which they were made. */
  live(): { readonly path: readonly number[]; readonly client: C }[] {
    return [...this.#clients.values()].filter(({ client }) => !client.isReleased);
  }

  /** Lets go of the references; entries that others hold stay known. */
  release(): void {
    if (this.#isReleased) return;
    this.#isReleased = true;
    for (const { client } of this.live()) client.release();
  }
}

// embargo.ts: keeps calls in order while a promise turns out to live in our own vat.
//
// rpc.capnp `Disembargo`. We send one after the calls that are under way, the peer sends it back behind them.
import { type ClientHook, joined } from "./client-hook.ts";
import { ProtocolError, type RpcError } from "./exception.ts";
import type { EmbargoId } from "./ids.ts";
import type { Link } from "./link.ts";
import { writeDisembargo } from "./messages.ts";
import { QueuedClient } from "./queued-client.ts";
import type { RemoteClient } from "./remote-client.ts";
import { type ConnectionTable, OwnTable } from "./tables.ts";
import { DisembargoTag } from "./tags.ts";

/** It empties when the peer has sent the disembargo back. */
interface Embargo {
  /** Owned. Holds the calls. */
  readonly queue: QueuedClient;
  /** Owned until the queue takes it. */
  readonly to: ClientHook;
}

export class Embargoes implements ConnectionTable {
  readonly #link: Link;
  readonly #table = new OwnTable<EmbargoId, Embargo>();
  /** Disembargoes of the peer's that wait for promises of ours to resolve: how many, and which by the promise. */
  #reflecting = 0;
  readonly #waiting = new Map<ClientHook, number[]>();

  constructor(link: Link) {
    this.#link = link;
  }

  get size(): number {
    return this.#table.size;
  }

  /** Takes over the reference to `to`; gives one to a client that holds calls until those sent to `at` are through. */
  begin(at: RemoteClient, to: ClientHook): ClientHook {
    const queue = new QueuedClient();
    const id = this.#table.add({ queue: queue.addReference(), to });
    const { outbox } = this.#link;
    const message = outbox.begin();
    const { segment, target } = writeDisembargo(message, DisembargoTag.senderLoopback, id);
    at.writeTarget(message, segment, target);
    outbox.commit(message);
    const { imports } = this.#link.limits;
    if (this.size > imports) {
      const why = `peer did not send back ${this.size} disembargoes, more than the ${imports} of limits.imports`;
      this.#link.abort(new ProtocolError(why));
    }
    return queue;
  }

  /** Our own disembargo came back. */
  lift(id: EmbargoId): void {
    const embargo = this.#table.remove(id);
    if (embargo === undefined)
      throw new ProtocolError(`peer sent back disembargo ${id}, which we did not send`);
    embargo.queue.resolve(embargo.to);
    embargo.queue.release();
    this.#link.settled();
  }

  /** The peer wants to know when its calls to `target` are through. Takes over the reference. */
  reflect(target: ClientHook, peersId: number): void {
    try {
      if (this.#link.lost !== undefined) return;
      const { answers } = this.#link.limits;
      const innermost = target.innermost();
      if (!this.#mustWaitFor(innermost)) {
        this.#sendBack(innermost, peersId);
      } else if (this.#reflecting < answers) {
        this.#reflecting++;
        this.#reflectLater(innermost, [peersId]);
      } else {
        throw new ProtocolError(
          `peer sent disembargoes to promises that have not resolved, more than the ${answers} of limits.answers`,
        );
      }
    } finally {
      target.release();
    }
  }

  /** What was called on such a promise goes out when it resolves, and the disembargo must come after that. */
  #mustWaitFor(client: ClientHook): boolean {
    return client.isPromise && client.onLink(this.#link) === undefined;
  }

  #reflectLater(promise: ClientHook, peersIds: number[]): void {
    const waiting = this.#waiting.get(promise);
    if (waiting !== undefined) {
      this.#waiting.set(promise, joined(waiting, peersIds));
      return;
    }
    this.#waiting.set(promise, peersIds);
    promise.whenResolved((resolution) => {
      const ids = this.#waiting.get(promise) ?? [];
      this.#waiting.delete(promise);
      if (this.#link.lost === undefined) this.#resolved(resolution.innermost(), ids);
    });
  }

  #resolved(innermost: ClientHook, peersIds: number[]): void {
    if (this.#mustWaitFor(innermost)) {
      this.#reflectLater(innermost, peersIds);
      return;
    }
    this.#reflecting -= peersIds.length;
    try {
      for (const id of peersIds) this.#sendBack(innermost, id);
    } catch (error) {
      this.#link.abort(error);
    }
  }

  #sendBack(innermost: ClientHook, peersId: number): void {
    const peers = innermost.onLink(this.#link);
    if (peers === undefined && innermost.brokenBy === undefined) {
      throw new ProtocolError(
        "peer sent a disembargo of type senderLoopback to a capability that does not lead back to it",
      );
    }
    const { outbox } = this.#link;
    const message = outbox.begin();
    const slot = writeDisembargo(message, DisembargoTag.receiverLoopback, peersId);
    // A promise that broke in the meantime leads nowhere; the peer looks only at the number.
    peers?.writeTarget(message, slot.segment, slot.target);
    outbox.commit(message);
  }

  /** The connection is gone: what waits fails. */
  clear(): (error: RpcError) => void {
    const entries = this.#table.clear();
    this.#waiting.clear();
    return (error) => {
      for (const { queue, to } of entries) {
        queue.reject(error);
        queue.release();
        to.release();
      }
    };
  }
}

// embargo.ts: keeps calls in order while a promise turns out to live in our own vat.
//
// rpc.capnp `Disembargo`. We send one after the calls that are under way, the peer sends it back behind them.
import type { Client } from "./client.ts";
import { ProtocolError, type RpcError } from "./exception.ts";
import type { EmbargoId } from "./ids.ts";
import type { Link } from "./link.ts";
import { DisembargoTag, writeDisembargo } from "./messages.ts";
import { QueuedClient } from "./queued-client.ts";
import type { RemoteClient } from "./remote-client.ts";
import { OwnTable } from "./tables.ts";

/** It empties when the peer has sent the disembargo back. */
interface Embargo {
  /** Owned. Holds the calls. */
  readonly queue: QueuedClient;
  /** Owned until the queue takes it. */
  readonly to: Client;
}

export class Embargoes {
  readonly #link: Link;
  readonly #table = new OwnTable<EmbargoId, Embargo>();
  /** Disembargoes of the peer's that wait for a promise of ours to resolve. */
  #reflecting = 0;

  constructor(link: Link) {
    this.#link = link;
  }

  get size(): number {
    return this.#table.size;
  }

  /** Takes over the reference to `to`; gives one to a client that holds calls until those sent to `at` are through. */
  begin(at: RemoteClient, to: Client): Client {
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
  reflect(target: Client, peersId: number): void {
    if (this.#link.lost !== undefined) {
      target.release();
      return;
    }
    const innermost = target.innermost();
    if (innermost.isPromise && innermost.onLink(this.#link) === undefined) {
      const { answers } = this.#link.limits;
      if (this.#reflecting >= answers) {
        target.release();
        throw new ProtocolError(
          `peer sent disembargoes to promises that have not resolved, more than the ${answers} of limits.answers`,
        );
      }
      this.#reflecting++;
      // What was called on the promise goes out when it resolves, and the disembargo must come after that.
      innermost.whenResolved((resolution) => {
        this.#reflecting--;
        if (this.#link.lost !== undefined) return;
        try {
          this.reflect(resolution.addReference(), peersId);
        } catch (error) {
          this.#link.abort(error);
        }
      });
      target.release();
      return;
    }
    const peers = innermost.onLink(this.#link);
    if (peers === undefined && innermost.brokenBy === undefined) {
      target.release();
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
    target.release();
  }

  /** The connection is gone: what waits fails. */
  clear(): (error: RpcError) => void {
    const entries = this.#table.clear();
    return (error) => {
      for (const { queue, to } of entries) {
        queue.reject(error);
        queue.release();
        to.release();
      }
    };
  }
}

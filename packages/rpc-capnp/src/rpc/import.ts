// import.ts: the capabilities that the peer gave to us: how often, and which of them are promises.
//
// rpc.capnp `ImportId`, `Release`, `Resolve`.
import type { BuilderSegment, MessageBuilder } from "@teleop/capnp/wire";
import { BrokenClient } from "./broken-client.ts";
import type { ClientHook } from "./client-hook.ts";
import { ProtocolError, type RpcError } from "./exception.ts";
import type { ImportId } from "./ids.ts";
import type { Link } from "./link.ts";
import { writeRelease } from "./messages.ts";
import { PromiseClient } from "./promise-client.ts";
import { RemoteClient } from "./remote-client.ts";
import { type ConnectionTable, PeerTable } from "./tables.ts";
import { DescriptorTag, TargetTag } from "./tags.ts";

/** It empties when nothing of ours leads to the peer's export any more. */
interface Import {
  /** Borrowed: it is the client's references that keep the import. */
  readonly client: ImportClient;
  /** The promise around it, while that is referenced. Borrowed. */
  promise: PromiseClient | undefined;
  /** The peer owes us a `Resolve`. */
  isAwaitingResolve: boolean;
}

export class Imports implements ConnectionTable {
  readonly #link: Link;
  readonly #table = new PeerTable<ImportId, Import>();
  /** Promises that have resolved, and that something still holds: perhaps only others that have resolved to them. */
  readonly #resolved = new Set<PromiseClient>();
  /** How many of those were left when it was last looked which are held by nothing else. */
  #resolvedAtLast = 0;

  constructor(link: Link) {
    this.#link = link;
  }

  get size(): number {
    return this.#table.size;
  }

  /** The peer sent us one of its exports. A new reference. */
  receive(importId: ImportId, isPromise: boolean): ClientHook {
    const known = this.#table.get(importId);
    if (known === undefined) return this.#add(importId, isPromise);
    known.client.remoteReferences++;
    if (!isPromise || !known.isAwaitingResolve) return known.client.addReference();
    if (known.promise !== undefined) return known.promise.addReference();
    return this.#promise(known, known.client.addReference());
  }

  /** The peer resolved a promise. Takes over the reference to `resolution`. */
  resolve(importId: ImportId, resolution: ClientHook, isReflected: boolean): void {
    const entry = this.#table.get(importId);
    if (entry === undefined) {
      // We had released the promise when the Resolve was on its way.
      resolution.release();
      return;
    }
    if (!entry.isAwaitingResolve) {
      resolution.release();
      throw new ProtocolError(`peer resolved import ${importId}, which is no promise or was resolved before`);
    }
    entry.isAwaitingResolve = false;
    const { promise } = entry;
    entry.promise = undefined;
    if (promise === undefined) {
      resolution.release();
      return;
    }
    this.#resolved.add(promise);
    promise.resolve(resolution, isReflected);
    const most = Math.max(2 * this.#resolvedAtLast, Math.min(fewResolved, this.#link.limits.imports));
    if (this.#resolved.size > most) this.#shortenChains();
  }

  /**
   * A chain of promises, each of which has resolved to the next, is held by its first. Once each leads to where the
   * chain ends, those between are gone.
   */
  #shortenChains(): void {
    for (const promise of this.#resolved) promise.innermost();
    const { size } = this.#resolved;
    const { imports } = this.#link.limits;
    if (size > imports) {
      throw new ProtocolError(
        `peer resolved ${size} promises that we still hold, more than the ${imports} of limits.imports`,
      );
    }
    this.#resolvedAtLast = size;
  }

  /** The peer says that a promise will not be fulfilled. */
  break(importId: ImportId, error: RpcError): void {
    this.resolve(importId, new BrokenClient(error), false);
  }

  /** Nothing leads to the import any more. */
  drop(client: ImportClient): void {
    const entry = this.#table.get(client.importId);
    if (entry?.client !== client) return;
    this.#table.remove(client.importId);
    if (this.#link.lost === undefined) {
      const message = this.#link.outbox.begin();
      writeRelease(message, client.importId, client.remoteReferences);
      this.#link.outbox.commit(message);
    }
    this.#link.settled();
  }

  /** The connection is gone: promises will not be resolved by the peer. */
  clear(): (error: RpcError) => void {
    const entries = this.#table.clear();
    return (error) => {
      for (const { promise } of entries) promise?.resolve(new BrokenClient(error), false);
    };
  }

  #add(importId: ImportId, isPromise: boolean): ClientHook {
    if (this.#table.size >= this.#link.limits.imports) {
      throw new ProtocolError(
        `peer sent more capabilities than the limit of ${this.#link.limits.imports} that we hold at once`,
      );
    }
    const client = new ImportClient(this.#link, importId);
    const entry: Import = { client, promise: undefined, isAwaitingResolve: isPromise };
    this.#table.set(importId, entry);
    return isPromise ? this.#promise(entry, client) : client;
  }

  /** Takes over the reference to `client`. */
  #promise(entry: Import, client: ImportClient): PromiseClient {
    const promise = new PromiseClient(this.#link, client, () => {
      if (entry.promise === promise) entry.promise = undefined;
      this.#resolved.delete(promise);
    });
    entry.promise = promise;
    return promise;
  }
}

/** So few resolved promises are not worth a look at them all. */
const fewResolved = 1024;

/** One of the peer's exports. The peer says where its calls go; for us it never leads anywhere else. */
export class ImportClient extends RemoteClient {
  readonly importId: ImportId;
  /** How often the peer sent it, all of which one `Release` gives back. */
  remoteReferences = 1;

  constructor(link: Link, importId: ImportId) {
    super(link);
    this.importId = importId;
  }

  override writeTarget(_message: MessageBuilder, segment: BuilderSegment, at: number): void {
    segment.view.setUint32(at, this.importId, true);
    segment.view.setUint16(at + 4, TargetTag.importedCap, true);
  }

  override writeDescriptor(_message: MessageBuilder, segment: BuilderSegment, at: number): RemoteClient {
    segment.view.setUint16(at, DescriptorTag.receiverHosted, true);
    segment.view.setUint32(at + 4, this.importId, true);
    return this;
  }

  protected override destroy(): undefined {
    this.link.imports.drop(this);
  }
}

// export.ts: the capabilities that we gave to the peer: how often, and what became of those that were promises.
//
// rpc.capnp `ExportId`, `Release`, `Resolve`.
import { type ClientHook, releaseAll } from "./client-hook.ts";
import { ProtocolError, RpcError } from "./exception.ts";
import type { ExportId } from "./ids.ts";
import type { Link } from "./link.ts";
import { writeException, writeResolve } from "./messages.ts";
import { type ConnectionTable, OwnTable } from "./tables.ts";
import { ResolveTag } from "./tags.ts";

/** It empties when the peer has released it as often as it was sent. */
export interface Export {
  readonly id: ExportId;
  /** Owned. What the peer's messages to this export go to: once it has resolved, that and nothing further. */
  client: ClientHook;
  /** How often it was sent, less what was released. */
  references: number;
  /** It is the export to use when this client is sent again. */
  isCanonical: boolean;
  /** It was sent as a promise and no `Resolve` has followed. */
  isPromise: boolean;
}

export class Exports implements ConnectionTable {
  readonly #link: Link;
  readonly #table = new OwnTable<ExportId, Export>();
  readonly #byClient = new Map<ClientHook, Export>();
  /** Promises that tell us when they resolve: once, however often they are exported and released until then. */
  readonly #awaited = new WeakSet<ClientHook>();

  constructor(link: Link) {
    this.#link = link;
  }

  get size(): number {
    return this.#table.size;
  }

  get(id: ExportId): Export | undefined {
    return this.#table.get(id);
  }

  /**
   * Exports a client once more, which leads nowhere further now and is not the peer's own.
   *
   * @throws RpcError `overloaded` when the peer holds as many exports as it may.
   */
  add(client: ClientHook): Export {
    const known = this.#byClient.get(client);
    if (known !== undefined) {
      known.references++;
      return known;
    }
    if (this.#table.size >= this.#link.limits.exports) {
      throw new RpcError(
        "overloaded",
        `the peer holds ${this.#table.size} capabilities of ours, the most it may; release some, or raise limits.exports`,
      );
    }
    // A broken capability cannot be sent; it goes as a promise that is broken right afterwards, each time anew.
    const isBroken = client.brokenBy !== undefined;
    const entry: Export = {
      id: this.#table.reserve(),
      client: client.addReference(),
      references: 1,
      isCanonical: !isBroken,
      isPromise: isBroken || client.isPromise,
    };
    this.#table.set(entry.id, entry);
    if (!isBroken) this.#byClient.set(client, entry);
    if (client.isPromise) this.#resolveLater(client);
    return entry;
  }

  /** Resolves broken exports that a message has just introduced. */
  sendBroken(ids: readonly ExportId[]): void {
    for (const id of ids) {
      const entry = this.#table.get(id);
      if (entry !== undefined) this.#sendResolve(entry);
    }
  }

  /** The peer released an export. @throws ProtocolError when it does not hold that many references. */
  release(id: ExportId, count: number): void {
    const entry = this.#table.get(id);
    if (entry === undefined) throw new ProtocolError(`peer released export ${id}, which it does not hold`);
    if (count > entry.references) {
      throw new ProtocolError(
        `peer released export ${id} ${count} times, it held ${entry.references} references`,
      );
    }
    entry.references -= count;
    if (entry.references > 0) return;
    this.#table.remove(id);
    if (entry.isCanonical) this.#byClient.delete(entry.client);
    entry.client.release();
    this.#link.settled();
  }

  /** Takes back one reference of each. */
  releaseEach(ids: readonly ExportId[]): void {
    for (const id of ids) this.release(id, 1);
  }

  /** The connection is gone: everything is released. */
  clear(): () => void {
    const entries = this.#table.clear();
    this.#byClient.clear();
    return () => releaseAll(entries.map((entry) => entry.client));
  }

  /** What waits for a promise is always the one export that stands for it. */
  #resolveLater(promise: ClientHook): void {
    if (this.#awaited.has(promise)) return;
    this.#awaited.add(promise);
    promise.whenResolved((resolution) => {
      const entry = this.#byClient.get(promise);
      if (entry !== undefined) this.#resolved(entry, resolution.innermost());
    });
  }

  #resolved(entry: Export, resolution: ClientHook): void {
    const promise = entry.client;
    if (entry.isCanonical) this.#byClient.delete(promise);
    entry.client = resolution.addReference();
    entry.isCanonical = false;
    // A promise of ours that resolved to another one can go on under the same id, unless that one has an id already.
    const isOurPromise = resolution.isPromise && resolution.onLink(this.#link) === undefined;
    if (isOurPromise && !this.#byClient.has(resolution)) {
      entry.isCanonical = true;
      this.#byClient.set(resolution, entry);
      this.#resolveLater(resolution);
    } else {
      this.#sendResolve(entry);
    }
    promise.release();
  }

  #sendResolve(entry: Export): void {
    entry.isPromise = false;
    const { outbox } = this.#link;
    const broken = entry.client.brokenBy;
    if (broken !== undefined) {
      this.#sendBreak(entry, broken.error);
      return;
    }
    const message = outbox.begin();
    const { segment, pointerAt } = writeResolve(message, entry.id, ResolveTag.cap);
    const descriptor = message.initStruct(segment, pointerAt, 1, 1);
    try {
      const { described } = this.#link.descriptors.write(message, descriptor, message.offset, entry.client);
      const replaced = entry.client;
      entry.client = described.addReference();
      replaced.release();
    } catch (error) {
      outbox.rollback(message);
      if (!(error instanceof RpcError)) throw error;
      this.#sendBreak(entry, error);
      return;
    }
    outbox.commit(message);
  }

  #sendBreak(entry: Export, error: RpcError): void {
    const { outbox } = this.#link;
    const message = outbox.begin();
    const { segment, pointerAt } = writeResolve(message, entry.id, ResolveTag.exception);
    writeException(message, segment, pointerAt, error, this.#link.traceOf(error));
    outbox.commit(message);
  }
}

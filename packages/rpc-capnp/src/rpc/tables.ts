// tables.ts: what a table of a connection is, and the two kinds: those whose ids we choose, and those whose ids the peer
// chooses.
import type { RpcError } from "./exception.ts";

/** One of the tables of a connection, as the connection sees it. */
export interface ConnectionTable {
  readonly size: number;
  /** The connection has gone. Takes all entries out; the function that it returns lets go of what was in them. */
  clear(): (error: RpcError) => void;
}

/** Ids are ours: small numbers, used again as soon as they are free. For questions, exports and embargoes. */
export class OwnTable<Id extends number, Entry> {
  readonly #entries: (Entry | undefined)[] = [];
  readonly #free: number[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(entry: Entry): Id {
    const id = this.reserve();
    this.set(id, entry);
    return id;
  }

  /** The id for an entry that must know it from the beginning. `set` follows before anything else is added. */
  reserve(): Id {
    return (this.#free.pop() ?? this.#entries.length) as Id;
  }

  set(id: Id, entry: Entry): void {
    this.#entries[id] = entry;
    this.#size++;
  }

  get(id: Id): Entry | undefined {
    return this.#entries[id];
  }

  /** Takes the entry out; the caller releases it once the tables are consistent. */
  remove(id: Id): Entry | undefined {
    const entry = this.#entries[id];
    if (entry === undefined) return undefined;
    this.#entries[id] = undefined;
    this.#free.push(id);
    this.#size--;
    return entry;
  }

  /** Takes all entries out. */
  clear(): Entry[] {
    const entries = [...this];
    this.#entries.length = 0;
    this.#free.length = 0;
    this.#size = 0;
    return entries;
  }

  *[Symbol.iterator](): Iterator<Entry> {
    for (const entry of this.#entries) if (entry !== undefined) yield entry;
  }
}

/** Ids are the peer's: any number, so a large one costs no more than a small one. For answers and imports. */
export class PeerTable<Id extends number, Entry> {
  readonly #low: (Entry | undefined)[] = [];
  readonly #high = new Map<number, Entry>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get(id: Id): Entry | undefined {
    return id < lowIds ? this.#low[id] : this.#high.get(id);
  }

  /** The id must be free. */
  set(id: Id, entry: Entry): void {
    if (id < lowIds) {
      // Filled up to the id, an array stays an array for the engine below us.
      while (this.#low.length < id) this.#low.push(undefined);
      this.#low[id] = entry;
    } else {
      this.#high.set(id, entry);
    }
    this.#size++;
  }

  /** Takes the entry out; the caller releases it once the tables are consistent. */
  remove(id: Id): Entry | undefined {
    const entry = this.get(id);
    if (entry === undefined) return undefined;
    if (id < lowIds) this.#low[id] = undefined;
    else this.#high.delete(id);
    this.#size--;
    return entry;
  }

  /** Takes all entries out. */
  clear(): Entry[] {
    const entries = [...this];
    this.#low.length = 0;
    this.#high.clear();
    this.#size = 0;
    return entries;
  }

  *[Symbol.iterator](): Iterator<Entry> {
    for (const entry of this.#low) if (entry !== undefined) yield entry;
    yield* this.#high.values();
  }
}

/** Peers choose the lowest free number, so an array serves nearly all. */
const lowIds = 4096;

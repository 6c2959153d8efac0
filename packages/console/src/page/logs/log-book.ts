// log-book.ts: what a process has said since the page follows it: the last entries, and where some are missing.
import type { Logs_Entry } from "@teleop/diagnostics/client";
import type { Matcher } from "./log-filter.ts";

/** What stands in the book, in the order in which it came. */
export type LogItem = { readonly id: number } & (
  | { readonly kind: "entry"; readonly entry: Logs_Entry }
  /** So many entries came faster than they could be taken, and were dropped where the process is. */
  | { readonly kind: "dropped"; readonly count: number }
  /** Something that the page has to say here, such as that it follows again. */
  | { readonly kind: "note"; readonly text: string }
);

/** Enough to look back; few enough for a page to show. */
const MOST_KEPT = 5_000;

/** Of all entries together: each may have 16,384. */
const MOST_CHARACTERS = 8_000_000;

export class LogBook {
  readonly #most: number;
  #items: LogItem[] = [];
  #lastId = 0;
  #dropped = 0;
  #toldDropped = 0;
  #forgotten = 0;
  #characters = 0;
  #last: Logs_Entry | undefined;

  /** @param most how many items are kept; the oldest go first. */
  constructor(most: number = MOST_KEPT) {
    this.#most = most;
  }

  /** The oldest first. It is another array after each change, so that whoever is paused keeps its own. */
  get items(): readonly LogItem[] {
    return this.#items;
  }

  /** How many entries were dropped where the process is. */
  get dropped(): number {
    return this.#dropped;
  }

  /** How many items the book has no more, since there was no room for them. */
  get forgotten(): number {
    return this.#forgotten;
  }

  /** The number of all items that ever were in it, so that one can tell how many have come since. */
  get count(): number {
    return this.#lastId;
  }

  /**
   * Adds entries as they came. Those that it has already are left out: who follows anew may be told of them again.
   *
   * @param dropped how many the subscription had dropped when the last of them was sent.
   */
  add(entries: readonly Logs_Entry[], dropped: number): void {
    const added: LogItem[] = [];
    if (dropped > this.#toldDropped) {
      const count = dropped - this.#toldDropped;
      this.#dropped += count;
      this.#toldDropped = dropped;
      added.push({ id: this.#nextId(), kind: "dropped", count });
    }
    for (const entry of entries) {
      if (this.#isKnown(entry)) continue;
      added.push({ id: this.#nextId(), kind: "entry", entry });
      this.#last = entry;
    }
    this.#append(added);
  }

  /** Says something between the entries. A new subscription counts anew what it drops. */
  beginAgain(text: string): void {
    this.#toldDropped = 0;
    this.#append([{ id: this.#nextId(), kind: "note", text }]);
  }

  /** Empties it. What was dropped stays counted. */
  clear(): void {
    this.#items = [];
    this.#characters = 0;
    this.#forgotten = 0;
  }

  /** Numbers begin anew with each recording, and then the time is later. */
  #isKnown({ number, time }: Logs_Entry): boolean {
    return this.#last !== undefined && number <= this.#last.number && time <= this.#last.time;
  }

  #nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  #append(added: readonly LogItem[]): void {
    const all = [...this.#items, ...added];
    for (const item of added) this.#characters += lengthOf(item);
    let first = 0;
    while (all.length - first > this.#most || this.#characters > MOST_CHARACTERS) {
      this.#characters -= lengthOf(all[first]);
      first++;
    }
    this.#forgotten += first;
    this.#items = first === 0 ? all : all.slice(first);
  }
}

function lengthOf(item: LogItem | undefined): number {
  return item?.kind === "entry" ? item.entry.text.length : 0;
}

/** Entries that match, and what stands between entries whether they match or not: something is missing there. */
export function shownItems(items: readonly LogItem[], { matches }: Matcher): readonly LogItem[] {
  return items.filter((item) => item.kind !== "entry" || matches(item.entry));
}

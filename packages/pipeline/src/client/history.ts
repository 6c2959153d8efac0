// history.ts: how it was in the last minutes, a point for each second, for charts. It takes as much memory for a pipeline that
// ran for a month as for one that ran for an hour.

/** Columns of numbers, of which only the last points are kept. */
export class History<Column extends string> {
  readonly #columns: Readonly<Record<Column, number[]>>;
  readonly #names: readonly Column[];
  readonly #most: number;
  #count = 0;

  /** @param most how many points are kept; a positive integer. */
  constructor(names: readonly Column[], most: number) {
    this.#names = names;
    this.#most = most;
    // They grow as points come: of many nodes most may not be there for long.
    this.#columns = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<
      Column,
      number[]
    >;
  }

  add(point: Readonly<Record<Column, number>>): void {
    const at = this.#count % this.#most;
    for (const name of this.#names) this.#columns[name][at] = point[name];
    this.#count++;
  }

  /** The oldest first. */
  read(): Record<Column, number[]> {
    const kept = Math.min(this.#count, this.#most);
    const first = this.#count - kept;
    const column = (name: Column): number[] =>
      Array.from({ length: kept }, (_, point) => this.#columns[name][(first + point) % this.#most] ?? 0);
    return Object.fromEntries(this.#names.map((name) => [name, column(name)])) as Record<Column, number[]>;
  }
}

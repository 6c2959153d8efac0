// data-table.tsx: rows that are sorted by any column, of which the first are shown, and all of them when they are asked for.
import type { ComponentChildren, JSX } from "preact";
import { useMemo, useState } from "preact/hooks";

export interface DataColumn<Row> {
  readonly title: string;
  /** What rows are sorted by: numbers by size, the largest first, text by the alphabet. */
  readonly value: (row: Row) => number | string;
  /** What is shown; default the value. */
  readonly cell?: ((row: Row) => ComponentChildren) | undefined;
}

export interface DataTableProps<Row> {
  /** What is in it, for who does not see it. */
  readonly label: string;
  readonly columns: readonly DataColumn<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string | number;
  /** The title of the column that it is sorted by at first; default as the rows come. */
  readonly sortedBy?: string | undefined;
  /** How many are shown at first; default 50. */
  readonly most?: number | undefined;
}

export function DataTable<Row>(props: DataTableProps<Row>): JSX.Element {
  const { label, columns, rows, keyOf, sortedBy, most = 50 } = props;
  const [order, setOrder] = useState({ title: sortedBy, isReversed: false });
  const [showsAll, setShowsAll] = useState(false);
  const sorted = useMemo(() => {
    const column = columns.find(({ title }) => title === order.title);
    if (column === undefined) return rows;
    const ordered = rows.toSorted((one, other) => compare(column.value(one), column.value(other)));
    return order.isReversed ? ordered.reverse() : ordered;
  }, [rows, columns, order]);
  const shown = showsAll ? sorted : sorted.slice(0, most);
  const sortBy = (title: string): void =>
    setOrder((before) => ({ title, isReversed: before.title === title && !before.isReversed }));
  return (
    <>
      <div class="wide">
        <table class="data" aria-label={label}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th
                  scope="col"
                  key={column.title}
                  class={classOf(column, rows)}
                  aria-sort={
                    column.title === order.title ? sortOf(column, rows, order.isReversed) : undefined
                  }
                >
                  <button type="button" class="plain" onClick={() => sortBy(column.title)}>
                    {column.title}
                    {column.title === order.title && (
                      <span aria-hidden="true">
                        {sortOf(column, rows, order.isReversed) === "ascending" ? " ▲" : " ▼"}
                      </span>
                    )}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={keyOf(row)}>
                {columns.map((column) => (
                  <td key={column.title} class={classOf(column, rows)}>
                    {column.cell === undefined ? column.value(row) : column.cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown.length < sorted.length && (
        <p>
          <button type="button" onClick={() => setShowsAll(true)}>
            Show all {sorted.length}
          </button>
        </p>
      )}
    </>
  );
}

function compare(one: number | string, other: number | string): number {
  if (typeof one === "number" && typeof other === "number") return other - one;
  return String(one).localeCompare(String(other));
}

function isNumeric<Row>({ value }: DataColumn<Row>, [first]: readonly Row[]): boolean {
  return first !== undefined && typeof value(first) === "number";
}

function classOf<Row>(column: DataColumn<Row>, rows: readonly Row[]): string | undefined {
  return isNumeric(column, rows) ? "number" : undefined;
}

function sortOf<Row>(
  column: DataColumn<Row>,
  rows: readonly Row[],
  isReversed: boolean,
): "ascending" | "descending" {
  return isNumeric(column, rows) === isReversed ? "ascending" : "descending";
}

// process-table.ts: from what the hosts have said to the table that `teleop ps` shows.
import { type Listing, reasonOf } from "../fleet.ts";
import type { Colours } from "../output/output.ts";
import { printable } from "../output/printable.ts";
import type { Column } from "../output/table.ts";
import { type ColumnName, columnsOf, columnsThatTell, type FailedHost } from "./columns.ts";
import { asTree, type TreeRow } from "./tree.ts";

export interface ProcessTableOptions {
  /** What to show; what tells something if absent. */
  readonly columns: readonly ColumnName[] | undefined;
  readonly tree: boolean;
  readonly isFleet: boolean;
  readonly colours: Colours;
}

export interface ProcessTable {
  readonly columns: readonly Column<TreeRow | FailedHost>[];
  readonly rows: readonly (TreeRow | FailedHost)[];
}

/** Hosts that have not answered come last, each as a row that says why. */
export function processTable({ found, failures }: Listing, options: ProcessTableOptions): ProcessTable {
  const { tree, isFleet, colours } = options;
  const names = options.columns ?? columnsThatTell(found, isFleet);
  const processes = found.map(({ host, row }) => ({ ...row, host }));
  const rows = tree ? asTree(processes) : processes.map((row) => ({ ...row, branch: "" }));
  const failed = failures.map((failure) => ({ host: failure.host, failure: printable(reasonOf(failure)) }));
  return { columns: columnsOf(names, colours), rows: [...rows, ...failed] };
}

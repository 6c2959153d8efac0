// tree.ts: processes below those that started them, with the lines of a tree.
import type { Host, ProcessRow } from "../host.ts";

/** A process, and where it runs. */
export interface ListedProcess extends ProcessRow {
  readonly host: Host;
}

export interface TreeRow extends ListedProcess {
  /** What stands before its name: the lines that lead to it. */
  readonly branch: string;
}

/**
 * Each process below the nearest one of its ancestors that is in the list, too: what is between them, such as a shell, is
 * not armed.
 */
export function asTree(rows: readonly ListedProcess[]): readonly TreeRow[] {
  const children = new Map<ListedProcess | undefined, ListedProcess[]>();
  for (const row of rows) {
    const parent = nearest(row, rows);
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [row]);
    else siblings.push(row);
  }
  return (children.get(undefined) ?? []).flatMap((root) => [
    { ...root, branch: "" },
    ...below(root, children, ""),
  ]);
}

function nearest(
  { host, ancestors = [] }: ListedProcess,
  rows: readonly ListedProcess[],
): ListedProcess | undefined {
  for (const ancestor of ancestors) {
    const found = rows.find((row) => row.host === host && row.pid === ancestor);
    if (found !== undefined) return found;
  }
  return undefined;
}

function below(
  parent: ListedProcess,
  children: ReadonlyMap<ListedProcess | undefined, readonly ListedProcess[]>,
  indent: string,
): readonly TreeRow[] {
  const all = children.get(parent) ?? [];
  return all.flatMap((child, index) => {
    const isLast = index === all.length - 1;
    const row = { ...child, branch: `${indent}${isLast ? "└─ " : "├─ "}` };
    return [row, ...below(child, children, `${indent}${isLast ? "   " : "│  "}`)];
  });
}

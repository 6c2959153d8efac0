// hints.ts: where things are to stand, told to ELK from where they stood before. It takes layers from coordinates: what overlaps
// from left to right is of one layer. So it is told columns that are far apart, and not the coordinates themselves: a node that
// is new, or has become wider, would otherwise join two layers.
import type { Box, Layout, Point } from "./layout.ts";
import type { VisibleGraph } from "./visible.ts";

/** Further apart than anything is wide. */
const COLUMN = 100_000;

/** For all groups and nodes, within the group around each. */
export function hintsFor(graph: VisibleGraph, previous: Layout): ReadonlyMap<string, Point> {
  const old = new Map<string, Box>([...previous.groups, ...previous.nodes].map((box) => [box.id, box]));
  const hints = new Map<string, Point>();
  for (const level of levelsOf(graph)) {
    const columns = columnsOf(level.flatMap((id) => old.get(id) ?? []));
    const known = new Map<string, Place>();
    for (const id of level) {
      const box = old.get(id);
      if (box !== undefined) known.set(id, { column: columns.findIndex(({ end }) => box.x < end), y: box.y });
    }
    for (const [id, { column, y }] of withNewOnes(level, known, graph))
      hints.set(id, { x: column * COLUMN, y });
  }
  return hints;
}

interface Place {
  readonly column: number;
  readonly y: number;
}

/** What stands directly in each group, and at the outside. */
function levelsOf({ groups, nodes }: VisibleGraph): readonly (readonly string[])[] {
  const levels = Map.groupBy([...groups, ...nodes], ({ parent }) => parent);
  return [...levels.values()].map((things) => things.map(({ id }) => id));
}

interface Column {
  readonly start: number;
  readonly end: number;
}

/** From left to right, each of boxes that overlap. */
function columnsOf(boxes: readonly Box[]): readonly Column[] {
  const columns: Column[] = [];
  for (const { x, width } of boxes.toSorted((a, b) => a.x - b.x)) {
    const last = columns.at(-1);
    if (last === undefined || x >= last.end) columns.push({ start: x, end: x + width });
    else columns[columns.length - 1] = { start: last.start, end: Math.max(last.end, x + width) };
  }
  return columns;
}

/** A new one stands right of what it reads from, or left of what reads from it, at the height of these. */
function withNewOnes(
  level: readonly string[],
  known: ReadonlyMap<string, Place>,
  graph: VisibleGraph,
): ReadonlyMap<string, Place> {
  const places = new Map(known);
  const around = outermostIn(level, graph);
  let left = level.filter((id) => !places.has(id));
  while (left.length > 0) {
    const placed = left.flatMap((id): [string, Place][] => {
      const of = (ends: readonly (string | undefined)[]): Place[] =>
        ends.flatMap((end) => (end === undefined || end === id ? [] : (places.get(end) ?? [])));
      const before = of(
        graph.edges.filter(({ head }) => around(head) === id).map(({ tail }) => around(tail)),
      );
      const behind = of(
        graph.edges.filter(({ tail }) => around(tail) === id).map(({ head }) => around(head)),
      );
      if (before.length + behind.length === 0) return [];
      const column =
        before.length > 0
          ? Math.max(...before.map((place) => place.column)) + 1
          : Math.min(...behind.map((place) => place.column)) - 1;
      const heights = [...before, ...behind].map(({ y }) => y);
      return [[id, { column, y: heights.reduce((sum, y) => sum + y, 0) / heights.length }]];
    });
    // What is connected with nothing that is known begins at the left.
    const [first = ""] = left;
    for (const [id, place] of placed.length > 0 ? placed : [[first, { column: 0, y: 0 }] as const]) {
      places.set(id, place);
    }
    left = left.filter((id) => !places.has(id));
  }
  return places;
}

/** Says in which thing of a level a node is; undefined where it is in none. */
function outermostIn(
  level: readonly string[],
  { groups, nodes }: VisibleGraph,
): (node: string) => string | undefined {
  const members = new Set(level);
  const parents = new Map([...groups, ...nodes].map(({ id, parent }) => [id, parent]));
  return (node) => {
    let at: string | undefined = node;
    while (at !== undefined && !members.has(at)) at = parents.get(at);
    return at;
  };
}

// layout.test.ts: a layout is one that people can read, and they find everything again when the graph has grown.
import { expect, test } from "bun:test";
import { elkInThisThread } from "./elk.ts";
import { type Layout, layOut } from "./layout.ts";
import { grown, randomGraph } from "./testing/graphs.ts";
import { crossings, edgesThroughNodes, moves, overlaps } from "./testing/measure.ts";
import { groupsIn, visibleGraph } from "./visible.ts";

const engine = await elkInThisThread();
const NONE: ReadonlySet<string> = new Set();

test.each([
  ["12 nodes", { nodes: 12, breadth: 3 }, 2],
  ["12 nodes in groups", { nodes: 12, breadth: 3, groups: 3 }, 2],
  ["40 nodes", { nodes: 40, breadth: 5 }, 45],
  ["40 nodes in groups", { nodes: 40, breadth: 5, groups: 6 }, 42],
])(
  "%s: no edge goes through a node, nothing lies on anything else, and few edges cross",
  async (_what, options, most) => {
    const graph = randomGraph(options);
    const layout = await layOut(engine, visibleGraph(graph, NONE));
    expect(layout.nodes).toHaveLength(graph.nodes.length);
    expect(layout.edges).toHaveLength(graph.edges.length);
    expect(edgesThroughNodes(layout)).toEqual([]);
    expect(overlaps(layout)).toEqual([]);
    expect(crossings(layout)).toBeLessThanOrEqual(most);
  },
);

// What a new node takes is at most a column, by which what is right of it moves.
const COLUMN = 300;

test.each([
  ["without groups", { nodes: 40, breadth: 5 }, COLUMN / 2],
  ["in groups", { nodes: 40, breadth: 5, groups: 6 }, COLUMN],
])(
  "a graph %s that has grown keeps the order of its nodes, and none jumps across the page",
  async (_what, options, most) => {
    const graph = randomGraph(options);
    const before = await layOut(engine, visibleGraph(graph, NONE));
    const after = await layOut(engine, visibleGraph(grown(graph, 2), NONE), before);
    expect(after.nodes).toHaveLength(before.nodes.length + 2);
    const { flips, nodes, mean } = moves(before, after);
    expect({ flips, nodes }).toEqual({ flips: 0, nodes: 40 });
    expect(mean).toBeLessThan(most);
    expect(edgesThroughNodes(after)).toEqual([]);
    expect(overlaps(after)).toEqual([]);
  },
);

test("a group that is closed and opened again leaves the others in their order", async () => {
  const graph = randomGraph({ nodes: 24, breadth: 3, groups: 4 });
  const closed = new Set(
    groupsIn(graph)
      .slice(0, 1)
      .map(({ id }) => id),
  );
  const open = await layOut(engine, visibleGraph(graph, NONE));
  const shut = await layOut(engine, visibleGraph(graph, closed), open);
  const again = await layOut(engine, visibleGraph(graph, NONE), shut);
  expect(shut.nodes).toHaveLength(open.nodes.length - 5);
  expect(moves(open, shut).flips).toBe(0);
  expect(moves(shut, again).flips).toBe(0);
});

test("a node stands within the frame of its group, and nobody else does", async () => {
  const layout = await layOut(engine, visibleGraph(randomGraph({ nodes: 24, breadth: 3, groups: 4 }), NONE));
  expect(layout.groups).toHaveLength(4);
  const inside = ({ nodes }: Layout, { x, y, width, height }: Layout["groups"][number]): string[] =>
    nodes
      .filter(
        (node) =>
          node.x > x && node.x + node.width < x + width && node.y > y && node.y + node.height < y + height,
      )
      .map(({ id }) => id);
  for (const group of layout.groups) {
    const members = layout.nodes.filter(({ parent }) => parent === group.id).map(({ id }) => id);
    expect(inside(layout, group)).toEqual(members);
  }
});

test("an edge ends at its own input, left of its node, with room for what is said of it", async () => {
  const layout = await layOut(engine, visibleGraph(randomGraph({ nodes: 24, breadth: 3 }), NONE));
  for (const { points, head, tail, label } of layout.edges) {
    const to = layout.nodes.find(({ id }) => id === head);
    const from = layout.nodes.find(({ id }) => id === tail);
    expect(points.at(-1)?.x).toBeCloseTo(to?.x ?? Number.NaN);
    expect(points[0]?.x).toBeCloseTo((from?.x ?? Number.NaN) + (from?.width ?? Number.NaN));
    expect(label.x + label.width).toBeCloseTo(to?.x ?? Number.NaN);
  }
});

test("a graph without nodes is a layout without nodes", async () => {
  const layout = await layOut(engine, visibleGraph({ nodes: [], edges: [] }, NONE));
  expect(layout).toEqual({ nodes: [], groups: [], edges: [], bounds: { x: 0, y: 0, width: 0, height: 0 } });
});

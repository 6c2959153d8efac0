// viewport.test.ts: what part of a picture is seen, and where one gets by the arrow keys.
import { expect, test } from "bun:test";
import type { Layout, PlacedEdge, PlacedNode } from "./layout.ts";
import { Members } from "./members.ts";
import { type Direction, firstNode, nextNode } from "./navigate.ts";
import { fitting, isWithin, moved, revealing, seenPart, zoomed } from "./viewport.ts";

const SIZE = { width: 832, height: 432 };

test("all of a picture is fitted into the middle, and never larger than it was drawn", () => {
  const bounds = { x: 100, y: 50, width: 1_600, height: 400 };
  const fitted = fitting(bounds, SIZE);
  expect(fitted).toEqual({ x: -34, y: 91, scale: 0.5 });
  expect(isWithin(bounds, seenPart(fitted, SIZE))).toBe(true);
  expect(fitting({ x: 0, y: 0, width: 100, height: 100 }, SIZE).scale).toBe(1);
});

test("what is at the pointer stays there while the picture is zoomed, and there are bounds to it", () => {
  const before = { x: 10, y: 20, scale: 0.5 };
  const at = { x: 300, y: 200 };
  const after = zoomed(before, 2, at);
  const pointAt = ({ x, y, scale }: typeof before) => ({ x: (at.x - x) / scale, y: (at.y - y) / scale });
  expect(after.scale).toBe(1);
  expect(pointAt(after)).toEqual(pointAt(before));
  expect(zoomed(before, 1_000, at).scale).toBe(3);
  expect(zoomed(before, 0.0001, at).scale).toBe(0.05);
});

test("what is seen already does not move; what is not, or is too small, comes to the middle", () => {
  const viewport = { x: 0, y: 0, scale: 0.5 };
  const seen = { x: 10, y: 10, width: 100, height: 80 };
  expect(revealing(viewport, seen, SIZE)).toBe(viewport);
  expect(revealing(viewport, seen, SIZE, 1)).toEqual({ x: 356, y: 166, scale: 1 });
  const hidden = moved(viewport, { x: -1_000, y: 0 });
  expect(revealing(hidden, seen, SIZE)).toEqual({ x: 386, y: 191, scale: 0.5 });
});

const node = (id: string, x: number, y: number): PlacedNode => ({
  id,
  label: id,
  kind: "",
  parent: undefined,
  members: [id],
  isGroup: false,
  inputs: 0,
  outputs: 0,
  ...{ x, y, width: 100, height: 50 },
});

const edge = (tail: string, head: string): PlacedEdge => ({
  id: `${tail}-${head}`,
  ...{ tail, head, output: 0, input: 0, members: [`${tail}-${head}`], points: [], longest: "" },
  label: { x: 0, y: 0, width: 0, height: 0 },
});

const layout: Layout = {
  nodes: [node("c", 200, 0), node("a", 0, 0), node("b", 0, 100), node("d", 200, 100), node("e", 220, 200)],
  edges: [edge("a", "c"), edge("a", "d"), edge("b", "d"), edge("b", "e"), edge("e", "e")],
  groups: [],
  bounds: { x: 0, y: 0, width: 320, height: 250 },
};

test.each([
  ["a", "right", "c"],
  ["b", "right", "d"],
  ["d", "left", "b"],
  ["c", "down", "d"],
  ["e", "up", "d"],
  ["c", "up", "nowhere"],
  ["e", "right", "nowhere"],
  ["nobody", "right", "nowhere"],
] as const)("from %s %s leads to %s", (from, direction: Direction, to) => {
  expect(nextNode(layout, from, direction)?.id ?? "nowhere").toBe(to);
});

test("the first node is the uppermost one at the left, and a picture without nodes has none", () => {
  expect(firstNode(layout)?.id).toBe("a");
  expect(firstNode({ ...layout, nodes: [] })).toBeUndefined();
});

test("what is seen of a node is itself, or the closed group that it is in", () => {
  const group = { ...node("group", 0, 0), members: ["x", "y"], isGroup: true };
  const members = new Members({ nodes: [node("a", 0, 0), group], edges: [edge("a", "group")] });
  expect([members.node("a"), members.node("y"), members.node("z")]).toEqual(["a", "group", undefined]);
  expect([members.edge("a-group"), members.edge("x-y")]).toEqual(["a-group", undefined]);
});

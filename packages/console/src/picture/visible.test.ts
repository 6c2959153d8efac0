// visible.test.ts: what is seen of a graph while groups of it are closed.
import { expect, test } from "bun:test";
import type { PictureGraph, PictureNode } from "./graph.ts";
import { edgeId, groupId, groupsIn, nodeId, visibleGraph } from "./visible.ts";

const node = (...path: string[]): PictureNode => ({ name: path.join(" :: "), path, kind: "" });
const edge = (id: string, tail: string, head: string, headIndex = 0) => ({
  id,
  tail,
  tailIndex: 0,
  head,
  headIndex,
});

const graph: PictureGraph = {
  nodes: [
    node("main", "words", "read"),
    node("main", "words", "sort"),
    node("main", "count"),
    node("main", "alone", "one"),
  ],
  edges: [
    edge("1", "main :: words :: read", "main :: words :: sort"),
    edge("2", "main :: words :: read", "main :: count", 1),
    edge("3", "main :: words :: sort", "main :: count", 0),
  ],
};
const words = groupId(["main", "words"]);

test("groups are what at least two nodes have in common, and not all of them", () => {
  expect(groupsIn(graph)).toMatchObject([{ id: words, path: ["main", "words"] }]);
  const seen = visibleGraph(graph, new Set());
  expect(seen.groups).toEqual([
    {
      id: words,
      label: "main / words",
      parent: undefined,
      members: ["main :: words :: read", "main :: words :: sort"],
    },
  ]);
  expect(seen.nodes.map(({ label, parent }) => [label, parent])).toEqual([
    ["read", words],
    ["sort", words],
    ["main / count", undefined],
    ["main / alone / one", undefined],
  ]);
});

test("each edge has an input of its own, in the order of the inputs of its node", () => {
  const seen = visibleGraph(graph, new Set());
  expect(seen.edges.map(({ id, input }) => [id, input])).toEqual([
    [edgeId("1"), 0],
    [edgeId("3"), 0],
    [edgeId("2"), 1],
  ]);
  expect(seen.nodes.find(({ id }) => id === nodeId("main :: count"))).toMatchObject({
    inputs: 2,
    outputs: 0,
  });
});

test("a closed group is one node, edges within it are not seen, and those out of it to one node are one", () => {
  const seen = visibleGraph(graph, new Set([words]));
  expect(seen.groups).toEqual([]);
  expect(seen.nodes.map(({ id, kind, isGroup }) => [id, kind, isGroup])).toEqual([
    [words, "2 nodes", true],
    [nodeId("main :: count"), "", false],
    [nodeId("main :: alone :: one"), "", false],
  ]);
  expect(seen.edges).toMatchObject([{ tail: words, head: nodeId("main :: count"), members: ["3", "2"] }]);
});

test("a group within a closed group is not seen, whether it is closed or not", () => {
  const deep: PictureGraph = {
    nodes: [node("a", "b", "1"), node("a", "b", "2"), node("a", "3"), node("4")],
    edges: [],
  };
  const [a, b] = [groupId(["a"]), groupId(["a", "b"])];
  expect(visibleGraph(deep, new Set()).groups.map(({ id, parent }) => [id, parent])).toEqual([
    [a, undefined],
    [b, a],
  ]);
  for (const closed of [[a], [a, b]]) {
    const seen = visibleGraph(deep, new Set(closed));
    expect(seen.groups).toEqual([]);
    expect(seen.nodes.map(({ id }) => id)).toEqual([a, nodeId("4")]);
  }
});

test("a node that has the name of a group stands beside it", () => {
  const seen = visibleGraph({ nodes: [node("a"), node("a", "1"), node("a", "2")], edges: [] }, new Set());
  expect(seen.groups.map(({ label }) => label)).toEqual(["a"]);
  expect(seen.nodes.map(({ label, parent }) => [label, parent])).toEqual([
    ["a", undefined],
    ["1", groupId(["a"])],
    ["2", groupId(["a"])],
  ]);
});

test("two nodes of one name, two edges of one id, and an edge to nowhere are no graph", () => {
  const one = node("one");
  const see = (graph: PictureGraph) => () => visibleGraph(graph, new Set());
  expect(see({ nodes: [one, one], edges: [] })).toThrow('two nodes have the name "one"');
  const loop = edge("1", "one", "one");
  expect(see({ nodes: [one], edges: [loop, loop] })).toThrow('two edges have the id "1"');
  expect(see({ nodes: [one], edges: [edge("1", "one", "two")] })).toThrow(
    'the edge "1" ends at "two", which is no node',
  );
});

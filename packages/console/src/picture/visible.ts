// visible.ts: what is seen of a graph while some of its groups are closed: a closed group is one node, and the edges into it
// and out of it end at that.
import type { PictureGraph, PictureNode } from "./graph.ts";
import { longestPart } from "./numbers.ts";

/** A node by itself, or a closed group. */
export interface VisibleNode {
  readonly id: string;
  readonly label: string;
  readonly kind: string;
  /** The open group in which it is; undefined at the outside. */
  readonly parent: string | undefined;
  /** The names of the nodes for which it stands: one, unless it is a closed group. */
  readonly members: readonly string[];
  readonly isGroup: boolean;
  /** How many edges come in at its left side, each at a place of its own, since each has a queue that is drawn there. */
  readonly inputs: number;
  /** How many places at its right side edges go out from; what goes out from the same place is the same. */
  readonly outputs: number;
}

/** An open group, which is a frame around what is in it. */
export interface VisibleGroup {
  readonly id: string;
  readonly label: string;
  readonly parent: string | undefined;
  readonly members: readonly string[];
}

/** Edges between the same two are one where either is a closed group. */
export interface VisibleEdge {
  readonly id: string;
  readonly tail: string;
  readonly output: number;
  readonly head: string;
  readonly input: number;
  /** The ids of the edges for which it stands. */
  readonly members: readonly string[];
  /** The most that is ever said of it, for which there is to be room. */
  readonly longest: string;
}

export interface VisibleGraph {
  readonly nodes: readonly VisibleNode[];
  /** An outer group comes before those that are in it. */
  readonly groups: readonly VisibleGroup[];
  readonly edges: readonly VisibleEdge[];
}

/** The id of the group with this path, by which it is closed. */
export function groupId(path: readonly string[]): string {
  return `group ${JSON.stringify(path)}`;
}

/** The id of a node that is seen by itself. */
export function nodeId(name: string): string {
  return `node ${JSON.stringify(name)}`;
}

/** The id of an edge that is seen by itself. */
export function edgeId(id: string): string {
  return `edge ${JSON.stringify(id)}`;
}

interface Group {
  readonly id: string;
  readonly path: readonly string[];
  readonly members: string[];
}

/**
 * What is seen of `graph` while the groups whose ids are in `closed` are closed; ids of groups that do not exist are
 * ignored. A group has two nodes at least, and a beginning that all nodes have is no group: neither would tell anything.
 *
 * @throws RangeError when two nodes have the same name, two edges the same id, or an edge ends at no node
 */
export function visibleGraph(graph: PictureGraph, closed: ReadonlySet<string>): VisibleGraph {
  checkGraph(graph);
  const groups = groupsOf(graph.nodes);
  const open: VisibleGroup[] = [];
  const shown = new Map<string, Shown>();
  const idOf = new Map<string, string>();
  for (const node of graph.nodes) {
    const around = pathsAround(node).flatMap((path) => groups.get(groupId(path)) ?? []);
    const hidden = around.findIndex(({ id }) => closed.has(id));
    const outside = hidden < 0 ? around : around.slice(0, hidden);
    outside.forEach((group, depth) => {
      if (open.some(({ id }) => id === group.id)) return;
      const parent = outside[depth - 1];
      open.push({
        id: group.id,
        label: labelOf(group.path, parent?.path),
        parent: parent?.id,
        members: group.members,
      });
    });
    const parent = outside.at(-1);
    const group = around[hidden];
    const id = group?.id ?? nodeId(node.name);
    idOf.set(node.name, id);
    if (shown.has(id)) continue;
    shown.set(id, {
      id,
      label: labelOf(group?.path ?? node.path, parent?.path),
      kind: group === undefined ? node.kind : `${group.members.length} nodes`,
      parent: parent?.id,
      members: group?.members ?? [node.name],
      isGroup: group !== undefined,
      inputs: 0,
      outputs: 0,
    });
  }
  const edges = visibleEdges(graph, shown, idOf);
  return { nodes: [...shown.values()], groups: open, edges };
}

type Shown = { -readonly [Key in keyof VisibleNode]: VisibleNode[Key] };

/** All groups of a graph, by which they can be closed, the outer ones first. */
export function groupsIn(
  graph: PictureGraph,
): readonly { readonly id: string; readonly path: readonly string[] }[] {
  return [...groupsOf(graph.nodes).values()].toSorted((a, b) => a.path.length - b.path.length);
}

function checkGraph({ nodes, edges }: PictureGraph): void {
  const names = new Set<string>();
  for (const { name } of nodes) {
    if (names.has(name)) throw new RangeError(`two nodes have the name ${JSON.stringify(name)}`);
    names.add(name);
  }
  const ids = new Set<string>();
  for (const { id, tail, head } of edges) {
    if (ids.has(id)) throw new RangeError(`two edges have the id ${JSON.stringify(id)}`);
    ids.add(id);
    for (const end of [tail, head]) {
      if (names.has(end)) continue;
      throw new RangeError(`the edge ${JSON.stringify(id)} ends at ${JSON.stringify(end)}, which is no node`);
    }
  }
}

function groupsOf(nodes: readonly PictureNode[]): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  for (const node of nodes) {
    for (const path of pathsAround(node)) {
      const id = groupId(path);
      const known = groups.get(id);
      if (known === undefined) groups.set(id, { id, path, members: [node.name] });
      else known.members.push(node.name);
    }
  }
  for (const [id, { members }] of groups) {
    if (members.length < 2 || members.length === nodes.length) groups.delete(id);
  }
  return groups;
}

/** The paths of the groups in which a node may be, the outermost first. */
function pathsAround({ path }: PictureNode): readonly (readonly string[])[] {
  return path.slice(0, -1).map((_, depth) => path.slice(0, depth + 1));
}

/** What a path says more than that of the group around it. */
function labelOf(path: readonly string[], around: readonly string[] = []): string {
  return path.slice(Math.min(around.length, path.length - 1)).join(" / ");
}

function visibleEdges(
  graph: PictureGraph,
  shown: ReadonlyMap<string, Shown>,
  idOf: ReadonlyMap<string, string>,
): readonly VisibleEdge[] {
  const edges = new Map<string, VisibleEdge & { readonly members: string[]; longest: string }>();
  for (const edge of graph.edges.toSorted((a, b) => a.headIndex - b.headIndex)) {
    const tail = shown.get(idOf.get(edge.tail) ?? "");
    const head = shown.get(idOf.get(edge.head) ?? "");
    if (tail === undefined || head === undefined || (tail === head && tail.isGroup)) continue;
    const id = tail.isGroup || head.isGroup ? `edges ${JSON.stringify([tail.id, head.id])}` : edgeId(edge.id);
    const known = edges.get(id);
    if (known !== undefined) {
      known.members.push(edge.id);
      // Their sum may be anything.
      known.longest = longestPart(Number.POSITIVE_INFINITY, edge.unit);
      continue;
    }
    const output = tail.isGroup ? 0 : edge.tailIndex;
    tail.outputs = Math.max(tail.outputs, output + 1);
    const input = head.inputs++;
    const longest = longestPart(edge.capacity, edge.unit);
    edges.set(id, { id, tail: tail.id, output, head: head.id, input, members: [edge.id], longest });
  }
  return [...edges.values()];
}

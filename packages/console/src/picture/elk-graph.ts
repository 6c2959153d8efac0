// elk-graph.ts: a graph in the words of ELK, and what ELK says of it in ours.

import { hintsFor } from "./hints.ts";
import type { Box, Layout, PlacedEdge, Point } from "./layout.ts";
import { edgeLabelSize, GROUP_PADDING, GROUP_TITLE, nodeSize, portOffset } from "./sizes.ts";
import type { VisibleEdge, VisibleGraph, VisibleNode } from "./visible.ts";

/** What of ELK's JSON is used: https://eclipse.dev/elk/documentation/tooldevelopers/graphdatastructure/jsonformat.html */
export interface PlacedElk {
  readonly id: string;
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly layoutOptions?: Record<string, string>;
  readonly children?: PlacedElk[];
  readonly ports?: PlacedElk[];
  readonly edges?: ElkEdge[];
}

interface ElkEdge {
  readonly id: string;
  readonly sources: string[];
  readonly targets: string[];
  readonly sections?: ElkSection[];
}

interface ElkSection {
  readonly id: string;
  readonly startPoint: Point;
  readonly endPoint: Point;
  readonly bendPoints?: Point[];
}

const ALWAYS: Readonly<Record<string, string>> = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.hierarchyHandling": "INCLUDE_CHILDREN",
  "elk.json.shapeCoords": "ROOT",
  "elk.json.edgeCoords": "ROOT",
  "elk.randomSeed": "1",
  // Else the columns of one part of the graph stand across those of another, and nobody could keep both.
  "elk.separateConnectedComponents": "false",
  "elk.spacing.nodeNode": "28",
  "elk.spacing.edgeNode": "16",
  "elk.spacing.edgeEdge": "12",
  "elk.layered.spacing.nodeNodeBetweenLayers": "16",
  "elk.layered.spacing.edgeNodeBetweenLayers": "8",
  "elk.layered.spacing.edgeEdgeBetweenLayers": "10",
  "elk.layered.nodePlacement.strategy": "BRANDES_KOEPF",
  "elk.layered.nodePlacement.bk.fixedAlignment": "BALANCED",
  "elk.padding": "[top=4,left=4,bottom=4,right=4]",
};

/** What nodes are told of where they stood is heeded with these alone. */
const FROM_POSITIONS: Readonly<Record<string, string>> = {
  "elk.layered.cycleBreaking.strategy": "INTERACTIVE",
  "elk.layered.layering.strategy": "INTERACTIVE",
  "elk.layered.crossingMinimization.semiInteractive": "true",
};

/** Heights are kept, too, where no open group stretches what is beside it. */
const FROM_HEIGHTS: Readonly<Record<string, string>> = {
  "elk.layered.nodePlacement.strategy": "INTERACTIVE",
};

export function elkGraph(graph: VisibleGraph, previous?: Layout): PlacedElk {
  const options = {
    ...ALWAYS,
    ...(previous === undefined ? {} : FROM_POSITIONS),
    ...(previous === undefined || graph.groups.length > 0 ? {} : FROM_HEIGHTS),
  };
  const rooms = labelRooms(graph);
  const hints = previous === undefined ? new Map<string, Point>() : hintsFor(graph, previous);
  const inside = new Map<string | undefined, PlacedElk[]>();
  const childrenOf = (id: string | undefined): PlacedElk[] => {
    const children = inside.get(id) ?? [];
    inside.set(id, children);
    return children;
  };
  for (const group of graph.groups) {
    const at = hints.get(group.id);
    childrenOf(group.parent).push({
      id: group.id,
      ...at,
      layoutOptions: {
        ...options,
        ...positionOption(at),
        "elk.padding": `[top=${GROUP_TITLE},left=${GROUP_PADDING},bottom=${GROUP_PADDING},right=${GROUP_PADDING}]`,
      },
      children: childrenOf(group.id),
    });
  }
  for (const node of graph.nodes) {
    const { width, height } = nodeSize(node);
    const room = rooms.get(node.id) ?? 0;
    const at = hints.get(node.id);
    childrenOf(node.parent).push({
      id: node.id,
      ...at,
      width: width + room,
      height,
      // Nobody numbered the places of a closed group: ELK may order them.
      layoutOptions: {
        "elk.portConstraints": node.isGroup ? "FIXED_SIDE" : "FIXED_POS",
        ...positionOption(at),
      },
      ports: portsOf(node, width + room),
    });
  }
  return {
    id: "graph",
    layoutOptions: options,
    children: childrenOf(undefined),
    edges: graph.edges.map(elkEdge),
  };
}

/** The layers are taken from the coordinates themselves, the order within them from this. */
function positionOption(at: Point | undefined): Record<string, string> {
  return at === undefined ? {} : { "elk.position": `(${at.x},${at.y})` };
}

function portsOf(node: VisibleNode, right: number): PlacedElk[] {
  const { height } = nodeSize(node);
  const side = (count: number, at: (index: number) => string, x: number, side: string): PlacedElk[] =>
    Array.from({ length: count }, (_, index) => ({
      id: at(index),
      x,
      y: portOffset(index, count, height),
      width: 0,
      height: 0,
      layoutOptions: { "elk.port.side": side },
    }));
  return [
    ...side(node.inputs, (index) => inputPort(node.id, index), 0, "WEST"),
    ...side(node.outputs, (index) => outputPort(node.id, index), right, "EAST"),
  ];
}

/** By the ids of nodes: ELK is told that a node begins where what is said of the edges into it does. */
function labelRooms({ edges }: VisibleGraph): ReadonlyMap<string, number> {
  const rooms = new Map<string, number>();
  for (const edge of edges) {
    rooms.set(edge.head, Math.max(rooms.get(edge.head) ?? 0, edgeLabelSize(edge).width));
  }
  return rooms;
}

const inputPort = (node: string, index: number): string => `${node} in ${index}`;
const outputPort = (node: string, index: number): string => `${node} out ${index}`;

function elkEdge({ id, tail, output, head, input }: VisibleEdge): ElkEdge {
  return {
    id,
    sources: [outputPort(tail, output)],
    targets: [inputPort(head, input)],
  };
}

export function placedOf(graph: VisibleGraph, placed: PlacedElk): Layout {
  const boxes = new Map<string, Box>();
  const collect = (element: PlacedElk): void => {
    boxes.set(element.id, boxOf(element));
    for (const child of element.children ?? []) collect(child);
  };
  for (const child of placed.children ?? []) collect(child);
  const rooms = labelRooms(graph);
  const edges = new Map((placed.edges ?? []).map((edge) => [edge.id, edge]));
  return {
    nodes: graph.nodes.map((node) => {
      const { x, y } = boxAt(boxes, node.id);
      return { ...node, x: x + (rooms.get(node.id) ?? 0), y, ...nodeSize(node) };
    }),
    groups: graph.groups.map((group) => ({ ...group, ...boxAt(boxes, group.id) })),
    edges: graph.edges.map((edge) => placedEdge(edge, edges.get(edge.id), rooms.get(edge.head) ?? 0)),
    bounds: boxOf(placed),
  };
}

function boxAt(boxes: ReadonlyMap<string, Box>, id: string): Box {
  const box = boxes.get(id);
  if (box === undefined) throw new Error(`the layout has no place for ${id}`);
  return box;
}

function boxOf({ x = 0, y = 0, width = 0, height = 0 }: Partial<Box>): Box {
  return { x, y, width, height };
}

function placedEdge(edge: VisibleEdge, placed: ElkEdge | undefined, room: number): PlacedEdge {
  const section = placed?.sections?.[0];
  if (section === undefined) throw new Error(`the layout has no way for ${edge.id}`);
  const { x, y } = section.endPoint;
  const end = { x: x + room, y };
  const { width, height } = edgeLabelSize(edge);
  const label = { x: end.x - width, y: y - height / 2, width, height };
  const way = [section.startPoint, ...(section.bendPoints ?? []), end];
  return { ...edge, points: way.map((point) => ({ x: point.x, y: point.y })), label };
}

// picture.ts: the whole picture: its frames, edges and nodes in the order in which they are painted; and as a file.
import { drawEdge, edgeChanges, edgeText } from "./draw-edge.ts";
import { drawNode, HATCH, nodeChanges, nodeText, SPARK_POINTS, sparkChanges } from "./draw-node.ts";
import type { Figures } from "./figures.ts";
import type { Layout, PlacedEdge, PlacedGroup, PlacedNode } from "./layout.ts";
import { FAR_TEXT_SIZE, GROUP_PADDING, TEXT_SIZE } from "./sizes.ts";
import { fileStyle } from "./style.ts";
import { element, markupOf, type PartChanges, px, type SvgElement, withChanges } from "./svg.ts";
import { BOLD, fitted } from "./text-size.ts";

/** A name for the node that is not known any more, which a picture of an old layout may have. */
const UNKNOWN = "?";

/** An open group, to be painted below what is in it. */
export function drawGroup({ x, y, width, height, label, members }: PlacedGroup): SvgElement {
  const room = width - 2 * GROUP_PADDING;
  return element(
    "g",
    { class: "frame", transform: `translate(${px(x)} ${px(y)})` },
    {
      children: [
        element("title", {}, { text: `${label}: ${members.length} nodes` }),
        element("rect", { width: px(width), height: px(height), rx: 10 }),
        element(
          "text",
          { class: "group-label", x: GROUP_PADDING, y: 20 },
          { text: fitted(label, room, TEXT_SIZE * BOLD) },
        ),
        element(
          "text",
          { class: "far-label", x: GROUP_PADDING, y: 22 },
          { text: fitted(label, room, FAR_TEXT_SIZE * BOLD) },
        ),
      ],
    },
  );
}

/** What is referred to by other parts of a picture. */
export function definitions(): SvgElement {
  return element(
    "defs",
    {},
    {
      children: [
        element(
          "pattern",
          { id: HATCH, width: 4, height: 4, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
          { children: [element("path", { class: "hatch", d: "M1 0v4", "stroke-width": 2 })] },
        ),
      ],
    },
  );
}

/** All that a node shows at the moment, with its exact values. */
function wholeNode(node: PlacedNode, figures: Figures): PartChanges {
  const said = figures.node(node);
  if (said === undefined) return {};
  return {
    ...nodeChanges(node, said),
    ...sparkChanges(figures.history(node, SPARK_POINTS)),
    title: { text: nodeText(node, said) },
  };
}

function wholeEdge(edge: PlacedEdge, layout: Layout, figures: Figures): PartChanges {
  const said = figures.edge(edge);
  if (said === undefined) return {};
  const name = (id: string): string => layout.nodes.find((node) => node.id === id)?.label ?? UNKNOWN;
  return { ...edgeChanges(edge, said), title: { text: edgeText(name(edge.tail), name(edge.head), said) } };
}

export interface FileOptions {
  /** What the picture is of, for people. */
  readonly title: string;
}

const MARGIN = 16;

/** The picture as a file of its own, which needs nothing else and runs nothing. */
export function svgFile(layout: Layout, figures: Figures, { title }: FileOptions): string {
  const { bounds } = layout;
  const width = Math.ceil(bounds.width + 2 * MARGIN);
  const height = Math.ceil(bounds.height + 2 * MARGIN);
  const x = px(bounds.x - MARGIN);
  const y = px(bounds.y - MARGIN);
  const picture = element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      class: "teleop-picture",
      width,
      height,
      viewBox: `${x} ${y} ${width} ${height}`,
      role: "img",
    },
    {
      children: [
        element("title", {}, { text: title }),
        element("style", {}, { text: fileStyle() }),
        definitions(),
        element("rect", { class: "paper", x, y, width, height }),
        ...layout.groups.map(drawGroup),
        ...layout.edges.map((edge) => withChanges(drawEdge(edge), wholeEdge(edge, layout, figures))),
        ...layout.nodes.map((node) => withChanges(drawNode(node), wholeNode(node, figures))),
      ],
    },
  );
  return `${markupOf(picture)}\n`;
}

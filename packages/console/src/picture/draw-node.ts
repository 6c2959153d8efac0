// draw-node.ts: how a node looks: once where it stands, and then what it shows. What it is told by colour is told by a shape or
// a word as well.
import type { NodeState, Shares } from "@teleop/pipeline/client";
import type { Failing, NodeFigures } from "./figures.ts";
import type { PlacedNode } from "./layout.ts";
import { exact, percent, shortCount, shortRate } from "./numbers.ts";
import { FAR_SIZES, FAR_TEXT_SIZE, MARK, PADDING, TEXT_SIZE, TITLE_SIZE } from "./sizes.ts";
import { element, type PartChanges, px, type SvgElement } from "./svg.ts";
import { BOLD, fitted, textWidth } from "./text-size.ts";

/** Baselines of the lines of a node. */
const TITLE_Y = 22;
const COUNTS_Y = 42;
const RATE_Y = 61;
const SHARES = { y: 72, height: 7 } as const;
const SPARK = { y: 49, width: 72, height: 15 } as const;
const BADGE = { width: 92, height: 16 } as const;

/** The id of the pattern that `definitions()` has. */
export const HATCH = "teleop-hatch";

/** How many seconds a node's sparkline shows. */
export const SPARK_POINTS = 60;

export function drawNode(node: PlacedNode): SvgElement {
  const { width, height, label, kind, isGroup } = node;
  const right = width - PADDING;
  const kindWidth = kind === "" ? 0 : Math.min(textWidth(kind, TEXT_SIZE) + PADDING, width / 2);
  const titleX = PADDING + MARK + PADDING / 2;
  const text = (part: string, x: number, y: number, anchor = "start"): SvgElement =>
    element("text", { class: part, x: px(x), y, "text-anchor": anchor }, { part, text: "" });
  const share = (part: string, y: number, height: number, look: Record<string, string> = {}): SvgElement =>
    element("rect", { class: part, x: PADDING, y, width: 0, height, ...look }, { part });
  return element(
    "g",
    { class: "node", role: "img", "aria-label": label, transform: `translate(${px(node.x)} ${px(node.y)})` },
    {
      part: "node",
      children: [
        element("title", {}, { part: "title", text: "" }),
        // A group looks like a pile.
        ...(isGroup ? [element("rect", { class: "pile", x: 5, y: 5, width, height, rx: 6 })] : []),
        element("rect", { class: "box", width, height, rx: 6 }),
        element("path", { class: "mark", d: "", transform: `translate(${PADDING} 10)` }, { part: "mark" }),
        element(
          "text",
          { class: "label", x: titleX, y: TITLE_Y },
          { text: fitted(label, right - titleX - kindWidth, TITLE_SIZE * BOLD) },
        ),
        farLabel(label, width),
        element(
          "text",
          { class: "kind", x: px(right), y: TITLE_Y, "text-anchor": "end" },
          { text: fitted(kind, kindWidth, TEXT_SIZE) },
        ),
        text("read", PADDING, COUNTS_Y),
        text("written", right, COUNTS_Y, "end"),
        text("rate", PADDING, RATE_Y),
        element(
          "path",
          { class: "spark", d: "", transform: `translate(${px(right - SPARK.width)} ${SPARK.y})` },
          { part: "spark" },
        ),
        share("busy", SHARES.y, SHARES.height),
        share("blocked", SHARES.y, SHARES.height, { fill: `url(#${HATCH})` }),
        share("idle", SHARES.y + SHARES.height / 2 - 1, 2),
        // On two borders: a node may be both.
        badge("bottleneck", { x: width - BADGE.width - PADDING, y: 0, right: width }, "bottleneck"),
        badge("error", { x: PADDING, y: height, right: width }, ""),
      ],
    },
  );
}

/** Left and right of it, where the node is seen from afar. */
const FAR_PADDING = 8;
const FAR_TITLE_Y = 33;

/** Its name, as large as there is room for. */
function farLabel(label: string, width: number): SvgElement {
  const room = width - 2 * FAR_PADDING;
  const { smallest, largest } = FAR_SIZES;
  const size = Math.min(Math.max(room / textWidth(label, BOLD), smallest), largest);
  return element(
    "text",
    // A size of its own would yield to the style.
    {
      class: "far-label",
      transform: `translate(${FAR_PADDING} ${FAR_TITLE_Y}) scale(${px(size / FAR_TEXT_SIZE)})`,
    },
    { text: fitted(label, room, size * BOLD) },
  );
}

/** Signs: each around 0, within a square of 44 pixels, and told from the others without its colour. */
const DIAMOND = "M0-22L22 0L0 22L-22 0z";
const CROSS = "M-11-20L0-9L11-20L20-11L9 0L20 11L11 20L0 9L-11 20L-20 11L-9 0L-20-11z";
const RING = "M0-18a18 18 0 1 0 .01 0zM0-8a8 8 0 1 1-.01 0z";
const TRIANGLE = "M0-21L22 18H-22zM-3-7h6v12h-6zM-3 8h6v6h-6z";

interface FailureWords {
  /** Upon the border. */
  readonly word: string;
  /** Upon the corner, where it is seen from afar. */
  readonly sign: string;
  /** For who does not see it. */
  readonly name: string;
  /** Before the error itself. */
  readonly text: string;
}

const FAILURES: Readonly<Record<Failing, FailureWords>> = {
  root: { word: "root error", sign: CROSS, name: "the root error", text: "the root error" },
  follows: {
    word: "error follows",
    sign: RING,
    name: "an error that follows",
    text: "an error that follows from another",
  },
  caught: {
    word: "error, went on",
    sign: TRIANGLE,
    name: "went on after an error",
    text: "an error, after which it went on",
  },
};

/** A word upon a border of a node, and from afar a sign upon its right corner; hidden until it is true. */
function badge(
  part: string,
  { x, y, right }: { readonly x: number; readonly y: number; readonly right: number },
  word: string,
): SvgElement {
  const { width, height } = BADGE;
  return element(
    "g",
    { class: `badge ${part}`, transform: `translate(${px(x)} ${y - height / 2})`, visibility: "hidden" },
    {
      part,
      children: [
        element("rect", { width, height, rx: height / 2 }),
        element(
          "text",
          { x: width / 2, y: height - 4.5, "text-anchor": "middle" },
          { part: `${part} word`, text: word },
        ),
        element(
          "path",
          { class: "sign", d: DIAMOND, transform: `translate(${px(right - x)} ${height / 2})` },
          { part: `${part} sign` },
        ),
      ],
    },
  );
}

/** What the parts of a node show. */
export function nodeChanges(node: PlacedNode, figures: NodeFigures): PartChanges {
  const { state, read, written, rate, isBottleneck, failure } = figures;
  const classes = ["node", `is-${state}`];
  if (isBottleneck) classes.push("is-bottleneck");
  if (failure !== undefined) classes.push(`error-${failure}`);
  return {
    node: { attributes: { class: classes.join(" "), "aria-label": nodeName(node, figures) } },
    mark: { attributes: { d: MARKS[state] } },
    read: { text: read === undefined ? "" : `in ${shortCount(read)}` },
    written: { text: written === undefined ? "" : `out ${shortCount(written)}` },
    rate: { text: shortRate(rate) },
    ...sharesChanges(node.width - 2 * PADDING, figures.shares),
    bottleneck: { attributes: { visibility: isBottleneck ? "inherit" : "hidden" } },
    error: { attributes: { visibility: failure === undefined ? "hidden" : "inherit" } },
    "error word": { text: failure === undefined ? "" : FAILURES[failure].word },
    "error sign": { attributes: { d: failure === undefined ? "" : FAILURES[failure].sign } },
  };
}

/** What a node is, for who does not see it; it changes with its state, not with its counts. */
function nodeName(node: PlacedNode, { stateText, isBottleneck, failure }: NodeFigures): string {
  const parts = [node.label, node.kind, stateText];
  if (isBottleneck) parts.push("the bottleneck");
  if (failure !== undefined) parts.push(FAILURES[failure].name);
  return parts.filter((part) => part !== "").join(", ");
}

/** The rates of the last seconds, the newest at the right. */
export function sparkChanges(rates: readonly number[]): PartChanges {
  const top = Math.max(...rates, 0);
  const step = SPARK.width / (SPARK_POINTS - 1);
  const first = SPARK_POINTS - rates.length;
  const points = rates.map((rate, index) => {
    const y = top === 0 ? SPARK.height : SPARK.height * (1 - rate / top);
    return `${px((first + index) * step)} ${px(y)}`;
  });
  return { spark: { attributes: { d: points.length < 2 ? "" : `M${points.join("L")}` } } };
}

/** The exact values, for who wants to know them. */
export function nodeText(node: PlacedNode, figures: NodeFigures): string {
  const { stateText, read, written, rate, shares, isBottleneck, failure, failureText } = figures;
  const lines = [`${node.isGroup ? node.label : node.members[0]}: ${stateText}`];
  if (read !== undefined) lines.push(`read ${exact(read)}`);
  if (written !== undefined) lines.push(`written ${exact(written)}`);
  lines.push(`${exact(rate)} records a second`);
  if (shares !== undefined) {
    const { busy, blocked, idle } = shares;
    lines.push(`busy ${percent(busy)}, blocked ${percent(blocked)}, idle ${percent(idle)}`);
  }
  if (isBottleneck) lines.push("the bottleneck");
  if (failure !== undefined) {
    lines.push(`${FAILURES[failure].text}: ${failureText}`);
  }
  return lines.join("\n");
}

/** Busy is solid, blocked is hatched, idle is thin. */
function sharesChanges(width: number, shares: Shares | undefined): PartChanges {
  const { busy, blocked, idle } = shares ?? { busy: 0, blocked: 0, idle: 0 };
  const part = (start: number, share: number): { attributes: Record<string, number> } => ({
    attributes: { x: px(PADDING + start * width), width: px(share * width) },
  });
  return { busy: part(0, busy), blocked: part(busy, blocked), idle: part(busy + blocked, idle) };
}

/** In a square of 14 pixels; each is told from the others without its colour. */
const MARKS: Readonly<Record<NodeState, string>> = {
  waiting: "M7 2a5 5 0 1 0 .01 0zM7 4a3 3 0 1 1-.01 0z",
  running: "M3 1.5L13 7L3 12.5z",
  paused: "M3 2h3v10h-3zM8 2h3v10h-3z",
  done: "M1.5 7.5L3.5 5.5L6 8L11.5 2.5L13.5 4.5L6 12z",
  stopped: "M2.5 2.5h9v9h-9z",
  failed: "M3.5 1.5L7 5L10.5 1.5L12.5 3.5L9 7L12.5 10.5L10.5 12.5L7 9L3.5 12.5L1.5 10.5L5 7L1.5 3.5z",
};

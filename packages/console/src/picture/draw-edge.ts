// draw-edge.ts: how an edge looks: a line as wide as much goes through it, and where it ends what waits there.
import type { EdgeFigures } from "./figures.ts";
import type { PlacedEdge, Point } from "./layout.ts";
import { exact, percent, shortBytes, shortCount, shortPart, shortPartOfBytes, shortRate } from "./numbers.ts";
import { LABEL_HEIGHT } from "./sizes.ts";
import { element, type PartChanges, px, type SvgElement } from "./svg.ts";

const CORNER = 6;
const ARROW = 8;
/** From the left of the label, and from its right: an arrow may be wider when it is seen from afar. */
const BAR_SPACE = 4;
const BAR = { x: BAR_SPACE, y: LABEL_HEIGHT / 2 + 6, height: 6 } as const;
/** From where on a queue is more than it should be, and from where on it is all but full. */
const STEPS = [0.6, 0.85] as const;

export function drawEdge({ points, label }: PlacedEdge): SvgElement {
  const end = points.at(-1) ?? label;
  const width = barWidth(label);
  const way = wayOf([...points.slice(0, -1), { x: end.x - ARROW / 2, y: end.y }]);
  return element(
    "g",
    { class: "edge" },
    {
      part: "edge",
      children: [
        element("title", {}, { part: "title", text: "" }),
        element("path", { class: "near", d: way }),
        element("path", { class: "wire", d: way }, { part: "wire" }),
        element("path", {
          class: "arrow",
          d: `M${px(end.x - ARROW)} ${px(end.y - 4)}L${px(end.x)} ${px(end.y)}L${px(end.x - ARROW)} ${px(end.y + 4)}z`,
        }),
        element(
          "g",
          { transform: `translate(${px(label.x)} ${px(label.y)})` },
          {
            children: [
              element(
                "text",
                {
                  class: "queued",
                  x: label.width / 2,
                  y: LABEL_HEIGHT / 2 - 6,
                  "text-anchor": "middle",
                },
                { part: "queued", text: "" },
              ),
              element(
                "g",
                { class: "queue", visibility: "hidden" },
                {
                  part: "queue",
                  children: [
                    element("rect", { class: "room", ...BAR, width, rx: 2 }),
                    element("rect", { class: "fill", ...BAR, width: 0, rx: 2 }, { part: "fill" }),
                    ...STEPS.map((step) =>
                      element("path", {
                        class: "step",
                        d: `M${px(BAR.x + step * width)} ${BAR.y}v${BAR.height}`,
                      }),
                    ),
                  ],
                },
              ),
            ],
          },
        ),
      ],
    },
  );
}

function barWidth({ width }: PlacedEdge["label"]): number {
  return width - 2 * BAR_SPACE;
}

/** What the parts of an edge show. */
export function edgeChanges({ label }: PlacedEdge, figures: EdgeFigures): PartChanges {
  const { rate, fill, level } = figures;
  return {
    edge: { attributes: { class: level === undefined ? "edge" : `edge is-${level}` } },
    wire: { attributes: { "stroke-width": `${widthOf(rate)}em` } },
    queued: { text: queueText(figures) },
    queue: { attributes: { visibility: fill === undefined ? "hidden" : "inherit" } },
    fill: { attributes: { width: px((fill ?? 0) * barWidth(label)) } },
  };
}

/** The exact values, for who wants to know them. */
export function edgeText(tail: string, head: string, figures: EdgeFigures): string {
  const { rate, queued, capacity, unit, fill } = figures;
  const lines = [`${tail} → ${head}`, `${exact(rate)} records a second`];
  if (queued !== undefined) {
    const room = capacity === undefined ? "" : ` of ${exact(capacity)}`;
    lines.push(
      `${exact(queued)}${room} ${unit} queued${fill === undefined ? "" : `, ${percent(fill)} full`}`,
    );
  }
  return lines.join("\n");
}

function queueText({ rate, queued, capacity, unit }: EdgeFigures): string {
  if (queued === undefined) return shortRate(rate);
  const isBytes = unit === "bytes";
  if (capacity === undefined) return isBytes ? shortBytes(queued) : shortCount(queued);
  return isBytes ? shortPartOfBytes(queued, capacity) : shortPart(queued, capacity);
}

/**
 * From 1.5 pixels where nothing goes through it to 8 where a million a second do, as a part of the size of its font: that is 10
 * pixels, and larger where the picture is seen from afar.
 */
function widthOf(rate: number): number {
  return Math.round(Math.min(150 + Math.log10(1 + rate) * 110, 800)) / 1_000;
}

/** A line with round corners. */
function wayOf(points: readonly Point[]): string {
  const [first, ...others] = points;
  if (first === undefined) return "";
  let way = `M${px(first.x)} ${px(first.y)}`;
  others.forEach((point, index) => {
    const before = points[index] ?? point;
    const next = others[index + 1];
    if (next === undefined) {
      way += `L${px(point.x)} ${px(point.y)}`;
      return;
    }
    const from = towards(point, before);
    const to = towards(point, next);
    way += `L${px(from.x)} ${px(from.y)}Q${px(point.x)} ${px(point.y)} ${px(to.x)} ${px(to.y)}`;
  });
  return way;
}

/** The point on the way from one to another where a round corner begins. */
function towards(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const part = length === 0 ? 0 : Math.min(CORNER, length / 2) / length;
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}

// viewport.ts: which part of a picture is seen, and how large: moved, zoomed at a point, and fitted.
import type { Box, Point } from "./layout.ts";

/** A point of the picture is seen at `x + scale * point.x`, and likewise down. */
export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

const SMALLEST = 0.05;
const LARGEST = 3;
/** Left free around what is fitted, in pixels of the screen. */
const MARGIN = 16;

/** All of it, in the middle, and never larger than it was drawn. */
export function fitting(bounds: Box, size: Size): Viewport {
  const room = { width: size.width - 2 * MARGIN, height: size.height - 2 * MARGIN };
  const scale = limited(
    Math.min(room.width / Math.max(bounds.width, 1), room.height / Math.max(bounds.height, 1), 1),
  );
  return centred(middleOf(bounds), scale, size);
}

/** What is at `at` on the screen stays there. */
export function zoomed(viewport: Viewport, factor: number, at: Point): Viewport {
  const scale = limited(viewport.scale * factor);
  const by = scale / viewport.scale;
  return { x: at.x - (at.x - viewport.x) * by, y: at.y - (at.y - viewport.y) * by, scale };
}

export function moved(viewport: Viewport, by: Point): Viewport {
  return { ...viewport, x: viewport.x + by.x, y: viewport.y + by.y };
}

/** The box is in the middle, unless all of it is seen already; what is too small to be read becomes larger. */
export function revealing(viewport: Viewport, box: Box, size: Size, smallest = 0): Viewport {
  const { x, y, width, height } = seenPart(viewport, size);
  const isSeen =
    box.x >= x && box.y >= y && box.x + box.width <= x + width && box.y + box.height <= y + height;
  if (isSeen && viewport.scale >= smallest) return viewport;
  return centred(middleOf(box), Math.max(viewport.scale, smallest), size);
}

/** The part of the picture that is seen. */
export function seenPart({ x, y, scale }: Viewport, { width, height }: Size): Box {
  return { x: -x / scale, y: -y / scale, width: width / scale, height: height / scale };
}

export function isWithin(box: Box, part: Box): boolean {
  return (
    box.x < part.x + part.width &&
    part.x < box.x + box.width &&
    box.y < part.y + part.height &&
    part.y < box.y + box.height
  );
}

function centred(middle: Point, scale: number, { width, height }: Size): Viewport {
  return { x: width / 2 - middle.x * scale, y: height / 2 - middle.y * scale, scale };
}

function middleOf({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

function limited(scale: number): number {
  return Math.min(Math.max(scale, SMALLEST), LARGEST);
}

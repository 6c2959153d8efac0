// sizes.ts: how large things are drawn. Nothing grows with what it counts: what changes is drawn into room that was kept for it.
import { BOLD, textWidth } from "./text-size.ts";
import type { VisibleEdge, VisibleNode } from "./visible.ts";

export const TITLE_SIZE = 13;
export const TEXT_SIZE = 11;
/**
 * Of a title where the picture is seen from so far away that little else is read: as large as its node has room for, and then cut
 * at the smaller one.
 */
export const FAR_SIZES = { smallest: 20, largest: 34 } as const;
/** Of a rate, and of the name of an open group, from there. */
export const FAR_TEXT_SIZE = 24;

/** Between the border of a node and what is in it. */
export const PADDING = 10;
/** The mark of a node's state, left of its title. */
export const MARK = 14;

const NARROWEST = 156;
const WIDEST = 240;
const HEIGHT = 88;
/** Between two places for edges at the same side. */
const PORT_GAP = 30;

export function nodeSize(node: VisibleNode): { readonly width: number; readonly height: number } {
  const title = MARK + PADDING / 2 + textWidth(node.label, TITLE_SIZE * BOLD);
  const kind = textWidth(node.kind, TEXT_SIZE);
  const wanted = Math.ceil(2 * PADDING + Math.max(title, 0) + (kind === 0 ? 0 : PADDING + kind));
  const ports = Math.max(node.inputs, node.outputs);
  return {
    width: Math.min(Math.max(wanted, NARROWEST), WIDEST),
    height: Math.max(HEIGHT, (ports + 1) * PORT_GAP),
  };
}

/** Where the place for an edge is, below the upper border of its node. */
export function portOffset(index: number, count: number, height: number): number {
  return (height * (index + 1)) / (count + 1);
}

/**
 * What is said of an edge, its queue as a bar and as numbers, stands where it comes into its head. Room for it is kept left of
 * each node, whose inputs are so far apart that what is said of one is not written over another's.
 */
export function edgeLabelSize({ longest }: VisibleEdge): { readonly width: number; readonly height: number } {
  const width = Math.ceil(textWidth(longest, QUEUE_SIZE * BOLD)) + 4;
  return { width: Math.max(width, NARROWEST_LABEL), height: LABEL_HEIGHT };
}

export const LABEL_HEIGHT = 28;
const QUEUE_SIZE = 10;
/** So that a bar is one. */
const NARROWEST_LABEL = 48;

/** Above what is in an open group, for its name. */
export const GROUP_TITLE = 30;
export const GROUP_PADDING = 12;

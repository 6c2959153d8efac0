// looks.ts: how a page looks, so coarsely that another font, other figures and a few pixels more or less make no difference, and so
// finely that a page that is broken does: of each cell of a grid, how much is drawn in it. A cell has ink where its pixels differ
// from their neighbours: text, lines, edges of fields. Colours by themselves are not compared: dark and light look alike.
import { inflateSync } from "node:zlib";

export const COLUMNS = 32;
export const ROWS = 20;

/** A row of digits for each row of cells: how much is drawn there, from 0, nothing, to 9. */
export type Look = readonly string[];

/** The look of a picture that a browser has taken: a PNG of 8 bits a channel, not interlaced. */
export function lookOf(png: Uint8Array): Look {
  const { width, height, luminance } = readPng(png);
  const ink = new Float64Array(COLUMNS * ROWS);
  for (let y = 0; y + 1 < height; y++) {
    for (let x = 0; x + 1 < width; x++) {
      const here = luminance[y * width + x] ?? 0;
      const right = luminance[y * width + x + 1] ?? 0;
      const below = luminance[(y + 1) * width + x] ?? 0;
      if (Math.max(Math.abs(here - right), Math.abs(here - below)) < EDGE) continue;
      const cell = Math.floor((y / height) * ROWS) * COLUMNS + Math.floor((x / width) * COLUMNS);
      ink[cell] = (ink[cell] ?? 0) + 1;
    }
  }
  const pixels = (width * height) / (COLUMNS * ROWS);
  const levels = [...ink].map((count) => Math.min(9, Math.ceil((count / pixels) * LEVELS)));
  return Array.from({ length: ROWS }, (_, row) => levels.slice(row * COLUMNS, (row + 1) * COLUMNS).join(""));
}

/**
 * Where two looks are most different, from 0, alike, to 1: of all parts of so many cells, the one in which the most is drawn in one
 * of them that is not in the other. Text that is longer, or a line that is elsewhere in a chart, makes little of that; a chart that
 * is not there, a list that is empty, or what is not in its place, nearly all.
 */
export function difference(one: Look, other: Look): number {
  let worst = 0;
  for (let row = 0; row + PART_ROWS <= ROWS; row++) {
    for (let column = 0; column + PART_COLUMNS <= COLUMNS; column++) {
      const [less = 0, more = 0] = [drawnIn(one, row, column), drawnIn(other, row, column)].sort(
        (a, b) => a - b,
      );
      if (more >= LEAST) worst = Math.max(worst, (more - less) / more);
    }
  }
  return worst;
}

/** What is more different than this is broken. */
export const MOST_DIFFERENT = 0.7;

/** A part is as large as a chart, or a few lines of text. */
const PART_COLUMNS = 6;
const PART_ROWS = 4;
/** What is drawn less of is no part of a page that anybody would miss. */
const LEAST = PART_COLUMNS * PART_ROWS;
/** How much two adjacent pixels differ at an edge, of 255. */
const EDGE = 12;
/** So that a cell full of text is at about 9. */
const LEVELS = 22;

function drawnIn(look: Look, fromRow: number, fromColumn: number): number {
  let sum = 0;
  for (const line of look.slice(fromRow, fromRow + PART_ROWS)) {
    for (const level of line.slice(fromColumn, fromColumn + PART_COLUMNS)) sum += Number(level);
  }
  return sum;
}

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** A byte a pixel. */
  readonly luminance: Uint8Array;
}

function readPng(png: Uint8Array): Pixels {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const [width, height, depth, colour, interlaced] = [16, 20]
    .map((at) => view.getUint32(at))
    .concat([24, 25, 28].map((at) => view.getUint8(at)));
  const channels = colour === 6 ? 4 : 3;
  if (
    width === undefined ||
    height === undefined ||
    depth !== 8 ||
    interlaced !== 0 ||
    (colour !== 2 && colour !== 6)
  ) {
    throw new Error(
      `a PNG of 8 bits in RGB or RGBA was expected, not ${depth} bits of colour type ${colour}`,
    );
  }
  const data: Uint8Array[] = [];
  for (let at = 8; at < png.length; ) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...png.subarray(at + 4, at + 8));
    if (type === "IDAT") data.push(png.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  const bytes = unfiltered(inflateSync(Buffer.concat(data)), width * channels, height, channels);
  const luminance = new Uint8Array(width * height);
  for (let pixel = 0; pixel < luminance.length; pixel++) {
    const at = pixel * channels;
    luminance[pixel] = 0.3 * (bytes[at] ?? 0) + 0.59 * (bytes[at + 1] ?? 0) + 0.11 * (bytes[at + 2] ?? 0);
  }
  return { width, height, luminance };
}

/** Each line begins with how it was made smaller: by the byte to the left, above, their mean, or the nearest of three. */
function unfiltered(bytes: Uint8Array, stride: number, lines: number, channels: number): Uint8Array {
  const result = new Uint8Array(stride * lines);
  for (let line = 0; line < lines; line++) {
    const filter = bytes[line * (stride + 1)] ?? 0;
    for (let index = 0; index < stride; index++) {
      const at = line * stride + index;
      const left = index < channels ? 0 : (result[at - channels] ?? 0);
      const above = line === 0 ? 0 : (result[at - stride] ?? 0);
      const corner = line === 0 || index < channels ? 0 : (result[at - stride - channels] ?? 0);
      const predicted = [0, left, above, (left + above) >> 1, nearest(left, above, corner)][filter] ?? 0;
      result[at] = (bytes[line * (stride + 1) + 1 + index] ?? 0) + predicted;
    }
  }
  return result;
}

function nearest(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const [toLeft, toAbove, toCorner] = [left, above, corner].map((one) => Math.abs(guess - one));
  if (toLeft === undefined || toAbove === undefined || toCorner === undefined) return 0;
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

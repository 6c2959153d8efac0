// text-size.ts: how wide a text will be, where nobody can measure it: on a server, in a worker, in a terminal. It errs on the
// wide side, so that what is reserved by it suffices in any usual system font.

/** By how much wider a bold text is: as wide as another of that size. */
export const BOLD = 1.16;

/** The width of a text in a usual sans-serif font of this size, in the unit of the size. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const character of text) width += widthOf(character);
  return width * size;
}

/** The text itself where it fits into the width, or else its beginning with `…`. */
export function fitted(text: string, width: number, size: number): string {
  if (textWidth(text, size) <= width) return text;
  let used = widthOf("…") * size;
  let kept = "";
  for (const character of text) {
    used += widthOf(character) * size;
    if (used > width) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/** As a part of the size of the font. */
function widthOf(character: string): number {
  if (NARROW.test(character)) return 0.34;
  if (WIDE.test(character)) return 0.95;
  if (CAPITAL.test(character)) return 0.72;
  return character <= "\u024f" || character === "…" ? 0.62 : 1.1;
}

const NARROW = /^[ijltfI|.,:;!'[\]/ -]$/u;
const WIDE = /^[mwMW@%…<>=+~^]$/u;
const CAPITAL = /^[A-Z_&#]$/u;

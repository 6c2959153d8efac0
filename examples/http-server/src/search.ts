// search.ts: finds what was meant, in spite of slips of the pen. It compares with every product: this is where the
// server's time goes.
import type { Product } from "./catalogue.ts";

/** The products whose names are nearest to what was typed, the nearest first. */
export function search(catalogue: readonly Product[], typed: string, count = 5): Product[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return catalogue
    .map((product) => ({ product, distance: distanceOf(product, words) }))
    .sort((one, other) => one.distance - other.distance)
    .slice(0, count)
    .map(({ product }) => product);
}

/** Each word counts by the word of the name that is nearest to it. */
function distanceOf({ name }: Product, words: readonly string[]): number {
  const own = name.split(" ");
  return words.reduce((sum, word) => sum + Math.min(...own.map((each) => editDistance(each, word))), 0);
}

/** How many letters have to be put in, left out or replaced to make one word of the other. */
export function editDistance(one: string, other: string): number {
  let above = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const replaced = (above[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    above = current;
  }
  return above[other.length] ?? 0;
}

// spread.ts: what several measurements of one thing come to.

export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (index: number): number => Number((sorted[index] ?? Number.NaN).toFixed(2));
  return { min: at(0), median: at(sorted.length >> 1), max: at(sorted.length - 1) };
}

// sparkline.ts: numbers as a line of small bars, the newest to the right.

const BARS = "▁▂▃▄▅▆▇█";

/**
 * As many of the last values as there is room for, padded on the left.
 *
 * @param top what the highest bar stands for, if nothing is higher: so that small values do not look like large ones.
 */
export function sparkline(values: readonly number[], width: number, top = 0): string {
  const shown = values.slice(-Math.max(0, width));
  const highest = Math.max(top, ...shown);
  const bars = shown.map((value) => {
    const level = highest <= 0 ? 0 : Math.round((value / highest) * (BARS.length - 1));
    return BARS[Math.min(BARS.length - 1, Math.max(0, level))] ?? " ";
  });
  return bars.join("").padStart(Math.max(0, width));
}

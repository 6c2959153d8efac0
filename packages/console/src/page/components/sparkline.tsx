// sparkline.tsx: a small line of how something was, for who sees it: the value stands beside it.
import type { JSX } from "preact";

export interface SparklineProps {
  /** The oldest first; null where there is none. */
  readonly values: readonly (number | null)[];
  /** What the top is at least. */
  readonly least: number;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

export function Sparkline({ values, least, width = 90, height = 18 }: SparklineProps): JSX.Element {
  const known = values.filter((value) => value !== null);
  const top = known.reduce((one, other) => Math.max(one, other), least);
  const step = values.length < 2 ? 0 : width / (values.length - 1);
  let isDrawing = false;
  const path = values
    .map((value, index) => {
      if (value === null) {
        isDrawing = false;
        return "";
      }
      const command = isDrawing ? "L" : "M";
      isDrawing = true;
      return `${command}${(index * step).toFixed(1)} ${(height - 1 - (value / top) * (height - 2)).toFixed(1)}`;
    })
    .join("");
  return (
    <svg class="sparkline" width={width} height={height} aria-hidden="true">
      <path d={path} />
    </svg>
  );
}

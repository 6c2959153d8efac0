// history-chart.tsx: how something was in the last minutes, as a small chart that says its latest and its largest value in words.
import type { JSX } from "preact";
import { formatDuration, formatNumber, formatShare } from "../units.ts";

export interface HistoryLine {
  /** Where there are several. */
  readonly name?: string;
  /** The newest last; what is not a number is a gap. */
  readonly values: readonly number[];
}

export interface HistoryChartProps {
  readonly title: string;
  /** Milliseconds, one for each value. */
  readonly time: readonly number[];
  readonly lines: readonly HistoryLine[];
  /** What the upper border means; without it the largest value. 1 is for shares. */
  readonly top?: number | undefined;
}

const WIDTH = 300;
const HEIGHT = 60;

export function HistoryChart({ title, time, lines, top }: HistoryChartProps): JSX.Element {
  const highest = Math.max(...lines.flatMap(({ values }) => values.filter(Number.isFinite)), 0);
  const ceiling = top ?? highest;
  const show = top === 1 ? formatShare : formatNumber;
  const latest = lines
    .map(({ name, values }) => `${name === undefined ? "" : `${name} `}${show(values.at(-1) ?? Number.NaN)}`)
    .join(", ");
  const passed = (time.at(-1) ?? 0) - (time[0] ?? 0);
  return (
    <figure class="history-chart">
      <figcaption>
        {title}: {latest.includes("NaN") ? "not told" : latest}
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`${title} in the last ${formatDuration(passed)}, at most ${show(highest)}`}
        preserveAspectRatio="none"
      >
        {lines.map(({ name, values }, index) => (
          <path class={`line-${index}`} key={name ?? ""} d={lineOf(time, values, ceiling)} />
        ))}
      </svg>
      <div class="history-scale quiet">
        <span>{formatDuration(passed)} ago</span>
        <span>at the top {show(ceiling)}</span>
        <span>now</span>
      </div>
    </figure>
  );
}

function lineOf(time: readonly number[], values: readonly number[], ceiling: number): string {
  const [first = 0, last = 0] = [time[0], time.at(-1)];
  const span = Math.max(last - first, 1);
  let line = "";
  let isGap = true;
  values.forEach((value, index) => {
    if (!Number.isFinite(value)) {
      isGap = true;
      return;
    }
    const x = (((time[index] ?? first) - first) / span) * WIDTH;
    const y = ceiling === 0 ? HEIGHT : HEIGHT * (1 - Math.min(value / ceiling, 1));
    line += `${isGap ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`;
    isGap = false;
  });
  return line;
}

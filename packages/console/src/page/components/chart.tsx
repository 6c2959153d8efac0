// chart.tsx: lines over time, drawn by uPlot; with their names, the values under the pointer, and a sentence for those who
// cannot see them.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import uPlot from "uplot";
import { formatClock, formatDuration } from "../units.ts";

/** One line. Lines are told apart by how they are dashed, too. */
export interface ChartSeries {
  readonly name: string;
  /** As long as the times; null where there is no value. */
  readonly values: readonly (number | null)[];
}

/** A stretch of time that is marked, in seconds since the epoch. */
export interface ChartBand {
  readonly from: number;
  readonly to: number;
}

export interface ChartProps {
  readonly title: string;
  /** Seconds since the epoch, ascending. */
  readonly times: readonly number[];
  readonly series: readonly ChartSeries[];
  /** How many seconds, up to the newest, are shown. */
  readonly seconds: number;
  /** A value as people read it. */
  readonly format: (value: number) => string;
  /** What the top of the chart is at least. */
  readonly least: number;
  readonly bands?: readonly ChartBand[] | undefined;
  /** What the bands are: "stalls". */
  readonly bandsAre?: string | undefined;
}

const HEIGHT = 150;

/** Pointers of all charts move together. */
const SYNC_KEY = "time";

/** CSS custom properties, and how the line is dashed, by the number of the series. */
const STROKES: readonly { readonly colour: string; readonly dash: readonly number[] }[] = [
  { colour: "--series-1", dash: [] },
  { colour: "--series-2", dash: [6, 3] },
  { colour: "--series-3", dash: [2, 2] },
  { colour: "--series-4", dash: [8, 3, 2, 3] },
  { colour: "--series-5", dash: [1, 4] },
];

export function Chart(props: ChartProps): JSX.Element {
  const { title, times, series, format, bands = [], bandsAre } = props;
  const frame = useRef<HTMLDivElement>(null);
  const drawn = useRef<uPlot | undefined>(undefined);
  const latest = useRef(props);
  latest.current = props;
  const [pointed, setPointed] = useState<number>();
  const names = series.map(({ name }) => name).join("\n");

  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const plot = makePlot(element, latest, setPointed);
    drawn.current = plot;
    const resized = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: HEIGHT }));
    resized.observe(element);
    const recolour = (): void => plot.redraw(false, true);
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    scheme.addEventListener("change", recolour);
    const themed = new MutationObserver(recolour);
    themed.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => {
      themed.disconnect();
      scheme.removeEventListener("change", recolour);
      resized.disconnect();
      plot.destroy();
      drawn.current = undefined;
    };
  }, [names]);

  useEffect(() => {
    drawn.current?.setData(dataOf(latest.current), true);
  });

  const at = pointed === undefined || pointed >= times.length ? times.length - 1 : pointed;
  const time = times[at];
  return (
    <figure class="chart">
      <figcaption>
        <span class="chart-title">{title}</span>
        <span class="chart-time">
          {pointed !== undefined && time !== undefined && formatClock(time * 1000)}
        </span>
      </figcaption>
      <div class="chart-frame" ref={frame} role="img" aria-label={inWords(props)} />
      <ul class="chart-legend">
        {series.map(({ name, values }, index) => {
          const value = values[at];
          return (
            <li key={name}>
              <Swatch index={index} /> {name}{" "}
              <b>{value === null || value === undefined ? "–" : format(value)}</b>
            </li>
          );
        })}
        {bandsAre !== undefined && bands.length > 0 && (
          <li>
            <span class="chart-band" aria-hidden="true" /> {bandsAre}
          </li>
        )}
      </ul>
    </figure>
  );
}

/** How the line looks. */
function Swatch({ index }: { readonly index: number }): JSX.Element {
  const stroke = STROKES[index % STROKES.length];
  return (
    <svg class={`swatch series-${(index % STROKES.length) + 1}`} width="22" height="8" aria-hidden="true">
      <line x1="0" y1="4" x2="22" y2="4" stroke-dasharray={stroke?.dash.join(" ")} />
    </svg>
  );
}

/** What a chart shows, for who hears it. */
function inWords({ title, series, format, seconds }: ChartProps): string {
  const parts = series.map(({ name, values }) => {
    const known = values.filter((value) => value !== null);
    const last = values.at(-1);
    if (known.length === 0) return `${name}: nothing yet`;
    const most = known.reduce((one, other) => Math.max(one, other));
    const now = last === null || last === undefined ? "not known" : format(last);
    return `${name}: now ${now}, at most ${format(most)}`;
  });
  return `${title}, the last ${formatDuration(seconds * 1000)}. ${parts.join("; ")}`;
}

function dataOf({ times, series }: ChartProps): uPlot.AlignedData {
  // uPlot only reads them.
  return [times as number[], ...series.map(({ values }) => values as (number | null)[])];
}

function makePlot(
  element: HTMLElement,
  latest: { readonly current: ChartProps },
  setPointed: (index: number | undefined) => void,
): uPlot {
  const colour = (name: string) => (): string => getComputedStyle(element).getPropertyValue(name).trim();
  const axis = {
    stroke: colour("--quiet"),
    grid: { stroke: colour("--border"), width: 1 },
    ticks: { show: false },
    font: "11px system-ui, sans-serif",
  };
  const { series } = latest.current;
  return new uPlot(
    {
      width: element.clientWidth,
      height: HEIGHT,
      legend: { show: false },
      cursor: { sync: { key: SYNC_KEY }, y: false, drag: { x: false, y: false }, points: { size: 5 } },
      scales: {
        x: { range: () => rangeOf(latest.current) },
        y: { range: (_plot, _least, most) => [0, Math.max(latest.current.least, (most ?? 0) * 1.05)] },
      },
      axes: [
        {
          ...axis,
          values: (_plot, splits) => splits.map((split) => formatClock(split * 1000)),
          space: 90,
          size: 24,
        },
        {
          ...axis,
          values: (_plot, splits) => splits.map((split) => latest.current.format(split)),
          size: 62,
          space: 28,
        },
      ],
      series: [
        {},
        ...series.map(({ name }, index) => {
          const { colour: stroke, dash } = STROKES[index % STROKES.length] ?? { colour: "--text", dash: [] };
          return {
            label: name,
            stroke: colour(stroke),
            width: 1.5,
            dash: [...dash],
            points: { show: false },
          };
        }),
      ],
      hooks: {
        drawClear: [(plot) => drawBands(plot, latest.current.bands ?? [], colour("--band")())],
        setCursor: [(plot) => setPointed(plot.cursor.idx ?? undefined)],
      },
    },
    dataOf(latest.current),
    element,
  );
}

/** While there is less than is asked for, what there is has the whole width. */
function rangeOf({ times, seconds }: ChartProps): [number, number] {
  const to = times.at(-1) ?? Date.now() / 1000;
  const from = times[0] ?? to;
  return [Math.max(to - seconds, Math.min(from, to - LEAST_SECONDS)), to];
}

const LEAST_SECONDS = 60;

/** One that is too short to be seen is as wide as a line. */
function drawBands(plot: uPlot, bands: readonly ChartBand[], colour: string): void {
  const { left, top, width, height } = plot.bbox;
  plot.ctx.save();
  plot.ctx.fillStyle = colour;
  for (const { from, to } of bands) {
    const begins = Math.max(left, plot.valToPos(from, "x", true));
    const ends = Math.min(left + width, plot.valToPos(to, "x", true));
    if (ends >= left && begins <= left + width)
      plot.ctx.fillRect(begins, top, Math.max(2, ends - begins), height);
  }
  plot.ctx.restore();
}

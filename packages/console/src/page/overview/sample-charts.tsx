// sample-charts.tsx: the samples of a process as charts, with the stalls of its event loop where somebody watches for them.
import type { JSX } from "preact";
import { Chart, type ChartProps, type ChartSeries } from "../components/chart.tsx";
import type { StallsKeeper } from "../stalls/stalls-keeper.ts";
import { formatBytes, formatDuration, formatNumber, formatShare } from "../units.ts";
import type { Column, Measure, SampleHistory } from "./sample-history.ts";
import type { SamplesKeeper } from "./samples-keeper.ts";

export interface SampleChartsProps {
  readonly samples: SamplesKeeper;
  readonly stalls: StallsKeeper;
  /** How much of the history to show. */
  readonly seconds: number;
}

export function SampleCharts({ samples, stalls, seconds }: SampleChartsProps): JSX.Element {
  // Drawn anew with each sample.
  void samples.version.value;
  const { history } = samples;
  const { shared, line } = windowOf(history, seconds);
  const mainThread = line("mainThread", "event loop");
  const isThreadTold = mainThread.values.some((value) => value !== null);
  return (
    <div class="charts">
      <Chart
        {...shared}
        title="Processor"
        format={formatShare}
        least={0.1}
        series={isThreadTold ? [line("cpu", "process"), mainThread] : [line("cpu", "process")]}
      />
      <Chart
        {...shared}
        title="Memory"
        format={formatBytes}
        least={1_000_000}
        series={[
          line("resident", "resident"),
          line("heapTotal", "heap"),
          line("heapUsed", "objects"),
          line("external", "external"),
          line("arrayBuffers", "array buffers"),
        ]}
      />
      <DelayChart samples={samples} stalls={stalls} seconds={seconds} />
      <Chart
        {...shared}
        title="Collections of garbage"
        format={formatShare}
        least={0.05}
        series={[line("collections", "share of the time")]}
      />
      {history.gauges.map((name) => (
        <Chart
          key={name}
          {...shared}
          title={name}
          format={formatNumber}
          least={1}
          series={[{ name: "now", values: history.gauge(name).slice(history.since(seconds)) }]}
        />
      ))}
    </div>
  );
}

/** By how much the event loop is late, and when it was stuck. */
export function DelayChart({ samples, stalls, seconds }: SampleChartsProps): JSX.Element {
  // Drawn anew with each sample, and with all that is told of a stall.
  void samples.version.value;
  void stalls.version.value;
  const { shared, line } = windowOf(samples.history, seconds);
  return (
    <Chart
      {...shared}
      title="Event-loop delay"
      format={formatDuration}
      least={10}
      series={[line("delayMax", "longest"), line("delayMean", "mean")]}
      bands={stalls.list.bands()}
      bandsAre="stalls"
    />
  );
}

interface Window {
  readonly shared: Pick<ChartProps, "times" | "seconds">;
  readonly line: (measure: Measure, name: string) => ChartSeries;
}

/** The part of the history that is shown. */
function windowOf(history: SampleHistory, seconds: number): Window {
  const from = history.since(seconds);
  const part = (column: Column): Column => column.slice(from);
  return {
    shared: { times: history.times.slice(from), seconds },
    line: (measure, name) => ({ name, values: part(history.column(measure)) }),
  };
}

const RANGES = [
  [60, "1 minute"],
  [300, "5 minutes"],
  [900, "15 minutes"],
  [3_600, "1 hour"],
] as const;

export interface RangeChoiceProps {
  readonly seconds: number;
  readonly onChange: (seconds: number) => void;
}

export function RangeChoice({ seconds, onChange }: RangeChoiceProps): JSX.Element {
  return (
    <label>
      <span class="quiet">the last</span>{" "}
      <select value={seconds} onChange={({ currentTarget }) => onChange(Number(currentTarget.value))}>
        {RANGES.map(([value, text]) => (
          <option value={value} key={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

// memory-table.tsx: what the memory of a process is made of, and by how much each kind has changed.
import type { JSX } from "preact";
import { formatBytes, formatShare } from "../units.ts";
import type { Measure } from "./sample-history.ts";
import type { SamplesKeeper } from "./samples-keeper.ts";

export interface MemoryTableProps {
  readonly samples: SamplesKeeper;
  /** Over how long changes are told. */
  readonly seconds: number;
}

const KINDS: readonly (readonly [measure: Measure, name: string, what: string])[] = [
  ["resident", "resident", "all that the process has in memory"],
  ["heapTotal", "heap", "what the runtime holds for objects"],
  ["heapUsed", "objects", "of the heap, what objects use, garbage included"],
  ["external", "external", "outside the heap, held by objects"],
  ["arrayBuffers", "array buffers", "of external"],
];

export function MemoryTable({ samples, seconds }: MemoryTableProps): JSX.Element {
  // Shown anew with each sample.
  void samples.version.value;
  const { history } = samples;
  const from = history.since(seconds);
  const resident = history.now("resident") ?? 0;
  return (
    <table class="memory-table" aria-label="Memory by kind">
      <thead>
        <tr>
          <th scope="col">Memory</th>
          <th scope="col" class="number">
            Now
          </th>
          <th scope="col" class="number">
            Of resident
          </th>
          <th scope="col" class="number">
            Change
          </th>
          <th scope="col" class="number">
            Most
          </th>
        </tr>
      </thead>
      <tbody>
        {KINDS.map(([measure, name, what]) => {
          const known = history
            .column(measure)
            .slice(from)
            .filter((value) => value !== null);
          const now = known.at(-1) ?? 0;
          const change = now - (known[0] ?? 0);
          const most = known.reduce((one, other) => Math.max(one, other), 0);
          return (
            <tr key={measure}>
              <th scope="row">
                {name} <span class="quiet">{what}</span>
              </th>
              <td class="number">{formatBytes(now)}</td>
              <td class="number">
                <meter
                  class="memory-share"
                  min={0}
                  max={1}
                  value={resident === 0 ? 0 : Math.min(1, now / resident)}
                  aria-hidden="true"
                />
                <span class="memory-percent">{resident === 0 ? "–" : formatShare(now / resident)}</span>
              </td>
              <td class="number">{`${change > 0 ? "+" : ""}${formatBytes(change)}`}</td>
              <td class="number">{formatBytes(most)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

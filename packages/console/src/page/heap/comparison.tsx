// comparison.tsx: what has grown from one snapshot to another, class by class.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Capture, Captures, ClassChange, Totals } from "../../captures.capnp.ts";
import { shownProgress } from "../captures/progress-of.ts";
import { useAnswer } from "../captures/use-answer.ts";
import { type DataColumn, DataTable } from "../components/data-table.tsx";
import { ErrorText } from "../components/error-text.tsx";
import { FilterBox } from "../components/filter-box.tsx";
import { Progress } from "../components/progress.tsx";
import { formatBytes, formatMoment, formatNumber } from "../units.ts";

export interface ComparisonProps {
  readonly captures: Captures;
  readonly before: Capture;
  readonly after: Capture;
}

export function Comparison({ captures, before, after }: ComparisonProps): JSX.Element {
  const {
    answer: compared,
    progress,
    failure,
  } = useAnswer(
    (reporter, signal) =>
      captures.compare({ before: before.id, after: after.id, progress: reporter }, { signal }),
    [captures, before.id, after.id],
  );
  const [filter, setFilter] = useState("");

  const title = `What has changed from ${formatMoment(before.takenAt)} to ${formatMoment(after.takenAt)}`;
  const wanted = filter.toLowerCase();
  const changes = compared?.changes.filter(({ name }) => name.toLowerCase().includes(wanted)) ?? [];
  return (
    <section aria-labelledby="comparison-title" class="stack">
      <h3 id="comparison-title">{title}</h3>
      {before.subject?.pid !== after.subject?.pid && <p class="warning">They are of different processes.</p>}
      {failure !== undefined && <ErrorText what="the snapshots cannot be compared" error={failure} />}
      {compared === undefined && failure === undefined && (
        <Progress
          {...(progress === undefined ? { label: "Reading the snapshots" } : shownProgress(progress))}
        />
      )}
      {compared !== undefined && (
        <>
          <p role="status">
            {totalsOf(compared.before)} before, {totalsOf(compared.after)} after.
          </p>
          <FilterBox label="Filter classes" value={filter} onInput={setFilter} />
          <DataTable label="Changes by class" columns={COLUMNS} rows={changes} keyOf={({ name }) => name} />
        </>
      )}
    </section>
  );
}

function totalsOf(totals: Totals | undefined): string {
  return `${formatNumber(Number(totals?.objects ?? 0n))} objects of ${formatBytes(Number(totals?.bytes ?? 0n))}`;
}

const bytesOf = ({ bytesBefore, bytesAfter }: ClassChange): number => Number(bytesAfter - bytesBefore);
const countOf = ({ countBefore, countAfter }: ClassChange): number => Number(countAfter - countBefore);

const signed = (value: number, format: (value: number) => string): string =>
  value > 0 ? `+${format(value)}` : format(value);

const COLUMNS: readonly DataColumn<ClassChange>[] = [
  { title: "Size", value: bytesOf, cell: (change) => signed(bytesOf(change), formatBytes) },
  { title: "Objects", value: countOf, cell: (change) => signed(countOf(change), formatNumber) },
  {
    title: "Before",
    value: ({ countBefore }) => Number(countBefore),
    cell: ({ countBefore }) => formatNumber(Number(countBefore)),
  },
  {
    title: "After",
    value: ({ countAfter }) => Number(countAfter),
    cell: ({ countAfter }) => formatNumber(Number(countAfter)),
  },
  { title: "Class", value: ({ name }) => name },
];

// contents.tsx: what a snapshot has of each class: how many, their own bytes, and what they keep alive.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Capture, Captures, ClassTotal } from "../../captures.capnp.ts";
import { shownProgress } from "../captures/progress-of.ts";
import { useAnswer } from "../captures/use-answer.ts";
import { type DataColumn, DataTable } from "../components/data-table.tsx";
import { ErrorText } from "../components/error-text.tsx";
import { FilterBox } from "../components/filter-box.tsx";
import { Progress } from "../components/progress.tsx";
import { formatBytes, formatMoment, formatNumber } from "../units.ts";

export interface ContentsProps {
  readonly captures: Captures;
  readonly capture: Capture;
}

export function Contents({ captures, capture }: ContentsProps): JSX.Element {
  const {
    answer: contents,
    progress,
    failure,
  } = useAnswer(
    (reporter, signal) => captures.classes({ id: capture.id, progress: reporter }, { signal }),
    [captures, capture.id],
  );
  const [filter, setFilter] = useState("");

  const title = `The snapshot of ${formatMoment(capture.takenAt)}, by class`;
  const wanted = filter.toLowerCase();
  const classes = contents?.classes.filter(({ name }) => name.toLowerCase().includes(wanted)) ?? [];
  const totals = contents?.totals;
  return (
    <section aria-labelledby="contents-title" class="stack">
      <h3 id="contents-title">{title}</h3>
      {failure !== undefined && <ErrorText what="the snapshot cannot be shown" error={failure} />}
      {contents === undefined && failure === undefined && (
        <Progress
          {...(progress === undefined ? { label: "Reading the snapshot" } : shownProgress(progress))}
        />
      )}
      {contents !== undefined && totals !== undefined && (
        <>
          <p role="status">
            {formatNumber(Number(totals.objects))} objects of {formatBytes(Number(totals.bytes))}, with{" "}
            {formatNumber(Number(totals.references))} references between them.
          </p>
          {contents.unretained === "" ? (
            <p class="quiet">
              What a class keeps alive would be freed with its objects: they themselves, and what nothing else
              leads to.
            </p>
          ) : (
            <p class="warning">{contents.unretained}</p>
          )}
          <FilterBox label="Filter classes" value={filter} onInput={setFilter} />
          <DataTable
            label="Classes of the snapshot"
            columns={contents.unretained === "" ? [RETAINED, ...COLUMNS] : COLUMNS}
            rows={classes}
            keyOf={({ name }) => name}
            sortedBy={contents.unretained === "" ? "Keeps alive" : "Own size"}
          />
        </>
      )}
    </section>
  );
}

const RETAINED: DataColumn<ClassTotal> = {
  title: "Keeps alive",
  value: ({ retained }) => Number(retained),
  cell: ({ retained }) => formatBytes(Number(retained)),
};

const COLUMNS: readonly DataColumn<ClassTotal>[] = [
  { title: "Own size", value: ({ bytes }) => Number(bytes), cell: ({ bytes }) => formatBytes(Number(bytes)) },
  { title: "Objects", value: ({ count }) => Number(count), cell: ({ count }) => formatNumber(Number(count)) },
  { title: "Class", value: ({ name }) => name },
];

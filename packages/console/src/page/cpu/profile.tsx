// profile.tsx: where the time of a profile went: as a flame graph, and function by function.
import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { Capture, Captures, FunctionTime, Stacks } from "../../captures.capnp.ts";
import { useAnswer } from "../captures/use-answer.ts";
import { type DataColumn, DataTable } from "../components/data-table.tsx";
import { ErrorText } from "../components/error-text.tsx";
import { FilterBox } from "../components/filter-box.tsx";
import { Progress } from "../components/progress.tsx";
import { Tabs } from "../components/tabs.tsx";
import { formatDuration, formatMoment, formatNumber, formatShare } from "../units.ts";
import { FlameGraph } from "./flame-graph.tsx";
import { nameOf, placeOf } from "./flame-tree.ts";

export interface ProfileProps {
  readonly captures: Captures;
  readonly capture: Capture;
}

const TABS = [
  { name: "graph", title: "Flame graph" },
  { name: "functions", title: "Functions" },
] as const;

export function Profile({ captures, capture }: ProfileProps): JSX.Element {
  const { answer: stacks, failure } = useAnswer(
    (_reporter, signal) => captures.stacks({ id: capture.id }, { signal }),
    [captures, capture.id],
  );
  const [tab, setTab] = useState<string>("graph");
  return (
    <section aria-labelledby="profile-title" class="stack">
      <h3 id="profile-title">The profile of {formatMoment(capture.takenAt)}</h3>
      {failure !== undefined && <ErrorText what="the profile cannot be shown" error={failure} />}
      {stacks === undefined && failure === undefined && <Progress label="Reading the profile" />}
      {stacks !== undefined && (
        <>
          <p role="status">{summaryOf(stacks, capture)}</p>
          <Tabs label="The profile" tabs={TABS} shown={tab} onShow={setTab}>
            {tab === "graph" ? <FlameGraph stacks={stacks} /> : <Functions stacks={stacks} />}
          </Tabs>
        </>
      )}
    </section>
  );
}

function summaryOf({ busy, idle }: Stacks, { kind }: Capture): string {
  const samples = kind.which === "profile" ? Number(kind.profile.samples) : 0;
  const all = formatDuration((busy + idle) / 1000);
  return `${all}, of which ${formatDuration(busy / 1000)} in functions; ${formatNumber(samples)} samples`;
}

function Functions({ stacks }: { readonly stacks: Stacks }): JSX.Element {
  const [filter, setFilter] = useState("");
  const { functions, busy } = stacks;
  const columns = useMemo(() => columnsOf(busy), [busy]);
  const wanted = filter.toLowerCase();
  const shown = useMemo(
    () =>
      functions
        .map((of, number) => ({ ...of, number, shownName: nameOf(of), place: placeOf(of) }))
        .filter(({ shownName, place }) => `${shownName} ${place}`.toLowerCase().includes(wanted)),
    [functions, wanted],
  );
  return (
    <div class="stack">
      <FilterBox label="Filter functions" value={filter} onInput={setFilter} />
      <DataTable
        label="Functions by time"
        columns={columns}
        rows={shown}
        keyOf={({ number }) => number}
        sortedBy="Self"
      />
    </div>
  );
}

interface ShownFunction extends FunctionTime {
  readonly number: number;
  readonly shownName: string;
  readonly place: string;
}

function columnsOf(busy: number): readonly DataColumn<ShownFunction>[] {
  const share = (time: number): string => formatShare(busy > 0 ? time / busy : 0);
  return [
    { title: "Self", value: ({ self }) => self, cell: ({ self }) => share(self) },
    { title: "Total", value: ({ total }) => total, cell: ({ total }) => share(total) },
    { title: "Time", value: ({ self }) => self, cell: ({ self }) => formatDuration(self / 1000) },
    { title: "Function", value: ({ shownName }) => shownName },
    { title: "Where", value: ({ place }) => place },
  ];
}

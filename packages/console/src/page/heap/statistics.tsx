// statistics.tsx: what a process keeps in memory now: how much, and how many objects of which type; and what collecting its
// garbage frees.
import { Heap, type Heap_Statistics } from "@teleop/diagnostics/client";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ViewProps } from "../app/target.ts";
import { useAborted } from "../app/use-aborted.ts";
import { type DataColumn, DataTable } from "../components/data-table.tsx";
import { FilterBox } from "../components/filter-box.tsx";
import { TaskProgress } from "../components/task-progress.tsx";
import { formatBytes, formatClock, formatDuration, formatNumber } from "../units.ts";
import { type Collected, type Counted, heapKeeper } from "./heap-keeper.ts";

export function Statistics({ target }: ViewProps): JSX.Element {
  const keeper = heapKeeper(target.kept);
  const task = keeper.counting;
  const isGone = useAborted(target.signal);
  const count = (): void =>
    task.start(target, "counting objects", async (signal) => {
      using heap = target.session.service("heap", Heap);
      const statistics = await heap.statistics({}, { signal });
      keeper.counted.value = { at: Date.now(), statistics };
    });
  const collect = (): void =>
    task.start(target, "collecting garbage", async (signal) => {
      using heap = target.session.service("heap", Heap);
      const { before, after, pause } = await heap.collectGarbage({}, { signal });
      if (before === undefined || after === undefined) return;
      keeper.collected.value = { at: Date.now(), before, after, pause };
    });
  const isOff = task.doing.value !== undefined || isGone;
  const collected = keeper.collected.value;
  const counted = keeper.counted.value;
  return (
    <div class="stack">
      <h3>What is in memory now</h3>
      <div class="actions start">
        <button type="button" onClick={count} disabled={isOff}>
          Count objects
        </button>
        <span class="quiet">pauses the process for some 20 ns for each: 10 ms for half a million</span>
      </div>
      <div class="actions start">
        <button type="button" onClick={collect} disabled={isOff}>
          Collect garbage
        </button>
        <span class="quiet">
          pauses it for some 10 ns for each object: 6 ms for a heap of 10 MB in small ones
        </span>
      </div>
      <TaskProgress task={task} />
      {collected !== undefined && <CollectedGarbage {...collected} />}
      {counted !== undefined && <CountedObjects {...counted} />}
    </div>
  );
}

const KINDS = [
  { name: "Heap, in use", key: "used" },
  { name: "Heap, of the system", key: "capacity" },
  { name: "Outside the heap", key: "external" },
  { name: "Resident, in all", key: "resident" },
] as const;

function CollectedGarbage({ at, before, after, pause }: Collected): JSX.Element {
  return (
    <>
      <p role="status">
        At {formatClock(at)} garbage was collected, with a pause of {formatDuration(pause * 1000)}:{" "}
        {formatBytes(Math.max(0, Number(before.used - after.used)))} of the heap are free.
      </p>
      <table class="narrow" aria-label="Memory before and after the collection">
        <thead>
          <tr>
            <th scope="col">Memory</th>
            <th scope="col" class="number">
              Before
            </th>
            <th scope="col" class="number">
              After
            </th>
          </tr>
        </thead>
        <tbody>
          {KINDS.map(({ name, key }) => (
            <tr key={key}>
              <td>{name}</td>
              <td class="number">{formatBytes(Number(before[key]))}</td>
              <td class="number">{formatBytes(Number(after[key]))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

type Type = Heap_Statistics["types"][number];
type Space = Heap_Statistics["spaces"][number];

const TYPE_COLUMNS: readonly DataColumn<Type>[] = [
  { title: "Count", value: ({ count }) => Number(count), cell: ({ count }) => formatNumber(Number(count)) },
  {
    title: "Kept by native code",
    value: (type) => Number(type.protected),
    cell: (type) => (type.protected === 0n ? "" : formatNumber(Number(type.protected))),
  },
  { title: "Type", value: ({ name }) => name },
];

const SPACE_COLUMNS: readonly DataColumn<Space>[] = [
  { title: "Used", value: ({ used }) => Number(used), cell: ({ used }) => formatBytes(Number(used)) },
  {
    title: "Of",
    value: ({ capacity }) => Number(capacity),
    cell: ({ capacity }) => formatBytes(Number(capacity)),
  },
  { title: "Part of the heap", value: ({ name }) => name },
];

function CountedObjects({ at, statistics }: Counted): JSX.Element {
  const [filter, setFilter] = useState("");
  const { usage, objects, types, spaces } = statistics;
  const wanted = filter.toLowerCase();
  const shown = types.filter(({ name }) => name.toLowerCase().includes(wanted));
  return (
    <>
      <p role="status">
        At {formatClock(at)}: {formatBytes(Number(usage?.used ?? 0n))} of{" "}
        {formatBytes(Number(usage?.capacity ?? 0n))} in the heap, {formatBytes(Number(usage?.external ?? 0n))}{" "}
        outside of it; the process takes {formatBytes(Number(usage?.resident ?? 0n))} in all
        {objects > 0n && `. ${formatNumber(Number(objects))} objects, garbage included`}.
      </p>
      {types.length > 0 && (
        <>
          <FilterBox label="Filter types" value={filter} onInput={setFilter} />
          <DataTable
            label="Objects by type"
            columns={TYPE_COLUMNS}
            rows={shown}
            keyOf={({ name }) => name}
            sortedBy="Count"
            most={12}
          />
        </>
      )}
      {spaces.length > 0 && (
        <DataTable
          label="Parts of the heap"
          columns={SPACE_COLUMNS}
          rows={spaces}
          keyOf={({ name }) => name}
          sortedBy="Used"
        />
      )}
    </>
  );
}

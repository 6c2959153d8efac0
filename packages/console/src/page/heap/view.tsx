// view.tsx: the view "Heap" of a process: what it keeps in memory, snapshots of that, and what has grown between two of them.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Capture } from "../../captures.capnp.ts";
import { useApp } from "../app/context.ts";
import type { ViewProps } from "../app/target.ts";
import { CaptureTable, sizeTogether } from "../captures/capture-table.tsx";
import { useCaptures } from "../captures/use-captures.ts";
import { ErrorText } from "../components/error-text.tsx";
import { formatDuration } from "../units.ts";
import { Comparison } from "./comparison.tsx";
import { Contents } from "./contents.tsx";
import { heapKeeper, type ShownSnapshots } from "./heap-keeper.ts";
import { Statistics } from "./statistics.tsx";
import { TakeSnapshot } from "./take-snapshot.tsx";

export function View({ target }: ViewProps): JSX.Element {
  const { toasts } = useApp();
  const keeper = heapKeeper(target.kept);
  const shown = keeper.shown.value;
  const { captures, list, failure, reload } = useCaptures("snapshot", [shown]);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const show = (next: ShownSnapshots | undefined): void => {
    keeper.shown.value = next;
  };
  const isOffered = target.services?.includes("heap") !== false;

  const choose = (id: string, isChosen: boolean): void =>
    setChosen((before) => [...before.filter((one) => one !== id), ...(isChosen ? [id] : [])]);
  const discard = async ({ id }: Capture): Promise<void> => {
    try {
      await captures?.discard({ id });
    } catch (error) {
      toasts.failed("the snapshot could not be discarded", error);
    }
    choose(id, false);
    if (shown !== undefined && involves(shown, id)) show(undefined);
    await reload();
  };
  // Whichever is chosen first: what is compared with is the earlier one.
  const [after, before] = list.filter(({ id }) => chosen.includes(id));
  const canCompare = chosen.length === 2 && before !== undefined && after !== undefined;

  return (
    <section aria-labelledby="heap-title" class="stack">
      <h2 id="heap-title">Heap</h2>
      {isOffered ? (
        <>
          <Statistics target={target} />
          <TakeSnapshot target={target} captures={captures} />
        </>
      ) : (
        <p>This process does not offer the service heap: it offers {target.services?.join(", ")}.</p>
      )}
      {failure !== undefined && <ErrorText what="the snapshots cannot be listed" error={failure} />}
      {list.length > 0 && (
        <>
          <h3>Snapshots that were taken</h3>
          <p class="quiet">
            The console keeps them until it ends, in files that nobody else can open, {sizeTogether(list)}{" "}
            together. DevTools open a download (Memory, Load).
          </p>
          <CaptureTable
            label="Snapshots"
            list={list}
            shown={shown?.kind === "contents" ? shown.of.id : undefined}
            columns={[{ title: "Pause", isNumber: true, cell: pauseOf }]}
            onShow={(of) => show({ kind: "contents", of })}
            onDiscard={(capture) => void discard(capture)}
            chosen={chosen}
            onChoose={choose}
          />
          <div class="actions start">
            <button
              type="button"
              disabled={!canCompare}
              onClick={() => canCompare && show({ kind: "comparison", before, after })}
            >
              Compare the two that are chosen
            </button>
            {!canCompare && <span class="quiet">Choose two of them to see what has grown.</span>}
          </div>
        </>
      )}
      {captures !== undefined && shown?.kind === "contents" && (
        <Contents captures={captures} capture={shown.of} key={shown.of.id} />
      )}
      {captures !== undefined && shown?.kind === "comparison" && (
        <Comparison
          captures={captures}
          before={shown.before}
          after={shown.after}
          key={`${shown.before.id} ${shown.after.id}`}
        />
      )}
    </section>
  );
}

function involves(shown: ShownSnapshots, id: string): boolean {
  return shown.kind === "contents" ? shown.of.id === id : shown.before.id === id || shown.after.id === id;
}

function pauseOf({ kind }: Capture): string {
  return kind.which === "snapshot" ? formatDuration(kind.snapshot.pause * 1000) : "";
}

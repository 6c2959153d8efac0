// take-snapshot.tsx: takes a snapshot: what it will cost is told first, and somebody has to say yes to that.
import { Heap, type Heap_Estimate } from "@teleop/diagnostics/client";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Captures, Captures_room_Results } from "../../captures.capnp.ts";
import type { TargetContext, ViewProps } from "../app/target.ts";
import { useAborted } from "../app/use-aborted.ts";
import { shownProgress } from "../captures/progress-of.ts";
import { Dialog } from "../components/dialog.tsx";
import { TaskProgress } from "../components/task-progress.tsx";
import { formatBytes, formatDuration, formatNumber } from "../units.ts";
import { heapKeeper } from "./heap-keeper.ts";
import { lacksRoom, maxPauseFor, needsForce } from "./snapshot-cost.ts";

export interface TakeSnapshotProps extends ViewProps {
  /** Undefined while the console is not connected. */
  readonly captures: Captures | undefined;
}

export function TakeSnapshot({ target, captures }: TakeSnapshotProps): JSX.Element {
  const keeper = heapKeeper(target.kept);
  const task = keeper.snapshot;
  const isGone = useAborted(target.signal);
  const [cost, setCost] = useState<Cost>();
  const ask = (): void => {
    if (captures === undefined) return;
    task.start(target, "estimating what a snapshot costs", async (signal) => {
      using from = captures.dup();
      using heap = target.session.service("heap", Heap);
      const { directory, free, kept } = await from.room({}, { signal });
      const estimate = await heap.estimate({}, { signal });
      signal.throwIfAborted();
      setCost({ target, estimate, room: { directory, free, kept } });
    });
  };
  const take = (accepted: Heap_Estimate): void => {
    setCost(undefined);
    if (captures === undefined) return;
    task.start(target, "taking a snapshot", async (signal, progress) => {
      // The view may not be shown any more when it is done.
      using from = captures.dup();
      using heap = target.session.service("heap", Heap);
      const { place, pid } = target.address;
      const { capture } = await from.snapshot(
        {
          heap,
          subject: { place, pid, name: target.process?.name },
          maxPause: maxPauseFor(accepted),
          force: needsForce(accepted),
          progress: { report: (params) => progress(shownProgress(params)) },
        },
        { signal },
      );
      if (capture !== undefined) keeper.shown.value = { kind: "contents", of: capture };
    });
  };
  // What is said of one process is not asked, nor answered, of its successor.
  const asked = cost?.target === target ? cost : undefined;
  const isOff = task.doing.value !== undefined || isGone || captures === undefined;
  return (
    <div class="stack">
      <h3>A snapshot</h3>
      <div class="actions start">
        <button type="button" onClick={ask} disabled={isOff}>
          Take a snapshot …
        </button>
        <span class="quiet">
          what it costs is estimated first, with a pause of some 30 ns for each object; then you are asked
        </span>
      </div>
      <TaskProgress task={task} />
      {asked !== undefined && (
        <AskForSnapshot
          cost={asked}
          onConfirm={() => take(asked.estimate)}
          onClose={() => setCost(undefined)}
        />
      )}
    </div>
  );
}

/** Of a snapshot: to the process, and to the console. */
interface Cost {
  readonly target: TargetContext;
  readonly estimate: Heap_Estimate;
  readonly room: Pick<Captures_room_Results, "directory" | "free" | "kept">;
}

interface AskForSnapshotProps {
  readonly cost: Cost;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

function AskForSnapshot({ cost: { estimate, room }, onConfirm, onClose }: AskForSnapshotProps): JSX.Element {
  const { pause, memory, file, objects, available, limit } = estimate;
  const force = needsForce(estimate);
  const isTight = lacksRoom(estimate, room);
  return (
    <Dialog
      title="Take a snapshot of the heap?"
      confirm={force || isTight ? "Take it all the same" : "Take it"}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <dl class="facts">
        <dt>The process pauses</dt>
        <dd>
          for up to <strong>{formatDuration(pause * 1000)}</strong>: it does nothing else meanwhile, and a
          pause that has begun goes on to its end
        </dd>
        <dt>It takes memory</dt>
        <dd>
          up to <strong>{formatBytes(Number(memory))}</strong> more; {formatBytes(Number(available))} can be
          had ({limit})
        </dd>
        <dt>The file</dt>
        <dd>
          about {formatBytes(Number(file))}
          {objects > 0n && `, of ${formatNumber(Number(objects))} objects`}; it may hold secrets, and the
          console keeps it to itself in {room.directory}, where {formatBytes(Number(room.free))} are free
          {room.kept > 0n && `; what it keeps already takes ${formatBytes(Number(room.kept))}`}
        </dd>
      </dl>
      {force && (
        <p class="bad">
          <strong>Memory may not suffice:</strong> the process may be ended for that.
        </p>
      )}
      {isTight && (
        <p class="bad">
          <strong>There may be no room for the file:</strong> then the process has paused for nothing. Discard
          what you need no more, or start the console with another TMPDIR.
        </p>
      )}
    </Dialog>
  );
}

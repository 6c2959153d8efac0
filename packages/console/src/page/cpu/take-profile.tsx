// take-profile.tsx: takes a profile of a process for some seconds: what there is can be kept before they are over, or thrown away.
import { Cpu, type Cpu_Status, type Profile } from "@teleop/diagnostics/client";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Captures } from "../../captures.capnp.ts";
import type { TargetContext, ViewProps } from "../app/target.ts";
import { useAborted } from "../app/use-aborted.ts";
import { useWhileAttached } from "../app/use-while-attached.ts";
import { shownProgress } from "../captures/progress-of.ts";
import { Dialog } from "../components/dialog.tsx";
import { ErrorText } from "../components/error-text.tsx";
import type { ShownProgress } from "../components/progress.tsx";
import { TaskProgress } from "../components/task-progress.tsx";
import { formatDuration } from "../units.ts";
import { cpuKeeper } from "./cpu-keeper.ts";

export interface TakeProfileProps extends ViewProps {
  /** Undefined while the console is not connected. */
  readonly captures: Captures | undefined;
}

/** Has a process give a profile. */
type TakeSomething = (
  cpu: Cpu,
  signal: AbortSignal,
  progress: (shown: ShownProgress) => void,
) => PromiseLike<{ readonly profile: Profile } & Disposable>;

/** Microseconds between two samples, and what they cost. */
const INTERVALS = [
  { interval: 10_000, title: "10 ms", cost: "not noticeably slower" },
  { interval: 1_000, title: "1 ms", cost: "slower by about 1 %" },
  { interval: 100, title: "0.1 ms", cost: "slower by about 22 %" },
] as const;

type Interval = (typeof INTERVALS)[number];

/** Seconds. */
const LONGEST = 3600;
/** How many samples a process takes at most. */
const MOST_SAMPLES = 5_000_000;

export function TakeProfile({ target, captures }: TakeProfileProps): JSX.Element {
  const keeper = cpuKeeper(target.kept);
  const { task } = keeper;
  const isGone = useAborted(target.signal);
  const [duration, setDuration] = useState(10);
  const [interval, setInterval] = useState<Interval>(INTERVALS[1]);
  /** The process of which it is asked: a yes is none for its successor. */
  const [askedOf, setAskedOf] = useState<TargetContext>();
  const [status, setStatus] = useState<Cpu_Status>();
  const failure = useWhileAttached(target, async (signal) => {
    using cpu = target.session.service("cpu", Cpu);
    setStatus(await cpu.status({}, { signal }));
  });

  /** Begins to take what is kept then. The view may not be shown any more when it is done. */
  const start = (what: string, everyMicros: number, take: TakeSomething): void => {
    setAskedOf(undefined);
    if (captures === undefined) return;
    task.start(target, what, async (signal, progress) => {
      using from = captures.dup();
      using cpu = target.session.service("cpu", Cpu);
      using taken = await take(cpu, signal, progress);
      const { place, pid } = target.address;
      const { capture } = await from.profile(
        {
          profile: taken.profile,
          subject: { place, pid, name: target.process?.name },
          interval: everyMicros,
          progress: { report: (params) => progress(shownProgress(params)) },
        },
        { signal },
      );
      if (capture !== undefined) keeper.shown.value = capture;
    });
  };
  const take = (): void =>
    start("taking a profile", interval.interval, async (cpu, signal, progress) => {
      using started = await cpu.start({ interval: interval.interval, maxDuration: duration }, { signal });
      using _ticking = ticking(duration, progress);
      const { promise: stopped, resolve } = Promise.withResolvers<void>();
      keeper.stop.value = resolve;
      try {
        await Promise.race([started.profiling.ended({}, { signal }), stopped]);
      } finally {
        keeper.stop.value = undefined;
      }
      return await started.profiling.stop({}, { signal });
    });
  const showRecent = (): void =>
    start("asking its flight recorder", status?.recorder.interval ?? 0, (cpu, signal) =>
      cpu.recent({ duration: status?.recorder.duration ?? 60 }, { signal }),
    );

  const longest = Math.min(LONGEST, (MOST_SAMPLES * interval.interval) / 1e6);
  const isPossible = duration > 0 && duration <= longest;
  const isOff = task.doing.value !== undefined || isGone || captures === undefined;
  const stop = keeper.stop.value;
  const recorder = status?.recorder;
  return (
    <div class="stack">
      <form
        class="actions start"
        onSubmit={(event) => {
          event.preventDefault();
          if (interval.interval < 1_000) setAskedOf(target);
          else take();
        }}
      >
        <label>
          Seconds{" "}
          <input
            type="number"
            min="0.1"
            max={longest}
            step="any"
            required
            value={duration}
            onInput={(event) => setDuration(event.currentTarget.valueAsNumber)}
          />
        </label>
        <label>
          A sample each{" "}
          <select
            value={interval.interval}
            onChange={(event) => {
              const chosen = Number(event.currentTarget.value);
              setInterval(INTERVALS.find((one) => one.interval === chosen) ?? INTERVALS[1]);
            }}
          >
            {INTERVALS.map((one) => (
              <option value={one.interval} key={one.interval}>
                {one.title}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" class="primary" disabled={isOff || !isPossible}>
          Take a profile
        </button>
        <span class="quiet">meanwhile the process is {interval.cost}, with pauses of some milliseconds</span>
      </form>
      {recorder !== undefined && recorder.duration > 0 && (
        <div class="actions start">
          <button type="button" onClick={showRecent} disabled={isOff}>
            Show what was before
          </button>
          <span class="quiet">
            its flight recorder keeps the last {formatDuration(recorder.duration * 1000)}; to get it is a
            pause of some milliseconds
          </span>
        </div>
      )}
      {failure !== undefined && (
        <ErrorText what="the process does not tell of its profiles" error={failure} />
      )}
      <TaskProgress task={task}>
        {stop !== undefined && (
          <button type="button" onClick={stop}>
            Stop, and keep what there is
          </button>
        )}
      </TaskProgress>
      {askedOf === target && (
        <Dialog
          title="Take a profile with a sample each 0.1 ms?"
          confirm="Take it"
          onConfirm={take}
          onClose={() => setAskedOf(undefined)}
        >
          <p>For {formatDuration(duration * 1000)} the process is slower by about 22 %.</p>
        </Dialog>
      )}
    </div>
  );
}

/** Tells how far it is, again and again. */
function ticking(duration: number, told: (shown: ShownProgress) => void): Disposable {
  const began = performance.now();
  const tell = (): void => {
    const elapsed = Math.min(duration, (performance.now() - began) / 1000);
    told({
      label: "Profiling",
      fraction: elapsed / duration,
      detail: `${formatDuration(elapsed * 1000)} of ${formatDuration(duration * 1000)}`,
    });
  };
  tell();
  const timer = setInterval(tell, 200);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

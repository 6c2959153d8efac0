// take-profile.tsx: takes a profile of a process for some seconds: what there is can be kept before they are over, or thrown away.
import { Cpu, type Cpu_Status, type Profile } from "@teleop/diagnostics/client";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Capture, Captures } from "../../captures.capnp.ts";
import type { TargetContext } from "../app/target.ts";
import { useTask } from "../app/use-task.ts";
import { useWhileAttached } from "../app/use-while-attached.ts";
import { shownProgress } from "../captures/progress-of.ts";
import { Dialog } from "../components/dialog.tsx";
import { ErrorText } from "../components/error-text.tsx";
import { Progress, type ProgressProps } from "../components/progress.tsx";
import { formatDuration } from "../units.ts";

export interface TakeProfileProps {
  readonly target: TargetContext;
  /** Undefined while the console is not connected. */
  readonly captures: Captures | undefined;
  readonly onTaken: (capture: Capture) => void | Promise<void>;
}

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

export function TakeProfile({ target, captures, onTaken }: TakeProfileProps): JSX.Element {
  const task = useTask(target);
  const [duration, setDuration] = useState(10);
  const [interval, setInterval] = useState<Interval>(INTERVALS[1]);
  const [isAsking, setIsAsking] = useState(false);
  const [progress, setProgress] = useState<Omit<ProgressProps, "onCancel" | "cancel">>();
  const [stop, setStop] = useState<AbortController>();
  const [status, setStatus] = useState<Cpu_Status>();
  const failure = useWhileAttached(target, async (signal) => {
    using cpu = target.session.service("cpu", Cpu);
    setStatus(await cpu.status({}, { signal }));
  });

  const keep = async (
    from: Captures,
    profile: Profile,
    everyMicros: number,
    signal: AbortSignal,
  ): Promise<void> => {
    const { place, pid } = target.address;
    const { capture } = await from.profile(
      {
        profile,
        subject: { place, pid, name: target.process?.name },
        interval: everyMicros,
        progress: { report: (params) => setProgress(shownProgress(params)) },
      },
      { signal },
    );
    if (capture !== undefined) await onTaken(capture);
  };
  const take = (): void => {
    setIsAsking(false);
    if (captures === undefined) return;
    const enough = new AbortController();
    task.start("taking a profile", async (signal) => {
      setStop(enough);
      try {
        using cpu = target.session.service("cpu", Cpu);
        const params = { interval: interval.interval, maxDuration: duration };
        using started = await cpu.start(params, { signal });
        using _ticking = ticking(duration, setProgress);
        await Promise.race([started.profiling.ended({}, { signal }), aborted(enough.signal)]);
        setStop(undefined);
        using stopped = await started.profiling.stop({}, { signal });
        await keep(captures, stopped.profile, interval.interval, signal);
      } finally {
        setStop(undefined);
        setProgress(undefined);
      }
    });
  };
  const showRecent = (): void => {
    if (captures === undefined) return;
    task.start("getting what the flight recorder has", async (signal) => {
      try {
        using cpu = target.session.service("cpu", Cpu);
        using recent = await cpu.recent({ duration: status?.recorder.duration ?? 60 }, { signal });
        await keep(captures, recent.profile, status?.recorder.interval ?? 0, signal);
      } finally {
        setProgress(undefined);
      }
    });
  };

  const longest = Math.min(LONGEST, (MOST_SAMPLES * interval.interval) / 1e6);
  const isPossible = duration > 0 && duration <= longest;
  const isOff = task.doing !== undefined || target.signal.aborted || captures === undefined;
  const recorder = status?.recorder;
  return (
    <div class="stack">
      <form
        class="actions start"
        onSubmit={(event) => {
          event.preventDefault();
          if (interval.interval < 1_000) setIsAsking(true);
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
      {task.doing !== undefined && (
        <div class="actions start">
          <Progress {...(progress ?? { label: "Asking the process" })} onCancel={task.cancel} />
          {stop !== undefined && progress !== undefined && (
            <button type="button" onClick={() => stop.abort()}>
              Stop, and keep what there is
            </button>
          )}
        </div>
      )}
      {task.failed !== undefined && <ErrorText {...task.failed} />}
      {isAsking && (
        <Dialog
          title="Take a profile with a sample each 0.1 ms?"
          confirm="Take it"
          onConfirm={take}
          onClose={() => setIsAsking(false)}
        >
          <p>For {formatDuration(duration * 1000)} the process is slower by about 22 %.</p>
        </Dialog>
      )}
    </div>
  );
}

/** Tells how far it is, again and again. */
function ticking(
  duration: number,
  told: (progress: { readonly label: string; readonly fraction: number; readonly detail: string }) => void,
): Disposable {
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

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}

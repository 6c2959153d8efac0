// view.tsx: when the event loop of a process was stuck, and where: on the time line, and one by one.
import type { Stall_Frame } from "@teleop/diagnostics/client";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ViewProps } from "../app/target.ts";
import { PursuitNotice } from "../components/pursuit-notice.tsx";
import { DelayChart, RangeChoice } from "../overview/sample-charts.tsx";
import { samplesOf } from "../overview/samples-keeper.ts";
import { formatDuration, formatExactClock, formatNumber, formatShare } from "../units.ts";
import type { ListedStall } from "./stall-list.ts";
import { stallsOf } from "./stalls-keeper.ts";

const THRESHOLDS = [100, 200, 500, 1_000, 5_000] as const;

/** Frames of a stack that are shown before somebody asks for more. */
const SHOWN_FRAMES = 8;

export function View({ target }: ViewProps): JSX.Element {
  const keeper = stallsOf(target);
  const samples = samplesOf(target);
  const [seconds, setSeconds] = useState(300);
  void keeper.version.value;
  void samples.version.value;
  const { state } = keeper.state.value;
  const isWatched = state !== "stopped";
  const { list } = keeper;
  return (
    <section aria-label="Stalls">
      <div class="section-head">
        <button type="button" onClick={() => (isWatched ? keeper.stop() : keeper.watch())}>
          {isWatched ? "Stop watching" : "Watch for stalls"}
        </button>
        <label>
          <span class="quiet">stalls of at least</span>{" "}
          <select
            value={keeper.threshold.value}
            onChange={({ currentTarget }) => keeper.choose(Number(currentTarget.value))}
          >
            {THRESHOLDS.map((threshold) => (
              <option value={threshold} key={threshold}>
                {formatDuration(threshold)}
              </option>
            ))}
          </select>
        </label>
        <RangeChoice seconds={seconds} onChange={setSeconds} />
        <span role="status" class={list.current === undefined ? "quiet" : "stalls-now"}>
          {statusOf(state, list.stalls, list.current)}
        </span>
      </div>
      <p class="quiet">
        While it is watched a thread of some 10 MB runs in the process, and its main thread wakes 20 times a
        second. It goes on while the page shows this process.
      </p>
      <PursuitNotice state={keeper.state.value} what="stalls" />
      {samples.history.times.length > 0 && (
        <div class="stalls-line">
          <DelayChart samples={samples} stalls={keeper} seconds={seconds} />
        </div>
      )}
      <ol class="stalls">
        {list.stalls.map((listed) => (
          <StallRow listed={listed} key={listed.id} />
        ))}
      </ol>
      {list.forgotten > 0 && (
        <p class="quiet">{`${formatNumber(list.forgotten)} older ones are no more here.`}</p>
      )}
    </section>
  );
}

function statusOf(state: string, stalls: readonly ListedStall[], current: ListedStall | undefined): string {
  if (current !== undefined) return `⚠ stuck for ${formatDuration(current.stall.duration)}`;
  if (stalls.length === 0)
    return state === "following" ? "watched: none yet" : state === "stopped" ? "not watched" : "";
  const longest = Math.max(...stalls.map(({ stall }) => stall.duration));
  const count = stalls.length === 1 ? "1 stall" : `${formatNumber(stalls.length)} stalls, the longest`;
  return `${count} of ${formatDuration(longest)}`;
}

function StallRow({ listed: { stall, state } }: { readonly listed: ListedStall }): JSX.Element {
  const { number, began, duration, stack, source } = stall;
  const [isWhole, setIsWhole] = useState(false);
  const frames = isWhole ? stack : stack.slice(0, SHOWN_FRAMES);
  return (
    <li class={`stall stall-${state}`}>
      <p>
        <time>{formatExactClock(began)}</time> <span class="quiet">{`#${number}`}</span>{" "}
        <strong>{STATES[state]}</strong> {formatDuration(duration)}
        <span class="quiet">{activityOf(stall)}</span>
      </p>
      {stack.length > 0 && (
        <>
          <p class="quiet">{source === "profile" ? "Where most of the time went:" : "Where it was:"}</p>
          <ul class="stall-frames">
            {frames.map((frame, index) => (
              <li key={index}>{frameOf(frame)}</li>
            ))}
          </ul>
          {frames.length < stack.length && (
            <button
              type="button"
              onClick={() => setIsWhole(true)}
            >{`And ${stack.length - frames.length} more`}</button>
          )}
        </>
      )}
    </li>
  );
}

const STATES: Readonly<Record<ListedStall["state"], string>> = {
  stuck: "⚠ stuck for",
  over: "stuck for",
  lost: "stuck until nothing more was told, for",
};

function activityOf({ thread: { state, processor, waitsIn } }: ListedStall["stall"]): string {
  const share = processor < 0 ? "" : `, ${formatShare(processor)} of a processor`;
  if (state === "computing") return ` – it computed${share}`;
  if (state !== "waiting") return "";
  return ` – it waited in ${waitsIn === "" ? "the kernel" : `the kernel, in ${waitsIn}`}${share}`;
}

function frameOf({ function: name, file, line, column }: Stall_Frame): string {
  const position = line === 0 ? "" : column === 0 ? `:${line}` : `:${line}:${column}`;
  return `at ${name === "" ? "(anonymous)" : name} (${file.replace(/^file:\/\//, "")}${position})`;
}

// processes-view.tsx: all processes that can be attached to, of all places, as they come and go; and what they use.
import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { useApp } from "../app/context.ts";
import { Banner } from "../components/banner.tsx";
import { FilterBox } from "../components/filter-box.tsx";
import { formatClock, formatNumber } from "../units.ts";
import { type Arrangement, arrange } from "./arrange.ts";
import { GoneTable } from "./gone-table.tsx";
import { FigureBook } from "./live-figures.ts";
import { ProcessTable } from "./process-table.tsx";

const GROUPINGS: readonly (readonly [Arrangement["grouping"], string])[] = [
  ["flat", "one list"],
  ["places", "by place"],
  ["tree", "as a tree"],
];

export function ProcessesView(): JSX.Element {
  const { processes } = useApp();
  const { living, gone, places } = processes.list;
  const [arrangement, setArrangement] = useState<Arrangement>({
    filter: "",
    order: "name",
    isDescending: false,
    grouping: "flat",
  });
  const [isMeasured, setIsMeasured] = useState(true);
  const isVisible = useIsVisible();
  const figures = useFigures();
  useEffect(
    () => figures?.measure(isMeasured && isVisible ? living : []),
    [figures, living, isMeasured, isVisible],
  );
  // Shown anew with each sample.
  void figures?.version.value;
  const groups = arrange(living, arrangement, (process) => figures?.of(process));
  const shown = groups.reduce((count, { rows }) => count + rows.length, 0);
  return (
    <section aria-labelledby="processes-title">
      <div class="section-head">
        <h1 id="processes-title">Processes</h1>
        <FilterBox
          label="Filter processes"
          value={arrangement.filter}
          onInput={(filter) => setArrangement({ ...arrangement, filter })}
        />
        <label>
          <span class="quiet">as</span>{" "}
          <select
            value={arrangement.grouping}
            aria-label="How they are shown"
            onChange={({ currentTarget: { value } }) =>
              setArrangement({ ...arrangement, grouping: value as Arrangement["grouping"] })
            }
          >
            {GROUPINGS.map(([value, text]) => (
              <option value={value} key={value}>
                {text}
              </option>
            ))}
          </select>
        </label>
        <label title="Each process is attached to, and wakes 50 times a second, while this page is looked at">
          <input
            type="checkbox"
            checked={isMeasured}
            onChange={({ currentTarget }) => setIsMeasured(currentTarget.checked)}
          />{" "}
          measure what they use
        </label>
        <span class="quiet" role="status">
          {shown === living.length
            ? `${formatNumber(shown)} processes`
            : `${formatNumber(shown)} of ${formatNumber(living.length)} processes`}
        </span>
      </div>
      {places.map(
        ({ label, failure }) =>
          failure !== undefined && (
            <Banner key={label}>
              {`${label === "" ? "This machine" : label} has told nothing since ${formatClock(failure.since)}: ${failure.reason}. It is tried again.`}
            </Banner>
          ),
      )}
      {living.length === 0 ? (
        <p class="quiet">
          No process is armed that this user sees: <code>teleop run</code> starts one,{" "}
          <code>teleop doctor PID</code> tells why one is not.
        </p>
      ) : (
        <ProcessTable
          groups={groups}
          arrangement={arrangement}
          isFleet={places.length > 1}
          figuresOf={(process) => figures?.of(process)}
          onArrange={setArrangement}
        />
      )}
      {gone.length > 0 && (
        <GoneTable gone={gone} isFleet={places.length > 1} onForget={() => processes.forgetGone()} />
      )}
    </section>
  );
}

/** A book for as long as the console is connected; another one when it is connected again. */
function useFigures(): FigureBook | undefined {
  const state = useApp().link.state.value;
  const console = state.state === "connected" ? state.console : undefined;
  const book = useMemo(() => (console === undefined ? undefined : new FigureBook(console)), [console]);
  useEffect(() => () => book?.[Symbol.dispose](), [book]);
  return book;
}

/** Whether somebody may be looking: not while the page is in the background. */
function useIsVisible(): boolean {
  const [isVisible, setIsVisible] = useState(!document.hidden);
  useEffect(() => {
    const look = (): void => setIsVisible(!document.hidden);
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, []);
  return isVisible;
}

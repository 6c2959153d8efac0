// view.tsx: a process at a glance: what it is, and live how it is.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { addressOf } from "../app/route.ts";
import type { ViewProps } from "../app/target.ts";
import { PursuitNotice } from "../components/pursuit-notice.tsx";
import { stallsOf } from "../stalls/stalls-keeper.ts";
import { formatNumber } from "../units.ts";
import { Details } from "./details.tsx";
import { Facts } from "./facts.tsx";
import { MemoryTable } from "./memory-table.tsx";
import { RangeChoice, SampleCharts } from "./sample-charts.tsx";
import { samplesOf } from "./samples-keeper.ts";

export function View({ target }: ViewProps): JSX.Element {
  const samples = samplesOf(target);
  const stalls = stallsOf(target);
  const [seconds, setSeconds] = useState(300);
  const state = samples.state.value;
  const { history } = samples;
  const isEmpty = samples.version.value === 0;
  return (
    <>
      <Facts target={target} />
      {target.services !== undefined && (
        <p>
          Services: {target.services.length === 0 ? "none" : target.services.join(", ")}{" "}
          <a href={addressOf(target.address, "services")}>call them</a>
        </p>
      )}
      <PursuitNotice state={state} what="samples" />
      {!isEmpty && (
        <section aria-labelledby="live-title">
          <div class="section-head">
            <h2 id="live-title">Live</h2>
            <RangeChoice seconds={seconds} onChange={setSeconds} />
            {history.dropped > 0n && (
              <span class="quiet">{formatNumber(Number(history.dropped))} samples were dropped</span>
            )}
          </div>
          <SampleCharts samples={samples} stalls={stalls} seconds={seconds} />
          <MemoryTable samples={samples} seconds={seconds} />
        </section>
      )}
      <Details target={target} />
    </>
  );
}

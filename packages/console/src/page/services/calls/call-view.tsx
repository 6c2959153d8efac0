// call-view.tsx: a call that was made: how it goes, what came of it, what its callbacks were told.
import { RpcError } from "@teleop/rpc-capnp";
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { ErrorText } from "../../components/error-text.tsx";
import { formatBytes, formatClock, formatDuration, formatExactClock } from "../../units.ts";
import { CopyButton } from "../copy-button.tsx";
import type { CallRecord, Listening } from "./call-record.ts";
import { ValueView } from "./value-view.tsx";

export interface CallViewProps {
  readonly record: CallRecord;
  readonly onForget: () => void;
  /** Fills the form with its params. */
  readonly onAgain: () => void;
  /** Wants to call a capability of its results. */
  readonly onPick: (name: string) => void;
}

/** A call that is younger was made by a button that was pressed just now, in milliseconds. */
const JUST_MADE_MS = 500;

export function CallView({ record, onForget, onAgain, onPick }: CallViewProps): JSX.Element {
  const state = record.state.value;
  const isRunning = state.state === "running";
  const id = `call-${record.id}`;
  const article = useRef<HTMLElement>(null);
  // Somebody has pressed a button, and wants to see what comes of it.
  useEffect(() => {
    if (Date.now() - record.startedAt < JUST_MADE_MS) article.current?.scrollIntoView({ block: "nearest" });
  }, [record]);
  return (
    <article class="call" aria-labelledby={id} ref={article}>
      <header>
        <h4 id={id}>
          {record.title} <span class="quiet">{formatClock(record.startedAt)}</span>
        </h4>
        <StateText record={record} />
        <span class="call-buttons">
          {isRunning ? (
            <button type="button" onClick={() => record.cancel()}>
              Cancel
            </button>
          ) : (
            <button type="button" onClick={onForget} aria-label={`Forget ${record.title}`}>
              Forget
            </button>
          )}
          <button type="button" onClick={onAgain} title="Fills the form with the params of this call">
            Params
          </button>
        </span>
      </header>
      <Outcome record={record} onPick={onPick} />
      <HeardView record={record} />
    </article>
  );
}

function StateText({ record }: { readonly record: CallRecord }): JSX.Element {
  const state = record.state.value;
  switch (state.state) {
    case "running":
      return (
        <span role="status">
          … <Elapsed record={record} />
          {state.sent !== undefined && `, ${formatBytes(state.sent)} sent`}
        </span>
      );
    case "returned":
      return (
        <span class="good" role="status">
          ✓ {state.calls === 1 ? "returned" : `${state.calls} calls`} in {formatDuration(record.duration)}
        </span>
      );
    case "failed":
      return (
        <span class="bad" role="status">
          ✗ failed after {formatDuration(record.duration)}
        </span>
      );
    case "canceled":
      return (
        <span class="warning" role="status">
          ○ canceled after {formatDuration(record.duration)}
        </span>
      );
  }
}

/** How long it has taken by now. */
function Elapsed({ record }: { readonly record: CallRecord }): JSX.Element {
  const [, setTick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTick((tick) => tick + 1), 250);
    return () => clearInterval(timer);
  }, []);
  return <span aria-hidden="true">{formatDuration(record.duration)}</span>;
}

function Outcome({ record, onPick }: Pick<CallViewProps, "record" | "onPick">): JSX.Element | null {
  const state = record.state.value;
  if (state.state === "failed") return <FailureView title={record.title} error={state.error} />;
  if (state.state !== "returned") return null;
  const { results } = state;
  if (results === undefined) return <p class="quiet">It is a stream: what was sent has been taken.</p>;
  const { tree } = results;
  return (
    <div class="results">
      <ValueView node={tree} open={3} nameOf={results.nameOf} onPick={onPick} />
      <CopyButton what="the results as JSON" text={results.json}>
        Copy as JSON
      </CopyButton>
    </div>
  );
}

/** All that is known of an error: its class and code, the other side's stack, where it sent one. */
function FailureView({ title, error }: { readonly title: string; readonly error: unknown }): JSX.Element {
  const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
  const trace = error instanceof RpcError ? error.trace : undefined;
  return (
    <>
      <ErrorText what={`${title} has failed${code === undefined ? "" : `: ${code}`}`} error={error} />
      {trace !== undefined && trace !== "" && (
        <details>
          <summary>Where in the process</summary>
          <pre>{trace}</pre>
        </details>
      )}
    </>
  );
}

const whatIsHeld: { readonly [K in Listening]: string } = {
  unknown: "The process was given a callback",
  yes: "The process holds a callback",
  stopped: "Its calls are refused",
  no: "It was let go of",
};

function HeardView({ record }: { readonly record: CallRecord }): JSX.Element | null {
  const { calls, count } = record.heard.value;
  const listening = record.listening.value;
  if (count === 0 && (listening === "no" || listening === "unknown")) return null;
  const mayBeHeard = listening === "yes" || listening === "unknown";
  return (
    <section class="heard" aria-label={`Calls of the callbacks of ${record.title}`}>
      <p>
        {whatIsHeld[listening]}
        {`; it was called ${count} ${count === 1 ? "time" : "times"}`}
        {count > calls.length && `, the last ${calls.length} are here`}.{" "}
        {mayBeHeard && (
          <button type="button" onClick={() => record.stopListening()}>
            Stop listening
          </button>
        )}
      </p>
      <ol class="heard-calls">
        {calls.toReversed().map(({ id, at, object, method, params }) => (
          <li key={id}>
            <span class="quiet">{formatExactClock(at)}</span> {object}.{method}
            <ValueView node={params} open={1} />
          </li>
        ))}
      </ol>
    </section>
  );
}

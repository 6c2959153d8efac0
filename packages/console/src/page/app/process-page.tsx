// process-page.tsx: a process: its name, its views as tabs, and the one that is shown.
import type { ComponentType, JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { Ended_ending } from "../../console.capnp.ts";
import { Banner } from "../components/banner.tsx";
import { ErrorText } from "../components/error-text.tsx";
import { whatHappened, whatHoldsUp } from "../processes/what-happened.ts";
import { useApp } from "./context.ts";
import { addressOf, type ProcessAddress } from "./route.ts";
import type { ViewProps } from "./target.ts";
import { type FollowState, TargetFollower } from "./target-follower.ts";
import { type ViewEntry, views } from "./views.ts";

export interface ProcessPageProps {
  readonly address: ProcessAddress;
  readonly view: string;
}

/** Of one visit to a process: the address may change meanwhile, when another process takes its place. */
export function ProcessPage({ address, view }: ProcessPageProps): JSX.Element {
  const { link, processes, router } = useApp();
  const follower = useMemo(
    () => new TargetFollower(address, { link, processes, onMoved: (moved) => router.moveTo(moved) }),
    [],
  );
  useEffect(() => () => follower[Symbol.dispose](), [follower]);
  const state = follower.state.value;
  const known = processes.find(address.place, address.pid) ?? state.context?.process;
  const name = known?.name ?? `process ${address.pid}`;
  const shown = views.find((one) => one.name === view);
  useEffect(() => {
    document.title = `${name} – teleop`;
    return () => {
      document.title = "teleop";
    };
  }, [name]);
  return (
    <>
      <div class="process-head">
        <h1>{name}</h1>
        <span class="quiet">
          PID {address.pid}
          {address.place !== "" && ` on ${address.place}`}
          {address.rendezvous !== undefined && `, rendezvous ${address.rendezvous}`}
        </span>
        <StateText state={state} heldUp={whatHoldsUp(known?.state ?? "")} />
      </div>
      <nav class="tabs" aria-label="Views of the process">
        {views.map((one) => (
          <a
            href={addressOf(address, one.name)}
            aria-current={one.name === view ? "page" : undefined}
            key={one.name}
          >
            {one.title}
          </a>
        ))}
      </nav>
      <OverBanner state={state} ending={known?.gone?.ending} onRetry={() => follower.retry()} />
      {shown === undefined && <p>There is no view of this name.</p>}
      {state.context !== undefined && shown !== undefined && (
        <LoadedView entry={shown} target={state.context} key={view} />
      )}
    </>
  );
}

interface StateTextProps {
  readonly state: FollowState;
  /** Why the process itself does nothing; empty where it runs. */
  readonly heldUp: string;
}

function StateText({ state, heldUp }: StateTextProps): JSX.Element {
  switch (state.state) {
    case "attaching":
      return (
        <>
          <span class="quiet">attaching …</span>
          <HeldUp why={heldUp} />
        </>
      );
    case "attached":
      return (
        <>
          <span class="good">● attached</span>
          <HeldUp why={heldUp} />
        </>
      );
    case "over":
      return <span class="warning">○ {state.ended ? "not there" : "not attached"}</span>;
  }
}

function HeldUp({ why }: { readonly why: string }): JSX.Element | null {
  if (why === "") return null;
  return <span class="warning" role="status">{`⚠ ${why}: it answers nothing`}</span>;
}

interface OverBannerProps {
  readonly state: FollowState;
  /** How the process has ended; undefined where that is not told, or not yet. */
  readonly ending: Ended_ending | undefined;
  readonly onRetry: () => void;
}

function OverBanner({ state, ending, onRetry }: OverBannerProps): JSX.Element | null {
  if (state.state !== "over") return null;
  const { context, ended, why } = state;
  if (ended && context !== undefined) {
    return (
      <Banner>
        The process has ended; what is shown is how it was. When it is started again, it is attached to again.{" "}
        <span class="quiet">({ending === undefined ? why : whatHappened(ending)})</span>
      </Banner>
    );
  }
  return (
    <Banner>
      {context === undefined
        ? whyNotAttached(state, ending)
        : `The connection is lost, and is tried again; what is shown is how it was: ${why}`}{" "}
      <button type="button" onClick={onRetry}>
        Try again
      </button>
    </Banner>
  );
}

function whyNotAttached(
  { ended, why }: FollowState & { readonly state: "over" },
  ending: Ended_ending | undefined,
): string {
  if (!ended) return `It cannot be attached to: ${why}`;
  if (ending === undefined) return `It is not listed any more, and cannot be attached to: ${why}`;
  return `The process has ended before it was attached to: ${whatHappened(ending)}`;
}

function LoadedView({ entry, target }: { readonly entry: ViewEntry } & ViewProps): JSX.Element {
  const [loaded, setLoaded] = useState<{ readonly View: ComponentType<ViewProps> }>();
  const [failure, setFailure] = useState<unknown>();
  useEffect(() => {
    entry.load().then(setLoaded, setFailure);
  }, [entry]);
  if (failure !== undefined) return <ErrorText what="the view cannot be loaded" error={failure} />;
  if (loaded === undefined) return <p class="quiet">Loading …</p>;
  return <loaded.View target={target} />;
}

// process-page.tsx: a process: its name, its views as tabs, and the one that is shown.
import type { ComponentType, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Banner } from "../components/banner.tsx";
import { ErrorText } from "../components/error-text.tsx";
import { attachTarget } from "./attach.ts";
import { useApp } from "./context.ts";
import { addressOf, type ProcessAddress } from "./route.ts";
import type { TargetContext, ViewProps } from "./target.ts";
import { views } from "./views.ts";

export interface ProcessPageProps {
  readonly address: ProcessAddress;
  readonly view: string;
}

interface Attaching {
  /** The last that was attached. */
  readonly context: TargetContext | undefined;
  /** Why nothing is attached; undefined while something is, or is tried. */
  readonly over: string | undefined;
}

export function ProcessPage({ address, view }: ProcessPageProps): JSX.Element {
  const { context, over } = useTarget(address);
  const known = useApp().processes.find(address.place, address.pid);
  const name = known?.name ?? context?.process?.name ?? `process ${address.pid}`;
  return (
    <>
      <div class="process-head">
        <h1>{name}</h1>
        <span class="quiet">
          PID {address.pid}
          {address.place !== "" && ` on ${address.place}`}
          {address.rendezvous !== undefined && `, rendezvous ${address.rendezvous}`}
        </span>
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
      {over !== undefined && <Banner>{over}</Banner>}
      {context === undefined && over === undefined && <p class="quiet">Attaching …</p>}
      {context !== undefined && <LoadedView name={view} target={context} key={view} />}
    </>
  );
}

function LoadedView({ name, target }: { readonly name: string } & ViewProps): JSX.Element {
  const [loaded, setLoaded] = useState<{ readonly View: ComponentType<ViewProps> }>();
  const [failure, setFailure] = useState<unknown>();
  useEffect(() => {
    views
      .find((view) => view.name === name)
      ?.load()
      .then(setLoaded, setFailure);
  }, [name]);
  if (failure !== undefined) return <ErrorText what="the view cannot be loaded" error={failure} />;
  if (loaded === undefined) return <p class="quiet">Loading …</p>;
  return <loaded.View target={target} />;
}

function useTarget(address: ProcessAddress): Attaching {
  const { link, processes } = useApp();
  const [attaching, setAttaching] = useState<Attaching>({ context: undefined, over: undefined });
  const state = link.state.value;
  useEffect(() => {
    if (state.state !== "connected") return undefined;
    const stop = new AbortController();
    const run = async (): Promise<void> => {
      const process = processes.find(address.place, address.pid);
      using attached = await attachTarget(state.console, address, process, stop.signal);
      setAttaching({ context: attached.context, over: undefined });
      const stopped = new Promise<undefined>((resolve) =>
        stop.signal.addEventListener("abort", () => resolve(undefined)),
      );
      const over = await Promise.race([attached.over, stopped]);
      if (over !== undefined) setAttaching({ context: attached.context, over });
    };
    run().catch((error: unknown) => {
      if (stop.signal.aborted) return;
      setAttaching((before) => ({ ...before, over: String(error instanceof Error ? error.message : error) }));
    });
    return () => stop.abort(new Error("the page shows something else"));
  }, [state, address.place, address.pid, address.rendezvous]);
  return attaching;
}

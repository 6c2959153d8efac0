// view.tsx: the view "Pipeline" of a process: the graph of what it does, and how far all of it has come, as it changes.
import type { JSX } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { firstNode } from "../../picture/navigate.ts";
import type { ViewProps } from "../app/target.ts";
import { useWhileAttached } from "../app/use-while-attached.ts";
import { ErrorText } from "../components/error-text.tsx";
import type { PictureCanvas } from "./canvas.ts";
import { Panel } from "./panel.tsx";
import { PictureView } from "./picture-view.tsx";
import { type Picture, PipelineStore } from "./pipeline-store.ts";
import { Toolbar } from "./toolbar.tsx";

export function View({ target }: ViewProps): JSX.Element {
  const store = target.kept.get("pipeline", () => new PipelineStore());
  const failure = useWhileAttached(target, (signal) => store.follow(target.session, signal));
  const picture = store.picture.value;
  const layoutFailure = store.layoutFailure.value;
  return (
    <section class="pipeline" aria-labelledby="pipeline-title">
      <h2 id="pipeline-title" class="visually-hidden">
        Pipeline
      </h2>
      {failure !== undefined && picture === undefined && <NoPipeline failure={failure} />}
      {failure !== undefined && picture !== undefined && (
        <ErrorText what="nothing more is told of the pipeline; what is shown is how it was" error={failure} />
      )}
      {layoutFailure !== undefined && (
        <ErrorText what="the picture cannot be laid out" error={layoutFailure} />
      )}
      {failure === undefined && picture === undefined && <p class="quiet">Waiting for the pipeline …</p>}
      {picture !== undefined && (
        <Shown
          store={store}
          picture={picture}
          name={target.process?.name ?? `process-${target.address.pid}`}
        />
      )}
    </section>
  );
}

function NoPipeline({ failure }: { readonly failure: unknown }): JSX.Element {
  return (
    <>
      <p>
        This process shows no pipeline. A program describes its own with <code>@teleop/pipeline</code>.
      </p>
      <details>
        <summary>What it has answered</summary>
        <ErrorText what="the pipeline cannot be followed" error={failure} />
      </details>
    </>
  );
}

interface ShownProps {
  readonly store: PipelineStore;
  readonly picture: Picture;
  readonly name: string;
}

function Shown({ store, picture, name }: ShownProps): JSX.Element {
  const canvas = useRef<PictureCanvas | undefined>(undefined);
  const search = store.search.value.trim().toLowerCase();
  const matches = useMemo(() => found(picture, search), [picture, search]);
  const selected = store.selected.value;
  const show = (node: number): void => {
    const known = picture.model.graph.nodes.find(({ id }) => id === node);
    const seen = known === undefined ? undefined : picture.members.node(known.name);
    if (seen === undefined) return;
    store.selected.value = seen;
    canvas.current?.reveal(seen, true);
  };
  const next = (): void => {
    const all = [...(matches ?? [])];
    const at = all[(all.indexOf(store.selected.value ?? "") + 1) % Math.max(all.length, 1)];
    if (at === undefined) return;
    store.selected.value = at;
    canvas.current?.reveal(at, true);
  };
  const keys = useKeys(store, picture, canvas, show);
  return (
    <>
      <Toolbar {...{ store, picture, name }} found={matches?.size} onNext={next} onShow={show} />
      <div class="pipeline-main" ref={keys}>
        <PictureView
          {...{ store, picture, matches }}
          onCanvas={(made) => {
            canvas.current = made;
          }}
        />
        {selected !== undefined && <Panel {...{ store, picture, selected }} onShow={show} />}
      </div>
      <p class="quiet pipeline-keys">
        Keys in the picture: arrows go from node to node, Shift and arrows move it, + − 0 1 zoom, Enter tells
        all of a node, c opens and closes its group. Anywhere: / finds, b goes to the bottleneck, e to the
        root error, g to the picture.
      </p>
    </>
  );
}

/** What has the text in its name or its kind; undefined where nothing is looked for. */
function found({ layout }: Picture, search: string): ReadonlySet<string> | undefined {
  if (search === "") return undefined;
  const has = (text: string): boolean => text.toLowerCase().includes(search);
  return new Set(
    layout.nodes
      .filter(({ label, kind, members }) => has(label) || has(kind) || members.some(has))
      .map(({ id }) => id),
  );
}

/** The keys that mean the same wherever the focus is, but in what is typed into. */
function useKeys(
  store: PipelineStore,
  picture: Picture,
  canvas: { readonly current: PictureCanvas | undefined },
  show: (node: number) => void,
) {
  const main = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isTyped =
        event.target instanceof Element && event.target.closest("input, select, textarea, dialog");
      if (isTyped || event.ctrlKey || event.metaKey || event.altKey) return;
      switch (event.key) {
        case "/":
          document.querySelector<HTMLElement>(".pipeline-bar input[type=search]")?.focus();
          break;
        case "b": {
          const node = picture.model.bottleneck?.node;
          if (node !== undefined) show(node);
          break;
        }
        case "e": {
          const [root] = picture.model.roots();
          if (root !== undefined) show(root.id);
          break;
        }
        case "g": {
          const id = store.selected.value ?? firstNode(picture.layout)?.id;
          if (id !== undefined) canvas.current?.focus(id);
          break;
        }
        default:
          return;
      }
      event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [store, picture]);
  return main;
}

// toolbar.tsx: what is above the picture: where to look, what to look for, and what to do with all of it.
import type { Bottleneck, NodeView, PipelineModel } from "@teleop/pipeline/client";
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { svgFile } from "../../picture/picture.ts";
import { useApp } from "../app/context.ts";
import { FilterBox } from "../components/filter-box.tsx";
import { saveText } from "../components/save-text.ts";
import { formatDuration } from "../units.ts";
import { Controls } from "./controls.tsx";
import { INTERVALS, type Picture, type PipelineStore } from "./pipeline-store.ts";

export interface ToolbarProps {
  readonly store: PipelineStore;
  readonly picture: Picture;
  /** Of the process, for the names of files. */
  readonly name: string;
  /** How many nodes are found; undefined where nothing is looked for. */
  readonly found: number | undefined;
  /** To the next that is found. */
  readonly onNext: () => void;
  /** Shows a node. */
  readonly onShow: (node: number) => void;
}

export function Toolbar({ store, picture, name, found, onNext, onShow }: ToolbarProps): JSX.Element {
  // Read, so that this is as new as the picture.
  store.beat.value;
  const { toasts } = useApp();
  const { model } = picture;
  const title = model.graph.name === "" ? name : model.graph.name;
  const pace = (interval: number): void => {
    store.pace(interval).catch((error: unknown) => toasts.failed("the rate cannot be changed", error));
  };
  return (
    <>
      <div class="pipeline-bar">
        <search>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              onNext();
            }}
          >
            <FilterBox
              label="Find nodes"
              value={store.search.value}
              onInput={(text) => {
                store.search.value = text;
              }}
            />
            <span class="quiet pipeline-found" role="status">
              {found !== undefined && `${found} found`}
            </span>
          </form>
        </search>
        <Groups store={store} />
        <label>
          Update{" "}
          <select value={store.interval.value} onChange={(event) => pace(Number(event.currentTarget.value))}>
            {INTERVALS.map((interval) => (
              <option value={interval} key={interval}>
                {interval < 1_000 ? `${1_000 / interval} a second` : `every ${formatDuration(interval)}`}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          onClick={() =>
            saveText(title, ".svg", svgFile(picture.layout, picture.figures, { title }), "image/svg+xml")
          }
        >
          Save SVG
        </button>
        <button
          type="button"
          onClick={() =>
            saveText(title, ".json", `${JSON.stringify(model, undefined, 2)}\n`, "application/json")
          }
        >
          Save JSON
        </button>
        <Controls store={store} node={0} controls={model.graph.controls} label="Controls of the pipeline" />
      </div>
      <div class="pipeline-said">
        <Findings bottleneck={model.bottleneck} roots={model.roots()} model={model} onShow={onShow} />
        <Freshness store={store} model={model} />
      </div>
    </>
  );
}

interface FindingsProps {
  readonly model: PipelineModel;
  readonly bottleneck: Bottleneck | undefined;
  readonly roots: readonly NodeView[];
  readonly onShow: (node: number) => void;
}

/** What people look for first. Two lines are kept for it, so that nothing jumps whatever it says: the panel of a node says all. */
function Findings({ model, bottleneck, roots, onShow }: FindingsProps): JSX.Element {
  const nameOf = (id: number): string =>
    model.graph.nodes.find((node) => node.id === id)?.name ?? `node ${id}`;
  return (
    <ul class="pipeline-findings" aria-label="Where to look">
      {bottleneck === undefined ? (
        <li class="quiet">No bottleneck</li>
      ) : (
        <li title={bottleneck.reason}>
          <span class="warning">◆ Bottleneck: </span>
          <button type="button" class="link" onClick={() => onShow(bottleneck.node)}>
            {nameOf(bottleneck.node)}
          </button>
          <span class="quiet"> {bottleneck.reason}</span>
        </li>
      )}
      {roots.length === 0 && <li class="quiet">No error</li>}
      {roots.map(({ id, failure }) => (
        <li key={id} title={failure?.message}>
          {failure?.isFatal ? (
            <span class="bad">✗ Root error: </span>
          ) : (
            <span class="warning">⚠ Last error: </span>
          )}
          <button type="button" class="link" onClick={() => onShow(id)}>
            {nameOf(id)}
          </button>
          <span class="quiet"> {failure?.message}</span>
        </li>
      ))}
    </ul>
  );
}

function Groups({ store }: { readonly store: PipelineStore }): JSX.Element | null {
  const groups = store.groups.value;
  const closed = store.closed.value;
  if (groups.length === 0) return null;
  return (
    <details class="pipeline-groups">
      <summary>
        Groups ({groups.filter(({ id }) => closed.has(id)).length} of {groups.length} closed)
      </summary>
      <div class="pipeline-group-list">
        <div class="actions">
          <button type="button" onClick={() => store.close(new Set(groups.map(({ id }) => id)))}>
            Close all
          </button>
          <button type="button" onClick={() => store.close(new Set())}>
            Open all
          </button>
        </div>
        {groups.map(({ id, path }) => (
          <label key={id}>
            <input type="checkbox" checked={!closed.has(id)} onChange={() => store.toggle(id)} />{" "}
            {path.join(" / ")}
          </label>
        ))}
      </div>
    </details>
  );
}

/** Older than this is told in another way, in milliseconds. */
const STALE_MS = 3_000;

/** How old what is shown is, and what was dropped on the way. */
function Freshness({
  store,
  model,
}: {
  readonly store: PipelineStore;
  readonly model: PipelineModel;
}): JSX.Element {
  const [age, setAge] = useState(store.age);
  useEffect(() => {
    const timer = setInterval(() => setAge(store.age), 1_000);
    return () => clearInterval(timer);
  }, [store]);
  // Where nobody tells any more, nothing newer is on its way.
  const isStale = store.following.value === undefined || age > STALE_MS + store.interval.value;
  return (
    <span class={`pipeline-freshness ${isStale ? "warning" : "quiet"}`}>
      {isStale ? `⚠ as it was ${formatDuration(age)} ago` : "live"}
      {model.dropped > 0 && `, ${model.dropped} updates skipped`}
    </span>
  );
}

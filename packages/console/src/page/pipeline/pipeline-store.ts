// pipeline-store.ts: the pipeline of a process as the view shows it: what is known of it, where it stands on the page, which
// groups are closed and what is selected. It outlives the view, and the process, whose last state stays.
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { followPipeline, type PipelineFollowing, PipelineModel } from "@teleop/pipeline/client";
import { Figures, pictureGraph } from "../../picture/figures.ts";
import { type Layout, layOut } from "../../picture/layout.ts";
import { Members } from "../../picture/members.ts";
import { groupsIn, visibleGraph } from "../../picture/visible.ts";
import type { TargetSession } from "../app/target.ts";
import { WorkerLayout } from "./worker-layout.ts";

/** What is drawn: a layout of a graph, and what is known of it now. */
export interface Picture {
  readonly model: PipelineModel;
  readonly layout: Layout;
  readonly figures: Figures;
  readonly members: Members;
}

export interface Updated {
  /** The ids of what is seen and has changed. */
  readonly ids: ReadonlySet<string>;
}

/** Told of updates; the process sends the next when all of them are done. */
export type UpdateListener = (updated: Updated) => Promise<void>;

/** Between two updates, in milliseconds. */
export const INTERVALS: readonly number[] = [100, 250, 1_000, 5_000];
/** Of a page that nobody sees. */
const HIDDEN_INTERVAL = 2_000;

export class PipelineStore implements Disposable {
  readonly #picture = signal<Picture | undefined>();
  readonly #following = signal<PipelineFollowing | undefined>();
  readonly #closed = signal<ReadonlySet<string>>(new Set());
  readonly #layoutFailure = signal<unknown>();
  readonly #beat = signal(0);
  readonly #listeners = new Set<UpdateListener>();
  #engine: WorkerLayout | undefined;
  #model = new PipelineModel();
  #bottleneck: number | undefined;
  #laidOut: Promise<void> = Promise.resolve();
  #receivedAt = 0;

  /** The id of what is selected. */
  readonly selected: Signal<string | undefined> = signal<string | undefined>(undefined);
  readonly search: Signal<string> = signal("");
  readonly interval: Signal<number> = signal(100);

  readonly groups: ReadonlySignal<ReturnType<typeof groupsIn>> = computed(() => {
    const picture = this.#picture.value;
    return picture === undefined ? [] : groupsIn(pictureGraph(picture.model));
  });

  get picture(): ReadonlySignal<Picture | undefined> {
    return this.#picture;
  }

  /** Undefined while nothing is told. */
  get following(): ReadonlySignal<PipelineFollowing | undefined> {
    return this.#following;
  }

  /** Why the graph could not be laid out. */
  get layoutFailure(): ReadonlySignal<unknown> {
    return this.#layoutFailure;
  }

  get closed(): ReadonlySignal<ReadonlySet<string>> {
    return this.#closed;
  }

  /** Another number after each update: who reads it is told of that. */
  get beat(): ReadonlySignal<number> {
    return this.#beat;
  }

  /** Milliseconds since the last update came. */
  get age(): number {
    return performance.now() - this.#receivedAt;
  }

  /** Follows until the signal says otherwise, or the connection is over. @throws where the process has no pipeline to show. */
  async follow(session: TargetSession, signal: AbortSignal): Promise<void> {
    await using following = await followPipeline(session, {
      interval: this.#pace,
      signal,
      onUpdate: (model, change) => {
        this.#model = model;
        return this.#updated(model, change);
      },
    });
    this.#following.value = following;
    const stopPacing = this.#paceByVisibility(following);
    try {
      const stopped = new Promise<undefined>((resolve) => {
        signal.addEventListener("abort", () => resolve(undefined), { once: true });
        if (signal.aborted) resolve(undefined);
      });
      const why = await Promise.race([following.ended, stopped]);
      if (why !== undefined) throw why;
    } finally {
      stopPacing();
      this.#following.value = undefined;
    }
  }

  /** Until the function that it returns is called. */
  listen(listener: UpdateListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async pace(interval: number): Promise<void> {
    this.interval.value = interval;
    await this.#following.value?.pace(this.#pace);
  }

  toggle(group: string): void {
    const closed = new Set(this.#closed.value);
    if (!closed.delete(group)) closed.add(group);
    this.close(closed);
  }

  close(groups: ReadonlySet<string>): void {
    this.#closed.value = groups;
    this.#layOut();
  }

  [Symbol.dispose](): void {
    this.#engine?.[Symbol.dispose]();
  }

  get #pace(): number {
    return document.hidden ? Math.max(HIDDEN_INTERVAL, this.interval.value) : this.interval.value;
  }

  #paceByVisibility(following: PipelineFollowing): () => void {
    const onChange = (): void => {
      // Where the connection is over, that is told by `ended`.
      following.pace(this.#pace).catch(() => {});
    };
    document.addEventListener("visibilitychange", onChange);
    return () => document.removeEventListener("visibilitychange", onChange);
  }

  async #updated(
    model: PipelineModel,
    { isGraphNew, nodes, edges }: Parameters<Parameters<typeof followPipeline>[1]["onUpdate"]>[1],
  ): Promise<void> {
    this.#receivedAt = performance.now();
    const picture = this.#picture.value;
    if (isGraphNew || picture?.model !== model) {
      this.#layOut();
      await this.#laidOut;
      this.#beat.value++;
      return;
    }
    const bottleneck = model.bottleneck?.node;
    const changed = new Set(nodes);
    if (bottleneck !== this.#bottleneck) {
      for (const id of [bottleneck, this.#bottleneck]) if (id !== undefined) changed.add(id);
    }
    this.#bottleneck = bottleneck;
    const ids = new Set<string>();
    for (const { id, name } of model.graph.nodes) {
      const seen = changed.has(id) ? picture.members.node(name) : undefined;
      if (seen !== undefined) ids.add(seen);
    }
    for (const id of edges) {
      const seen = picture.members.edge(String(id));
      if (seen !== undefined) ids.add(seen);
    }
    this.#beat.value++;
    await Promise.all([...this.#listeners].map((listener) => listener({ ids })));
  }

  /** One after the other, each from where the last one stands; what is out of date by then is not laid out at all. */
  #layOut(): void {
    const [model, closed, { revision }] = [this.#model, this.#closed.value, this.#model.graph];
    const isOutdated = (): boolean =>
      model !== this.#model || closed !== this.#closed.value || revision !== model.graph.revision;
    this.#laidOut = this.#laidOut.then(async () => {
      if (isOutdated()) return;
      try {
        this.#engine ??= new WorkerLayout();
        const graph = visibleGraph(pictureGraph(model), closed);
        const layout = await layOut(this.#engine, graph, this.#picture.value?.layout);
        if (isOutdated()) return;
        this.#picture.value = { model, layout, figures: new Figures(model), members: new Members(graph) };
        this.#layoutFailure.value = undefined;
      } catch (error) {
        this.#layoutFailure.value = error;
        // A worker that has failed lays nothing out any more: the next is another one.
        this.#engine?.[Symbol.dispose]();
        this.#engine = undefined;
      }
    });
  }
}

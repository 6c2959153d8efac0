// d3-flame-graph.d.ts: what is used of d3-flame-graph, which comes without types.
declare module "d3-flame-graph" {
  import type { Selection } from "d3-selection";

  /** A frame, as d3-hierarchy has it. */
  export interface FlameFrame<Datum> {
    /** Counted from the root, which is 0. */
    readonly id: number;
    readonly data: Datum;
    readonly parent: FlameFrame<Datum> | null;
    readonly children?: readonly FlameFrame<Datum>[];
    /** Whether a search has found it. */
    readonly highlight?: boolean;
  }

  export interface FlameGraphChart<Datum> {
    (selection: Selection<HTMLElement, Datum, null, undefined>): void;
    width(pixels: number): this;
    cellHeight(pixels: number): this;
    /** The root at the top. */
    inverted(isInverted: boolean): this;
    /** In pixels: what is not wider is not drawn. */
    minFrameSize(pixels: number): this;
    transitionDuration(milliseconds: number): this;
    resetHeightOnZoom(does: boolean): this;
    sort(order: (one: FlameFrame<Datum>, other: FlameFrame<Datum>) => number): this;
    setColorMapper(colour: (frame: FlameFrame<Datum>) => string): this;
    setLabelHandler(label: (frame: FlameFrame<Datum>) => string): this;
    /** Told the label of what the pointer is at; null when it leaves. */
    setDetailsHandler(told: (label: string | null) => void): this;
    setSearchMatch(matches: (frame: FlameFrame<Datum>, term: string) => boolean): this;
    setSearchHandler(told: (found: readonly FlameFrame<Datum>[]) => void): this;
    /** Told when a frame was clicked, or zoomed to, once all is drawn. */
    onClick(told: (frame: FlameFrame<Datum>) => void): this;
    search(term: string): void;
    clear(): void;
    findById(id: number): FlameFrame<Datum> | undefined;
    zoomTo(frame: FlameFrame<Datum>): void;
    resetZoom(): void;
    update(): this;
    destroy(): this;
  }

  // biome-ignore lint/style/noDefaultExport: it is what the package has
  export default function flamegraph<Datum>(): FlameGraphChart<Datum>;
}

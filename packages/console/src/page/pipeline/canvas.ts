// canvas.ts: the picture in the page. It is drawn once for a layout; what changes is written in slices that leave each frame
// time to be painted, and only where somebody sees it. Each node and each edge is an SVG of its own: in a large one a browser
// would lay out and paint all of it when a single text changes.
import { drawEdge, edgeChanges, edgeText } from "../../picture/draw-edge.ts";
import { drawNode, nodeChanges, nodeText, SPARK_POINTS, sparkChanges } from "../../picture/draw-node.ts";
import type { Figures } from "../../picture/figures.ts";
import type { Box, Layout, PlacedEdge, PlacedNode } from "../../picture/layout.ts";
import { firstNode } from "../../picture/navigate.ts";
import { definitions, drawGroup } from "../../picture/picture.ts";
import { pageStyle } from "../../picture/style.ts";
import { element, type SvgElement } from "../../picture/svg.ts";
import { fitting, isWithin, revealing, type Size, seenPart, type Viewport } from "../../picture/viewport.ts";
import { Mounted } from "./mounted.ts";

/** How much of a frame may be used to write what has changed, in milliseconds. */
const SLICE_MS = 4;
/** Below this scale nobody can read the small texts: names, rates, bars and marks are large instead, and no other text is painted. */
const FAR = 0.6;
/** What is looked for is shown at least as large. */
const READABLE = 0.7;

interface Drawn {
  readonly mounted: Mounted;
  readonly box: Box;
  /** Writes what it shows now. */
  readonly refresh: () => void;
  /** Its exact values. */
  readonly text: () => string;
}

export interface CanvasOptions {
  /** The viewport is another one, whoever has moved it. */
  readonly onViewport: (viewport: Viewport) => void;
}

/** Disposing it takes the picture out of the page. */
export class PictureCanvas implements Disposable {
  readonly element: HTMLElement;
  readonly #options: CanvasOptions;
  readonly #style = new CSSStyleSheet();
  readonly #world: HTMLElement;
  readonly #resizes: ResizeObserver;
  readonly #drawn = new Map<string, Drawn>();
  readonly #dirty = new Set<string>();
  #layout: Layout | undefined;
  #viewport: Viewport = { x: 0, y: 0, scale: 1 };
  #size: Size = { width: 0, height: 0 };
  /** Whether all is to be seen, until somebody looks closer. */
  #isFitted = true;
  #frame: number | undefined;
  #written = Promise.withResolvers<void>();
  #selected: string | undefined;
  #matches: ReadonlySet<string> | undefined;

  /** @param container what the picture fills. */
  constructor(container: HTMLElement, options: CanvasOptions) {
    this.#options = options;
    this.#style.replaceSync(pageStyle());
    document.adoptedStyleSheets.push(this.#style);
    this.element = document.createElement("div");
    this.element.className = "teleop-picture";
    this.element.setAttribute("role", "group");
    this.element.setAttribute("aria-label", "Pipeline");
    this.#world = document.createElement("div");
    this.#world.className = "picture-world";
    this.element.append(paper(definitions(), { x: 0, y: 0, width: 0, height: 0 }), this.#world);
    container.append(this.element);
    this.#resizes = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const { width, height } = entry.contentRect;
      this.#size = { width, height };
      this.#place(this.#isFitted && this.#layout ? fitting(this.#layout.bounds, this.#size) : this.#viewport);
    });
    this.#resizes.observe(container);
    const { width, height } = container.getBoundingClientRect();
    this.#size = { width, height };
    this.#written.resolve();
  }

  get viewport(): Viewport {
    return this.#viewport;
  }

  get size(): Size {
    return this.#size;
  }

  get layout(): Layout | undefined {
    return this.#layout;
  }

  /** Draws a layout anew; where nobody has looked closer, all of it is seen. */
  show(layout: Layout, figures: Figures): void {
    const focused = this.#focusedId();
    this.#layout = layout;
    this.#drawn.clear();
    this.#dirty.clear();
    for (const edge of layout.edges) this.#drawn.set(edge.id, this.#edge(edge, layout, figures));
    for (const node of layout.nodes) this.#drawn.set(node.id, this.#node(node, figures));
    for (const { refresh } of this.#drawn.values()) refresh();
    const groups = layout.groups.map((group) => {
      const { element: frame } = new Mounted(drawGroup(group));
      frame.dataset.group = group.id;
      return paper(frame, group);
    });
    const things = [...this.#drawn.values()].map(({ mounted, box }) => paper(mounted.element, box));
    this.#world.replaceChildren(...groups, ...things);
    this.#mark();
    if (this.#isFitted) this.fit();
    else this.#place(this.#viewport);
    this.#makeReachable(focused ?? firstNode(layout)?.id);
    if (focused !== undefined) this.focus(focused);
  }

  /** Resolves when what has changed until then is written: at once where nobody sees the page. */
  changed(ids: Iterable<string>): Promise<void> {
    for (const id of ids) if (this.#drawn.has(id)) this.#dirty.add(id);
    if (document.hidden) return Promise.resolve();
    this.#schedule();
    return this.#written.promise;
  }

  /** Nobody sees the page any more: a browser draws nothing then, and what waits for that would wait until somebody does. */
  hide(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
    this.#written.resolve();
  }

  /** Everything, such as after the page was hidden. */
  refresh(): void {
    void this.changed(this.#drawn.keys());
  }

  fit(): void {
    if (this.#layout !== undefined) this.#place(fitting(this.#layout.bounds, this.#size));
    this.#isFitted = true;
  }

  look(viewport: Viewport): void {
    this.#isFitted = false;
    this.#place(viewport);
  }

  /** Moves and zooms only as far as it takes to see it; `closely` so that it can be read. */
  reveal(id: string, closely = false): void {
    const box = this.#drawn.get(id)?.box;
    if (box === undefined) return;
    const next = revealing(this.#viewport, box, this.#size, closely ? READABLE : 0);
    if (next !== this.#viewport) this.look(next);
  }

  select(id: string | undefined): void {
    this.#selected = id;
    this.#mark();
  }

  /** What is looked for stands out; undefined where nothing is looked for. */
  highlight(ids: ReadonlySet<string> | undefined): void {
    this.#matches = ids;
    this.#mark();
  }

  focus(id: string): void {
    this.#makeReachable(id);
    this.#drawn.get(id)?.mounted.element.focus({ preventScroll: true });
  }

  /** The exact values of what is under the pointer. */
  textOf(id: string): string {
    return this.#drawn.get(id)?.text() ?? "";
  }

  [Symbol.dispose](): void {
    this.#resizes.disconnect();
    this.hide();
    this.element.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.#style);
  }

  #node(node: PlacedNode, figures: Figures): Drawn {
    const mounted = new Mounted(drawNode(node));
    const { element } = mounted;
    element.dataset.id = node.id;
    element.setAttribute("role", "button");
    element.setAttribute("tabindex", "-1");
    let points = "";
    return {
      mounted,
      box: node,
      refresh: () => {
        const said = figures.node(node);
        if (said === undefined) return;
        mounted.apply(nodeChanges(node, said));
        const history = figures.history(node, SPARK_POINTS);
        // There is a point a second, and several updates.
        const now = `${history.length} ${history[0]} ${history.at(-1)}`;
        if (now !== points) mounted.apply(sparkChanges(history));
        points = now;
      },
      text: () => {
        const said = figures.node(node);
        return said === undefined ? node.label : nodeText(node, said);
      },
    };
  }

  #edge(edge: PlacedEdge, layout: Layout, figures: Figures): Drawn {
    const mounted = new Mounted(drawEdge(edge));
    mounted.element.dataset.id = edge.id;
    const labelOf = (id: string): string => layout.nodes.find((node) => node.id === id)?.label ?? "";
    return {
      mounted,
      box: edgeBox(edge),
      refresh: () => {
        const said = figures.edge(edge);
        if (said !== undefined) mounted.apply(edgeChanges(edge, said));
      },
      text: () => {
        const said = figures.edge(edge);
        return said === undefined ? "" : edgeText(labelOf(edge.tail), labelOf(edge.head), said);
      },
    };
  }

  #place(viewport: Viewport): void {
    this.#viewport = viewport;
    const { x, y, scale } = viewport;
    this.#world.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
    this.element.classList.toggle("is-far", scale < FAR);
    this.#options.onViewport(viewport);
    // What has changed out of sight may be in sight now.
    if (this.#dirty.size > 0 && !document.hidden) this.#schedule();
  }

  #schedule(): void {
    if (this.#frame !== undefined) return;
    this.#written = Promise.withResolvers<void>();
    const written = this.#written;
    const slice = (): void => {
      this.#frame = this.#write() ? undefined : requestAnimationFrame(slice);
      if (this.#frame === undefined) written.resolve();
    };
    this.#frame = requestAnimationFrame(slice);
  }

  /** Writes for as long as there is time; whether all that is in sight is written. */
  #write(): boolean {
    const until = performance.now() + SLICE_MS;
    const part = seenPart(this.#viewport, this.#size);
    for (const id of this.#dirty) {
      const drawn = this.#drawn.get(id);
      if (drawn !== undefined && !isWithin(drawn.box, part)) continue;
      if (performance.now() > until) return false;
      this.#dirty.delete(id);
      drawn?.refresh();
    }
    return true;
  }

  #mark(): void {
    const matches = this.#matches;
    for (const [id, { mounted }] of this.#drawn) {
      const { dataset } = mounted.element;
      toggle(dataset, "selected", id === this.#selected);
      toggle(dataset, "match", matches?.has(id) === true);
      toggle(dataset, "other", matches !== undefined && !matches.has(id));
    }
  }

  #focusedId(): string | undefined {
    const { activeElement } = document;
    return activeElement !== null && this.element.contains(activeElement)
      ? (activeElement as SVGElement).dataset.id
      : undefined;
  }

  /** The Tab key reaches one node of the picture; the arrow keys lead on from there. */
  #makeReachable(id: string | undefined): void {
    for (const reachable of this.#world.querySelectorAll("[tabindex='0']")) {
      reachable.setAttribute("tabindex", "-1");
    }
    const chosen = this.#drawn.get(id ?? "") ?? this.#drawn.get(firstId(this.#layout));
    chosen?.mounted.element.setAttribute("tabindex", "0");
  }
}

/** What is painted beyond a box: borders, badges, the pile of a group. */
const BEYOND = 12;

/** An SVG that covers a box of the picture, and what is painted beyond it. */
function paper(drawing: SVGElement | SvgElement, box: Box): SVGElement {
  const [x, y] = [box.x - BEYOND, box.y - BEYOND];
  const [width, height] = [box.width + 2 * BEYOND, box.height + 2 * BEYOND];
  const { element: svg } = new Mounted(
    element("svg", { width, height, viewBox: `${x} ${y} ${width} ${height}`, role: "presentation" }),
  );
  svg.style.left = `${x}px`;
  svg.style.top = `${y}px`;
  svg.append(drawing instanceof SVGElement ? drawing : new Mounted(drawing).element);
  return svg;
}

function firstId(layout: Layout | undefined): string {
  return (layout === undefined ? undefined : firstNode(layout)?.id) ?? "";
}

function toggle(dataset: DOMStringMap, name: string, is: boolean): void {
  if (is) dataset[name] = "";
  else delete dataset[name];
}

function edgeBox({ points, label }: PlacedEdge): Box {
  const xs = [...points.map(({ x }) => x), label.x, label.x + label.width];
  const ys = [...points.map(({ y }) => y), label.y, label.y + label.height];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

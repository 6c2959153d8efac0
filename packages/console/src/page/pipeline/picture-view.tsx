// picture-view.tsx: the picture on the page, and how it is moved: by the pointer, the wheel, and the keyboard.
import type { JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Point } from "../../picture/layout.ts";
import { type Direction, nextNode } from "../../picture/navigate.ts";
import { moved, type Viewport, zoomed } from "../../picture/viewport.ts";
import { PictureCanvas } from "./canvas.ts";
import type { Picture, PipelineStore } from "./pipeline-store.ts";

export interface PictureViewProps {
  readonly store: PipelineStore;
  readonly picture: Picture;
  /** The ids of what is looked for; undefined where nothing is. */
  readonly matches: ReadonlySet<string> | undefined;
  /** Given the canvas once it is there, and undefined when it has gone. */
  readonly onCanvas: (canvas: PictureCanvas | undefined) => void;
}

const STEP = 1.25;
/** How far a pointer moves before it moves the picture, in pixels. */
const SLOP = 4;

export function PictureView({ store, picture, matches, onCanvas }: PictureViewProps): JSX.Element {
  const container = useRef<HTMLDivElement>(null);
  const [viewport, setViewport] = useState<Viewport>();
  const [canvas, setCanvas] = useState<PictureCanvas>();
  useEffect(() => {
    if (container.current === null) return undefined;
    const made = new PictureCanvas(container.current, { onViewport: setViewport });
    const stopListening = store.listen(({ ids }) => made.changed(ids));
    const stopMoving = moveByInput(made, store);
    const onVisible = (): void => {
      if (document.hidden) made.hide();
      else made.refresh();
    };
    document.addEventListener("visibilitychange", onVisible);
    setCanvas(made);
    onCanvas(made);
    return () => {
      document.removeEventListener("visibilitychange", onVisible);
      stopMoving();
      stopListening();
      made[Symbol.dispose]();
      onCanvas(undefined);
    };
  }, [store]);
  useEffect(() => canvas?.show(picture.layout, picture.figures), [canvas, picture]);
  const selected = store.selected.value;
  useEffect(() => canvas?.select(selected), [canvas, picture, selected]);
  useEffect(() => canvas?.highlight(matches), [canvas, picture, matches]);
  return (
    <div class="pipeline-picture">
      <div class="picture-frame" ref={container} />
      {canvas !== undefined && viewport !== undefined && (
        <>
          <div class="picture-zoom" role="toolbar" aria-label="Zoom">
            <button type="button" aria-label="Smaller" onClick={() => zoom(canvas, 1 / STEP)}>
              −
            </button>
            <button
              type="button"
              aria-label={`${percentOf(viewport)} %: as large as drawn`}
              onClick={() => zoom(canvas, 1 / viewport.scale)}
            >
              {percentOf(viewport)} %
            </button>
            <button type="button" aria-label="Larger" onClick={() => zoom(canvas, STEP)}>
              +
            </button>
            <button type="button" onClick={() => canvas.fit()}>
              Fit
            </button>
          </div>
          <Tip store={store} canvas={canvas} />
        </>
      )}
    </div>
  );
}

/** The exact values of what is under the pointer, as they change. */
function Tip({
  store,
  canvas,
}: {
  readonly store: PipelineStore;
  readonly canvas: PictureCanvas;
}): JSX.Element | null {
  const [at, setAt] = useState<{ readonly id: string; readonly x: number; readonly y: number }>();
  useEffect(() => {
    const onMove = (event: PointerEvent): void => {
      const id = idAt(event.target);
      const frame = canvas.element.getBoundingClientRect();
      setAt(id === undefined ? undefined : { id, x: event.clientX - frame.x, y: event.clientY - frame.y });
    };
    const onLeave = (): void => setAt(undefined);
    const { element } = canvas;
    element.addEventListener("pointermove", onMove);
    element.addEventListener("pointerleave", onLeave);
    return () => {
      element.removeEventListener("pointermove", onMove);
      element.removeEventListener("pointerleave", onLeave);
    };
  }, [canvas]);
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Set by script, since the page's policy takes no style of a text.
    if (at === undefined || element.current === null) return;
    const { style, offsetWidth, offsetHeight } = element.current;
    const { width, height } = canvas.size;
    style.left = `${Math.max(0, Math.min(at.x + TIP_GAP, width - offsetWidth))}px`;
    style.top = `${at.y + TIP_GAP + offsetHeight > height ? at.y - TIP_GAP - offsetHeight : at.y + TIP_GAP}px`;
  }, [canvas, at]);
  // What it says is as new as what is drawn.
  const beat = store.beat.value;
  const text = useMemo(() => (at === undefined ? "" : canvas.textOf(at.id)), [canvas, at, beat]);
  if (text === "") return null;
  return (
    <div class="picture-tip" ref={element}>
      {text}
    </div>
  );
}

const TIP_GAP = 14;

function zoom(canvas: PictureCanvas, factor: number): void {
  const { width, height } = canvas.size;
  canvas.look(zoomed(canvas.viewport, factor, { x: width / 2, y: height / 2 }));
}

function idAt(target: EventTarget | null): string | undefined {
  const element = target instanceof Element ? target.closest<SVGElement>("[data-id]") : null;
  return element?.dataset.id;
}

/** Until the function that it returns is called. */
function moveByInput(canvas: PictureCanvas, store: PipelineStore): () => void {
  const { element } = canvas;
  const stop = new AbortController();
  const { signal } = stop;
  let from: Point | undefined;
  let isMoving = false;
  element.addEventListener(
    "pointerdown",
    (event) => {
      if (event.button === 0) from = { x: event.clientX, y: event.clientY };
      isMoving = false;
    },
    { signal },
  );
  element.addEventListener(
    "pointermove",
    (event) => {
      if (from === undefined) return;
      const by = { x: event.clientX - from.x, y: event.clientY - from.y };
      if (!isMoving && Math.hypot(by.x, by.y) < SLOP) return;
      isMoving = true;
      element.setPointerCapture(event.pointerId);
      from = { x: event.clientX, y: event.clientY };
      canvas.look(moved(canvas.viewport, by));
    },
    { signal },
  );
  const end = (): void => {
    from = undefined;
  };
  element.addEventListener("pointerup", end, { signal });
  element.addEventListener("pointercancel", end, { signal });
  element.addEventListener(
    "click",
    (event) => {
      if (isMoving || !(event.target instanceof Element)) return;
      const id = idAt(event.target);
      const group = event.target.closest<SVGElement>("[data-group]")?.dataset.group;
      store.selected.value = id ?? group;
      if (id !== undefined) canvas.focus(id);
    },
    { signal },
  );
  element.addEventListener(
    "dblclick",
    (event) => {
      if (!(event.target instanceof Element)) return;
      const id = idAt(event.target);
      const isClosed = id !== undefined && store.closed.value.has(id);
      const group = isClosed ? id : event.target.closest<SVGElement>("[data-group]")?.dataset.group;
      if (group !== undefined) store.toggle(group);
    },
    { signal },
  );
  element.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const { x, y } = element.getBoundingClientRect();
      // A line is some 16 pixels.
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 16 : event.deltaY;
      const at = { x: event.clientX - x, y: event.clientY - y };
      canvas.look(zoomed(canvas.viewport, Math.exp(-pixels / 400), at));
    },
    { signal, passive: false },
  );
  element.addEventListener("keydown", (event) => onKey(event, canvas, store), { signal });
  return () => stop.abort();
}

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

function onKey(event: KeyboardEvent, canvas: PictureCanvas, store: PipelineStore): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const id = idAt(event.target);
  if (id === undefined || !act(event, id, canvas, store)) return;
  event.preventDefault();
  event.stopPropagation();
}

/** Whether the key means something here. */
function act(
  { key, shiftKey }: KeyboardEvent,
  id: string,
  canvas: PictureCanvas,
  store: PipelineStore,
): boolean {
  const arrow = ARROWS[key];
  if (arrow !== undefined) {
    if (shiftKey) canvas.look(moved(canvas.viewport, PANS[arrow]));
    else step(id, arrow, canvas);
    return true;
  }
  switch (key) {
    case "Enter":
    case " ":
      store.selected.value = id;
      return true;
    case "Escape":
      store.selected.value = undefined;
      return true;
    case "+":
      zoom(canvas, STEP);
      return true;
    case "-":
      zoom(canvas, 1 / STEP);
      return true;
    case "0":
      canvas.fit();
      return true;
    case "1":
      zoom(canvas, 1 / canvas.viewport.scale);
      return true;
    case "c": {
      const group = canvas.layout?.nodes.find((node) => node.id === id);
      const toggled = group?.isGroup === true ? id : group?.parent;
      if (toggled !== undefined) store.toggle(toggled);
      return true;
    }
    default:
      return false;
  }
}

const PANS: Readonly<Record<Direction, Point>> = {
  left: { x: 80, y: 0 },
  right: { x: -80, y: 0 },
  up: { x: 0, y: 80 },
  down: { x: 0, y: -80 },
};

function step(id: string, direction: Direction, canvas: PictureCanvas): void {
  const next = canvas.layout === undefined ? undefined : nextNode(canvas.layout, id, direction);
  if (next === undefined) return;
  canvas.reveal(next.id);
  canvas.focus(next.id);
}

function percentOf({ scale }: Viewport): number {
  return Math.round(scale * 100);
}

// flame-graph.tsx: a profile as a flame graph, the root at the top. d3-flame-graph lays it out, zooms and searches; what it
// does not have is here: keys, a line that says what is under the pointer or the focus, and colours of the page.
import flamegraph, { type FlameFrame, type FlameGraphChart } from "d3-flame-graph";
import { select } from "d3-selection";
import type { JSX } from "preact";
import { useEffect, useId, useMemo, useRef, useState } from "preact/hooks";
import type { Stacks } from "../../captures.capnp.ts";
import { FilterBox } from "../components/filter-box.tsx";
import { formatDuration, formatShare } from "../units.ts";
import { frameAfter, timeIn } from "./flame-frames.ts";
import { detailsOf, type FlameNode, flameTree, kindOf } from "./flame-tree.ts";

const ROW_PIXELS = 20;
/** What is narrower is not drawn: a profile has tens of thousands. */
const LEAST_PIXELS = 1;

type Frame = FlameFrame<FlameNode>;

interface Drawn {
  readonly chart: FlameGraphChart<FlameNode>;
  readonly element: HTMLElement;
}

export function FlameGraph({ stacks }: { readonly stacks: Stacks }): JSX.Element {
  const container = useRef<HTMLDivElement>(null);
  const drawn = useRef<Drawn>(undefined);
  const focused = useRef<Frame>(undefined);
  const [focusedText, setFocusedText] = useState("");
  const [pointedText, setPointedText] = useState<string>();
  const [found, setFound] = useState("");
  const [term, setTerm] = useState("");
  const [isZoomed, setIsZoomed] = useState(false);
  const tree = useMemo(() => flameTree(stacks), [stacks]);
  const id = useId();

  const focus = (frame: Frame): void => {
    focused.current = frame;
    setFocusedText(detailsOf(frame.data, stacks.busy));
    markFocused(drawn.current, frame.id);
  };
  useEffect(() => {
    const element = container.current;
    if (element === null) return undefined;
    const chart = flamegraph<FlameNode>()
      .width(element.clientWidth)
      .cellHeight(ROW_PIXELS)
      .inverted(true)
      .minFrameSize(LEAST_PIXELS)
      .transitionDuration(0)
      .resetHeightOnZoom(true)
      .sort((one, other) => other.data.value - one.data.value)
      .setColorMapper((frame) => colourOf(frame))
      .setLabelHandler((frame) => detailsOf(frame.data, stacks.busy))
      .setDetailsHandler((label) => setPointedText(label ?? undefined))
      .setSearchMatch((frame, wanted) => matches(frame.data, wanted))
      .setSearchHandler((frames) => setFound(foundText(frames, stacks.busy)))
      .onClick((frame) => {
        setIsZoomed(frame.id !== 0);
        focus(frame);
      });
    chart(select<HTMLElement, FlameNode>(element).datum(tree));
    drawn.current = { chart, element };
    const root = chart.findById(0);
    if (root !== undefined) focus(root);
    const resized = new ResizeObserver(() => {
      chart.width(element.clientWidth).update();
      markFocused(drawn.current, focused.current?.id);
    });
    resized.observe(element);
    return () => {
      resized.disconnect();
      chart.destroy();
      drawn.current = undefined;
    };
  }, [tree]);
  const search = (wanted: string): void => {
    setTerm(wanted);
    const chart = drawn.current?.chart;
    if (wanted === "") {
      chart?.clear();
      setFound("");
    } else chart?.search(wanted);
    markFocused(drawn.current, focused.current?.id);
  };
  const onKey = (event: KeyboardEvent): void => {
    const chart = drawn.current?.chart;
    const frame = focused.current;
    if (chart === undefined || frame === undefined) return;
    const next = frameAfter(event.key, frame);
    if (next !== undefined) focus(next);
    else if (event.key === "Enter" || event.key === " ") chart.zoomTo(frame);
    else if (event.key === "Escape" && isZoomed) chart.resetZoom();
    else return;
    event.preventDefault();
  };
  return (
    <div class="flame stack">
      <div class="actions start">
        <FilterBox label="Find functions" value={term} onInput={search} />
        <button type="button" disabled={!isZoomed} onClick={() => drawn.current?.chart.resetZoom()}>
          Show all
        </button>
        <span role="status">{found}</span>
        <ul class="flame-legend" aria-label="Colours">
          <li class="application">of the application</li>
          <li class="dependency">of a dependency</li>
          <li class="runtime">of the runtime</li>
        </ul>
      </div>
      {/* What is drawn is told by the line below it, and by the table of functions. */}
      <div
        ref={container}
        class="flame-graph"
        role="application"
        aria-roledescription="flame graph"
        aria-label="Calls by time"
        aria-describedby={id}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is operated by keys
        tabIndex={0}
        onKeyDown={onKey}
      />
      <p class="flame-details" aria-live="polite">
        {pointedText ?? focusedText}
      </p>
      <p class="quiet" id={id}>
        Arrows go to what a function called, its caller, and its neighbours; Enter or a click shows only that
        part, Escape all of it.
        {stacks.leftOut > 0 && ` The ${stacks.leftOut} smallest calls are left out.`}
      </p>
    </div>
  );
}

/** The text of what is drawn is always dark: the colours are light in both themes. */
function colourOf({ data, highlight }: Frame): string {
  if (highlight === true) return "var(--flame-found)";
  return data.of === undefined ? "var(--flame-all)" : `var(--flame-${kindOf(data)})`;
}

function matches({ name, of }: FlameNode, wanted: string): boolean {
  const text = wanted.toLowerCase();
  return name.toLowerCase().includes(text) || (of?.url.toLowerCase().includes(text) ?? false);
}

function foundText(frames: readonly Frame[], busy: number): string {
  if (frames.length === 0) return "nothing found";
  const time = timeIn(frames);
  return `${frames.length} found: ${formatDuration(time / 1000)}, ${formatShare(busy > 0 ? time / busy : 0)}`;
}

function markFocused(drawn: Drawn | undefined, id: number | undefined): void {
  if (drawn === undefined) return;
  select(drawn.element)
    .selectAll<SVGGElement, Frame>("g")
    .classed("is-focused", (frame) => frame.id === id);
}

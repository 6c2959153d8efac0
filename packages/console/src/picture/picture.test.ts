// picture.test.ts: what a picture says, and that it is a file that every reader of SVG takes, whatever a process says.
import { expect, test } from "bun:test";
import { edgeChanges } from "./draw-edge.ts";
import { drawNode, nodeChanges, nodeText, sparkChanges } from "./draw-node.ts";
import { elkInThisThread } from "./elk.ts";
import { Figures, pictureGraph } from "./figures.ts";
import { type Layout, layOut } from "./layout.ts";
import { shortBytes, shortCount, shortPart, shortPartOfBytes, shortRate } from "./numbers.ts";
import { svgFile } from "./picture.ts";
import { element, markupOf, withChanges } from "./svg.ts";
import { modelOf, sampleUpdate } from "./testing/model.ts";
import { BOLD, fitted, textWidth } from "./text-size.ts";
import { groupId, visibleGraph } from "./visible.ts";

const engine = await elkInThisThread();
const model = modelOf();
const figures = new Figures(model);

async function layoutOf(...closed: string[]): Promise<Layout> {
  return await layOut(engine, visibleGraph(pictureGraph(model), new Set(closed)));
}

function nodeAt(layout: Layout, label: string): Layout["nodes"][number] {
  const node = layout.nodes.find((one) => one.label === label);
  if (node === undefined) throw new Error(`there is no node ${label}`);
  return node;
}

function said(layout: Layout, label: string) {
  const node = nodeAt(layout, label);
  const now = figures.node(node);
  if (now === undefined) throw new Error(`nothing is known of ${label}`);
  return { changes: nodeChanges(node, now), text: nodeText(node, now) };
}

test("a node shows its state by a shape, its counts, its rate, and what it does with its time", async () => {
  const { changes, text } = said(await layoutOf(), "check");
  expect(changes).toMatchObject({
    node: { attributes: { class: "node is-running", "aria-label": "check, filter, running" } },
    read: { text: "in 45,000" },
    written: { text: "out 36,000" },
    rate: { text: "1.2 k/s" },
    bottleneck: { attributes: { visibility: "hidden" } },
    error: { attributes: { visibility: "hidden" } },
  });
  const width = (part: string): number => Number(changes[part]?.attributes?.width);
  expect(
    [width("busy") / width("blocked"), width("idle") / width("busy")].map((ratio) => ratio.toFixed(1)),
  ).toEqual(["0.3", "0.3"]);
  expect(text).toBe(
    "orders :: check: running\nread 45,000\nwritten 36,000\n1,200 records a second\nbusy 20 %, blocked 75 %, idle 5 %",
  );
});

test("the bottleneck and the root error are marked by words", async () => {
  const layout = await layoutOf();
  expect(said(layout, "priced").changes.bottleneck).toEqual({ attributes: { visibility: "inherit" } });
  const { changes, text } = said(layout, "audit");
  expect(changes.error).toEqual({ attributes: { visibility: "inherit" } });
  expect(changes["error word"]).toEqual({ text: "root error" });
  expect(text).toEndWith("the root error: RangeError: no room on <disk> & no other");
});

test("an error after which its node went on is told from one that it has ended with", async () => {
  const going = modelOf();
  const [failed] = sampleUpdate(31).nodes.filter(({ node }) => node === 7);
  if (failed?.failure === undefined) throw new Error("nothing has failed");
  const caught = { ...failed, state: "running", failure: { ...failed.failure, isFinal: false } } as const;
  going.apply({ ...sampleUpdate(31), nodes: [caught] });
  const node = nodeAt(await layoutOf(), "audit");
  const now = new Figures(going).node(node);
  if (now === undefined) throw new Error("nothing is known of it");
  const changes = nodeChanges(node, now);
  expect(changes["error word"]).toEqual({ text: "error, went on" });
  expect(changes.node?.attributes).toEqual({
    class: "node is-running error-caught",
    "aria-label": "audit, sink, running, went on after an error",
  });
  expect(nodeText(node, now)).toEndWith(
    "an error, after which it went on: RangeError: no room on <disk> & no other",
  );
});

test("a node that is the bottleneck and has the root error has both words, none upon the other", async () => {
  const node = nodeAt(await layoutOf(), "check");
  const markup = markupOf(drawNode(node));
  const border = (part: string) =>
    new RegExp(`class="badge ${part}" transform="translate\\([\\d.]+ (-?\\d+)\\)"`).exec(markup)?.[1];
  expect(border("bottleneck")).toBe("-8");
  expect(border("error")).toBe(String(node.height - 8));
});

test("no two states have the same mark", async () => {
  const node = nodeAt(await layoutOf(), "check");
  const now = figures.node(node);
  if (now === undefined) throw new Error("nothing is known of it");
  const states = ["waiting", "running", "paused", "done", "stopped", "failed"] as const;
  const marks = states.map((state) => nodeChanges(node, { ...now, state }).mark?.attributes?.d);
  expect(new Set(marks).size).toBe(states.length);
});

test("a closed group says what goes in and out of it, and in which state most to look at are", async () => {
  const orders = groupId(["orders"]);
  const layout = await layoutOf(orders);
  const { changes, text } = said(layout, "orders");
  // What is written to the next two: 1,200 a second of the one, 1,500 of the other.
  expect(changes.rate).toEqual({ text: "2.7 k/s" });
  expect(changes.written).toEqual({ text: "out 81,000" });
  expect(changes.read).toEqual({ text: "" });
  expect(text).toStartWith("orders: running\n");
});

test.each([
  [0, 100, "low", "0 / 100", 0],
  [60, 100, "low", "60 / 100", 0.6],
  [85, 100, "high", "85 / 100", 0.85],
  [100, 100, "full", "100 / 100", 1],
] as const)("%d of %d that wait are a bar that is %s", async (queued, capacity, level, text, fill) => {
  const { edges } = await layoutOf();
  const edge = edges[0];
  if (edge === undefined) throw new Error("there is no edge");
  const changes = edgeChanges(edge, { rate: 0, queued, capacity, unit: "records", fill, level });
  expect(changes.edge).toEqual({ attributes: { class: `edge is-${level}` } });
  expect(changes.queued).toEqual({ text });
  const full = edgeChanges(edge, {
    rate: 0,
    queued: 1,
    capacity: 1,
    unit: "records",
    fill: 1,
    level: "full",
  });
  const width = (of: typeof changes): number => Number(of.fill?.attributes?.width);
  expect(width(changes)).toBeCloseTo(fill * width(full), 0);
});

test("an edge is the wider the more goes through it, and says its rate where no queue is known", async () => {
  const { edges } = await layoutOf();
  const edge = edges[0];
  if (edge === undefined) throw new Error("there is no edge");
  const at = (rate: number) =>
    edgeChanges(edge, {
      rate,
      queued: undefined,
      capacity: undefined,
      unit: "records",
      fill: undefined,
      level: undefined,
    });
  const widths = [0, 10, 1_000, 100_000].map((rate) =>
    Number.parseFloat(`${at(rate).wire?.attributes?.["stroke-width"]}`),
  );
  expect(widths).toEqual(widths.toSorted((a, b) => a - b));
  expect(new Set(widths).size).toBe(4);
  expect(at(1_234).queued).toEqual({ text: "1.23 k/s" });
});

test.each([
  ["no capacity", undefined, "records", "1.23 k/s"],
  ["42", 42, "records", "42 / 42"],
  ["9,999", 9_999, "records", "9,999 / 9,999"],
  ["12,345", 12_345, "records", "12.3 k / 12.3 k"],
  ["131 kB", 131_072, "bytes", "65.5 / 131 kB"],
  ["1.31 MB", 1_310_720, "bytes", "65.5 kB / 1.31 MB"],
] as const)(
  "an edge with %s has room for all that is said of it, and few takes little",
  async (_what, capacity, unit, text) => {
    const graph = {
      nodes: ["a", "b"].map((name) => ({ name, path: [name], kind: "" })),
      edges: [{ id: "1", tail: "a", tailIndex: 0, head: "b", headIndex: 0, capacity, unit }],
    };
    const { edges } = await layOut(engine, visibleGraph(graph, new Set()));
    const needed = textWidth(text, 10 * BOLD);
    expect(edges[0]?.label.width).toBeGreaterThanOrEqual(needed);
    expect(edges[0]?.label.width).toBeLessThan(Math.max(needed * 1.5, 50));
  },
);

test("from afar each error has another sign, none of them the bottleneck's", async () => {
  const node = nodeAt(await layoutOf(), "check");
  const now = figures.node(node);
  if (now === undefined) throw new Error("nothing is known of it");
  const signs = (["root", "follows", "caught"] as const).map(
    (failure) => nodeChanges(node, { ...now, failure })["error sign"]?.attributes?.d,
  );
  const [, bottleneck] = /class="sign" d="([^"]+)"/.exec(markupOf(drawNode(node))) ?? [];
  expect(new Set([...signs, bottleneck]).size).toBe(4);
});

test("a sparkline ends at the right, and its highest point is at the top", () => {
  const { d } = sparkChanges([0, 5, 10]).spark?.attributes ?? {};
  expect(d).toBe("M69.6 15L70.8 7.5L72 0");
  expect(sparkChanges([]).spark?.attributes).toEqual({ d: "" });
});

test("what a process says is never markup, and a file has no character that XML has not", () => {
  const evil = `</text><script>alert("1")</script>&amp;\u0000\u001b\ud800'`;
  expect(markupOf(element("text", { "data-name": evil }, { text: evil }))).toBe(
    '<text data-name="&#60;/text&#62;&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62;&#38;amp;\ufffd\ufffd\ufffd&#39;">' +
      "&#60;/text&#62;&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62;&#38;amp;\ufffd\ufffd\ufffd&#39;</text>",
  );
});

test("what a part shows now takes the place of what it showed, and no other part changes", () => {
  const drawing = element(
    "g",
    {},
    {
      children: [
        element("text", { x: 1 }, { part: "a", text: "" }),
        element("text", {}, { part: "b", text: "b" }),
      ],
    },
  );
  expect(markupOf(withChanges(drawing, { a: { text: "2", attributes: { y: 3 } } }))).toBe(
    '<g><text x="1" y="3">2</text><text>b</text></g>',
  );
});

test("a file has every node and edge, what they say, and both light and dark colours", async () => {
  const text = svgFile(await layoutOf(), figures, { title: "sample" });
  expect(text).toStartWith('<svg xmlns="http://www.w3.org/2000/svg"');
  expect(text.match(/<g class="node /g)).toHaveLength(7);
  expect(text.match(/<g class="edge/g)).toHaveLength(6);
  expect(text.match(/<g class="frame"/g)).toHaveLength(2);
  expect(text).toContain("41 / 42");
  expect(text).toContain("prefers-color-scheme: dark");
  expect(text).not.toContain("var(--");
  expect(text).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
});

test("counts and rates are short", () => {
  expect([0, 999, 1_002n, 99_999, 100_000n, 999_999, 1_234_567n, 123_456_789].map(shortCount)).toEqual([
    "0",
    "999",
    "1,002",
    "99,999",
    "100 k",
    "1 M",
    "1.23 M",
    "123 M",
  ]);
  expect([0, 0.04, 0.44, 9.96, 999.4, 999.6, 1_000_000].map(shortRate)).toEqual([
    "0/s",
    "0/s",
    "0.4/s",
    "10/s",
    "999/s",
    "1 k/s",
    "1 M/s",
  ]);
  expect(shortPart(9_998, 9_999)).toBe("9,998 / 9,999");
  expect(shortPart(10_000, 10_000)).toBe("10 k / 10 k");
  expect(shortPart(500, 10_000)).toBe("500 / 10 k");
  expect(shortPartOfBytes(0, 131_072)).toBe("0 B / 131 kB");
  expect(shortPartOfBytes(65_536, 131_072)).toBe("65.5 / 131 kB");
  expect([0, 999, 1_000, 65_536].map(shortBytes)).toEqual(["0 B", "999 B", "1 kB", "65.5 kB"]);
});

test("a text that does not fit is cut, and what is left fits", () => {
  expect(fitted("short", 100, 12)).toBe("short");
  const cut = fitted("a name that is much too long to fit", 100, 12);
  expect(cut).toEndWith("…");
  expect(textWidth(cut, 12)).toBeLessThanOrEqual(100);
});

// DejaVu Sans is the widest of the usual ones; what each is in it, at a size of one, and in bold.
test.each([
  ["in / read <b>bold</b>", 11.58, 12.64],
  ["compressed", 6.07, 6.8],
  ["pricing :: priced", 7.86, 8.95],
  ["transform-42", 6.54, 7.42],
  ["bottleneck", 5.31, 6.03],
])("room that is kept for %p suffices, also in bold", (text, regular, bold) => {
  expect(textWidth(text, 1)).toBeGreaterThanOrEqual(regular);
  expect(textWidth(text, BOLD)).toBeGreaterThanOrEqual(bold);
});

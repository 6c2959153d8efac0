import { describe, expect, test } from "bun:test";
import { retainedSizes, snapshotContents } from "../client.ts";

const NODE_TYPES = ["hidden", "object", "string", "closure"];
const EDGE_TYPES = ["property", "weak", "shortcut"];

interface Node {
  readonly name: string;
  readonly size: number;
  readonly edges: readonly (readonly [to: number, type?: "property" | "weak" | "shortcut"])[];
}

/** The first is the root. */
function snapshotOf(nodes: readonly Node[]): Uint8Array {
  const strings = [...new Set(nodes.map(({ name }) => name))];
  const meta = {
    node_fields: ["type", "name", "id", "self_size", "edge_count"],
    node_types: [NODE_TYPES],
    edge_fields: ["type", "name_or_index", "to_node"],
    edge_types: [EDGE_TYPES],
  };
  const edges = nodes.flatMap((node) => node.edges);
  const json = {
    snapshot: { meta, node_count: nodes.length, edge_count: edges.length },
    nodes: nodes.flatMap(({ name, size, edges }, id) => [1, strings.indexOf(name), id, size, edges.length]),
    edges: edges.flatMap(([to, type = "property"]) => [EDGE_TYPES.indexOf(type), 0, to * 5]),
    strings,
  };
  return new TextEncoder().encode(JSON.stringify(json));
}

async function* stream(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function retained(nodes: readonly Node[], options = {}): Promise<Record<string, number>> {
  const bytes = snapshotOf(nodes);
  const contents = await snapshotContents(stream(bytes));
  return Object.fromEntries(await retainedSizes(stream(bytes), contents, options));
}

describe("the objects of a class retain", () => {
  test("themselves, and what only one of them leads to", async () => {
    const nodes: Node[] = [
      { name: "root", size: 1, edges: [[1], [2]] },
      { name: "Shop", size: 10, edges: [[3]] },
      { name: "Shop", size: 10, edges: [[4], [5]] },
      { name: "Order", size: 100, edges: [] },
      { name: "Order", size: 100, edges: [[5]] },
      { name: "Note", size: 1000, edges: [] },
    ];
    expect(await retained(nodes)).toEqual({ root: 1221, Shop: 1220, Order: 200, Note: 1000 });
  });

  test("not what another one leads to as well", async () => {
    const nodes: Node[] = [
      { name: "root", size: 0, edges: [[1], [2]] },
      { name: "Shop", size: 10, edges: [[3]] },
      { name: "Shop", size: 10, edges: [[3]] },
      { name: "Order", size: 100, edges: [] },
    ];
    expect(await retained(nodes)).toEqual({ root: 120, Shop: 20, Order: 100 });
  });

  test("once what is kept alive by one of them that another one keeps alive", async () => {
    const nodes: Node[] = [
      { name: "root", size: 0, edges: [[1]] },
      { name: "Link", size: 10, edges: [[2]] },
      { name: "Link", size: 10, edges: [[3]] },
      { name: "Link", size: 10, edges: [[1]] },
    ];
    expect(await retained(nodes)).toEqual({ root: 30, Link: 30 });
  });

  test("nothing by weak references, and by shortcuts only those of the root", async () => {
    const nodes: Node[] = [
      { name: "root", size: 0, edges: [[1], [3, "shortcut"]] },
      {
        name: "Cache",
        size: 10,
        edges: [
          [2, "weak"],
          [3, "shortcut"],
        ],
      },
      { name: "Entry", size: 100, edges: [] },
      { name: "Global", size: 1000, edges: [] },
    ];
    expect(await retained(nodes)).toEqual({ root: 1010, Cache: 10, Entry: 100, Global: 1000 });
  });
});

test("whatever the graph, an object retains what cannot be reached without it", async () => {
  let seed = 7;
  const random = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  for (let round = 0; round < 60; round++) {
    const count = 2 + random(14);
    const nodes: Node[] = Array.from({ length: count }, (_, index) => ({
      name: `class ${index}`,
      size: 2 ** index,
      edges: Array.from({ length: random(4) }, () => [random(count)] as const),
    }));
    const reached = reachable(nodes, undefined);
    const expected = nodes.map(({ name, size }, index) => {
      if (!reached.has(index)) return [name, size];
      const without = reachable(nodes, index);
      const kept = [...reached].filter((one) => !without.has(one));
      return [name, kept.reduce((sum, one) => sum + (nodes[one]?.size ?? 0), 0)];
    });
    expect(await retained(nodes)).toEqual(Object.fromEntries(expected));
  }
});

/** What the root reaches where `removed` is not there. */
function reachable(nodes: readonly Node[], removed: number | undefined): ReadonlySet<number> {
  const reached = new Set<number>();
  const waiting = [0];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (at === removed || reached.has(at)) continue;
    reached.add(at);
    waiting.push(...(nodes[at]?.edges ?? []).map(([to]) => to));
  }
  return reached;
}

test("a chain of any length is walked, others are given way to meanwhile, and may call it off", async () => {
  const length = 30_000;
  const nodes: Node[] = Array.from({ length }, (_, index) => ({
    name: "Link",
    size: 1,
    edges: index + 1 < length ? [[index + 1] as const] : [],
  }));
  let times = 0;
  const giveWay = async (): Promise<void> => {
    times++;
  };
  expect(await retained(nodes, { giveWay })).toEqual({ Link: length });
  expect(times).toBeGreaterThan(2);
  const enough = new Error("enough");
  await expect(retained(nodes, { giveWay: () => Promise.reject(enough) })).rejects.toBe(enough);
});

test("what would take more memory than is allowed is refused, with what it would take", async () => {
  const nodes: Node[] = [{ name: "root", size: 1, edges: [] }];
  await expect(retained(nodes, { mostBytes: 10 })).rejects.toMatchObject({
    code: "TOO_LARGE",
    message: expect.stringMatching(/1 objects with 0 references would take 1 MB of memory/),
  });
});

import { describe, expect, test } from "bun:test";
import { compareSnapshots, type SnapshotContents, snapshotContents } from "../client.ts";

const META = {
  node_fields: ["type", "name", "id", "self_size", "edge_count", "detachedness"],
  node_types: [["hidden", "array", "string", "object", "code", "closure", "regexp", "native"], "string"],
  edge_fields: ["type", "name_or_index", "to_node"],
  edge_types: [["context", "element", "property"], "string_or_number", "node"],
};

/** Two objects of a class, one string, one function; in the order in which runtimes write it. */
function snapshot(change: (json: ReturnType<typeof whole>) => void = () => {}): string {
  const json = whole();
  change(json);
  return JSON.stringify(json);
}

function whole() {
  return {
    snapshot: { meta: META, node_count: 4, edge_count: 3, trace_function_count: 0 },
    nodes: [
      ...[3, 1, 1, 16, 2, 0], // Shop
      ...[3, 1, 3, 24, 1, 0], // Shop
      ...[2, 2, 5, 1000, 0, 0],
      ...[5, 0, 7, 8, 0, 0],
    ],
    edges: [2, 0, 6, 1, 0, 12, 2, 2, 18],
    trace_tree: [{ nested: ['"]}', 1] }],
    locations: [],
    strings: ["", 'Schön "\\ \u{1F600}', "a".repeat(3000)],
  };
}

async function* pieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const read = (text: string, size = 1 << 16): Promise<SnapshotContents> =>
  snapshotContents(pieces(text, size));

test("a snapshot is read the same in pieces of any size", async () => {
  for (const size of [1, 2, 3, 7, 64, 1 << 16]) {
    const contents = await read(snapshot(), size);
    expect(contents).toMatchObject({ nodes: 4, edges: 3, bytes: 1048 });
    expect(Object.fromEntries(contents.classes)).toEqual({
      'Schön "\\ \u{1F600}': { count: 2, bytes: 40 },
      "(string)": { count: 1, bytes: 1000 },
      Function: { count: 1, bytes: 8 },
    });
  }
});

test("blanks and line ends between its parts change nothing", async () => {
  const text = JSON.stringify(whole(), undefined, 2);
  expect(await read(`\n ${text}\n`, 5)).toEqual(await read(snapshot()));
});

test("a name that has no end is cut", async () => {
  const text = snapshot(({ strings }) => {
    strings[1] = `${"x".repeat(1020)}\\n${"y".repeat(5000)}`;
  });
  const [name = ""] = (await read(text)).classes.keys().filter((each) => each.startsWith("x"));
  expect(name.length).toBeLessThan(1100);
  expect(name).toEndWith("…");
});

test("a name is cut wherever it is, with nothing left of what the cut goes through", async () => {
  for (const end of ["\\\\\\", "\\u12ab", "\n\n", "\u0001\u0001", "é\u{1F600}"]) {
    for (let before = 1010; before <= 1024; before++) {
      const whole = `${"x".repeat(before)}${end.repeat(5)}`;
      const text = snapshot(({ strings }) => {
        strings[1] = whole;
      });
      const [name = ""] = (await read(text)).classes.keys().filter((each) => each.startsWith("x"));
      expect(name).toEndWith("…");
      expect(whole).toStartWith(name.slice(0, -1));
      expect(name.length).toBeGreaterThan(1010 - 1);
    }
  }
});

describe("what is no whole snapshot is refused, saying what is wrong:", () => {
  const wrong: Record<string, [text: string, message: RegExp]> = {
    "something else": ["<html>", /does not begin as one \(byte 0\)/],
    "an object of another kind": ['{"a": 1}', /has no nodes/],
    "one that ends too soon": [snapshot().slice(0, -40), /ends before it is complete/],
    "one that goes on": [`${snapshot()}{}`, /goes on after its end/],
    "nodes that nobody has described": ['{"nodes":[1]}', /has nodes before it says what they are/],
    "a node that lacks a field": [
      snapshot(({ nodes }) => nodes.pop()),
      /has nodes of which the last is not whole/,
    ],
    "another number of nodes": [
      snapshot((json) => {
        json.snapshot.node_count = 5;
      }),
      /it has 4 nodes, and says that it has 5/,
    ],
    "another number of edges": [
      snapshot((json) => {
        json.snapshot.edge_count = 2;
      }),
      /it has 3 edges, and says that it has 2/,
    ],
    "nodes with other edges": [
      snapshot(({ nodes }) => {
        nodes[4] = 3;
      }),
      /it has 4 edges by its nodes/,
    ],
    "an edge that leads into a node": [
      snapshot(({ edges }) => {
        edges[2] = 7;
      }),
      /edge 0 leads to 7, which is no node/,
    ],
    "an edge that leads beyond": [
      snapshot(({ edges }) => {
        edges[2] = 24;
      }),
      /an edge leads to 24, which is beyond its nodes/,
    ],
    "a name that is not there": [
      snapshot(({ strings }) => strings.splice(2)),
      /a node is named by string 2 of 2/,
    ],
    "a type that is not there": [
      snapshot(({ nodes }) => {
        nodes[0] = 9;
      }),
      /node 0 is of type 9/,
    ],
    "a negative number": [snapshot().replace('"edges":[2', '"edges":[-2'), /has a negative number among/],
    "a number that is missing": [snapshot().replace('"edges":[2,', '"edges":[,'), /lacks a number among/],
  };
  for (const [name, [text, message]] of Object.entries(wrong)) {
    test(name, async () => {
      for (const size of [1, 1 << 16]) {
        await expect(read(text, size)).rejects.toMatchObject({
          code: "INVALID_SNAPSHOT",
          message: expect.stringMatching(message),
        });
      }
    });
  }
});

test("two snapshots are compared class by class: the largest change in bytes first, and none that stayed", async () => {
  const before = await read(snapshot());
  const after = await read(
    snapshot((json) => {
      json.nodes.push(...[3, 1, 9, 30, 0, 0], ...[6, 0, 11, 500, 0, 0]);
      json.nodes[21] = 9; // the function
      json.snapshot.node_count = 6;
    }),
  );
  expect(compareSnapshots(before, after)).toEqual([
    { name: "RegExp", before: { count: 0, bytes: 0 }, after: { count: 1, bytes: 500 } },
    { name: 'Schön "\\ \u{1F600}', before: { count: 2, bytes: 40 }, after: { count: 3, bytes: 70 } },
    { name: "Function", before: { count: 1, bytes: 8 }, after: { count: 1, bytes: 9 } },
  ]);
  expect(compareSnapshots(before, before)).toEqual([]);
});

test("memory stays small however large a snapshot is", async () => {
  const nodes = 300_000;
  async function* large(): AsyncGenerator<Uint8Array> {
    const encoder = new TextEncoder();
    const head = { meta: META, node_count: nodes, edge_count: 0 };
    yield encoder.encode(`{"snapshot":${JSON.stringify(head)},"nodes":[3,0,1,16,0,0`);
    const block = encoder.encode(",3,0,123456789,16,0,0".repeat(1000));
    for (let at = 1000; at <= nodes; at += 1000) yield at < nodes ? block : block.subarray(21);
    yield encoder.encode('],"edges":[],"strings":["A"]}');
  }
  Bun.gc(true);
  const before = process.memoryUsage().heapUsed;
  const { classes } = await snapshotContents(large());
  expect(classes.get("A")).toEqual({ count: nodes, bytes: nodes * 16 });
  Bun.gc(true);
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(2_000_000);
});

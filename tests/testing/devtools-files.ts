// devtools-files.ts: reads heap snapshots and CPU profiles as Chrome's DevTools do, and takes nothing on trust: what is
// counted twice must come to the same, and what refers to something must find it. It shares no code with what writes them.

/** What a heap snapshot has in it. */
export interface HeapSnapshotFacts {
  readonly nodes: number;
  readonly edges: number;
  /** Bytes, of all nodes themselves. */
  readonly size: number;
  /** How many nodes can be reached from the root, which is what DevTools shows. */
  readonly reachable: number;
  /** How many nodes of the type `object` have each name: the instances of a class, by its name. */
  readonly objects: ReadonlyMap<string, number>;
}

/** What a CPU profile has in it. */
export interface CpuProfileFacts {
  readonly samples: number;
  /** Microseconds, from its start to its end. */
  readonly duration: number;
  /** Functions by the number of samples that were taken in them, the most first. */
  readonly functions: readonly ProfiledFunction[];
}

export interface ProfiledFunction {
  readonly name: string;
  readonly url: string;
  /** Counted from 1, as editors do. */
  readonly line: number;
  readonly samples: number;
}

/**
 * Reads the text of a .heapsnapshot.
 *
 * @throws Error that names the first rule which the file breaks.
 */
export function readHeapSnapshot(text: string): HeapSnapshotFacts {
  const { snapshot, nodes, edges, strings } = JSON.parse(text);
  const node = fieldsOf(snapshot.meta.node_fields);
  const edge = fieldsOf(snapshot.meta.edge_fields);
  const nodeTypes: string[] = snapshot.meta.node_types[node.at("type")];
  const edgeTypes: string[] = snapshot.meta.edge_types[edge.at("type")];
  equal("the numbers in nodes", nodes.length, snapshot.node_count * node.count);
  equal("the numbers in edges", edges.length, snapshot.edge_count * edge.count);

  const ids = new Set<number>();
  const objects = new Map<string, number>();
  const firstEdges: number[] = [];
  let size = 0;
  let edgesOfNodes = 0;
  for (let at = 0; at < nodes.length; at += node.count) {
    const field = (name: string): number => count(`${name} of node ${at}`, nodes[at + node.at(name)]);
    const type = among("the type of a node", nodeTypes, field("type"));
    const name = among("the name of a node", strings, field("name"));
    if (type === "object") objects.set(name, (objects.get(name) ?? 0) + 1);
    ids.add(field("id"));
    size += field("self_size");
    firstEdges.push(edgesOfNodes);
    edgesOfNodes += field("edge_count");
  }
  equal("the edges that the nodes say they have", edgesOfNodes, snapshot.edge_count);
  equal("the ids of nodes that differ", ids.size, snapshot.node_count);
  firstEdges.push(edgesOfNodes);

  for (let at = 0; at < edges.length; at += edge.count) {
    const type = among("the type of an edge", edgeTypes, edges[at + edge.at("type")]);
    const name = count("the name of an edge", edges[at + edge.at("name_or_index")]);
    if (type !== "element" && type !== "hidden") among("the name of an edge", strings, name);
    const to = count("the end of an edge", edges[at + edge.at("to_node")]);
    if (to % node.count !== 0 || to >= nodes.length)
      throw new Error(`edge ${at} leads to ${to}, which is no node`);
  }
  const reachable = countReachable((index) => {
    const ends: number[] = [];
    for (let each = firstEdges[index] ?? 0; each < (firstEdges[index + 1] ?? 0); each++) {
      ends.push(edges[each * edge.count + edge.at("to_node")] / node.count);
    }
    return ends;
  });
  return { nodes: snapshot.node_count, edges: snapshot.edge_count, size, reachable, objects };
}

/**
 * Reads the text of a .cpuprofile.
 *
 * @throws Error that names the first rule which the file breaks.
 */
export function readCpuProfile(text: string): CpuProfileFacts {
  const { nodes, samples, timeDeltas, startTime, endTime } = JSON.parse(text);
  const parents = new Map<number, number>();
  const hits = new Map<number, number>();
  for (const { id } of nodes) hits.set(count("the id of a node", id), 0);
  equal("the ids of nodes that differ", hits.size, nodes.length);
  for (const { id, children = [] } of nodes) {
    for (const child of children) {
      if (!hits.has(child)) throw new Error(`node ${id} has the child ${child}, which is no node`);
      if (parents.has(child))
        throw new Error(`node ${child} has two parents, ${parents.get(child)} and ${id}`);
      parents.set(child, id);
    }
  }
  // A tree: each node has one parent, but for the root, from which all are reached.
  const roots = [...hits.keys()].filter((id) => !parents.has(id));
  equal("the nodes without a parent", roots.length, 1);
  const children = new Map<number, number[]>(
    nodes.map((each: ProfileNode) => [each.id, each.children ?? []]),
  );
  equal(
    "the nodes below the root",
    countReachable((id) => children.get(id) ?? [], roots[0]),
    nodes.length,
  );

  for (const sample of samples) {
    const before = hits.get(sample);
    if (before === undefined) throw new Error(`a sample was taken in node ${sample}, which is no node`);
    hits.set(sample, before + 1);
  }
  for (const { id, hitCount } of nodes as ProfileNode[])
    equal(`the samples in node ${id}`, hits.get(id), hitCount);
  equal("the times between samples", timeDeltas.length, samples.length);
  const sampled = timeDeltas.reduce((sum: number, delta: number) => sum + delta, 0);
  const duration = endTime - startTime;
  if (!(sampled >= 0 && sampled <= duration)) {
    throw new Error(`its samples take ${sampled} µs, though it took ${duration} µs from start to end`);
  }

  const functions = new Map<string, ProfiledFunction>();
  for (const { id, callFrame } of nodes as ProfileNode[]) {
    const { functionName: name, url, lineNumber } = callFrame;
    const line = lineNumber + 1;
    const key = JSON.stringify([name, url, line]);
    const before = functions.get(key)?.samples ?? 0;
    functions.set(key, { name, url, line, samples: before + (hits.get(id) ?? 0) });
  }
  const ordered = [...functions.values()].sort((one, other) => other.samples - one.samples);
  return { samples: samples.length, duration, functions: ordered };
}

interface ProfileNode {
  readonly id: number;
  readonly hitCount: number;
  readonly children?: number[];
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
}

/** Where each field of a record is among its numbers. */
function fieldsOf(names: readonly string[]): { readonly count: number; at(name: string): number } {
  const places = new Map(names.map((name, index) => [name, index]));
  return {
    count: names.length,
    at(name) {
      const place = places.get(name);
      if (place === undefined) throw new Error(`there is no field ${name} among ${names.join(", ")}`);
      return place;
    },
  };
}

/** How many are reached from `from`, itself among them. */
function countReachable(next: (from: number) => readonly number[], from = 0): number {
  const seen = new Set([from]);
  const waiting = [from];
  for (let each = waiting.pop(); each !== undefined; each = waiting.pop()) {
    for (const to of next(each)) {
      if (seen.has(to)) continue;
      seen.add(to);
      waiting.push(to);
    }
  }
  return seen.size;
}

function count(what: string, value: unknown): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  throw new Error(`${what} is ${value}, expected a whole number`);
}

function among(what: string, list: readonly string[], index: number): string {
  const found = list[count(what, index)];
  if (found === undefined) throw new Error(`${what} is number ${index} of ${list.length}`);
  return found;
}

function equal(what: string, actual: unknown, expected: unknown): void {
  if (actual !== expected) throw new Error(`${what}: ${actual}, expected ${expected}`);
}

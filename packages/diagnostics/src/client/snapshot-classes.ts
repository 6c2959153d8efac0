// snapshot-classes.ts: what a heap snapshot has of each class, and how two of them differ.
import { TeleopError } from "@teleop/core/basics";
import { readSnapshot, type SnapshotHeader, type SnapshotVisitor } from "./snapshot-reader.ts";

/** What there is of one class. */
export interface ClassTotal {
  readonly count: number;
  /** Of the objects themselves, without what they refer to. */
  readonly bytes: number;
}

export interface SnapshotContents {
  readonly nodes: number;
  readonly edges: number;
  /** Of all objects. */
  readonly bytes: number;
  /** By the name of the class, as the tools of browsers group objects: `(string)`, `Function`, `Map`, …. */
  readonly classes: ReadonlyMap<string, ClassTotal>;
}

export interface ClassChange {
  readonly name: string;
  readonly before: ClassTotal;
  readonly after: ClassTotal;
}

/**
 * Counts what is in a .heapsnapshot, and that it is whole: nodes, edges and strings come to what the file says of itself.
 * It takes memory for the classes, and none for the objects.
 *
 * @throws TeleopError `INVALID_SNAPSHOT` for what is none, or does not add up; what the source throws.
 */
export async function snapshotContents(source: AsyncIterable<Uint8Array>): Promise<SnapshotContents> {
  const counting = new Counting();
  await readSnapshot(source, counting);
  return counting.contents();
}

/** What has changed from one snapshot to another, class by class: the largest change in bytes first. */
export function compareSnapshots(before: SnapshotContents, after: SnapshotContents): readonly ClassChange[] {
  const names = new Set([...before.classes.keys(), ...after.classes.keys()]);
  const changes = [...names].map((name) => ({
    name,
    before: before.classes.get(name) ?? NONE,
    after: after.classes.get(name) ?? NONE,
  }));
  const grown = ({ before, after }: ClassChange): number => Math.abs(after.bytes - before.bytes);
  const more = ({ before, after }: ClassChange): number => Math.abs(after.count - before.count);
  return changes
    .filter((change) => grown(change) !== 0 || more(change) !== 0)
    .sort((one, other) => grown(other) - grown(one) || more(other) - more(one));
}

const NONE: ClassTotal = { count: 0, bytes: 0 };

interface Total {
  count: number;
  bytes: number;
}

class Counting implements SnapshotVisitor {
  #header: SnapshotHeader | undefined;
  /** Where each field is among those of a node or an edge. */
  #type = 0;
  #name = 0;
  #size = 0;
  #edgeCount = 0;
  #to = 0;
  #nodeFields = 1;
  #nodes = 0;
  #edges = 0;
  #edgesOfNodes = 0;
  #bytes = 0;
  #strings = 0;
  #largestName = 0;
  #largestEnd = 0;
  /** Of the types whose objects are named after their class: by the number of that name. */
  readonly #byName = new Map<number, Total>();
  /** Of the others: by type. */
  readonly #byType: Total[] = [];
  readonly #named: boolean[] = [];
  readonly #names = new Map<number, string>();

  header(header: SnapshotHeader): void {
    const { nodeFields, nodeTypes, edgeFields } = header;
    this.#header = header;
    this.#type = nodeFields.indexOf("type");
    this.#name = nodeFields.indexOf("name");
    this.#size = nodeFields.indexOf("self_size");
    this.#edgeCount = nodeFields.indexOf("edge_count");
    this.#to = edgeFields.indexOf("to_node");
    this.#nodeFields = nodeFields.length;
    for (const type of nodeTypes) {
      this.#byType.push({ count: 0, bytes: 0 });
      this.#named.push(isNamedAfterClass(type));
    }
  }

  node(fields: ArrayLike<number>): void {
    const type = fields[this.#type] ?? 0;
    const name = fields[this.#name] ?? 0;
    const size = fields[this.#size] ?? 0;
    const total = this.#named[type] === true ? this.#ofName(name) : this.#byType[type];
    if (total === undefined) throw invalid(`node ${this.#nodes} is of type ${type}, which it does not name`);
    total.count++;
    total.bytes += size;
    this.#nodes++;
    this.#bytes += size;
    this.#edgesOfNodes += fields[this.#edgeCount] ?? 0;
    if (name > this.#largestName) this.#largestName = name;
  }

  edge(fields: ArrayLike<number>): void {
    const to = fields[this.#to] ?? 0;
    if (to % this.#nodeFields !== 0) throw invalid(`edge ${this.#edges} leads to ${to}, which is no node`);
    if (to > this.#largestEnd) this.#largestEnd = to;
    this.#edges++;
  }

  string(index: number, value: string): void {
    this.#strings++;
    if (this.#byName.has(index)) this.#names.set(index, value);
  }

  contents(): SnapshotContents {
    const header = this.#header;
    if (header === undefined) throw invalid("it does not say what is in it");
    const same = (what: string, actual: number, expected: number): void => {
      if (actual !== expected) throw invalid(`it has ${actual} ${what}, and says that it has ${expected}`);
    };
    same("nodes", this.#nodes, header.nodes);
    same("edges", this.#edges, header.edges);
    same("edges by its nodes", this.#edgesOfNodes, header.edges);
    if (this.#edges > 0 && this.#largestEnd >= this.#nodes * this.#nodeFields) {
      throw invalid(`an edge leads to ${this.#largestEnd}, which is beyond its nodes`);
    }
    if (this.#nodes > 0 && this.#largestName >= this.#strings) {
      throw invalid(`a node is named by string ${this.#largestName} of ${this.#strings}`);
    }
    const classes = new Map<string, Total>();
    for (const [type, total] of this.#byType.entries()) {
      if (total.count > 0) add(classes, classOfType(header.nodeTypes[type] ?? ""), total);
    }
    for (const [index, total] of this.#byName) add(classes, this.#names.get(index) ?? "", total);
    return { nodes: this.#nodes, edges: this.#edges, bytes: this.#bytes, classes };
  }

  #ofName(name: number): Total {
    let total = this.#byName.get(name);
    if (total === undefined) {
      total = { count: 0, bytes: 0 };
      this.#byName.set(name, total);
    }
    return total;
  }
}

/** Whether objects of a type are named after their class. */
export function isNamedAfterClass(type: string): boolean {
  return type === "object" || type === "native";
}

/** What the tools of browsers call the objects of a type that are not named after their class. */
export function classOfType(type: string): string {
  switch (type) {
    case "hidden":
      return "(system)";
    case "code":
      return "(compiled code)";
    case "closure":
      return "Function";
    case "regexp":
      return "RegExp";
    default:
      return `(${type})`;
  }
}

/** Two names may be cut to one, and a name may be that of a type. */
function add(classes: Map<string, Total>, name: string, { count, bytes }: Total): void {
  const total = classes.get(name) ?? { count: 0, bytes: 0 };
  classes.set(name, { count: total.count + count, bytes: total.bytes + bytes });
}

function invalid(what: string): TeleopError {
  return new TeleopError("INVALID_SNAPSHOT", `this is no whole heap snapshot: ${what}`);
}

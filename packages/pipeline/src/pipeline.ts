// pipeline.ts: a pipeline as its application describes it: nodes, and edges between them. It costs nothing while it is not
// looked at, and what tells of it to others is loaded when somebody asks.
import { requireFunction, requireOptions, show, TeleopError } from "@teleop/core/basics";
import { type Controls, type ControlsInit, controlsOf } from "./controls.ts";
import { Failures } from "./failure.ts";
import { PipelineNode } from "./node.ts";

export interface PipelineOptions {
  /** For people; default empty. */
  readonly name?: string | undefined;
  /** Of the pipeline as a whole. */
  readonly controls?: ControlsInit | undefined;
}

export interface NodeOptions {
  /** What it does, in a word: source, map, filter, join, sink. */
  readonly kind?: string | undefined;
  /** Names of its inputs. Such as are not named are there once they are counted, or an edge leads to them. */
  readonly inputs?: readonly string[] | undefined;
  readonly outputs?: readonly string[] | undefined;
  readonly controls?: ControlsInit | undefined;
}

export interface EdgeOptions {
  /** Which output of the one, from 0 on; default 0. */
  readonly output?: number | undefined;
  /** Which input of the other, from 0 on; default: the first to which no edge leads. */
  readonly input?: number | undefined;
  /** How much may wait on it, a number of 0 or more; without it, there is no bound, or it is not known. */
  readonly capacity?: number | undefined;
  /** Of the capacity, and of what `queued` tells; default records. */
  readonly unit?: "records" | "bytes" | undefined;
  /**
   * Tells how much waits on it, when somebody looks. Without it, that is what was written to it and not read yet. It should
   * take no more than a microsecond. While it throws, or gives what is no number of 0 or more, how much waits is not known.
   */
  readonly queued?: (() => number) | undefined;
}

export interface PipelineEdge {
  /** From 1 on, and never used again in this pipeline. */
  readonly id: number;
  readonly from: { readonly node: PipelineNode; readonly output: number };
  readonly to: { readonly node: PipelineNode; readonly input: number };
  /** 0 where there is no bound, or it is not known. */
  readonly capacity: number;
  readonly unit: "records" | "bytes";
  readonly queued: (() => number) | undefined;
}

/** Between a name and the groups that it belongs to, where a path is one text. */
export const PATH_SEPARATOR = " :: ";

/** Nodes and edges may come and go while it runs. */
export class Pipeline {
  readonly name: string;
  readonly controls: Controls;
  readonly #nodes = new Map<string, PipelineNode>();
  readonly #edges = new Set<PipelineEdge>();
  readonly #failures = new Failures();
  #nextNode = 1;
  #nextEdge = 1;
  #revision = 1;

  /** @throws TeleopError `INVALID_ARGUMENT` */
  constructor(options: PipelineOptions = {}) {
    requireOptions(options);
    this.name = requireText("name", options.name);
    this.controls = controlsOf("the pipeline", options.controls);
  }

  /** Grows with each change of the graph. */
  get revision(): number {
    return this.#revision;
  }

  /** In the order in which they were added. */
  get nodes(): readonly PipelineNode[] {
    return [...this.#nodes.values()];
  }

  get edges(): readonly PipelineEdge[] {
    return [...this.#edges];
  }

  /**
   * Adds a node.
   *
   * @param path its name, the last, in the groups that it belongs to: `["words", "sort"]`, or `"words :: sort"`.
   * @throws TeleopError `INVALID_ARGUMENT` where there is one of the same path already.
   */
  node(path: string | readonly string[], options: NodeOptions = {}): PipelineNode {
    requireOptions(options);
    const parts = typeof path === "string" ? path.split(PATH_SEPARATOR) : requireTexts("path", path);
    const name = parts.join(PATH_SEPARATOR);
    if (name === "") throw invalid(`a node must have a name, not ${show(path)}`);
    if (this.#nodes.has(name)) throw invalid(`the pipeline has a node ${show(name)} already`);
    const node = new PipelineNode({
      id: this.#nextNode++,
      path: parts,
      kind: requireText("kind", options.kind),
      inputs: requireTexts("inputs", options.inputs),
      outputs: requireTexts("outputs", options.outputs),
      controls: controlsOf(`the node ${name}`, options.controls),
      failures: this.#failures,
      changed: () => this.#changed(),
      removed: () => this.#remove(name, node),
    });
    this.#nodes.set(name, node);
    this.#changed();
    return node;
  }

  /** Whether it is a node of this pipeline, and not removed. */
  has(node: PipelineNode): boolean {
    return this.#nodes.get(node.path.join(PATH_SEPARATOR)) === node;
  }

  /**
   * Tells that what one node writes another reads.
   *
   * @throws TeleopError `INVALID_ARGUMENT` for nodes that are not of this pipeline.
   */
  edge(from: PipelineNode, to: PipelineNode, options: EdgeOptions = {}): PipelineEdge {
    requireOptions(options);
    this.#requireOwn(from);
    this.#requireOwn(to);
    requireFunction("queued", options.queued);
    const { output = 0, input = this.#freeInput(to), capacity = 0, unit = "records", queued } = options;
    if (!(typeof capacity === "number" && capacity >= 0)) {
      throw invalid(`capacity must be a number of 0 or more, not ${show(capacity)}`);
    }
    if (unit !== "records" && unit !== "bytes") {
      throw invalid(`unit must be records or bytes, not ${show(unit)}`);
    }
    from.requireOutput(output);
    to.requireInput(input);
    const edge: PipelineEdge = {
      id: this.#nextEdge++,
      from: { node: from, output },
      to: { node: to, input },
      capacity: Number.isFinite(capacity) ? capacity : 0,
      unit,
      queued,
    };
    this.#edges.add(edge);
    this.#changed();
    return edge;
  }

  /** Takes an edge away; nothing happens where it has gone already. */
  removeEdge(edge: PipelineEdge): void {
    if (this.#edges.delete(edge)) this.#changed();
  }

  #freeInput(to: PipelineNode): number {
    const taken = new Set([...this.#edges].filter((edge) => edge.to.node === to).map(({ to }) => to.input));
    let input = 0;
    while (taken.has(input)) input++;
    return input;
  }

  #requireOwn(node: PipelineNode): void {
    if (this.has(node)) return;
    const name = show(node.path.join(PATH_SEPARATOR));
    throw invalid(`an edge must be between nodes of its pipeline, and ${name} is none of them`);
  }

  #remove(name: string, node: PipelineNode): void {
    if (this.#nodes.get(name) !== node) return;
    this.#nodes.delete(name);
    for (const edge of this.#edges) {
      if (edge.from.node === node || edge.to.node === node) this.#edges.delete(edge);
    }
    this.#changed();
  }

  #changed(): void {
    this.#revision++;
  }
}

function requireText(name: string, value: unknown): string {
  if (value === undefined) return "";
  if (typeof value === "string") return value;
  throw invalid(`${name} must be text, not ${show(value)}`);
}

function requireTexts(name: string, value: unknown): string[] {
  if (value === undefined) return [];
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) return [...value];
  throw invalid(`${name} must be a list of texts, not ${show(value)}`);
}

function invalid(message: string): TeleopError {
  return new TeleopError("INVALID_ARGUMENT", message);
}

// program.ts: one compilation: its files, all nodes by their ids, and how far each of them is compiled.
import { compileNode } from "./compile-node.ts";
import type { CompiledNode } from "./compiled.ts";
import type { Context, Environment } from "./context.ts";
import { type Diagnostics, note, type Span } from "./diagnostics.ts";
import { ValueExtents } from "./extents.ts";
import { idText } from "./ids.ts";
import type { Module } from "./module.ts";
import type { ModuleLoader } from "./module-loader.ts";
import type { SchemaNode } from "./schema-node.ts";
import type { RawPointer } from "./value.ts";

export class Program implements Environment {
  readonly diagnostics: Diagnostics;
  readonly #loader: ModuleLoader;
  readonly #nodes = new Map<bigint, SchemaNode>();
  /** Of nodes whose own id is taken: none that a schema could have. */
  #nextStandIn = 1n;
  #depth = 0;
  readonly #extents = new ValueExtents();
  #valueWords = 0;

  constructor(diagnostics: Diagnostics, loader: ModuleLoader) {
    this.diagnostics = diagnostics;
    this.#loader = loader;
  }

  register(node: SchemaNode): void {
    const other = this.#nodes.get(node.id);
    if (other === node) return;
    if (other !== undefined) {
      this.#reportTaken(node, other);
      node.id = this.#nextStandIn++;
    }
    this.#nodes.set(node.id, node);
  }

  #reportTaken(node: SchemaNode, other: SchemaNode): void {
    // The ids of what is in something whose id is taken are not there to be found twice.
    if (node.id >> 63n === 0n) return;
    const place = node.declaration.id ?? node.place;
    this.diagnostics.report(node.module.source, place, `the id ${idText(node.id)} is used already`, {
      notes: [note(other.module.source, other.declaration.id ?? other.place, `by ${other.displayName}`)],
    });
  }

  node(id: bigint): SchemaNode | undefined {
    return this.#nodes.get(id);
  }

  outline(node: SchemaNode): CompiledNode | undefined {
    const { progress } = node;
    switch (progress.state) {
      case "declared": {
        node.progress = { state: "outlining" };
        const compiled = this.deeper(node, node.place, () => compileNode(this, node));
        node.progress = compiled === undefined ? { state: "failed" } : { state: "outlined", compiled };
        return compiled;
      }
      case "outlining":
        return this.#reportCircle(node);
      case "failed":
        return undefined;
      default:
        return progress.compiled;
    }
  }

  finish(node: SchemaNode): CompiledNode | undefined {
    const compiled = this.outline(node);
    const { progress } = node;
    if (compiled === undefined || progress.state === "finished") return compiled;
    if (progress.state === "finishing") return this.#reportCircle(node);
    node.progress = { state: "finishing", compiled };
    this.deeper(node, node.place, () => {
      for (const finish of compiled.unfinished.splice(0)) finish();
    });
    node.progress = { state: "finished", compiled };
    return compiled;
  }

  #reportCircle(node: SchemaNode): undefined {
    const { name, kind } = node;
    const what = kind === "file" ? "the file" : name;
    this.diagnostics.report(node.module.source, node.place, `${what} needs itself to be known`);
  }

  import(from: Module, path: string, place: Span): Module | undefined {
    const imported = this.#loader.import(from, path, place);
    if (imported !== undefined) this.register(imported.root);
    return imported;
  }

  embed(from: Module, path: string, place: Span): Uint8Array | undefined {
    return this.#loader.embed(from, path, place);
  }

  accept(value: RawPointer, context: Context, place: Span): boolean {
    const { words, depth } = this.#extents.of(value);
    if (depth > deepestValue) {
      context.report(place, `the value nests deeper than ${deepestValue}`);
      return false;
    }
    this.#valueWords += words;
    if (this.#valueWords <= mostValueWords) return true;
    context.report(place, `with this value all values come to more than ${mostValueWords / 2 ** 17} MiB`);
    this.#valueWords -= words;
    return false;
  }

  deeper<T>(node: SchemaNode, place: Span, action: () => T): T | undefined {
    if (this.#depth >= deepestNeed) {
      this.diagnostics.report(
        node.module.source,
        place,
        `more than ${deepestNeed} declarations need each other to be known, one after the other`,
      );
      return undefined;
    }
    this.#depth++;
    try {
      return action();
    } finally {
      this.#depth--;
    }
  }
}

/** More than people write, and few enough for every stack. */
const deepestNeed = 200;
const deepestValue = 200;
/** 256 MiB, in words. */
const mostValueWords = 2 ** 25;

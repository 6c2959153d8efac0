// context.ts: what compiling a node needs of the compilation around it.
import type { CompiledNode } from "./compiled.ts";
import type { DetailsSource, Diagnostics, Span } from "./diagnostics.ts";
import type { Module } from "./module.ts";
import type { SchemaNode } from "./schema-node.ts";
import type { RawPointer } from "./value.ts";

/** The compilation: all nodes, and files to import. */
export interface Environment {
  readonly diagnostics: Diagnostics;
  /** Takes note of a node. One whose id is taken is reported, and gets another. */
  register(node: SchemaNode): void;
  node(id: bigint): SchemaNode | undefined;
  /** All of a node but the values that need other nodes; undefined, and reported, when it needs itself for that. */
  outline(node: SchemaNode): CompiledNode | undefined;
  /** A node with its values; undefined, and reported, when it needs itself for them. */
  finish(node: SchemaNode): CompiledNode | undefined;
  /** The file of an import; undefined, and reported, when there is none. */
  import(from: Module, path: string, place: Span): Module | undefined;
  /** The bytes of a file; undefined, and reported, when there is none. */
  embed(from: Module, path: string, place: Span): Uint8Array | undefined;
  /** Whether a value that is to be in the request is small enough, with all others; reported when it is not. */
  accept(value: RawPointer, context: Context, place: Span): boolean;
  /** Does what may come back to the same before it ends; undefined, and reported, when that goes on too long. */
  deeper<T>(node: SchemaNode, place: Span, action: () => T): T | undefined;
}

/** A node that is being compiled. */
export class Context {
  readonly environment: Environment;
  readonly node: SchemaNode;

  constructor(environment: Environment, node: SchemaNode) {
    this.environment = environment;
    this.node = node;
  }

  get module(): Module {
    return this.node.module;
  }

  report(place: Span, message: string, details: DetailsSource = {}): undefined {
    this.environment.diagnostics.report(this.module.source, place, message, details);
  }
}

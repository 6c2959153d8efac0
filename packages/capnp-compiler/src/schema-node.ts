// schema-node.ts: a declaration that is a node of the schema: its id, its place among the others, how far it is compiled.
import type { CompiledNode } from "./compiled.ts";
import { childId } from "./ids.ts";
import type { Module } from "./module.ts";
import type { Name, NodeDeclaration, UsingDeclaration } from "./syntax.ts";
import type { AnyKind, Brand, SimpleKind } from "./types.ts";

/** A node. Nodes of one id are one node: whoever declares an id twice gets an error, and an id that is none. */
export class SchemaNode {
  readonly kind: NodeDeclaration["kind"];
  readonly name: string;
  readonly module: Module;
  readonly declaration: NodeDeclaration;
  readonly parent: SchemaNode | undefined;
  readonly parameters: readonly Name[];
  /** Unique among the file's name and all names around it: `file.capnp:Outer.Inner`. */
  readonly displayName: string;
  id: bigint;
  #members: NodeMembers | undefined;
  /** What has become of it so far. */
  progress: Progress = { state: "declared" };

  constructor(module: Module, declaration: NodeDeclaration, parent: SchemaNode | undefined) {
    this.kind = declaration.kind;
    this.name = declaration.name.value;
    this.module = module;
    this.declaration = declaration;
    this.parent = parent;
    this.parameters = declaration.parameters;
    this.id = declaration.id?.value ?? childId(parent?.id ?? 0n, this.name);
    this.displayName =
      parent === undefined
        ? module.displayName
        : `${parent.displayName}${parent.parent === undefined ? ":" : "."}${this.name}`;
  }

  /** Bytes of the display name before the declaration's own name. Of a file it is up to its last dot, if any. */
  get displayNamePrefixLength(): number {
    const at = Math.max(this.displayName.lastIndexOf("."), this.displayName.lastIndexOf(":")) + 1;
    return new TextEncoder().encode(this.displayName.slice(0, at)).byteLength;
  }

  /** Whether it, or a declaration around it, has type parameters. */
  get isGeneric(): boolean {
    return this.parameters.length > 0 || (this.parent?.isGeneric ?? false);
  }

  /** Where to report what concerns the whole of it. */
  get place(): Name {
    return this.declaration.name;
  }

  /** What is declared in it. @param add takes note of a new node, and may change its id */
  members(add: (node: SchemaNode) => void): NodeMembers {
    if (this.#members !== undefined) return this.#members;
    const members: NodeMembers = { nodes: [], byName: new Map(), aliases: new Map() };
    this.#members = members;
    for (const declaration of this.declaration.members) {
      switch (declaration.kind) {
        case "file":
        case "const":
        case "annotation":
        case "enum":
        case "struct":
        case "interface": {
          const node = new SchemaNode(this.module, declaration, this);
          add(node);
          members.nodes.push(node);
          if (!members.byName.has(node.name)) members.byName.set(node.name, node);
          break;
        }
        case "using":
          if (!members.aliases.has(declaration.name.value)) {
            members.aliases.set(declaration.name.value, { declaration, owner: this, found: "unresolved" });
          }
      }
    }
    return members;
  }
}

export interface NodeMembers {
  readonly nodes: SchemaNode[];
  readonly byName: Map<string, SchemaNode>;
  readonly aliases: Map<string, Alias>;
}

/** A name that `using` gives to something. */
export interface Alias {
  readonly declaration: UsingDeclaration;
  readonly owner: SchemaNode;
  /** What it stands for, once that was looked up; undefined: for nothing that exists. */
  found: Found | undefined | "unresolved" | "resolving";
}

/**
 * How far a node is compiled. An outline has all but the values that need other declarations: those are made of the
 * others' outlines.
 */
export type Progress =
  | { readonly state: "declared" | "failed" }
  | { readonly state: "outlining" }
  | { readonly state: "outlined" | "finishing" | "finished"; readonly compiled: CompiledNode };

/** What a name stands for. */
export type Found =
  | {
      readonly kind: "declaration";
      readonly target: SchemaNode | Builtin;
      /** The declaration in which the name was found: from there, parameters of declarations around it are inherited. */
      readonly scope: bigint;
      /** Of an alias: what its target's parameters stand for. */
      readonly brand: Brand | undefined;
    }
  | { readonly kind: "parameter"; readonly scope: bigint; readonly index: number };

/** A type that needs no declaration. */
export interface Builtin {
  readonly kind: "builtin";
  readonly name: string;
  readonly id: bigint;
  readonly type: BuiltinType;
  readonly parameterCount: number;
}

export type BuiltinType = SimpleKind | AnyKind | "list" | "object";

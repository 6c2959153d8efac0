// node-scopes.ts: which type parameters are in scope of each node of a compiled schema, and what a brand binds them to.
//
// schema.capnp `Node.parameters`, `Brand`. At run time they are one list, those of the outermost declaration first.
import { badSchema, requireNames, type StructNode, shownName } from "./check-node.ts";
import type { Brand, Node, Type } from "./schema.capnp.ts";

/** One type parameter that is in scope. */
export interface ScopedParameter {
  readonly name: string;
  readonly scope: bigint;
  readonly index: number;
}

/** What a parameter is bound to where its declaration is referred to. */
export type Argument =
  | { readonly kind: "open" }
  | { readonly kind: "type"; readonly type: Type }
  /** Itself, where it is in scope. */
  | { readonly kind: "inherited"; readonly scope: bigint; readonly index: number }
  /** That parameter of the method. */
  | { readonly kind: "implicit"; readonly index: number };

export class NodeScopes {
  readonly #nodes: ReadonlyMap<bigint, Node>;
  /** The interfaces of what methods declare in place, which has no scope of its own. */
  readonly #interfaces = new Map<bigint, Node>();
  readonly #parameters = new Map<bigint, readonly ScopedParameter[]>();

  constructor(nodes: ReadonlyMap<bigint, Node>) {
    this.#nodes = nodes;
    for (const node of nodes.values()) {
      if (node.which !== "interface" || !("interface" in node)) continue;
      for (const { paramStructType, resultStructType } of node.interface.methods) {
        for (const id of [paramStructType, resultStructType]) {
          if (isInline(nodes.get(id))) this.#interfaces.set(id, node);
        }
      }
    }
  }

  /** The declaration around a node; undefined where there is none, or it is not told. */
  around(node: Node): Node | undefined {
    const around = this.#interfaces.get(node.id) ?? this.#nodes.get(node.scopeId);
    return around?.which === "struct" || around?.which === "interface" ? around : undefined;
  }

  /** All type parameters in scope of a node: those of the outermost declaration first. */
  parametersOf(node: Node): readonly ScopedParameter[] {
    const known = this.#parameters.get(node.id);
    if (known !== undefined) return known;
    // From the inside to the outside, without recursion: how deep it goes is up to whoever sent it.
    const chain = new Set<Node>();
    for (let at: Node | undefined = node; at !== undefined; at = this.around(at)) {
      if (chain.has(at)) throw badSchema(`${shownName(at)} is inside of itself`);
      chain.add(at);
    }
    const parameters = [...chain].reverse().flatMap((each) => this.#own(each));
    this.#parameters.set(node.id, parameters);
    return parameters;
  }

  #own(node: Node): readonly ScopedParameter[] {
    requireNames(
      node.parameters.map(({ name }) => name),
      shownName(node),
    );
    return node.parameters.map(({ name }, index) => ({ name, scope: node.id, index }));
  }

  /** The place of a parameter among those in scope of a node; less than 0: it is not. */
  indexIn(node: Node, scope: bigint, index: number): number {
    return this.parametersOf(node).findIndex((each) => each.scope === scope && each.index === index);
  }

  /** What each parameter in scope of a node is bound to, in the order of `parametersOf`. */
  argumentsOf(node: Node, brand: Brand | undefined): readonly Argument[] {
    const scopes = new Map((brand?.scopes ?? []).map((scope) => [scope.scopeId, scope]));
    return this.parametersOf(node).map(({ scope, index }): Argument => {
      const bound = scopes.get(scope);
      if (bound === undefined) {
        // A method's own parameters are those of the params and results that it declares.
        return scope === node.id && this.#interfaces.has(node.id)
          ? { kind: "implicit", index }
          : { kind: "open" };
      }
      if (bound.which === "inherit") return { kind: "inherited", scope, index };
      const binding = bound.which === "bind" && "bind" in bound ? bound.bind[index] : undefined;
      return binding?.which === "type" && "type" in binding && binding.type !== undefined
        ? { kind: "type", type: binding.type }
        : { kind: "open" };
    });
  }

  /** @throws ValueError `BAD_SCHEMA` unless it is a group of that struct, and not of itself, at whatever depth. */
  requireGroup(group: StructNode, owner: StructNode): void {
    const { isGroup, dataWordCount, pointerCount } = group.struct;
    if (!isGroup || group.scopeId !== owner.id) {
      throw badSchema(`${shownName(group)} is no group of ${shownName(owner)}`);
    }
    if (dataWordCount > owner.struct.dataWordCount || pointerCount > owner.struct.pointerCount) {
      throw badSchema(`the group ${shownName(group)} is larger than its struct`);
    }
    // Throws where a declaration is inside of itself.
    this.parametersOf(group);
  }
}

/** The params or results of a method that declares them in place: their names have a `$`. */
function isInline(node: Node | undefined): boolean {
  if (node?.scopeId !== 0n) return false;
  return node.displayName.slice(node.displayName.lastIndexOf(".") + 1).includes("$");
}

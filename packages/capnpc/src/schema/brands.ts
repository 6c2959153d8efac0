// brands.ts: what the type parameters of generic declarations stand for, where a declaration is used.
//
// https://capnproto.org/language.html#generic-types; schema.capnp `Brand`.
import type { Brand, SchemaNode, Type, TypeReference } from "./model.ts";

/** What the parameters of each generic scope stand for; a scope that is missing: AnyPointer. */
export type TypeBindings = ReadonlyMap<bigint, readonly Type[]>;

export const noBindings: TypeBindings = new Map();

const anyPointer: Type = { kind: "anyPointer" };

/** A type with its parameter, if it is one, replaced by what it stands for. */
export function resolve(type: Type, bindings: TypeBindings): Type {
  if (type.kind !== "parameter") return type;
  return bindings.get(type.scope)?.[type.index] ?? anyPointer;
}

/** What the parameters stand for inside of a node that is used with a brand, where `bindings` hold. */
export function bindingsOf(reference: TypeReference<SchemaNode>, bindings: TypeBindings): TypeBindings {
  const inner = new Map<bigint, readonly Type[]>();
  for (const [scope, bound] of reference.brand) {
    const types = bound === "inherit" ? bindings.get(scope) : bound.map((type) => resolve(type, bindings));
    if (types !== undefined) inner.set(scope, types);
  }
  return inner;
}

function isInline(node: SchemaNode): boolean {
  return node.kind === "struct" && node.isInline;
}

/** One type parameter that is in scope. */
export interface ScopedParameter {
  readonly name: string;
  readonly scope: bigint;
  readonly index: number;
}

/** All type parameters in scope of a node: those of the outermost declaration first. */
export function parametersInScope(node: SchemaNode): readonly ScopedParameter[] {
  const outer = node.scope === undefined ? [] : parametersInScope(node.scope);
  const own = node.parameters.map((name, index) => ({ name, scope: node.id, index }));
  return own.length === 0 ? outer : [...outer, ...own];
}

/**
 * What each parameter in scope of the referenced node is bound to, in the order of `parametersInScope`; a parameter
 * that is inherited is bound to itself.
 */
export function argumentsOf(reference: TypeReference<SchemaNode>): readonly Type[] {
  return parametersInScope(reference.node).map(({ scope, index }) => {
    const bound = reference.brand.get(scope);
    if (bound === "inherit") return { kind: "parameter", scope, index };
    // A method's own parameters, which its brands leave to be inferred, are those of the params that it declares.
    if (isInline(reference.node) && scope === reference.node.id) return { kind: "methodParameter", index };
    return bound?.[index] ?? anyPointer;
  });
}

/** The brand that leaves every type parameter as it is: how a declaration refers to itself. */
export function inheritAll(node: SchemaNode): Brand {
  return new Map(parametersInScope(node).map(({ scope }) => [scope, "inherit"]));
}

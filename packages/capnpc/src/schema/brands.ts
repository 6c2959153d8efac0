// brands.ts: what the type parameters of generic declarations stand for, where a declaration is used.
//
// https://capnproto.org/language.html#generic-types; schema.capnp `Brand`.
import type { Brand, InterfaceNode, SchemaNode, Type, TypeReference } from "./model.ts";

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
    const types = bound === "inherit" ? bindings.get(scope) : bound.map((type) => substitute(type, bindings));
    if (types !== undefined) inner.set(scope, types);
  }
  return inner;
}

/** A type with all type parameters in it replaced by what they stand for. */
export function substitute(type: Type, bindings: TypeBindings): Type {
  switch (type.kind) {
    case "list":
      return { kind: "list", element: substitute(type.element, bindings) };
    case "enum":
    case "struct":
    case "interface":
      return type.brand.size === 0 ? type : { ...type, brand: bindingsOf(type, bindings) };
    default:
      return resolve(type, bindings);
  }
}

/** The interfaces that an interface extends, in terms of where `reference` refers to it. */
export function superclassesOf({ node, brand }: BoundInterface): readonly BoundInterface[] {
  return node.superclasses.map((superclass) =>
    bound(
      superclass.node,
      argumentsOf(superclass).map((type) => substitute(type, brand)),
    ),
  );
}

/** An interface with a type for each of its parameters, those of what refers to it among them. */
export interface BoundInterface extends TypeReference<InterfaceNode> {
  readonly brand: TypeBindings;
}

/** A reference with a type for each parameter, also those that it inherits. */
export function boundInterface(reference: TypeReference<InterfaceNode>): BoundInterface {
  return bound(reference.node, argumentsOf(reference));
}

/** The same interface with AnyPointer for some of its parameters. */
export function opened(reference: BoundInterface, parameters: ReadonlySet<number>): BoundInterface {
  return bound(
    reference.node,
    argumentsOf(reference).map((type, i) => (parameters.has(i) ? anyPointer : type)),
  );
}

/** The parameters, by their index, for which two references to one interface have different types. */
export function differences(some: BoundInterface, other: BoundInterface): readonly number[] {
  const others = argumentsOf(other);
  return argumentsOf(some).flatMap((type, i) => {
    const that = others[i];
    return that !== undefined && sameType(type, that) ? [] : [i];
  });
}

/** Whether two references, from one place, are to the same interface with the same types. */
export function sameReference(some: TypeReference<SchemaNode>, other: TypeReference<SchemaNode>): boolean {
  if (some.node !== other.node) return false;
  const others = argumentsOf(other);
  return argumentsOf(some).every((type, i) => {
    const that = others[i];
    return that !== undefined && sameType(type, that);
  });
}

function sameType(some: Type, other: Type): boolean {
  if (some.kind === "list") return other.kind === "list" && sameType(some.element, other.element);
  if ("node" in some) return "node" in other && sameReference(some, other);
  if (some.kind === "parameter") {
    return other.kind === "parameter" && some.scope === other.scope && some.index === other.index;
  }
  if (some.kind === "methodParameter") return other.kind === "methodParameter" && some.index === other.index;
  return some.kind === other.kind;
}

/** @param types for the parameters in scope of the node, in their order */
function bound(node: InterfaceNode, types: readonly Type[]): BoundInterface {
  const brand = new Map<bigint, Type[]>();
  for (const [i, { scope }] of parametersInScope(node).entries()) {
    brand.set(scope, [...(brand.get(scope) ?? []), types[i] ?? anyPointer]);
  }
  return { node, brand };
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

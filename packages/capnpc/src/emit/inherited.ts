// inherited.ts: what an interface has of its ancestors: which of them it can extend as they are, and which of their
// methods it must declare itself, since they are called something else, or have other types, than there.
import { ancestorsOf, methodProperties } from "@teleop/capnp/capability";
import {
  type BoundInterface,
  boundInterface,
  differences,
  inheritAll,
  opened,
  sameReference,
  superclassesOf,
} from "../schema/brands.ts";
import type { InterfaceNode, Method, TypeReference } from "../schema/model.ts";
import { pathOf } from "./names.ts";
import { UnsupportedConstruct } from "./scope.ts";

/** A method of an ancestor that an interface declares itself, under `property`. */
export interface InheritedMethod {
  readonly property: string;
  readonly owner: BoundInterface;
  readonly method: Method;
}

/** One of the interfaces that an interface extends, and its properties that mean something else there. */
export interface Base {
  readonly reference: TypeReference<InterfaceNode>;
  readonly without: readonly string[];
}

export interface Inheritance {
  readonly bases: readonly Base[];
  readonly methods: readonly InheritedMethod[];
}

/** What an interface has of its ancestors. */
export function inheritanceOf(node: InterfaceNode): Inheritance {
  refuseOwnAncestor(node);
  const own = propertiesOf(boundInterface({ node, brand: inheritAll(node) }));
  const inherited = new Set<string>();
  const bases = node.superclasses.map((reference): Base => {
    const without: string[] = [];
    for (const [property, there] of propertiesOf(boundInterface(reference))) {
      const here = own.get(property);
      if (here !== undefined && isSame(here, there)) inherited.add(property);
      else without.push(property);
    }
    return { reference, without };
  });
  const methods = [...own.values()].filter(
    ({ property, owner }) => owner.node !== node && !inherited.has(property),
  );
  return { bases, methods };
}

/** The capnp compiler allows it, and no language that it generates code for. */
function refuseOwnAncestor(node: InterfaceNode): void {
  const ancestors = new Set(node.superclasses.map((superclass) => superclass.node));
  for (const ancestor of ancestors) {
    for (const superclass of ancestor.superclasses) ancestors.add(superclass.node);
  }
  if (ancestors.has(node))
    throw new UnsupportedConstruct(node, undefined, "an interface that extends itself");
}

function isSame(some: InheritedMethod, other: InheritedMethod): boolean {
  return some.method === other.method && sameReference(some.owner, other.owner);
}

/** Every method of an interface and of its ancestors, by its property there. */
function propertiesOf(reference: BoundInterface): ReadonlyMap<string, InheritedMethod> {
  const properties = methodProperties(reference.node, {
    superclasses: ({ superclasses }) => superclasses.map(({ node }) => node),
    path: (node) => pathOf(node).join("."),
  });
  const methods = lineageOf(reference).flatMap((owner) =>
    owner.node.methods.map((method, i): [string, InheritedMethod] => {
      const property = properties.get(owner.node.id)?.[i] ?? method.name;
      return [property, { property, owner, method }];
    }),
  );
  return new Map(methods);
}

/**
 * An interface and all its ancestors, each once. One that is inherited with different types for a parameter has
 * AnyPointer there: on the wire nobody can tell which a call means.
 */
function lineageOf(reference: BoundInterface): readonly BoundInterface[] {
  const walk = { id: ({ node }: BoundInterface) => node.id, superclasses: superclassesOf, differences };
  return ancestorsOf(reference, walk).map(({ type, differing }) => opened(type, differing));
}

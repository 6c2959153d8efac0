// inherited.ts: what an interface has of its ancestors: which of them it can extend as they are, and which of their
// methods it must declare itself, since they are called something else, or have other types, than there.
import { methodProperties } from "@teleop/rpc-capnp/schema";
import {
  type BoundInterface,
  boundInterface,
  inCommon,
  inheritAll,
  sameReference,
  superclassesOf,
} from "../schema/brands.ts";
import type { InterfaceNode, Method, TypeReference } from "../schema/model.ts";
import { pathOf } from "./names.ts";

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
  const lineage = new Map<bigint, BoundInterface>();
  const all = [reference];
  // The list grows while it is walked: breadth first, through diamonds too.
  for (const found of all) {
    const known = lineage.get(found.node.id);
    lineage.set(found.node.id, known === undefined ? found : inCommon(known, found));
    for (const superclass of superclassesOf(found)) {
      if (!all.some((other) => sameReference(other, superclass))) all.push(superclass);
    }
  }
  return [...lineage.values()];
}

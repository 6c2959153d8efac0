// inheritance.ts: what the methods of an interface and of its ancestors are called, where several have one name.
//
// The language allows it: on the wire a method is known by its interface and its number
// (https://capnproto.org/language.html#interfaces). The generator and the stubs agree here.
import { methodProperty } from "./names.ts";

/** An interface, as the generator or the run time has it. */
interface Inheriting {
  readonly id: bigint;
  readonly methods: readonly { readonly name: string }[];
}

/** How to walk interfaces of one kind. */
export interface Walk<I extends Inheriting> {
  superclasses(type: I): readonly I[];
  /** The path of declarations in its file: `Outer.Base`. */
  path(type: I): string;
}

/**
 * The properties of stubs and servers of `type` for its methods and those of its ancestors: by the id of the interface
 * that declares them, in the order of their ordinals.
 *
 * Of methods with one name, the one that hides all others has the name: it is declared in an interface that inherits
 * from theirs. The others are called by their interface, `Base_close`; and if no one hides all others, each of them.
 */
export function methodProperties<I extends Inheriting>(
  type: I,
  walk: Walk<I>,
): ReadonlyMap<bigint, readonly string[]> {
  const lineage = lineageOf(type, walk);
  const owners = new Map<string, I[]>();
  for (const owner of lineage) {
    for (const { name } of owner.methods) {
      const others = owners.get(name);
      if (others === undefined) owners.set(name, [owner]);
      else others.push(owner);
    }
  }
  const properties = new Map<string, ReadonlyMap<bigint, string>>();
  for (const [name, rivals] of owners) properties.set(name, propertiesFor(name, rivals, walk));
  return new Map(
    lineage.map((owner) => [
      owner.id,
      owner.methods.map(({ name }) => properties.get(name)?.get(owner.id) ?? methodProperty(name)),
    ]),
  );
}

/** The properties for the methods of one name, by the id of the interface. */
function propertiesFor<I extends Inheriting>(
  name: string,
  rivals: readonly I[],
  walk: Walk<I>,
): ReadonlyMap<bigint, string> {
  const [only] = rivals;
  if (only !== undefined && rivals.length === 1) return new Map([[only.id, methodProperty(name)]]);
  // No two can hide each other: the first that is found is the only one.
  const hiding = rivals.find((owner) => hidesAll(owner, rivals, walk));
  const idsAt = new Map<string, Set<bigint>>();
  for (const owner of rivals) {
    const path = walk.path(owner);
    idsAt.set(path, (idsAt.get(path) ?? new Set()).add(owner.id));
  }
  return new Map(
    rivals.map((owner) => {
      if (owner === hiding) return [owner.id, methodProperty(name)];
      const path = walk.path(owner);
      const isAmbiguous = (idsAt.get(path)?.size ?? 0) > 1;
      // Names in schemas have no underscores, so that these are free.
      const id = isAmbiguous ? `_${owner.id.toString(16).padStart(16, "0")}` : "";
      return [owner.id, `${path.replaceAll(".", "_")}${id}_${name}`];
    }),
  );
}

/** An ancestor of an interface, or the interface itself. */
export interface Ancestor<I> {
  /** As it is inherited first: by the shortest way. */
  readonly type: I;
  /** Its parameters, by their index, that have other types where it is inherited by another way. */
  readonly differing: ReadonlySet<number>;
}

/** How to walk interfaces with types for their parameters. */
export interface BoundWalk<I> {
  id(type: I): bigint;
  superclasses(type: I): readonly I[];
  /** The parameters, by their index, for which two bindings of one interface have different types. */
  differences(some: I, other: I): readonly number[];
}

/**
 * An interface and all its ancestors, each once, those closest first. Ways on which no other parameter differs are not
 * followed: whatever is above differs there already. Thus the walk ends soon, however many ways there are.
 */
export function ancestorsOf<I>(type: I, walk: BoundWalk<I>): readonly Ancestor<I>[] {
  const lineage = new Map<bigint, { readonly type: I; readonly differing: Set<number> }>();
  const all = [type];
  // The list grows while it is walked: breadth first, through diamonds too.
  for (const found of all) {
    const id = walk.id(found);
    const known = lineage.get(id);
    if (known === undefined) lineage.set(id, { type: found, differing: new Set() });
    else {
      const differing = walk.differences(known.type, found).filter((index) => !known.differing.has(index));
      if (differing.length === 0) continue;
      for (const index of differing) known.differing.add(index);
    }
    all.push(...walk.superclasses(found));
  }
  return [...lineage.values()];
}

/** Whether an interface is, or inherits from, all of these: its method of their name hides theirs. */
function hidesAll<I extends Inheriting>(owner: I, rivals: readonly I[], walk: Walk<I>): boolean {
  const lineage = new Set(lineageOf(owner, walk).map(({ id }) => id));
  return rivals.every(({ id }) => lineage.has(id));
}

/** An interface and all its ancestors, each once, those closest first. */
function lineageOf<I extends Inheriting>(type: I, walk: Walk<I>): readonly I[] {
  const lineage = new Map([[type.id, type]]);
  // The map grows while it is walked: breadth first, through diamonds too.
  for (const found of lineage.values()) {
    for (const superclass of walk.superclasses(found)) {
      if (!lineage.has(superclass.id)) lineage.set(superclass.id, superclass);
    }
  }
  return [...lineage.values()];
}

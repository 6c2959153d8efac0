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
    for (const { name } of owner.methods) owners.set(name, [...(owners.get(name) ?? []), owner]);
  }
  return new Map(
    lineage.map((owner) => [
      owner.id,
      owner.methods.map(({ name }) => propertyIn(owner, name, owners.get(name) ?? [], walk)),
    ]),
  );
}

function propertyIn<I extends Inheriting>(
  owner: I,
  name: string,
  rivals: readonly I[],
  walk: Walk<I>,
): string {
  if (rivals.length === 1 || rivals.every((rival) => isHidden(rival, owner, walk)))
    return methodProperty(name);
  const path = walk.path(owner);
  const isAmbiguous = rivals.some((rival) => rival.id !== owner.id && walk.path(rival) === path);
  // Names in schemas have no underscores, so that these are free.
  const id = isAmbiguous ? `_${owner.id.toString(16).padStart(16, "0")}` : "";
  return `${path.replaceAll(".", "_")}${id}_${name}`;
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

/** Whether a method of `rival` is hidden by one of the same name of `owner`, or is that one. */
function isHidden<I extends Inheriting>(rival: I, owner: I, walk: Walk<I>): boolean {
  return lineageOf(owner, walk).some(({ id }) => id === rival.id);
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

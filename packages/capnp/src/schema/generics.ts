// generics.ts: type parameters, and generic declarations with types for them.
//
// https://capnproto.org/language.html#generic-types
import { WireError } from "../wire/index.ts";
import type { ElementsCodec, FieldCodec, PointerCodec } from "./codec.ts";
import { type FieldPlace, RuntimeType, type TypeParameters } from "./runtime-type.ts";

/** A declaration that may have type parameters. */
export interface Generic extends RuntimeType {
  /** The declaration with types for its parameters; those beyond the end are AnyPointer. */
  of(...parameters: readonly RuntimeType[]): RuntimeType;
  /** How many parameters it has. */
  readonly parameterCount: number;
  /** Whether it leads to a capability whatever its parameters are. `seen` holds the declarations that were asked. */
  reachesByItself(seen: Set<object>): boolean;
}

/**
 * What a generic declaration was bound to so far. The same types give the same object, so that its codec is made once,
 * and a generic that contains itself comes to an end.
 *
 * One that contains itself with larger parameters, `struct Poly(T) { next :Poly(Poly(T)); }`, never does. Its types are
 * made one by one, as deep as somebody looks; since a peer's messages decide how deep that is, there is a limit to how
 * many are made beyond what people write.
 */
export class Bindings<Bound extends RuntimeType> {
  readonly #known: { readonly parameters: readonly RuntimeType[]; readonly bound: Bound }[] = [];

  #deep = 0;

  /** @throws WireError `LIMIT` when it was bound to too many different types. */
  get(parameters: readonly RuntimeType[], bind: () => Bound): Bound {
    for (const known of this.#known) if (sameTypes(known.parameters, parameters)) return known.bound;
    const bound = bind();
    if (bound.nesting > shallowNesting && ++this.#deep > mostDeepTypes) {
      throw new WireError(
        "LIMIT",
        `${bound.title} would be one type too many: its generic has made ${mostDeepTypes}`,
      );
    }
    this.#known.push({ parameters, bound });
    return bound;
  }
}

/** How deep the parameters of a type nest that counts against no limit. */
const shallowNesting = 8;
/** Types of one generic that nest deeper. */
const mostDeepTypes = 4096;

function sameTypes(some: readonly RuntimeType[], others: readonly RuntimeType[]): boolean {
  return (
    some.length === others.length &&
    some.every((type, i) => {
      const other = others[i];
      return other !== undefined && type.equals(other);
    })
  );
}

/**
 * `(Text, Person)`, as it follows the name of a bound generic; `(…)` where that would be longer than anybody reads. Each
 * level of a generic that grows may double it.
 */
export function parameterTitles(parameters: readonly RuntimeType[]): string {
  if (parameters.length === 0) return "";
  const titles = `(${parameters.map((type) => type.title).join(", ")})`;
  return titles.length > longestTitles ? "(…)" : titles;
}

const longestTitles = 1000;

/** How deep the parameters of a bound generic nest: 0 for those of a type that has none. */
export function nestingOf(parameters: readonly RuntimeType[]): number {
  return parameters.length === 0 ? 0 : 1 + Math.max(...parameters.map((type) => type.nesting));
}

/** Stands for a type until the declaration around it is bound. */
export class ParameterRuntimeType extends RuntimeType {
  override readonly kind = "parameter";
  readonly index: number;
  readonly #unbound: RuntimeType;

  /** @param unbound what it is where nothing is bound to it: AnyPointer. */
  constructor(index: number, unbound: RuntimeType) {
    super();
    this.index = index;
    this.#unbound = unbound;
  }

  override get title(): string {
    return this.#unbound.title;
  }

  override resolve(parameters: TypeParameters): RuntimeType {
    return parameters[this.index] ?? this.#unbound;
  }

  override field(place: FieldPlace): FieldCodec {
    return this.#unbound.field(place);
  }

  override elements(): ElementsCodec {
    return this.#unbound.elements();
  }

  override pointer(): PointerCodec {
    return this.#unbound.pointer();
  }
}

/** A generic with types for its parameters, some of which may be parameters of the declaration around. */
export class BoundRuntimeType extends RuntimeType {
  override readonly kind = "bound";
  readonly generic: Generic;
  readonly parameters: readonly RuntimeType[];

  constructor(generic: Generic, parameters: readonly RuntimeType[]) {
    super();
    this.generic = generic;
    this.parameters = parameters;
  }

  override get title(): string {
    return `${this.generic.title}${parameterTitles(this.parameters)}`;
  }

  override resolve(parameters: TypeParameters): RuntimeType {
    return this.generic.of(...this.parameters.map((type) => type.resolve(parameters)));
  }

  override field(place: FieldPlace): FieldCodec {
    return this.resolve([]).field(place);
  }

  override elements(): ElementsCodec {
    return this.resolve([]).elements();
  }

  override pointer(): PointerCodec {
    return this.resolve([]).pointer();
  }

  override reachesCapability(seen: Set<object>): boolean {
    // Parameters that are left out are AnyPointer.
    if (this.parameters.length < this.generic.parameterCount) return true;
    return this.parameters.some((type) => type.reachesCapability(seen)) || this.generic.reachesByItself(seen);
  }
}

// generics.ts: type parameters, and generic declarations with types for them.
//
// https://capnproto.org/language.html#generic-types
import type { ElementsCodec, FieldCodec, PointerCodec } from "./codec.ts";
import { type FieldPlace, RuntimeType, type TypeParameters } from "./runtime-type.ts";

/** A declaration that may have type parameters. */
export interface Generic extends RuntimeType {
  /** The declaration with types for its parameters; those beyond the end are AnyPointer. */
  of(...parameters: readonly RuntimeType[]): RuntimeType;
}

/**
 * What a generic declaration was bound to so far. The same types give the same object, so that its codec is made once,
 * and a generic that contains itself comes to an end.
 */
export class Bindings<Bound extends RuntimeType> {
  readonly #known: { readonly parameters: readonly RuntimeType[]; readonly bound: Bound }[] = [];

  get(parameters: readonly RuntimeType[], bind: () => Bound): Bound {
    for (const known of this.#known) if (sameTypes(known.parameters, parameters)) return known.bound;
    const bound = bind();
    this.#known.push({ parameters, bound });
    return bound;
  }
}

function sameTypes(some: readonly RuntimeType[], others: readonly RuntimeType[]): boolean {
  return (
    some.length === others.length &&
    some.every((type, i) => {
      const other = others[i];
      return other !== undefined && type.equals(other);
    })
  );
}

/** `(Text, Person)`, as it follows the name of a bound generic. */
export function parameterTitles(parameters: readonly RuntimeType[]): string {
  return parameters.length === 0 ? "" : `(${parameters.map((type) => type.title).join(", ")})`;
}

/** Stands for a type until the declaration around it is bound. */
export class ParameterRuntimeType extends RuntimeType {
  override readonly kind = "parameter";
  readonly #index: number;
  readonly #unbound: RuntimeType;

  /** @param unbound what it is where nothing is bound to it: AnyPointer. */
  constructor(index: number, unbound: RuntimeType) {
    super();
    this.#index = index;
    this.#unbound = unbound;
  }

  override get title(): string {
    return this.#unbound.title;
  }

  override resolve(parameters: TypeParameters): RuntimeType {
    return parameters[this.#index] ?? this.#unbound;
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
  readonly #generic: Generic;
  readonly #parameters: readonly RuntimeType[];

  constructor(generic: Generic, parameters: readonly RuntimeType[]) {
    super();
    this.#generic = generic;
    this.#parameters = parameters;
  }

  override get title(): string {
    return `${this.#generic.title}${parameterTitles(this.#parameters)}`;
  }

  override resolve(parameters: TypeParameters): RuntimeType {
    return this.#generic.of(...this.#parameters.map((type) => type.resolve(parameters)));
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
}

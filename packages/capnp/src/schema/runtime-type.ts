// runtime-type.ts: what every schema type can do at run time; the constants of generated files are made of these.
import type { ElementsCodec, FieldCodec, PipelineSource, PointerCodec } from "./codec.ts";
import { pointerElements } from "./list-codec.ts";
import { PointerField } from "./pointer-codec.ts";
import { STANDS_FOR, type StandIn } from "./stand-in.ts";
import type { Kind, Type } from "./types.ts";

/** Where a field is in its struct. */
export interface FieldPlace {
  /** The size of the struct's data section as we lay it out: pointers come behind it. */
  readonly dataWords: number;
  /** In units of the field's size, or the index of a pointer. */
  readonly offset: number;
  readonly default: unknown;
}

/** What type parameters stand for, by their place; undefined: AnyPointer. */
export type TypeParameters = readonly (RuntimeType | undefined)[];

/** A type of the schema language. Types are compared by identity, but lists and bound generics also by content. */
export abstract class RuntimeType {
  abstract readonly kind: Kind;
  /** As it would be written in a schema: `List(Person)`. */
  abstract readonly title: string;

  abstract field(place: FieldPlace): FieldCodec;
  abstract elements(): ElementsCodec;
  /** @throws ValueError for a type that does not fit behind a pointer. */
  abstract pointer(): PointerCodec;

  /** The type with type parameters replaced; by AnyPointer, those that are not given. */
  resolve(_parameters: TypeParameters): RuntimeType {
    return this;
  }

  /**
   * What can be reached through a pointer of this type in results that have not arrived, where `path` leads to it.
   * Undefined: nothing.
   */
  pipeline(_source: PipelineSource, _path: readonly number[]): object | undefined {
    return undefined;
  }

  /** How deep types nest in it as parameters and elements of lists: `List(Box(Text))` has 2. */
  readonly nesting: number = 0;

  /**
   * Whether a value of this type may lead to a capability. `seen` holds the declarations that were asked: a type may
   * contain itself, or ever larger types of the same declaration. What a parameter stands for is asked where it is bound.
   */
  reachesCapability(_seen: Set<object>): boolean {
    return false;
  }

  /** Whether what was read of a pointer of this type was null. */
  isNull(value: unknown): boolean {
    return value === undefined || value === null;
  }

  equals(other: RuntimeType): boolean {
    return this === other;
  }

  /**
   * The run-time side of a type. It is safe to look behind it: only define.ts makes types, and only from these classes,
   * and what stands for one gives such a one.
   */
  static of(type: Type): RuntimeType {
    // Applications may have given anything.
    const given: Partial<StandIn> | undefined = type as Type & Partial<StandIn>;
    return (given?.[STANDS_FOR]?.() ?? type) as RuntimeType;
  }

  /** The typed side: what the type checker knows is what the definition says. */
  typed<T extends Type>(): T {
    return this as unknown as T;
  }
}

/** What lives behind a pointer of its own. */
export abstract class PointerRuntimeType extends RuntimeType {
  override field({ dataWords, offset, default: defaultValue }: FieldPlace): FieldCodec {
    return new PointerField(this.pointer(), dataWords, offset, defaultValue);
  }

  override elements(): ElementsCodec {
    return pointerElements(this.pointer());
  }
}

// simple-types.ts: the built-in types: numbers, Bool, Void, Text, Data, lists and enums.
import type { ElementsCodec, FieldCodec, PointerCodec } from "./codec.ts";
import { BoolField, numberField, voidField } from "./data-codec.ts";
import { boolElements, ListCodec, numberElements, voidElements } from "./list-codec.ts";
import { enumFormat, type NumberFormat, numberFormat } from "./number-format.ts";
import { dataCodec, textCodec } from "./pointer-codec.ts";
import { type FieldPlace, PointerRuntimeType, RuntimeType, type TypeParameters } from "./runtime-type.ts";
import type { About, DataKind, EnumDefinition } from "./types.ts";
import { ValueError } from "./value-error.ts";

abstract class DataType extends RuntimeType {
  override pointer(): never {
    throw new ValueError("WRONG_TYPE", `${this.title} is not a type of what a pointer leads to`);
  }
}

export class NumberType extends DataType {
  override readonly kind: Exclude<DataKind, "bool">;
  override readonly title: string;

  constructor(kind: Exclude<DataKind, "bool">, title: string) {
    super();
    this.kind = kind;
    this.title = title;
  }

  override field({ offset, default: defaultValue }: FieldPlace): FieldCodec {
    return numberField(numberFormat(this.kind), offset, defaultValue);
  }

  override elements(): ElementsCodec {
    return numberElements(numberFormat(this.kind));
  }
}

export class BoolType extends DataType {
  override readonly kind = "bool";
  override readonly title = "Bool";

  override field({ offset, default: defaultValue }: FieldPlace): FieldCodec {
    return new BoolField(offset, defaultValue === true);
  }

  override elements(): ElementsCodec {
    return boolElements;
  }
}

export class VoidType extends DataType {
  override readonly kind = "void";
  override readonly title = "Void";

  override field(): FieldCodec {
    return voidField;
  }

  override elements(): ElementsCodec {
    return voidElements;
  }
}

export class TextType extends PointerRuntimeType {
  override readonly kind = "text";
  override readonly title = "Text";

  override pointer(): PointerCodec {
    return textCodec;
  }
}

export class DataBytesType extends PointerRuntimeType {
  override readonly kind = "data";
  override readonly title = "Data";

  override pointer(): PointerCodec {
    return dataCodec;
  }
}

export class EnumRuntimeType extends DataType {
  override readonly kind = "enum";
  readonly definition: EnumDefinition;
  #format: NumberFormat | undefined;

  constructor(definition: EnumDefinition) {
    super();
    this.definition = definition;
  }

  get id(): bigint {
    return this.definition.id;
  }

  get name(): string {
    return this.definition.name;
  }

  get values(): readonly string[] {
    return this.definition.values;
  }

  override get title(): string {
    return shortName(this.name);
  }

  /** What is known of an enumerant. */
  about(name: string): About {
    const { about = {} } = this.definition;
    return (Object.hasOwn(about, name) ? about[name] : undefined) ?? {};
  }

  get format(): NumberFormat {
    this.#format ??= enumFormat(this.values, this.title);
    return this.#format;
  }

  override field({ offset, default: defaultValue }: FieldPlace): FieldCodec {
    return numberField(this.format, offset, defaultValue);
  }

  override elements(): ElementsCodec {
    return numberElements(this.format);
  }
}

export class ListRuntimeType extends PointerRuntimeType {
  override readonly kind = "list";
  readonly element: RuntimeType;
  override readonly nesting: number;
  #title: string | undefined;
  #codec: ListCodec | undefined;

  constructor(element: RuntimeType) {
    super();
    this.element = element;
    this.nesting = 1 + element.nesting;
  }

  override get title(): string {
    this.#title ??= `List(${this.element.title})`;
    return this.#title;
  }

  override pointer(): ListCodec {
    this.#codec ??= new ListCodec(this.element.elements());
    return this.#codec;
  }

  override reachesCapability(seen: Set<object>): boolean {
    return this.element.reachesCapability(seen);
  }

  override resolve(parameters: TypeParameters): RuntimeType {
    const element = this.element.resolve(parameters);
    return element === this.element ? this : new ListRuntimeType(element);
  }

  override equals(other: RuntimeType): boolean {
    return other instanceof ListRuntimeType && this.element.equals(other.element);
  }
}

/** `Person.PhoneNumber` of `addressbook.capnp:Person.PhoneNumber`. */
export function shortName(name: string): string {
  return name.slice(name.lastIndexOf(":") + 1);
}

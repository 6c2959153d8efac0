// struct-type.ts: a struct or a group at run time: its fields with their types resolved, and its codec.
import type { ElementsCodec, FieldCodec, PipelineSource, PointerCodec } from "./codec.ts";
import { Bindings, nestingOf, parameterTitles } from "./generics.ts";
import { type FieldPlace, PointerRuntimeType, RuntimeType, type TypeParameters } from "./runtime-type.ts";
import { shortName } from "./simple-types.ts";
import { groupField, StructCodec, structPointer } from "./struct-codec.ts";
import { structElements } from "./struct-elements.ts";
import { StructPipeline } from "./struct-pipeline.ts";
import type { About, StructDefinition, Type } from "./types.ts";
import { ValueError } from "./value-error.ts";

/** A field of a struct, with its type as the struct's parameters make it. */
export interface Field extends About {
  readonly name: string;
  readonly type: RuntimeType;
  readonly offset: number;
  /** Undefined: not a member of a union. */
  readonly tag: number | undefined;
  readonly default: unknown;
}

/**
 * The struct behind a type, with types for the parameters of the declaration around.
 *
 * @throws ValueError for what is no struct.
 */
export function structOf(type: Type, parameters: TypeParameters = []): StructType {
  const struct = RuntimeType.of(type).resolve(parameters);
  if (!(struct instanceof StructType)) throw new ValueError("WRONG_TYPE", `${struct.title} is not a struct`);
  return struct;
}

export class StructType extends PointerRuntimeType {
  override readonly kind: "struct" | "group";
  readonly definition: StructDefinition;
  readonly parameters: readonly RuntimeType[];
  override readonly nesting: number;
  /** Shared by all bindings of a generic; made when it is first bound. */
  #bindings: Bindings<StructType> | undefined;
  #title: string | undefined;
  #fields: readonly Field[] | undefined;
  #codec: StructCodec | undefined;
  #Pipeline: typeof StructPipeline | undefined;

  constructor(
    kind: "struct" | "group",
    definition: StructDefinition,
    parameters: readonly RuntimeType[] = [],
    bindings?: Bindings<StructType>,
  ) {
    super();
    this.kind = kind;
    this.definition = definition;
    this.parameters = parameters;
    this.nesting = nestingOf(parameters);
    this.#bindings = bindings;
  }

  get id(): bigint {
    return this.definition.id;
  }

  get name(): string {
    return this.definition.name;
  }

  override get title(): string {
    this.#title ??= `${shortName(this.name)}${parameterTitles(this.parameters)}`;
    return this.#title;
  }

  /** In the order of their ordinals. */
  get fields(): readonly Field[] {
    this.#fields ??= this.definition.fields().map(([name, type, offset, more = {}]) => ({
      ...more,
      name,
      type: this.#resolved(type),
      offset,
      tag: more.tag,
      default: more.default,
    }));
    return this.#fields;
  }

  /** The property that names the member of the union that is set. */
  get which(): string {
    return this.definition.which ?? "which";
  }

  /** Whether it has a union, or a group that has one. */
  get hasUnions(): boolean {
    return (
      this.definition.union !== undefined ||
      this.fields.some(({ type }) => type.kind === "group" && type instanceof StructType && type.hasUnions)
    );
  }

  get codec(): StructCodec {
    this.#codec ??= new StructCodec(this);
    return this.#codec;
  }

  of(...parameters: readonly RuntimeType[]): StructType {
    const wanted = parameters.slice(0, this.parameterCount);
    if (wanted.length === 0) return this;
    this.#bindings ??= new Bindings();
    const bindings = this.#bindings;
    return bindings.get(wanted, () => new StructType(this.kind, this.definition, wanted, bindings));
  }

  override field(place: FieldPlace): FieldCodec {
    return this.kind === "group" ? groupField(this) : super.field(place);
  }

  override pipeline(source: PipelineSource, path: readonly number[]): object {
    this.#Pipeline ??= StructPipeline.classFor(this);
    return new this.#Pipeline(source, path);
  }

  get parameterCount(): number {
    return this.definition.parameters?.length ?? 0;
  }

  override reachesCapability(seen: Set<object> = new Set()): boolean {
    if (this.parameters.length < this.parameterCount) return true;
    return this.parameters.some((type) => type.reachesCapability(seen)) || this.reachesByItself(seen);
  }

  reachesByItself(seen: Set<object>): boolean {
    if (seen.has(this.definition)) return false;
    seen.add(this.definition);
    return this.definition.fields().some(([, type]) => RuntimeType.of(type).reachesCapability(seen));
  }

  override elements(): ElementsCodec {
    return structElements(this);
  }

  override pointer(): PointerCodec {
    return structPointer(this);
  }

  #resolved(type: Type): RuntimeType {
    return RuntimeType.of(type).resolve(this.parameters);
  }
}

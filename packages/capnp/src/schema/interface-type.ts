// interface-type.ts: an interface at run time: its methods and those of its ancestors, with their params and results.
import { AnyPointerType } from "./any-pointer.ts";
import type { CapabilitySystem, CapabilityValues } from "./capability-system.ts";
import type { PipelineSource, PointerCodec } from "./codec.ts";
import { Bindings, nestingOf, parameterTitles } from "./generics.ts";
import { ancestorsOf, type BoundWalk, methodProperties, type Walk } from "./inheritance.ts";
import { methodProperty } from "./names.ts";
import { PointerRuntimeType, RuntimeType, type TypeParameters } from "./runtime-type.ts";
import { shortName } from "./simple-types.ts";
import { type StructType, structOf } from "./struct-type.ts";
import type { About, InterfaceDefinition } from "./types.ts";

/**
 * An interface's 64-bit id in two halves, since a bigint would be allocated for every call.
 * https://capnproto.org/language.html#unique-ids
 */
export interface InterfaceId {
  readonly low: number;
  readonly high: number;
}

/** A method, with its types as the parameters of its interface make them. */
export interface Method extends About {
  readonly name: string;
  /** The property of stubs and servers that stands for it. */
  readonly property: string;
  readonly owner: InterfaceType;
  readonly interfaceId: InterfaceId;
  readonly methodId: number;
  readonly params: StructType;
  /** Undefined: a streaming method. */
  readonly results: StructType | undefined;
  /** Names of type parameters of its own. */
  readonly parameters: readonly string[];
  /** The params and results where those parameters are bound. */
  bind(parameters: TypeParameters): { readonly params: StructType; readonly results: StructType | undefined };
}

/** What people call a method by: its own, unless that is another one's, too. */
export function calledName({ name, property }: Method): string {
  return property === methodProperty(name) ? name : property;
}

/**
 * An interface, described. What its capabilities are to a program is up to the capability system that it was made for,
 * which may derive a class from this one, for what people do with the interface itself.
 */
export class InterfaceType<Values extends CapabilityValues = CapabilityValues> extends PointerRuntimeType {
  override readonly kind = "interface";
  readonly definition: InterfaceDefinition;
  readonly parameters: readonly RuntimeType[];
  override readonly nesting: number;
  /** Shared by all bindings of a generic; made when it is first bound. */
  #bindings: Bindings<InterfaceType<Values>> | undefined;
  readonly #system: CapabilitySystem<Values>;
  #values: Values | undefined;
  #title: string | undefined;
  #lineage: readonly InterfaceType[] | undefined;
  #methods: readonly Method[] | undefined;
  #reachable: readonly (readonly Method[])[] | undefined;
  #open: AnyPointerType | undefined;

  constructor(
    definition: InterfaceDefinition,
    system: CapabilitySystem<Values>,
    parameters: readonly RuntimeType[] = [],
    bindings?: Bindings<InterfaceType<Values>>,
  ) {
    super();
    this.definition = definition;
    this.#system = system;
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

  /** The interfaces that it extends, as its parameters make them. */
  get superclasses(): readonly InterfaceType[] {
    return (this.definition.superclasses?.() ?? []).flatMap((superclass) => {
      const ancestor = RuntimeType.of(superclass).resolve(this.parameters);
      return ancestor instanceof InterfaceType ? [ancestor] : [];
    });
  }

  /**
   * The interface and all its ancestors, each once, those closest first. Of one that is inherited with different types
   * for a parameter, nobody knows which a call means: it has AnyPointer there.
   */
  get lineage(): readonly InterfaceType[] {
    this.#lineage ??= ancestorsOf<InterfaceType>(this, boundWalk).map(({ type, differing }) =>
      type.#opened(differing),
    );
    return this.#lineage;
  }

  /** Its own methods; the index is the method id. */
  get methods(): readonly Method[] {
    if (this.#methods === undefined) {
      const { definition } = this;
      const interfaceId = {
        low: Number(BigInt.asUintN(32, this.id)),
        high: Number(BigInt.asUintN(32, this.id >> 32n)),
      };
      this.#methods = definition.methods().map(([name, params, results, more = {}], methodId) => {
        const { parameters = [], ...about } = more;
        const bind: Method["bind"] = (own) => {
          // Parameters of the method follow those of the interface, also where the interface is not bound.
          const before = Array.from({ length: this.parameterCount }, (_, i) => this.parameters[i]);
          const bound = [...before, ...own];
          return {
            params: structOf(params, bound),
            results: results === "stream" ? undefined : structOf(results, bound),
          };
        };
        const property = methodProperty(name);
        return {
          ...about,
          name,
          property,
          owner: this,
          interfaceId,
          methodId,
          parameters,
          bind,
          ...bind([]),
        };
      });
    }
    return this.#methods;
  }

  /** Its own methods and its ancestors', those of the closest first, with the properties that they have here. */
  get allMethods(): readonly Method[] {
    return this.#methodTables().flat();
  }

  /** The method that a call names, its own or an ancestor's. */
  method({ low, high }: InterfaceId, methodId: number): Method | undefined {
    for (const methods of this.#methodTables()) {
      const method = methods[methodId];
      if (method?.interfaceId.low === low && method.interfaceId.high === high) return method;
    }
    return undefined;
  }

  /** The method that a property of stubs stands for. */
  methodOf(property: string): Method | undefined {
    return this.allMethods.find((each) => each.property === property);
  }

  /** The methods of each interface of the lineage; the index is the method id. */
  #methodTables(): readonly (readonly Method[])[] {
    if (this.#reachable === undefined) {
      const properties = methodProperties<InterfaceType>(this, walk);
      this.#reachable = this.lineage.map((owner) =>
        owner.methods.map((method, i) => {
          const property = properties.get(owner.id)?.[i] ?? method.property;
          return property === method.property ? method : { ...method, property };
        }),
      );
    }
    return this.#reachable;
  }

  /** What stands for capabilities of this interface, made when it is first needed. */
  get values(): Values {
    this.#values ??= this.#system.ofInterface(this);
    return this.#values;
  }

  of(...parameters: readonly RuntimeType[]): InterfaceType<Values> {
    const wanted = parameters.slice(0, this.parameterCount);
    if (wanted.length === 0) return this;
    this.#bindings ??= new Bindings();
    const bindings = this.#bindings;
    return bindings.get(wanted, () => this.bound(wanted, bindings));
  }

  /** The same interface with other types for its parameters. A derived class makes one of its own. */
  protected bound(
    parameters: readonly RuntimeType[],
    bindings: Bindings<InterfaceType<Values>>,
  ): InterfaceType<Values> {
    return new InterfaceType(this.definition, this.#system, parameters, bindings);
  }

  /** The same with AnyPointer for some of its parameters. */
  #opened(parameters: ReadonlySet<number>): InterfaceType<Values> {
    if (parameters.size === 0) return this;
    return this.of(...this.parameters.map((type, i) => (parameters.has(i) ? this.#anyPointer : type)));
  }

  /** What a parameter stands for. */
  parameter(index: number): RuntimeType {
    return this.parameters[index] ?? this.#anyPointer;
  }

  get #anyPointer(): AnyPointerType {
    this.#open ??= new AnyPointerType("anyPointer", this.#system);
    return this.#open;
  }

  override pointer(): PointerCodec {
    return this.values.codec;
  }

  override pipeline(source: PipelineSource, path: readonly number[]): object {
    return source.capability(path, this.values);
  }

  override isNull(value: unknown): boolean {
    return super.isNull(value) || this.values.isNull(value);
  }

  get parameterCount(): number {
    return this.definition.parameters?.length ?? 0;
  }

  override reachesCapability(): boolean {
    return true;
  }

  reachesByItself(): boolean {
    return true;
  }
}

const walk: Walk<InterfaceType> = {
  superclasses: (type) => type.superclasses,
  path: ({ name }) => shortName(name),
};

const boundWalk: BoundWalk<InterfaceType> = {
  id: ({ id }) => id,
  superclasses: (type) => type.superclasses,
  differences: (some, other) =>
    Array.from({ length: some.parameterCount }, (_, i) => i).filter(
      (i) => !some.parameter(i).equals(other.parameter(i)),
    ),
};

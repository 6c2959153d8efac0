// interface-type.ts: an interface at run time: its methods and those of its ancestors, and the stubs it makes.
import type { Capability, InterfaceId } from "../rpc/seam.ts";
import type { PipelineSource, PointerCodec } from "../schema/codec.ts";
import { Bindings, nestingOf, parameterTitles } from "../schema/generics.ts";
import { ancestorsOf, type BoundWalk, methodProperties, type Walk } from "../schema/inheritance.ts";
import { methodProperty } from "../schema/names.ts";
import { propertyOf } from "../schema/properties.ts";
import { PointerRuntimeType, RuntimeType, type TypeParameters } from "../schema/runtime-type.ts";
import { shortName } from "../schema/simple-types.ts";
import { StructType } from "../schema/struct-type.ts";
import type { About, InterfaceDefinition, Type } from "../schema/types.ts";
import { AnyPointerType } from "./any-pointer.ts";
import { type CapabilityType, capabilityCodec } from "./capability-codec.ts";
import { defineMethods } from "./client.ts";
import { ServedObjects } from "./served-objects.ts";
import { ServerDispatcher } from "./server.ts";
import { isNullStub, notA, Stub, type StubType } from "./stub.ts";

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

export class InterfaceType extends PointerRuntimeType implements CapabilityType, StubType {
  override readonly kind = "interface";
  readonly definition: InterfaceDefinition;
  readonly parameters: readonly RuntimeType[];
  override readonly nesting: number;
  readonly #bindings: Bindings<InterfaceType>;
  #title: string | undefined;
  #served: ServedObjects | undefined;
  #lineage: readonly InterfaceType[] | undefined;
  #methods: readonly Method[] | undefined;
  #reachable: readonly (readonly Method[])[] | undefined;
  #Stub: typeof Stub | undefined;

  constructor(
    definition: InterfaceDefinition,
    parameters: readonly RuntimeType[] = [],
    bindings: Bindings<InterfaceType> = new Bindings(),
  ) {
    super();
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
      type.#open(differing),
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

  stub(capability: Capability, onDispose?: () => void): Stub {
    if (this.#Stub === undefined) {
      this.#Stub = class extends Stub {};
      Object.defineProperty(this.#Stub, "name", { value: shortName(this.name) });
      defineMethods(this.#Stub, this);
    }
    return new this.#Stub(capability, this, onDispose);
  }

  server(server: object): Stub {
    const capability = typeof server === "object" && server !== null ? this.serve(server) : undefined;
    if (capability === undefined) {
      const methods = this.allMethods.map(({ property }) => property);
      throw notA(`an object with the methods of ${this.title}: ${methods.join(", ")}`, server);
    }
    return this.stub(capability);
  }

  serve(object: object): Capability | undefined {
    // A stub is an object with all the methods, too; served as if it were one, its calls would go in circles.
    if (object instanceof Stub || !this.#isServedBy(object)) return undefined;
    this.#served ??= new ServedObjects();
    return this.#served.reference(object, () => new ServerDispatcher(this, object));
  }

  /** Methods may be missing, of a schema that has grown, but not all of them: then it is the wrong object. */
  #isServedBy(object: object): boolean {
    const methods = this.allMethods;
    return methods.length === 0 || methods.some(({ property }) => propertyOf(object, property) !== undefined);
  }

  of(...parameters: readonly RuntimeType[]): InterfaceType {
    const wanted = parameters.slice(0, this.parameterCount);
    if (wanted.length === 0) return this;
    return this.#bindings.get(wanted, () => new InterfaceType(this.definition, wanted, this.#bindings));
  }

  /** The same with AnyPointer for some of its parameters. */
  #open(parameters: ReadonlySet<number>): InterfaceType {
    if (parameters.size === 0) return this;
    return this.of(...this.parameters.map((type, i) => (parameters.has(i) ? anyPointer : type)));
  }

  /** What a parameter stands for. */
  parameter(index: number): RuntimeType {
    return this.parameters[index] ?? anyPointer;
  }

  override pointer(): PointerCodec {
    return capabilityCodec(this);
  }

  override pipeline(source: PipelineSource, path: readonly number[]): object {
    return source.stub(path, this);
  }

  override isNull(value: unknown): boolean {
    return super.isNull(value) || isNullStub(value);
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

const anyPointer = new AnyPointerType("anyPointer", "AnyPointer");

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

function structOf(type: Type, parameters: TypeParameters): StructType {
  const resolved = RuntimeType.of(type).resolve(parameters);
  if (!(resolved instanceof StructType)) throw notA("a struct", resolved.title);
  return resolved;
}

// any-pointer.ts: pointers whose content the schema leaves open: whoever reads or writes one says what it is.
//
// https://capnproto.org/language.html#dynamically-typed-fields
import { GivenContent } from "../capnp-es/given.ts";
import { typeOfClass } from "../capnp-es/installed.ts";
import type { CapnpEsMessageClass, CapnpEsStructClass } from "../capnp-es/shapes.ts";
import { type BuilderSegment, copyPointer, type MessageBuilder, PointerReader } from "../wire/index.ts";
import type { CapabilityReference, CapabilitySystem, CapabilityValues } from "./capability-system.ts";
import type { PipelineSource, PointerCodec, ReadContext, WriteContext } from "./codec.ts";
import type { AnyPointerValue, Pointer } from "./declared-types.ts";
import { dataCodec, textCodec } from "./pointer-codec.ts";
import { PointerRuntimeType, RuntimeType } from "./runtime-type.ts";
import type { InitOf, Type, ValueOf } from "./types.ts";
import { wrongType } from "./value-error.ts";

type Content = AnyPointerValue["content"];

/** AnyPointer, AnyStruct and AnyList. */
export class AnyPointerType extends PointerRuntimeType {
  override readonly kind: "anyPointer" | "anyStruct" | "anyList";
  override readonly title: string;
  readonly #allowed: Content | undefined;
  readonly #system: CapabilitySystem;
  #values: CapabilityValues | undefined;

  constructor(kind: AnyPointerType["kind"], system: CapabilitySystem) {
    super();
    this.kind = kind;
    this.title = titles[kind];
    this.#allowed = allowed[kind];
    this.#system = system;
  }

  /** What stands for a capability, where its interface is not said; made when it is first needed. */
  get values(): CapabilityValues {
    this.#values ??= this.#system.ofAny(this);
    return this.#values;
  }

  override pointer(): PointerCodec {
    return {
      read: (message, segment, at, depth, context) =>
        new ReceivedPointer(new PointerReader(message, segment, at, depth), context),
      absent: (context) => new ReceivedPointer(undefined, context),
      write: (value, message, segment, at, context) => {
        if (value === null) return;
        this.#refuseOthers(value);
        this.#write(value, message, segment, at, context);
      },
    };
  }

  override isNull(value: unknown): boolean {
    return super.isNull(value) || contentOf(value) === "null";
  }

  #write(
    value: unknown,
    message: MessageBuilder,
    segment: BuilderSegment,
    at: number,
    context: WriteContext,
  ): void {
    if (value instanceof ReceivedPointer) value.copyTo(message, segment, at, context);
    else if (value instanceof TypedPointer) {
      if (value.value === undefined) return;
      const codec = RuntimeType.of(value.type).resolve([]).pointer();
      codec.write(value.value, message, segment, at, context);
    } else if (typeof value === "string") textCodec.write(value, message, segment, at, context);
    else if (value instanceof Uint8Array) dataCodec.write(value, message, segment, at, context);
    else {
      const given = GivenContent.of(value);
      if (given === undefined) this.values.codec.write(value, message, segment, at, context);
      else given.copyTo(message, segment, at, context);
    }
  }

  /** Those of one kind are the same type, wherever they were made: a parameter that is left open is AnyPointer. */
  override equals(other: RuntimeType): boolean {
    return other instanceof AnyPointerType && other.kind === this.kind && other.#system === this.#system;
  }

  /** What was received may be null, as any pointer. */
  #refuseOthers(value: unknown): void {
    if (this.#allowed === undefined) return;
    const content = contentOf(value);
    if (content === this.#allowed || content === "null") return;
    throw wrongType(`${this.title}: pointer(Type, value) of a ${this.#allowed}`, value);
  }

  override reachesCapability(): boolean {
    return true;
  }

  override pipeline(source: PipelineSource, path: readonly number[]): object | undefined {
    if (this.#allowed === "list") return undefined;
    return { as: (type: Type) => RuntimeType.of(type).resolve([]).pipeline(source, path) };
  }
}

const titles = { anyPointer: "AnyPointer", anyStruct: "AnyStruct", anyList: "AnyList" } as const;
const allowed = { anyPointer: undefined, anyStruct: "struct", anyList: "list" } as const;

/** A value together with its type. */
class TypedPointer implements Pointer {
  readonly type: Type;
  readonly value: unknown;

  constructor(type: Type, value: unknown) {
    this.type = type;
    this.value = value;
  }
}

/** A value for an AnyPointer: `pointer(Person, { name: "Ada" })`; undefined, as a null pointer reads, is one. */
export function pointer<T extends Type>(type: T, value: InitOf<T> | undefined): Pointer {
  return new TypedPointer(type, value);
}

/**
 * The type that something received is to be read as. Types of ours are objects: a function can only be a class of capnp-es.
 *
 * @throws ValueError for a class that cannot be read as.
 */
export function typeToReadAs(type: Type | CapnpEsStructClass | CapnpEsMessageClass): RuntimeType {
  return typeof type === "function" ? typeOfClass(type) : RuntimeType.of(type).resolve([]);
}

class ReceivedPointer implements AnyPointerValue {
  readonly content: Content;
  readonly #source: PointerReader | undefined;
  readonly #context: ReadContext;
  readonly #capability: CapabilityReference | undefined;

  constructor(source: PointerReader | undefined, context: ReadContext) {
    this.content = source?.kind() ?? "null";
    this.#source = source;
    this.#context = context;
    if (source === undefined) return;
    if (this.content === "capability") {
      // A capability does not need the rest of the payload: with this reference, that can go.
      this.#capability = context.capability(source.capability());
      context.own(this.#capability);
    } else if (this.content !== "null") {
      context.keep();
    }
  }

  as<T extends Type>(type: T): ValueOf<T>;
  as<S extends object>(type: CapnpEsStructClass<S> | CapnpEsMessageClass<S>): S | undefined;
  as(type: Type | CapnpEsStructClass | CapnpEsMessageClass): unknown {
    const codec = typeToReadAs(type).pointer();
    const context = this.#readingContext();
    const { message, segment, at, depth } = this.#source ?? nowhere;
    return message === undefined || segment === undefined
      ? codec.absent(context)
      : codec.read(message, segment, at, depth, context);
  }

  copyTo(message: MessageBuilder, segment: BuilderSegment, at: number, target: WriteContext): void {
    if (this.#source === undefined) return;
    const source = this.#readingContext();
    copyPointer(this.#source, message, segment, at, (index) => {
      const capability = source.capability(index);
      source.own(capability);
      return target.addCapability(capability);
    });
  }

  #readingContext(): ReadContext {
    const capability = this.#capability;
    const context = this.#context;
    if (capability === undefined) return context;
    return {
      capability: () => capability.dup(),
      own: (resource) => context.own(resource),
      keep: () => context.keep(),
      isLazy: context.isLazy,
    };
  }
}

const nowhere = { message: undefined, segment: undefined, at: 0, depth: 0 };

function contentOf(value: unknown): Content {
  if (value instanceof ReceivedPointer) return value.content;
  if (typeof value === "string" || value instanceof Uint8Array) return "list";
  if (!(value instanceof TypedPointer)) return GivenContent.of(value)?.kind ?? "capability";
  if (value.value === undefined) return "null";
  switch (RuntimeType.of(value.type).resolve([]).kind) {
    case "struct":
      return "struct";
    case "list":
    case "text":
    case "data":
      return "list";
    default:
      return "capability";
  }
}

// any-pointer.ts: pointers whose content the schema leaves open: whoever reads or writes one says what it is.
//
// https://capnproto.org/language.html#dynamically-typed-fields
import type { Capability } from "../rpc/seam.ts";
import type { PipelineSource, PointerCodec, ReadContext, WriteContext } from "../schema/codec.ts";
import { dataCodec, textCodec } from "../schema/pointer-codec.ts";
import { PointerRuntimeType, RuntimeType } from "../schema/runtime-type.ts";
import type { InitOf, Type, ValueOf } from "../schema/types.ts";
import { wrongType } from "../schema/value-error.ts";
import { type BuilderSegment, copyPointer, type MessageBuilder, PointerReader } from "../wire/index.ts";
import { type CapabilityType, capabilityCodec } from "./capability-codec.ts";
import { isNullStub, Stub } from "./stub.ts";
import type { AnyPointerValue, Pointer } from "./types.ts";

type Content = AnyPointerValue["content"];

/** AnyPointer, AnyStruct and AnyList. */
export class AnyPointerType extends PointerRuntimeType {
  override readonly kind: "anyPointer" | "anyStruct" | "anyList";
  override readonly title: string;
  readonly #allowed: Content | undefined;

  constructor(kind: AnyPointerType["kind"], title: string, allowed?: Content) {
    super();
    this.kind = kind;
    this.title = title;
    this.#allowed = allowed;
  }

  override pointer(): PointerCodec {
    return {
      read: (message, segment, at, depth, context) =>
        new ReceivedPointer(new PointerReader(message, segment, at, depth), context),
      absent: (context) => new ReceivedPointer(undefined, context),
      write: (value, message, segment, at, context) => {
        if (value === null) return;
        this.#refuseOthers(value);
        writeAny(value, message, segment, at, context);
      },
    };
  }

  override isNull(value: unknown): boolean {
    return super.isNull(value) || contentOf(value) === "null";
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

/** Capability: an interface of which nothing is known. */
export class CapabilityPointerType extends PointerRuntimeType implements CapabilityType {
  override readonly kind = "capability";
  override readonly title = "Capability";

  stub(capability: Capability, onDispose?: () => void): Stub {
    return new Stub(capability, undefined, onDispose);
  }

  serve(): undefined {}

  override pointer(): PointerCodec {
    return capabilityCodec(this);
  }

  override pipeline(source: PipelineSource, path: readonly number[]): object {
    return source.stub(path, this);
  }

  override isNull(value: unknown): boolean {
    return super.isNull(value) || isNullStub(value);
  }

  override reachesCapability(): boolean {
    return true;
  }
}

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

class ReceivedPointer implements AnyPointerValue {
  readonly content: Content;
  readonly #source: PointerReader | undefined;
  readonly #context: ReadContext;
  readonly #capability: Capability | undefined;

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

  as<T extends Type>(type: T): ValueOf<T> {
    const codec = RuntimeType.of(type).resolve([]).pointer();
    const context = this.#readingContext();
    const { message, segment, at, depth } = this.#source ?? nowhere;
    const value =
      message === undefined || segment === undefined
        ? codec.absent(context)
        : codec.read(message, segment, at, depth, context);
    return value as ValueOf<T>;
  }

  copyTo(message: MessageBuilder, segment: BuilderSegment, at: number, target: WriteContext): void {
    if (this.#source === undefined) return;
    const source = this.#readingContext();
    copyPointer(this.#source, message, segment, at, (index) => {
      const capability = source.capability(index);
      if (index >= 0) source.own(capability);
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

function writeAny(
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
  else anyCapability.write(value, message, segment, at, context);
}

const anyCapability = capabilityCodec({
  title:
    "pointer(Type, value), a string, bytes, a stub or a promise of one, or what was read from an AnyPointer",
  stub: (capability) => new Stub(capability),
  serve: () => undefined,
});

function contentOf(value: unknown): Content {
  if (value instanceof ReceivedPointer) return value.content;
  if (typeof value === "string" || value instanceof Uint8Array) return "list";
  if (!(value instanceof TypedPointer)) return "capability";
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

// struct-codec.ts: plain objects to structs and back.
//
// https://capnproto.org/encoding.html#structs
import { GivenStruct } from "../capnp-es/given.ts";
import { isCapnpEsOrphan } from "../capnp-es/shapes.ts";
import type { BuilderSegment, MessageBuilder, MessageReader, StructReader } from "../wire/index.ts";
import type { FieldCodec, PointerCodec, ReadContext, WriteContext } from "./codec.ts";
import { voidField } from "./data-codec.ts";
import { deferProperty, isInherited, setProperty } from "./properties.ts";
import { ReceivedStruct, type StructSize } from "./received-struct.ts";
import { StructBuilder } from "./struct-builder.ts";
import type { Field, StructType } from "./struct-type.ts";
import { StructView } from "./struct-view.ts";
import { describeValue, ValueError, wrongType } from "./value-error.ts";

/** A field with its codec. */
export class CodedField {
  readonly name: string;
  readonly codec: FieldCodec;
  /** -1: not a member of a union. */
  readonly tag: number;
  readonly isVoid: boolean;
  /** It is read at once, and assigned: nothing has to be looked at each time. */
  readonly isPlain: boolean;
  readonly #isInherited: boolean;

  constructor(field: Field, dataWords: number) {
    this.name = field.name;
    this.codec = field.type.field({ dataWords, offset: field.offset, default: field.default });
    this.tag = field.tag ?? -1;
    this.isVoid = this.codec === voidField;
    this.#isInherited = isInherited(field.name);
    this.isPlain = this.codec.deferred === undefined && !this.#isInherited;
  }

  /** Reads the field into the property of its name. */
  readInto(target: { [name: string]: unknown }, struct: StructReader, context: ReadContext): void {
    const deferred = this.codec.deferred?.(struct, context);
    if (deferred !== undefined) deferProperty(target, this.name, deferred);
    else if (this.#isInherited) setProperty(target, this.name, this.codec.read(struct, context));
    else target[this.name] = this.codec.read(struct, context);
  }
}

/** Reads and writes the structs of one type. */
export class StructCodec {
  readonly type: StructType;
  readonly fields: readonly CodedField[];
  /** Fields that are always there and have a value. */
  readonly #fixed: readonly CodedField[];
  /** Members of the union by their tag. */
  readonly #members: readonly (CodedField | undefined)[];
  readonly #byName: ReadonlyMap<string, CodedField>;
  /** Where the discriminant is, in bytes; -1: there is no union. */
  readonly #unionAt: number;
  /** Groups that have a union and are always there. */
  readonly #groups: readonly CodedField[];
  /** Of a struct that is not a group: those are remembered with the struct that they are in. */
  readonly #hasUnions: boolean;
  #View: typeof StructView | undefined;
  #Builder: typeof StructBuilder | undefined;

  constructor(type: StructType) {
    const { dataWords, union } = type.definition;
    this.type = type;
    this.fields = type.fields.map((field) => new CodedField(field, dataWords));
    this.#fixed = this.fields.filter((field) => field.tag < 0 && !field.isVoid);
    const members: (CodedField | undefined)[] = [];
    for (const field of this.fields) if (field.tag >= 0) members[field.tag] = field;
    this.#members = members;
    this.#byName = new Map(this.fields.map((field) => [field.name, field]));
    this.#unionAt = union === undefined ? -1 : union * 2;
    this.#groups = this.#fixed.filter(({ codec }) => codec.isNewer !== undefined);
    this.#hasUnions = type.kind === "struct" && type.hasUnions;
  }

  /** All fields at once, as properties of `target`; or as a view, if that is what the context wants. */
  read(struct: StructReader, context: ReadContext, target: object = {}): object {
    if (context.isLazy) return this.view(struct, context);
    const value = target as { [name: string]: unknown };
    for (const field of this.#fixed) {
      if (field.isPlain) value[field.name] = field.codec.read(struct, context);
      else field.readInto(value, struct, context);
    }
    if (this.#unionAt >= 0) {
      const member = this.memberOf(struct);
      value[this.type.which] = typeof member === "number" ? member : member.name;
      if (typeof member !== "number" && !member.isVoid) member.readInto(value, struct, context);
    }
    if (this.#hasUnions && this.isNewer(struct)) {
      ReceivedStruct.remember(value, this.type, struct, context);
    }
    return value;
  }

  /** Whether a member of a union, its own or a group's, is set that this schema does not know. */
  isNewer(struct: StructReader): boolean {
    if (this.hasUnion) {
      const member = this.memberOf(struct);
      if (typeof member === "number" || member.codec.isNewer?.(struct)) return true;
    }
    for (const { codec } of this.#groups) if (codec.isNewer?.(struct)) return true;
    return false;
  }

  /** A view of a struct, which decodes a field when it is looked at. */
  view(struct: StructReader, context: ReadContext): object {
    this.#View ??= StructView.classFor(this);
    return new this.#View(this, struct, context);
  }

  /** What fills a struct that is there already. */
  builder(
    message: MessageBuilder,
    segment: BuilderSegment,
    start: number,
    context: WriteContext,
  ): StructBuilder {
    this.#Builder ??= StructBuilder.classFor(this);
    return new this.#Builder(message, segment, start, context);
  }

  /** Whether what is read of a struct has a property, whatever was sent. */
  get #readsSomething(): boolean {
    return this.#fixed.length > 0 || this.hasUnion;
  }

  get hasUnion(): boolean {
    return this.#unionAt >= 0;
  }

  /** The member of the union that is set, or its number, if this schema does not know it. */
  memberOf(struct: StructReader): CodedField | number {
    const tag = struct.uint16(this.#unionAt);
    return this.#members[tag] ?? tag;
  }

  /**
   * Writes a plain object into a struct that is there already; `start` is where its data section starts. False, and
   * nothing is written, for a struct of capnp-es: it is copied, by who knows how much room there is.
   *
   * @throws ValueError naming the path to what does not fit.
   */
  write(
    value: unknown,
    message: MessageBuilder,
    segment: BuilderSegment,
    start: number,
    context: WriteContext,
  ): boolean {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw wrongType(`an object (${this.type.title})`, value);
    }
    if (context.depth >= message.limits.nesting) {
      throw new ValueError("OUT_OF_RANGE", "nests deeper than messages may; does the object contain itself?");
    }
    context.depth++;
    let name = "";
    let isEmpty = true;
    let set: CodedField | undefined;
    let which: unknown;
    try {
      // One pass over what the object has, not over what the struct may have: unknown names are seen on the way.
      for (name in value) {
        isEmpty = false;
        const part: unknown = value[name as keyof typeof value];
        if (part === undefined) continue;
        const field = this.#byName.get(name);
        if (field === undefined) {
          if (this.#unionAt < 0 || name !== this.type.which) {
            // The first property that objects of capnp-es have is of a name that no field can have.
            if (GivenStruct.is(value)) return false;
            throw this.#unknown(name, value);
          }
          which = part;
          continue;
        }
        if (field.tag >= 0) {
          if (set !== undefined) throw this.#ambiguous(set, field);
          set = field;
          this.setTag(field, segment, start);
        }
        field.codec.write(part, message, segment, start, context);
      }
    } catch (error) {
      throw ValueError.within(error, name);
    } finally {
      context.depth--;
    }
    if (which !== undefined) this.#select(which, set, segment, start);
    if (isEmpty && this.#readsSomething) refuseForeign(value, this.type.title);
    return true;
  }

  /** Makes a member the one that is set. */
  setTag(member: CodedField, segment: BuilderSegment, start: number): void {
    segment.view.setUint16(start + this.#unionAt, member.tag, true);
  }

  #select(which: unknown, set: CodedField | undefined, segment: BuilderSegment, start: number): void {
    const isNumber = typeof which === "number";
    const named = typeof which === "string" ? this.#byName.get(which) : undefined;
    const member = isNumber ? this.#members[which] : named;
    if (member === undefined || member.tag < 0) {
      const names = this.#members.flatMap((each) => (each === undefined ? [] : [JSON.stringify(each.name)]));
      const expected = `expected one of ${names.join(", ")} (members of the union), got ${describeValue(which)}`;
      const error = new ValueError(
        "UNKNOWN_NAME",
        isNumber
          ? `${expected}; one that is newer is passed on in the very object that was received`
          : expected,
      );
      throw ValueError.within(error, this.type.which);
    }
    if (set !== undefined && set !== member) throw this.#ambiguous(member, set);
    this.setTag(member, segment, start);
  }

  #ambiguous(one: CodedField, other: CodedField): ValueError {
    return new ValueError(
      "AMBIGUOUS_UNION",
      `only one member of a union can be set, not both ${JSON.stringify(one.name)} and ${JSON.stringify(other.name)}`,
    );
  }

  #unknown(name: string, value: object): ValueError {
    if (isCapnpEsOrphan(value)) {
      return new ValueError(
        "WRONG_TYPE",
        "an Orphan of capnp-es must be adopted by its message before it can be sent",
      );
    }
    const known = this.fields.map((field) => field.name);
    const those = known.length === 0 ? "it has no fields" : `its fields are ${known.join(", ")}`;
    return new ValueError(
      "UNKNOWN_FIELD",
      `${this.type.title} has no field ${JSON.stringify(name)}; ${those}`,
    );
  }
}

/**
 * An object of some class with nothing in it to write is not what it was taken for: a promise that nobody awaited, a
 * collection, a Date, a stub.
 */
function refuseForeign(value: object, title: string): void {
  const prototype: unknown = Object.getPrototypeOf(value);
  // A plain object may be of another realm.
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return;
  throw wrongType(`an object (${title})`, value);
}

/** A group: fields of the struct around it, with a name. */
export function groupField(type: StructType): FieldCodec {
  return {
    read: (struct, context) => type.codec.read(struct, context),
    isNewer: type.hasUnions ? (struct) => type.codec.isNewer(struct) : undefined,
    write(value, message, segment, start, context) {
      if (!type.codec.write(value, message, segment, start, context))
        throw wrongType(`an object (${type.title})`, value);
    },
    init: (_length, message, segment, start, context) => type.codec.builder(message, segment, start, context),
  };
}

/** Makes the pointer at `at` lead to a new struct of the type, with what the value holds. */
export function writeStruct(
  type: StructType,
  value: unknown,
  message: MessageBuilder,
  segment: BuilderSegment,
  at: number,
  context: WriteContext,
): void {
  const received = ReceivedStruct.of(value, type);
  const size = received === undefined ? type.definition : largest(type.definition, received);
  const target = message.initStruct(segment, at, size.dataWords, size.pointers);
  const start = message.offset;
  if (received === undefined) {
    if (type.codec.write(value, message, target, start, context)) return;
    const given = GivenStruct.of(value, type);
    if (given.fitsInto(size)) given.copyTo(message, target, start, size, context);
    // Of a newer schema. What was allocated for ours stays empty.
    else given.copyToNew(message, segment, at, largest(size, given), context);
  } else received.copyTo(value as object, message, target, start, size, context);
}

/** As large as both. */
export function largest(one: StructSize, other: StructSize): StructSize {
  return {
    dataWords: Math.max(one.dataWords, other.dataWords),
    pointers: Math.max(one.pointers, other.pointers),
  };
}

export function structPointer(type: StructType): PointerCodec {
  const { definition } = type;
  const chargeMissing = missingCharge(type);
  return {
    read(message, segment, at, depth, context) {
      const struct = message.structAt(segment, at, depth);
      if (struct === undefined) return undefined;
      chargeMissing(message, struct, 1);
      return type.codec.read(struct, context);
    },
    absent: () => undefined,
    write: (value, message, segment, at, context) => writeStruct(type, value, message, segment, at, context),
    init(_length, message, segment, at, context) {
      const target = message.initStruct(segment, at, definition.dataWords, definition.pointers);
      return type.codec.builder(message, target, message.offset, context);
    },
  };
}

/**
 * A struct that its sender left out of the message, wholly or in part, is as large here as any other: it is charged for
 * what it would have been.
 */
export function missingCharge(
  type: StructType,
): (message: MessageReader, sent: SentSize, count: number) => void {
  const words = type.definition.dataWords + type.definition.pointers;
  return (message, { dataBytes, pointerCount }, count) => {
    const missing = words - dataBytes / 8 - pointerCount;
    if (missing > 0) message.charge(Math.ceil(missing * count));
  };
}

/** The size of a struct as its sender wrote it. */
type SentSize = Pick<StructReader, "dataBytes" | "pointerCount">;

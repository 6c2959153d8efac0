// received-struct.ts: structs that are passed on as they were received, with what our schema does not know of them.
//
// A member of a union that is newer than the schema reads as its number. What it holds cannot be written from that, so
// the object that was read remembers the struct that it was read from.
import type { BuilderSegment, MessageBuilder, StructReader } from "../wire/index.ts";
import { copyStruct } from "../wire/index.ts";
import type { ReadContext, WriteContext } from "./codec.ts";
import { largestCopiedData } from "./pointer-codec.ts";
import { ValueError } from "./value-error.ts";

/** How large a struct is. */
export interface StructSize {
  readonly dataWords: number;
  readonly pointers: number;
}

const source = Symbol("the struct that it was read from");

/** A struct in a message, and the type that it was read as. */
export class ReceivedStruct implements StructSize {
  /** A struct type, compared by identity. */
  readonly type: object;
  readonly #struct: StructReader;
  readonly #context: ReadContext;
  /** What was read of it: it cannot be passed on as something else. */
  readonly #value: unknown;

  constructor(type: object, struct: StructReader, context: ReadContext, value?: object) {
    this.type = type;
    this.#struct = struct;
    this.#context = context;
    this.#value = value === undefined ? undefined : snapshot(value);
  }

  /** What a value was read from, if it is a view or remembers it, and was read as that type. */
  static of(value: unknown, type: object): ReceivedStruct | undefined {
    if (typeof value !== "object" || value === null) return undefined;
    const received = (value as Remembering)[source];
    return received?.type === type ? received : undefined;
  }

  /** Lets an object remember what it was read from. What goes through its properties does not see that. */
  static remember(value: object, type: object, struct: StructReader, context: ReadContext): void {
    // As with an AnyPointer, reading goes on when it is passed on.
    context.keep();
    Object.defineProperty(value, source, { value: new ReceivedStruct(type, struct, context, value) });
  }

  /** Gives all objects of a class what they were read from. */
  static define<T extends object>(prototype: T, get: (self: T) => ReceivedStruct): void {
    Object.defineProperty(prototype, source, {
      get(this: T) {
        return get(this);
      },
    });
  }

  get dataWords(): number {
    return Math.ceil(this.#struct.dataBytes / 8);
  }

  get pointers(): number {
    return this.#struct.pointerCount;
  }

  fitsInto({ dataWords, pointers }: StructSize): boolean {
    return this.dataWords <= dataWords && this.pointers <= pointers;
  }

  /**
   * Copies it into a struct that is there already, zero, and large enough.
   *
   * @throws ValueError when the object was changed since it was read.
   */
  copyTo(
    value: object,
    message: MessageBuilder,
    segment: BuilderSegment,
    start: number,
    size: StructSize,
    target: WriteContext,
  ): void {
    if (!this.#isOf(value)) {
      throw new ValueError(
        "UNKNOWN_NAME",
        "a member of a union that this schema does not have can only be passed on in the object that was received, unchanged",
      );
    }
    copyStruct(this.#struct, message, segment, start, size.dataWords, (index) => {
      const capability = this.#context.capability(index);
      this.#context.own(capability);
      return target.addCapability(capability);
    });
  }

  /** Whether the object is as it was read. */
  #isOf(value: object): boolean {
    return this.#value === undefined || isUnchanged(value, this.#value);
  }

  /** Whether a part of it is as it was read, where that is remembered. */
  static isUnchanged(part: unknown): boolean {
    const received = isPlain(part) ? part[source] : undefined;
    return received === undefined || received.#isOf(part as object);
  }
}

interface Remembering {
  readonly [source]?: ReceivedStruct;
}

/** What to compare a part with later. What remembers itself what it was read from is not looked into. */
function snapshot(part: unknown): unknown {
  // What is written to a view is written to what is passed on.
  if (part instanceof Uint8Array) return part.byteLength > largestCopiedData ? part : new Uint8Array(part);
  if (Array.isArray(part)) return part.map(snapshot);
  if (!isPlain(part) || part[source] !== undefined) return part;
  return Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, snapshot(inner)]));
}

function isUnchanged(part: unknown, before: unknown): boolean {
  if (Object.is(part, before)) return ReceivedStruct.isUnchanged(part);
  if (part instanceof Uint8Array) return before instanceof Uint8Array && isSameBytes(part, before);
  if (Array.isArray(part)) {
    if (!Array.isArray(before) || part.length !== before.length) return false;
    return part.every((element, i) => isUnchanged(element, before[i]));
  }
  if (!isPlain(part) || !isPlain(before) || before[source] !== undefined) return false;
  const now = Object.entries(part);
  if (now.length !== Object.keys(before).length) return false;
  return now.every(([name, inner]) => Object.hasOwn(before, name) && isUnchanged(inner, before[name]));
}

function isSameBytes(some: Uint8Array, other: Uint8Array): boolean {
  return some.length === other.length && some.every((byte, i) => byte === other[i]);
}

interface PlainObject extends Remembering {
  readonly [name: string]: unknown;
}

function isPlain(part: unknown): part is PlainObject {
  return typeof part === "object" && part !== null && Object.getPrototypeOf(part) === Object.prototype;
}

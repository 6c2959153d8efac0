// received-struct.ts: structs that are passed on as they were received, with what our schema does not know of them.
//
// A member of a union that is newer than the schema reads as its number. What it holds cannot be written from that, so
// the object that was read remembers the struct that it was read from.
import type { BuilderSegment, MessageBuilder, StructReader } from "../wire/index.ts";
import { copyStruct } from "../wire/index.ts";
import type { ReadContext, WriteContext } from "./codec.ts";
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
  readonly #value: Snapshot | undefined;

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
    if (this.#value !== undefined && !isUnchanged(value, this.#value)) {
      throw new ValueError(
        "UNKNOWN_NAME",
        "a member of a union that this schema does not have can only be passed on in the object that was received, unchanged",
      );
    }
    copyStruct(this.#struct, message, segment, start, size.dataWords, (index) => {
      const capability = this.#context.capability(index);
      if (index >= 0) this.#context.own(capability);
      return target.addCapability(capability);
    });
  }
}

interface Remembering {
  readonly [source]?: ReceivedStruct;
}

/** The properties of an object, and those of the plain objects in it: groups, and structs. */
interface Snapshot {
  readonly [name: string]: unknown;
}

function snapshot(value: object): Snapshot {
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, isPlain(part) ? snapshot(part) : part]),
  );
}

function isUnchanged(value: object, before: Snapshot): boolean {
  const now = Object.entries(value);
  if (now.length !== Object.keys(before).length) return false;
  return now.every(([name, part]) => {
    const known = Object.hasOwn(before, name) ? before[name] : undefined;
    return isPlain(part) && isPlain(known) ? isUnchanged(part, known) : Object.is(part, known);
  });
}

function isPlain(part: unknown): part is Snapshot {
  return typeof part === "object" && part !== null && Object.getPrototypeOf(part) === Object.prototype;
}

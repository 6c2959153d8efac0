// data-codec.ts: the fields in the data section of a struct.
//
// https://capnproto.org/encoding.html#structs: a field is stored as the exclusive or of its value and its default, so
// that what was never written reads as the default.
import type { BuilderSegment, MessageBuilder, StructReader } from "../wire/index.ts";
import type { FieldCodec } from "./codec.ts";
import type { NumberFormat } from "./number-format.ts";
import { wrongType } from "./value-error.ts";

/** A field of the data section. `offset` is in units of the field's size. */
export function numberField(format: NumberFormat, offset: number, defaultValue: unknown): FieldCodec {
  const at = offset * format.bytes;
  return defaultValue === undefined || Object.is(defaultValue, format.zero)
    ? new DataField(format, at)
    : new MaskedField(format, at, defaultValue);
}

class DataField implements FieldCodec {
  readonly #format: NumberFormat;
  readonly #at: number;
  readonly #end: number;

  constructor(format: NumberFormat, at: number) {
    this.#format = format;
    this.#at = at;
    this.#end = at + format.bytes;
  }

  read(struct: StructReader): unknown {
    if (this.#end > struct.dataBytes) return this.#format.zero;
    return this.#format.get(struct.segment.view, struct.start + this.#at);
  }

  write(value: unknown, _message: MessageBuilder, segment: BuilderSegment, start: number): void {
    this.#format.set(segment.view, start + this.#at, this.#format.check(value));
  }
}

/** A field with a default. Bits are masked as bytes: a float that is not a number has patterns that a number loses. */
class MaskedField implements FieldCodec {
  readonly #format: NumberFormat;
  readonly #at: number;
  readonly #default: unknown;
  readonly #mask: Uint8Array;
  readonly #scratch: DataView;

  constructor(format: NumberFormat, at: number, defaultValue: unknown) {
    this.#format = format;
    this.#at = at;
    this.#default = defaultValue;
    this.#mask = new Uint8Array(format.bytes);
    format.set(new DataView(this.#mask.buffer), 0, format.check(defaultValue));
    this.#scratch = new DataView(new ArrayBuffer(format.bytes));
  }

  read(struct: StructReader): unknown {
    const mask = this.#mask;
    if (this.#at + mask.length > struct.dataBytes) return this.#default;
    const { view } = struct.segment;
    const at = struct.start + this.#at;
    for (let i = 0; i < mask.length; i++) this.#scratch.setUint8(i, view.getUint8(at + i) ^ (mask[i] ?? 0));
    return this.#format.get(this.#scratch, 0);
  }

  write(value: unknown, _message: MessageBuilder, segment: BuilderSegment, start: number): void {
    const { view } = segment;
    const at = start + this.#at;
    this.#format.set(view, at, this.#format.check(value));
    const mask = this.#mask;
    for (let i = 0; i < mask.length; i++) view.setUint8(at + i, view.getUint8(at + i) ^ (mask[i] ?? 0));
  }
}

/** A field of one bit. `offset` is in bits. */
export class BoolField implements FieldCodec {
  readonly #offset: number;
  readonly #default: boolean;

  constructor(offset: number, defaultValue: boolean) {
    this.#offset = offset;
    this.#default = defaultValue;
  }

  read(struct: StructReader): boolean {
    return struct.bit(this.#offset) !== this.#default;
  }

  write(value: unknown, _message: MessageBuilder, segment: BuilderSegment, start: number): void {
    setBit(segment.view, start, this.#offset, checkBool(value) !== this.#default);
  }
}

/** A field of no size. Setting it sets the discriminant of its union, if it is in one. */
export const voidField: FieldCodec = {
  read: () => undefined,
  write: checkVoid,
};

export function setBit(view: DataView, start: number, bit: number, value: boolean): void {
  const at = start + (bit >>> 3);
  const flag = 1 << (bit & 7);
  const byte = view.getUint8(at);
  view.setUint8(at, value ? byte | flag : byte & ~flag);
}

export function checkBool(value: unknown): boolean {
  if (typeof value !== "boolean") throw wrongType("a boolean", value);
  return value;
}

export function checkVoid(value: unknown): void {
  if (value !== undefined && value !== null) throw wrongType("undefined (Void)", value);
}

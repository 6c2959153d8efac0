// struct-view.ts: a struct that is read when it is looked at, for those who need little of much.
import type { StructReader } from "../wire/index.ts";
import type { ReadContext } from "./codec.ts";
import { ReceivedStruct } from "./received-struct.ts";
import type { CodedField, StructCodec } from "./struct-codec.ts";

/** Has a property for each field, like the plain object that stands for the same struct. */
export class StructView {
  readonly #codec: StructCodec;
  readonly #struct: StructReader;
  readonly #context: ReadContext;
  /** What takes work or memory to decode, by field: to loop over `view.items[i]` must not decode the list each time. */
  #decoded: Map<CodedField, unknown> | undefined;

  constructor(codec: StructCodec, struct: StructReader, context: ReadContext) {
    this.#codec = codec;
    this.#struct = struct;
    this.#context = context;
  }

  static classFor(codec: StructCodec): typeof StructView {
    class View extends StructView {}
    const { prototype } = View;
    // It is sent as it was received, if it is sent as the same type.
    ReceivedStruct.define(
      prototype as StructView,
      (view) => new ReceivedStruct(codec.type, view.#struct, view.#context),
    );
    // Enumerable, so that a view can be sent like any object.
    const define = (name: string, get: (this: StructView) => unknown) =>
      Object.defineProperty(prototype, name, { get, enumerable: true, configurable: true });
    for (const field of codec.fields) {
      if (field.isVoid) continue;
      define(field.name, function (this: StructView) {
        return this.#read(codec, field);
      });
    }
    if (codec.hasUnion) {
      define(codec.type.which, function (this: StructView) {
        const member = codec.memberOf(this.#struct);
        return typeof member === "number" ? member : member.name;
      });
    }
    return View;
  }

  /** The same as a plain object; what is no view, as it is. */
  static eager(value: object): object {
    return #codec in value ? value.#codec.read(value.#struct, eagerly(value.#context)) : value;
  }

  #read(codec: StructCodec, field: CodedField): unknown {
    if (field.tag >= 0 && codec.memberOf(this.#struct) !== field) return undefined;
    const known = this.#decoded?.get(field);
    if (known !== undefined) return known;
    const value = field.codec.read(this.#struct, this.#context);
    if (typeof value === "object" || typeof value === "string") {
      this.#decoded ??= new Map();
      this.#decoded.set(field, value);
    }
    return value;
  }
}

/** The same context, for reading all at once. */
function eagerly(context: ReadContext): ReadContext {
  return {
    isLazy: false,
    capability: (index) => context.capability(index),
    keep: () => context.keep(),
    own: (resource) => context.own(resource),
  };
}

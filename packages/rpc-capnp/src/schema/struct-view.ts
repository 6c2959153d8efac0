// struct-view.ts: a struct that is read when it is looked at, for those who need little of much.
import type { StructReader } from "../wire/index.ts";
import type { ReadContext } from "./codec.ts";
import type { CodedField, StructCodec } from "./struct-codec.ts";

/** Has a property for each field, like the plain object that stands for the same struct. */
export class StructView {
  readonly #struct: StructReader;
  readonly #context: ReadContext;
  /** What takes work or memory to decode, by field: to loop over `view.items[i]` must not decode the list each time. */
  #decoded: Map<CodedField, unknown> | undefined;

  constructor(struct: StructReader, context: ReadContext) {
    this.#struct = struct;
    this.#context = context;
  }

  static classFor(codec: StructCodec): typeof StructView {
    class View extends StructView {}
    const { prototype } = View;
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

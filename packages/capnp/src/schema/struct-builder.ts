// struct-builder.ts: fills a struct in the message itself, for those who do not want to make objects first.
import type { BuilderSegment, MessageBuilder } from "../wire/index.ts";
import type { WriteContext } from "./codec.ts";
import { initProperty } from "./names.ts";
import type { CodedField, StructCodec } from "./struct-codec.ts";
import { ValueError } from "./value-error.ts";

/**
 * Has a setter for each field, and `initX()` for what can be built in place. It must not be used after the function
 * that it was given to has returned: its memory belongs to another message then. Members of a union share memory, so
 * one of them is set, once.
 */
export class StructBuilder {
  readonly #message: MessageBuilder;
  readonly #segment: BuilderSegment;
  readonly #start: number;
  readonly #context: WriteContext;

  constructor(message: MessageBuilder, segment: BuilderSegment, start: number, context: WriteContext) {
    this.#message = message;
    this.#segment = segment;
    this.#start = start;
    this.#context = context;
  }

  static classFor(codec: StructCodec): typeof StructBuilder {
    class Builder extends StructBuilder {}
    const { prototype } = Builder;
    const isField = (name: string) => codec.fields.some((field) => field.name === name);
    for (const field of codec.fields) {
      Object.defineProperty(prototype, field.name, {
        configurable: true,
        set(this: StructBuilder, value: unknown) {
          this.#write(codec, field, value);
        },
      });
      if (field.codec.init === undefined) continue;
      Object.defineProperty(prototype, initProperty(field.name, isField), {
        configurable: true,
        value(this: StructBuilder, length?: number) {
          return this.#init(codec, field, length);
        },
      });
    }
    return Builder;
  }

  #write(codec: StructCodec, field: CodedField, value: unknown): void {
    try {
      if (field.tag >= 0) codec.setTag(field, this.#segment, this.#start);
      field.codec.write(value, this.#message, this.#segment, this.#start, this.#context);
    } catch (error) {
      throw ValueError.within(error, field.name);
    }
  }

  #init(codec: StructCodec, field: CodedField, length = 0): unknown {
    if (field.tag >= 0) codec.setTag(field, this.#segment, this.#start);
    return field.codec.init?.(length, this.#message, this.#segment, this.#start, this.#context);
  }
}

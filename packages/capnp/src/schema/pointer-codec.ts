// pointer-codec.ts: fields that are pointers, and the two simplest things that a pointer leads to: Text and Data.
import type {
  BuilderSegment,
  MessageBuilder,
  MessageReader,
  ReaderSegment,
  StructReader,
} from "../wire/index.ts";
import type { FieldCodec, PointerCodec, ReadContext, WriteContext } from "./codec.ts";
import { DefaultContent } from "./default-content.ts";
import { ValueError, wrongType } from "./value-error.ts";

/** A field in the pointer section of a struct. */
export class PointerField implements FieldCodec {
  readonly #codec: PointerCodec;
  readonly #index: number;
  /** From the start of the data section, in a struct as we lay it out. */
  readonly #at: number;
  readonly #default: DefaultContent | undefined;
  readonly deferred: FieldCodec["deferred"];
  readonly init: FieldCodec["init"];

  constructor(codec: PointerCodec, dataWords: number, index: number, defaultValue: unknown) {
    this.#codec = codec;
    this.#index = index;
    const place = (dataWords + index) * 8;
    this.#at = place;
    this.init =
      codec.init === undefined
        ? undefined
        : (length, message, segment, start, context) =>
            codec.init?.(length, message, segment, start + place, context);
    if (defaultValue === undefined) return;
    const content = new DefaultContent(codec, defaultValue);
    this.#default = content;
    // A text leads nowhere.
    if (typeof defaultValue === "string") return;
    this.deferred = (struct, context) =>
      struct.isNull(index) ? content.deferred(struct, context) : undefined;
  }

  read(struct: StructReader, context: ReadContext): unknown {
    if (this.#default !== undefined && struct.isNull(this.#index)) return this.#default.read(struct, context);
    if (this.#index >= struct.pointerCount) return this.#codec.absent(context, struct.message);
    const at = struct.start + struct.dataBytes + this.#index * 8;
    return this.#codec.read(struct.message, struct.segment, at, struct.depth, context);
  }

  write(
    value: unknown,
    message: MessageBuilder,
    segment: BuilderSegment,
    start: number,
    context: WriteContext,
  ): void {
    this.#codec.write(value, message, segment, start + this.#at, context);
  }
}

export const textCodec: PointerCodec = {
  read: (message, segment, at, depth) => message.listAt(segment, at, depth)?.text() ?? "",
  absent: () => "",
  write(value, message, segment, at) {
    if (typeof value !== "string") throw wrongType("a string", value);
    if (message.setShortText(segment, at, value)) return;
    // Before anything looks at it: text that was put together of parts is copied when it is first read.
    message.requireRoom(value.length);
    if (!value.isWellFormed()) throw loneSurrogate(value);
    message.setLongText(segment, at, value);
  },
};

/** UTF-8 has no place for it: it would arrive as another character. */
function loneSurrogate(text: string): ValueError {
  const at = text.search(/\p{Surrogate}/u);
  const unit = text.charCodeAt(at).toString(16).toUpperCase();
  return new ValueError(
    "OUT_OF_RANGE",
    `expected Unicode text, got a lone surrogate, U+${unit}, at index ${at}`,
  );
}

/** What is received is a view of the message where that is large, and a copy where it would keep more alive than itself. */
export const dataCodec: PointerCodec = {
  read: (message: MessageReader, segment: ReaderSegment, at: number, depth: number) => {
    const bytes = message.listAt(segment, at, depth)?.bytes();
    if (bytes === undefined) return new Uint8Array(0);
    return bytes.byteLength <= largestCopiedData ? bytes.slice() : bytes;
  },
  absent: () => new Uint8Array(0),
  write(value, message, segment, at) {
    if (!(value instanceof Uint8Array)) throw wrongType("bytes (Uint8Array)", value);
    message.setData(segment, at, value);
  },
  init: (length, message, segment, at) => message.initData(segment, at, length),
};

/** Data that is larger reads as a view of the message. */
export const largestCopiedData = 4096;

// streams.ts: messages that follow each other, in a file or through a stream, one at a time.
//
// https://capnproto.org/encoding.html#serialization-over-a-stream. Whoever reads takes a message, and only then is more
// taken of the source; whoever writes is asked for a value when there is room for it.
import type { Params, Struct } from "../schema/declared-types.ts";
import { NoCapabilities } from "../schema/no-capabilities.ts";
import { type StructType, structOf } from "../schema/struct-type.ts";
import { wrongType } from "../schema/value-error.ts";
import {
  FrameParser,
  type MessageLimits,
  type MessageReader,
  pack,
  plainBytes,
  Unpacker,
  WireError,
} from "../wire/index.ts";
import { concatenate, frameOf } from "./frames.ts";
import { readRoot, wholeLimits } from "./root.ts";

export interface EncodeOptions {
  /** In packed form. Default false. */
  readonly packed?: boolean;
}

export interface DecodeOptions {
  /** They are in packed form. Default false. */
  readonly packed?: boolean;
  /** Bounds on each message, as it is unpacked. Those not given have their defaults. */
  readonly limits?: Partial<MessageLimits>;
}

/** Where bytes come from as they arrive: a `ReadableStream`, a file, a socket; its chunks may be of any size. */
export type ByteSource = AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>;

/**
 * Encodes values as messages that follow each other; each is a chunk. Nothing is encoded before it is asked for.
 *
 * @throws ValueError and WireError as `encode` does, from the iteration.
 */
export function* encodeAll<Init, Builder>(
  type: Struct<unknown, Init, Builder>,
  values: Iterable<Params<Init, Builder>>,
  options: EncodeOptions = {},
): Generator<Uint8Array, void, undefined> {
  for (const value of values) yield chunkOf(type, value, options);
}

/**
 * Decodes messages that follow each other, from all their bytes or from the chunks of them. A chunk must not change
 * after it was given; values may hold views of it.
 *
 * @throws WireError, from the iteration, when a message is malformed or exceeds the limits, and when the bytes end inside
 *   of one; ValueError at once when a limit is not a positive integer.
 */
export function decodeAll<Value>(
  type: Struct<Value>,
  source: Uint8Array | Iterable<Uint8Array>,
  options: DecodeOptions = {},
): Generator<Value, void, undefined> {
  const decoder = new StreamDecoder<Value>(structOf(type), options);
  return decodeChunks(decoder, source instanceof Uint8Array ? [source] : source);
}

function* decodeChunks<Value>(
  decoder: StreamDecoder<Value>,
  chunks: Iterable<Uint8Array>,
): Generator<Value, void, undefined> {
  for (const chunk of chunks) yield* decoder.decode(chunk);
  decoder.finish();
}

/**
 * Encodes values as a stream of messages. A value is taken when whoever reads the stream asks for it; when the stream is
 * cancelled, the values are told to end. What goes wrong, wrong values included, is the stream's error.
 */
export function encodeStream<Init, Builder>(
  type: Struct<unknown, Init, Builder>,
  values: Iterable<Params<Init, Builder>> | AsyncIterable<Params<Init, Builder>>,
  options: EncodeOptions = {},
): ReadableStream<Uint8Array> {
  const iterator =
    Symbol.asyncIterator in values ? values[Symbol.asyncIterator]() : values[Symbol.iterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await iterator.next();
        if (next.done) {
          controller.close();
          return;
        }
        try {
          controller.enqueue(chunkOf(type, next.value, options));
        } catch (error) {
          await iterator.return?.();
          throw error;
        }
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}

/**
 * Decodes a stream of messages as they arrive. Ending the iteration early cancels the source; one that has not begun has
 * not touched it. A chunk must not change after it was given; values may hold views of it.
 *
 * @throws WireError, from the iteration, when a message is malformed or exceeds the limits, and when the stream ends
 *   inside of one; also what the source fails with. ValueError at once when a limit is not a positive integer.
 */
export function decodeStream<Value>(
  type: Struct<Value>,
  source: ByteSource,
  options: DecodeOptions = {},
): AsyncGenerator<Value, void, undefined> {
  return decodeArriving(new StreamDecoder<Value>(structOf(type), options), source);
}

async function* decodeArriving<Value>(
  decoder: StreamDecoder<Value>,
  source: ByteSource,
): AsyncGenerator<Value, void, undefined> {
  const chunks = Symbol.asyncIterator in source ? source : chunksOf(source);
  for await (const chunk of chunks) yield* decoder.decode(chunk);
  decoder.finish();
}

/** For browsers whose streams cannot be iterated. */
async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = stream.getReader();
  let isOpen = true;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield value;
    }
    isOpen = false;
  } finally {
    try {
      if (isOpen) await reader.cancel();
    } finally {
      reader.releaseLock();
    }
  }
}

function chunkOf<Init, Builder>(
  type: Struct<unknown, Init, Builder>,
  value: Params<Init, Builder>,
  { packed = false }: EncodeOptions,
): Uint8Array {
  const parts = frameOf(type, value);
  return concatenate(packed ? parts.map(pack) : parts);
}

/** Cuts chunks into messages and decodes them, one after the other. */
class StreamDecoder<Value> {
  readonly #type: StructType;
  readonly #unpacker: Unpacker | undefined;
  readonly #parser: FrameParser;
  /** Those that were parsed last. They lie in the memory of their piece: nothing is held twice. */
  readonly #messages: MessageReader[] = [];
  /** Bytes, unpacked, that were parsed. */
  #bytes = 0;

  constructor(type: StructType, { packed = false, limits = {} }: DecodeOptions) {
    this.#type = type;
    this.#unpacker = packed ? new Unpacker() : undefined;
    this.#parser = new FrameParser(wholeLimits(limits), (message) => this.#messages.push(message));
  }

  *decode(chunk: Uint8Array): Generator<Value, void, undefined> {
    if (!(chunk instanceof Uint8Array)) throw wrongType("a chunk of bytes, a Uint8Array", chunk);
    for (const piece of this.#unpacker?.unpack(plainBytes(chunk)) ?? [chunk]) {
      for (let at = 0; at < piece.byteLength; ) {
        const { taken, failure } = this.#parse(piece.subarray(at));
        for (const message of this.#messages.splice(0)) {
          yield readRoot(this.#type, message.root(), new NoCapabilities()) as Value;
        }
        if (failure !== undefined) throw failure;
        at += taken;
        this.#bytes += taken;
      }
    }
  }

  /** Takes a few messages; also, what is wrong with a header, if something is: those before it are good. */
  #parse(bytes: Uint8Array): { readonly taken: number; readonly failure?: WireError } {
    try {
      return { taken: this.#parser.push(bytes, fewMessages) };
    } catch (failure) {
      if (failure instanceof WireError) return { taken: 0, failure };
      throw failure;
    }
  }

  /** @throws WireError `MALFORMED` when what came does not end with a message. */
  finish(): void {
    this.#unpacker?.finish();
    const { pendingBytes } = this.#parser;
    if (pendingBytes === 0) return;
    const start = this.#bytes - pendingBytes;
    const unpacked = this.#unpacker === undefined ? "" : ", as they are unpacked";
    throw new WireError(
      "MALFORMED",
      `a stream of messages ends at byte ${this.#bytes}, inside of a message that begins at byte ${start}${unpacked}`,
    );
  }
}

/** A chunk may be a whole file: what is known of each message in it takes more memory than a small one itself. */
const fewMessages = 64;

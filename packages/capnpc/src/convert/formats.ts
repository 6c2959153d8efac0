// formats.ts: the forms that a message can have: how each is read and written.
import { Buffer } from "node:buffer";
import { decode, encode, fromJson, isCanonical, type Struct, toJson, ValueError } from "@teleop/capnp";
import { fromText, messageToText } from "@teleop/capnp/text";
import {
  canonicalSegment,
  copyPointer,
  defaultMessageLimits,
  FrameParser,
  MessageBuilder,
  MessageReader,
  pack,
  readFrame,
  Unpacker,
  WireError,
} from "@teleop/capnp/wire";
import { badInput } from "./bad-input.ts";
import { jsonProblem } from "./json-syntax.ts";
import { jsonText, schemaText, type TextForm, type TextMessage, textMessages } from "./text-messages.ts";

/** Those of `capnp convert`. */
export const formats = ["binary", "packed", "flat", "flat-packed", "canonical", "text", "json"] as const;
export type Format = (typeof formats)[number];

export function isFormat(name: string | undefined): name is Format {
  return formats.some((format) => format === name);
}

/** Whether a form says what the fields are called, so that only a schema tells what it means. */
export function needsType(format: Format): boolean {
  return format === "text" || format === "json";
}

/** A message that has come, and where. */
export interface Arrived {
  readonly place: string;
  /** @throws ValueError, WireError and CapnpcError when it is wrong. */
  read(): MessageReader;
}

/**
 * The messages of an input, each when it has come.
 *
 * @param type of text and JSON
 * @throws CapnpcError `BAD_INPUT`, from the iteration, when the input does not consist of messages; also what the source
 *   fails with.
 */
export function readMessages(
  format: Format,
  type: Struct | undefined,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Arrived, void, undefined> {
  switch (format) {
    case "binary":
      return frames(source, "");
    case "packed":
      return frames(unpacked(source), ", as it is unpacked");
    case "flat":
    case "canonical":
      return wholeInput(source, format);
    case "flat-packed":
      return wholeInput(unpacked(source), format);
    case "text":
      return texts(source, known(type));
    case "json":
      return jsons(source, known(type));
  }
}

/**
 * A message in a form.
 *
 * @param type for text and JSON
 * @throws WireError and ValueError when the message is wrong.
 */
export function writtenMessage(
  format: Format,
  type: Struct | undefined,
  message: MessageReader,
  short: boolean,
): string | Uint8Array {
  switch (format) {
    case "binary":
      return Buffer.concat(framed(message));
    case "packed":
      return Buffer.concat(framed(message).map(pack));
    case "flat":
      return segmentOf(message);
    case "flat-packed":
      return pack(segmentOf(message));
    case "canonical":
      return canonicalSegment(message.root());
    case "text":
      return `${messageToText(known(type), Buffer.concat(framed(message)), { short })}\n`;
    case "json": {
      const struct = known(type);
      const json = toJson(struct, decode(struct, Buffer.concat(framed(message))) as never);
      return `${JSON.stringify(json, null, short ? undefined : 2)}\n`;
    }
  }
}

function known(type: Struct | undefined): Struct {
  if (type === undefined) throw new TypeError("text and JSON are read and written by their type");
  return type;
}

/** Messages with their frame headers. */
async function* frames(
  source: AsyncIterable<Uint8Array>,
  unpacked: string,
): AsyncGenerator<Arrived, void, undefined> {
  const arrived: MessageReader[] = [];
  const parser = new FrameParser(defaultMessageLimits, (message) => arrived.push(message));
  let start = 0;
  let count = 1;
  let bytes = 0;
  const place = () => `message ${count}, which begins at byte ${start}${unpacked}`;
  for await (const chunk of source) {
    bytes += chunk.byteLength;
    const failure = failureOf(() => parser.push(chunk));
    for (const message of arrived.splice(0)) {
      yield { place: place(), read: () => message };
      start += headerBytes(message) + message.byteLength;
      count++;
    }
    if (failure !== undefined) throw badInput(place(), failure.message, failure);
  }
  if (parser.pendingBytes > 0) throw badInput(place(), `the input ends in it, at byte ${bytes}`);
}

/** https://capnproto.org/encoding.html#serialization-over-a-stream */
function headerBytes({ segments }: MessageReader): number {
  return (4 + segments.length * 4 + 7) & ~7;
}

/** What is wrong with the bytes that an action takes; undefined for nothing. */
function failureOf(action: () => void): WireError | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    if (error instanceof WireError) return error;
    throw error;
  }
}

async function* unpacked(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const unpacker = new Unpacker();
  for await (const chunk of source) yield* unpacker.unpack(chunk);
  const failure = failureOf(() => unpacker.finish());
  if (failure !== undefined) throw badInput(`byte ${unpacker.packedBytes}`, failure.message, failure);
}

/** Without a frame header, nothing tells where a message ends but the end of the input. */
async function* wholeInput(
  source: AsyncIterable<Uint8Array>,
  format: Format,
): AsyncGenerator<Arrived, void, undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of source) {
    chunks.push(chunk);
    bytes += chunk.byteLength;
    const { messageBytes } = defaultMessageLimits;
    if (bytes > messageBytes) {
      throw badInput(`byte ${messageBytes}`, `it is longer than a message may be, ${messageBytes} bytes`);
    }
  }
  const whole = new Uint8Array(Buffer.concat(chunks));
  if (bytes === 0 || bytes % 8 !== 0) {
    throw badInput(
      `byte ${bytes}`,
      `it ends here, but a ${format} message consists of whole words of 8 bytes`,
    );
  }
  if (format === "canonical" && !isCanonical(whole)) {
    throw badInput(
      `bytes 0 to ${bytes}`,
      "they are not one message in canonical form; a flat one may be in any",
    );
  }
  const segment = { bytes: whole, view: new DataView(whole.buffer), start: 0, end: bytes };
  yield {
    place: "the message",
    read: () => new MessageReader([segment], defaultMessageLimits),
  };
}

async function* texts(
  source: AsyncIterable<Uint8Array>,
  type: Struct,
): AsyncGenerator<Arrived, void, undefined> {
  yield* parts(source, schemaText, (part) => encoded(type, parsedText(type, part)));
}

async function* jsons(
  source: AsyncIterable<Uint8Array>,
  type: Struct,
): AsyncGenerator<Arrived, void, undefined> {
  yield* parts(source, jsonText, (part) => encoded(type, fromJson(type, parsedJson(part))));
}

async function* parts(
  source: AsyncIterable<Uint8Array>,
  form: TextForm,
  read: (part: TextMessage) => MessageReader,
): AsyncGenerator<Arrived, void, undefined> {
  let count = 1;
  for await (const part of textMessages(source, form)) {
    yield { place: `message ${count}, which begins at line ${part.line}`, read: () => read(part) };
    count++;
  }
}

function parsedText(type: Struct, part: TextMessage): unknown {
  try {
    return fromText(type, part.text, part);
  } catch (error) {
    const [where, line, column] =
      /^(\d+):(\d+): /.exec(error instanceof ValueError ? error.message : "") ?? [];
    if (where === undefined || !(error instanceof ValueError)) throw error;
    throw badInput(`line ${line}:${column}`, error.message.slice(where.length), error);
  }
}

function parsedJson(part: TextMessage): unknown {
  try {
    return JSON.parse(part.text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { place, problem } = jsonProblem(part) ?? { place: String(part.line), problem: error.message };
    throw badInput(`line ${place}`, problem, error);
  }
}

function encoded(type: Struct, value: unknown): MessageReader {
  return readFrame(encode(type, value as never), defaultMessageLimits);
}

/** Its frame, in one segment. Whatever the message is made of was read then: what is wrong with it shows. */
function framed(message: MessageReader): readonly Uint8Array[] {
  return copied(message).finish();
}

/** Its only segment, without a frame header. */
function segmentOf(message: MessageReader): Uint8Array {
  const { bytes, start, end } = copied(message).firstSegment;
  return bytes.slice(start, end);
}

function copied(message: MessageReader): MessageBuilder {
  // No copy is longer than what it is made from.
  const limit = 8 + message.byteLength;
  const bytes = new Uint8Array(limit);
  const copy = new MessageBuilder(defaultMessageLimits, {
    bytes,
    view: new DataView(bytes.buffer),
    start: 0,
    limit,
  });
  copyPointer(message.root(), copy, copy.root.segment, copy.root.at);
  return copy;
}

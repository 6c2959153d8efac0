// message.ts: structs as messages of their own, outside of calls: for files, caches and tests.
//
// https://capnproto.org/encoding.html#serialization-over-a-stream
import type { Params, Struct } from "../schema/declared-types.ts";
import { NoCapabilities } from "../schema/no-capabilities.ts";
import { structOf } from "../schema/struct-type.ts";
import { ValueError, wrongType } from "../schema/value-error.ts";
import {
  completeLimits,
  defaultMessageLimits,
  frameSize,
  MessageBuilder,
  type MessageLimits,
  MessageReader,
  plainBytes,
  WireError,
} from "../wire/index.ts";
import { readRoot, writeRoot } from "./root.ts";

/**
 * Encodes a struct as a message with its frame header, unpacked: what `capnp decode` reads.
 *
 * @throws ValueError when the value does not fit the schema, or holds a capability other than a null one; WireError `LIMIT` when the message
 *   would be larger than 64 MiB.
 */
export function encode<Init, Builder>(
  type: Struct<unknown, Init, Builder>,
  value: Params<Init, Builder>,
): Uint8Array {
  const message = new MessageBuilder(defaultMessageLimits);
  writeRoot(structOf(type), value, message, message.root, new NoCapabilities(), "message");
  return concatenate(message.finish());
}

/**
 * Decodes a message that has its frame header and is not packed: what `capnp encode` writes. Limits not given have
 * their defaults. The value may hold views of `bytes`, which must not change.
 *
 * @throws WireError when the message is malformed, incomplete, or exceeds the limits; ValueError when `bytes` are none,
 *   or a limit is not a positive integer.
 */
export function decode<Value>(
  type: Struct<Value>,
  bytes: Uint8Array,
  limits: Partial<MessageLimits> = {},
): Value {
  if (!(bytes instanceof Uint8Array)) throw wrongType("the bytes of a message, a Uint8Array", bytes);
  const complete = completeLimits(
    defaultMessageLimits,
    limits,
    (problem) => new ValueError("INVALID_ARGUMENT", problem),
  );
  return readRoot(structOf(type), readFrame(bytes, complete).root(), new NoCapabilities()) as Value;
}

function readFrame(given: Uint8Array, limits: MessageLimits): MessageReader {
  const bytes = plainBytes(given);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = frameSize(view, 0, limits);
  if (size < 0 || size > bytes.byteLength) {
    throw new WireError("MALFORMED", `a message is incomplete: it has only ${bytes.byteLength} bytes`);
  }
  return MessageReader.atFrame(bytes, view, 0, limits);
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.byteLength;
  }
  return bytes;
}

// canonical.ts: messages in canonical form: the same content is the same bytes, for hashes, signatures and keys.
//
// https://capnproto.org/encoding.html#canonicalization
import type { Params, Struct } from "../schema/declared-types.ts";
import { NoCapabilities } from "../schema/no-capabilities.ts";
import { structOf } from "../schema/struct-type.ts";
import { wrongType } from "../schema/value-error.ts";
import {
  canonicalSegment,
  type MessageLimits,
  MessageReader,
  plainBytes,
  readFrame,
  WireError,
} from "../wire/index.ts";
import { buildMessage, readRoot, wholeLimits } from "./root.ts";

/**
 * Encodes a struct in canonical form: one segment without a frame header, what `capnp convert binary:canonical` writes.
 * Fields that the schema gained later change nothing, as long as they have their defaults.
 *
 * @throws ValueError and WireError as `encode` does.
 */
export function encodeCanonical<Init, Builder>(
  type: Struct<unknown, Init, Builder>,
  value: Params<Init, Builder>,
): Uint8Array {
  const { segments, limits } = buildMessage(type, value);
  return canonicalSegment(new MessageReader(segments, limits).root());
}

/**
 * The canonical form of a message that has its frame header and is not packed, whatever its schema.
 *
 * @throws WireError when the message is malformed, holds a capability, has pointers that overlap, or exceeds the limits;
 *   ValueError when `bytes` are none, or a limit is not a positive integer.
 */
export function canonicalize(bytes: Uint8Array, limits: Partial<MessageLimits> = {}): Uint8Array {
  if (!(bytes instanceof Uint8Array)) throw wrongType("the bytes of a message, a Uint8Array", bytes);
  return canonicalSegment(readFrame(bytes, wholeLimits(limits)).root());
}

/**
 * Whether bytes are a message in canonical form, as the functions above return it: without a frame header, which could
 * be taken for a pointer. Bytes that are no message within the limits are not.
 *
 * @throws ValueError when `bytes` are none, or a limit is not a positive integer.
 */
export function isCanonical(bytes: Uint8Array, limits: Partial<MessageLimits> = {}): boolean {
  if (!(bytes instanceof Uint8Array)) throw wrongType("the bytes of a message, a Uint8Array", bytes);
  const message = segmentReader(bytes, wholeLimits(limits));
  try {
    return isSame(bytes, canonicalSegment(message.root()));
  } catch (error) {
    if (error instanceof WireError) return false;
    throw error;
  }
}

/**
 * Decodes a message in canonical form: of all bytes that hold the same content, it takes only those. The value may hold
 * views of `bytes`, which must not change.
 *
 * @throws WireError `MALFORMED` when it is not in canonical form, or not a message within the limits; ValueError when
 *   `bytes` are none, or a limit is not a positive integer.
 */
export function decodeCanonical<Value>(
  type: Struct<Value>,
  bytes: Uint8Array,
  limits: Partial<MessageLimits> = {},
): Value {
  if (!isCanonical(bytes, limits)) {
    throw new WireError("MALFORMED", `${bytes.byteLength} bytes are not a message in canonical form`);
  }
  const message = segmentReader(bytes, wholeLimits(limits));
  return readRoot(structOf(type), message.root(), new NoCapabilities()) as Value;
}

/** A message of one segment that has no frame header. What is no whole word is not of it. */
function segmentReader(given: Uint8Array, limits: MessageLimits): MessageReader {
  const bytes = plainBytes(given);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return new MessageReader([{ bytes, view, start: 0, end: bytes.byteLength & ~7 }], limits);
}

function isSame(some: Uint8Array, others: Uint8Array): boolean {
  return some.byteLength === others.byteLength && some.every((byte, i) => byte === others[i]);
}

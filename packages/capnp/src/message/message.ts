// message.ts: structs as messages of their own, outside of calls: for files, caches and tests.
//
// https://capnproto.org/encoding.html#serialization-over-a-stream
import type { Params, Struct } from "../schema/declared-types.ts";
import { NoCapabilities } from "../schema/no-capabilities.ts";
import { structOf } from "../schema/struct-type.ts";
import { wrongType } from "../schema/value-error.ts";
import { type MessageLimits, readFrame } from "../wire/index.ts";
import { concatenate, frameOf } from "./frames.ts";
import { readRoot, wholeLimits } from "./root.ts";

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
  return concatenate(frameOf(type, value));
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
  return readRoot(
    structOf(type),
    readFrame(bytes, wholeLimits(limits)).root(),
    new NoCapabilities(),
  ) as Value;
}

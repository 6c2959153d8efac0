// packed.ts: messages in packed form, one at a time.
//
// https://capnproto.org/encoding.html#packing
import type { Params, Struct } from "../schema/declared-types.ts";
import { NoCapabilities } from "../schema/no-capabilities.ts";
import { structOf } from "../schema/struct-type.ts";
import { wrongType } from "../schema/value-error.ts";
import { type MessageLimits, pack, readPackedFrame } from "../wire/index.ts";
import { concatenate, frameOf } from "./frames.ts";
import { readRoot, wholeLimits } from "./root.ts";

/**
 * Encodes a struct as a packed message: what `capnp decode --packed` reads.
 *
 * @throws ValueError and WireError as `encode` does.
 */
export function encodePacked<Init, Builder>(
  type: Struct<unknown, Init, Builder>,
  value: Params<Init, Builder>,
): Uint8Array {
  return concatenate(frameOf(type, value).map(pack));
}

/**
 * Decodes a packed message: what `capnp encode --packed` writes. The limits are on the message as it is unpacked; of one
 * that announces more, nothing is unpacked but the header.
 *
 * @throws WireError when the message is malformed, incomplete, or exceeds the limits; ValueError when `bytes` are none,
 *   or a limit is not a positive integer.
 */
export function decodePacked<Value>(
  type: Struct<Value>,
  bytes: Uint8Array,
  limits: Partial<MessageLimits> = {},
): Value {
  if (!(bytes instanceof Uint8Array)) throw wrongType("the bytes of a packed message, a Uint8Array", bytes);
  return readRoot(
    structOf(type),
    readPackedFrame(bytes, wholeLimits(limits)).root(),
    new NoCapabilities(),
  ) as Value;
}

// message.ts: structs as messages of their own, outside of calls: for files, caches and tests.
//
// https://capnproto.org/encoding.html#serialization-over-a-stream
import { isNullCapability } from "../rpc/capability.ts";
import type { Capability } from "../rpc/seam.ts";
import { NoCapabilities, refuseCapability } from "../schema/contexts.ts";
import { RuntimeType } from "../schema/runtime-type.ts";
import { StructType } from "../schema/struct-type.ts";
import type { Type } from "../schema/types.ts";
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
import { emptyStruct, writePayload } from "./payload-codec.ts";
import type { Params, Struct } from "./types.ts";

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
  const payload = {
    message,
    content: message.root,
    addCapability: (capability: Capability) => (isNullCapability(capability) ? -1 : refuseCapability()),
  };
  writePayload(structOf(type), value, payload, "message");
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
  const root = readFrame(bytes, complete).root();
  return structOf(type).codec.read(root.struct() ?? emptyStruct(), new NoCapabilities()) as Value;
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

/** @throws ValueError for what is no struct. */
export function structOf(type: Type): StructType {
  const struct = RuntimeType.of(type).resolve([]);
  if (!(struct instanceof StructType)) throw new ValueError("WRONG_TYPE", `${struct.title} is not a struct`);
  return struct;
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

// frames.ts: messages as bytes with their frame headers, and how options for reading them become whole.
import type { WriteContext } from "../schema/codec.ts";
import type { Params, Struct } from "../schema/declared-types.ts";
import { NoCapabilities } from "../schema/no-capabilities.ts";
import { structOf } from "../schema/struct-type.ts";
import { ValueError } from "../schema/value-error.ts";
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
import { writeRoot } from "./root.ts";

/** The parts of the frame of a message that holds a value. */
export function frameOf<Init, Builder>(
  type: Struct<unknown, Init, Builder>,
  value: Params<Init, Builder>,
): readonly Uint8Array[] {
  return build(type, value).finish();
}

/** A message that holds a value, to be read at once. */
export function messageOf<Init, Builder>(
  type: Struct<unknown, Init, Builder>,
  value: Params<Init, Builder>,
  context: WriteContext = new NoCapabilities(),
): MessageReader {
  return new MessageReader(build(type, value, context).segments, defaultMessageLimits);
}

function build<Init, Builder>(
  type: Struct<unknown, Init, Builder>,
  value: Params<Init, Builder>,
  context: WriteContext = new NoCapabilities(),
): MessageBuilder {
  const message = new MessageBuilder(defaultMessageLimits);
  writeRoot(structOf(type), value, message, message.root, context, "message");
  return message;
}

/** The message whose frame the bytes begin with. */
export function readFrame(given: Uint8Array, limits: MessageLimits): MessageReader {
  const bytes = plainBytes(given);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = frameSize(view, 0, limits);
  if (size < 0 || size > bytes.byteLength) {
    throw new WireError("MALFORMED", `a message is incomplete: it has only ${bytes.byteLength} bytes`);
  }
  return MessageReader.atFrame(bytes, view, 0, limits);
}

/** @throws ValueError when a limit is not a positive integer. */
export function wholeLimits(limits: Partial<MessageLimits>): MessageLimits {
  return completeLimits(
    defaultMessageLimits,
    limits,
    (problem) => new ValueError("INVALID_ARGUMENT", problem),
  );
}

export function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.byteLength;
  }
  return bytes;
}

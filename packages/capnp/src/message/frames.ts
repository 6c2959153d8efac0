// frames.ts: the bytes of a message that holds a value, with its frame header.
import type { Params, Struct } from "../schema/declared-types.ts";
import { buildMessage } from "./root.ts";

/** The parts of the frame of a message that holds a value. */
export function frameOf<Init, Builder>(
  type: Struct<unknown, Init, Builder>,
  value: Params<Init, Builder>,
): readonly Uint8Array[] {
  return buildMessage(type, value).finish();
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

// frame-header.ts: what stands before the segments of a message in a stream, believed only within the limits.
//
// https://capnproto.org/encoding.html#serialization-over-a-stream: segment count minus one (u32), the size of each
// segment in words (u32 each), padding to a word, then the segments.
import { type MessageLimits, WireError } from "./limits.ts";

/** Bytes of the frame header of a message of so many segments, padding included. */
export function headerBytes(segments: number): number {
  return (4 + segments * 4 + 7) & ~7;
}

/**
 * The size in bytes of the frame that starts at `offset`, header included. Negative, with the size of the header that
 * is known so far, when the header itself is incomplete: `end` is where the bytes end that have come.
 *
 * @throws WireError when the header announces more than the limits allow.
 */
export function frameSize(
  view: DataView,
  offset: number,
  limits: MessageLimits,
  end: number = view.byteLength,
): number {
  const available = end - offset;
  if (available < 8) return -8;
  const segments = view.getUint32(offset, true) + 1;
  if (segments > limits.segments) {
    throw new WireError(
      "LIMIT",
      `a message announces ${segments} segments; the limit is ${limits.segments} segments`,
    );
  }
  const header = headerBytes(segments);
  if (available < header) return -header;
  let words = 0;
  for (let i = 0; i < segments; i++) words += view.getUint32(offset + 4 + i * 4, true);
  if (words * 8 > limits.messageBytes) {
    throw new WireError(
      "LIMIT",
      `a message announces ${words * 8} bytes; the limit is ${limits.messageBytes} bytes`,
    );
  }
  if (words === 0) throw new WireError("MALFORMED", "a message has no root pointer: it is 0 bytes long");
  return header + words * 8;
}

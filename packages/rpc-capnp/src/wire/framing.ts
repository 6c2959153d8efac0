// framing.ts: cuts a stream of bytes into messages, and believes no size before it has checked it.
//
// https://capnproto.org/encoding.html#serialization-over-a-stream: segment count minus one (u32), the size of each
// segment in words (u32 each), padding to a word, then the segments.
import { type MessageLimits, WireError } from "./limits.ts";
import { headerBytes, MessageReader } from "./reader.ts";

/**
 * Takes chunks of a stream and hands out the messages in them, all complete ones of a chunk synchronously.
 * Messages are read in place: they keep the chunk alive, and nothing is copied unless a message spans chunks.
 */
export class FrameParser {
  readonly #limits: MessageLimits;
  readonly #onMessage: (message: MessageReader) => void;
  #parts: Uint8Array[] = [];
  #partBytes = 0;
  /** Bytes that the message under way needs in all, as far as its header tells; 0 between messages. */
  #needed = 0;

  /** `onMessage` may throw: the error passes through `push`, and the rest of that chunk is dropped. */
  constructor(limits: MessageLimits, onMessage: (message: MessageReader) => void) {
    this.#limits = limits;
    this.#onMessage = onMessage;
  }

  /** Bytes held of a message that is not complete. */
  get pendingBytes(): number {
    return this.#partBytes;
  }

  /**
   * Takes the next bytes of the stream. The chunk must not change afterwards.
   *
   * @throws WireError when a header is malformed or announces more than the limits allow; the stream is unusable then.
   */
  push(chunk: Uint8Array): void {
    let rest = chunk;
    if (this.#partBytes > 0) {
      // Join only once everything announced so far is here, so that a message sent byte by byte is copied few times.
      if (this.#partBytes + chunk.byteLength < this.#needed) {
        this.#parts.push(chunk);
        this.#partBytes += chunk.byteLength;
        return;
      }
      this.#parts.push(chunk);
      rest = join(this.#parts, this.#partBytes + chunk.byteLength);
      this.#parts = [];
      this.#partBytes = 0;
    }
    this.#parse(rest);
  }

  #parse(bytes: Uint8Array): void {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let offset = 0;
    while (offset < bytes.byteLength) {
      const size = frameSize(view, offset, this.#limits);
      if (size < 0 || offset + size > bytes.byteLength) {
        const tail = bytes.subarray(offset);
        this.#parts = [tail];
        this.#partBytes = tail.byteLength;
        this.#needed = Math.abs(size);
        return;
      }
      const message = new MessageReader(bytes, view, offset, this.#limits);
      offset += size;
      this.#onMessage(message);
    }
  }
}

/**
 * The size in bytes of the frame that starts at `offset`, header included. Negative, with the size of the header that
 * is known so far, when the header itself is incomplete.
 *
 * @throws WireError when the header announces more than the limits allow.
 */
export function frameSize(view: DataView, offset: number, limits: MessageLimits): number {
  const available = view.byteLength - offset;
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

function join(parts: readonly Uint8Array[], byteLength: number): Uint8Array {
  const all = new Uint8Array(byteLength);
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.byteLength;
  }
  return all;
}

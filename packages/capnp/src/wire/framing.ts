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
  #stopped = false;
  /** The beginning of a message whose end has not come; its first `#heldBytes` bytes are filled. */
  #held: Uint8Array = nothing;
  #heldBytes = 0;
  /** Bytes that the message under way needs in all, as far as its header tells; 0 between messages. */
  #needed = 0;

  /** `onMessage` may throw: the error passes through `push`, and the parser must not be used again. */
  constructor(limits: MessageLimits, onMessage: (message: MessageReader) => void) {
    this.#limits = limits;
    this.#onMessage = onMessage;
  }

  /** Bytes held of a message that is not complete. */
  get pendingBytes(): number {
    return this.#heldBytes;
  }

  /** Hands out no more messages, not even those that are left of a chunk being pushed, and lets go of what is held. */
  stop(): void {
    this.#stopped = true;
    this.#held = nothing;
    this.#heldBytes = 0;
  }

  /**
   * Takes the next bytes of the stream. The chunk must not change afterwards.
   *
   * @throws WireError when a header is malformed or announces more than the limits allow; the stream is unusable then.
   */
  push(received: Uint8Array): void {
    const chunk = plainBytes(received);
    let offset = 0;
    while (this.#heldBytes > 0 && offset < chunk.byteLength) {
      offset += this.#hold(chunk, offset);
      if (this.#heldBytes < this.#needed) continue;
      const view = new DataView(this.#held.buffer, 0, this.#heldBytes);
      const size = frameSize(view, 0, this.#limits);
      if (size === this.#heldBytes) {
        const message = MessageReader.atFrame(this.#held, view, 0, this.#limits);
        this.#held = nothing;
        this.#heldBytes = 0;
        this.#onMessage(message);
      } else {
        this.#needed = Math.abs(size);
      }
    }
    if (!this.#stopped && offset < chunk.byteLength) this.#parse(chunk, offset);
  }

  #parse(bytes: Uint8Array, start: number): void {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let offset = start;
    while (offset < bytes.byteLength && !this.#stopped) {
      const size = frameSize(view, offset, this.#limits);
      if (size < 0 || offset + size > bytes.byteLength) {
        this.#needed = Math.abs(size);
        this.#hold(bytes, offset);
        return;
      }
      const message = MessageReader.atFrame(bytes, view, offset, this.#limits);
      offset += size;
      this.#onMessage(message);
    }
  }

  /**
   * Keeps what the message under way needs of the chunk; returns how many bytes that was. Memory grows with the bytes
   * that have come, not with those announced, nor with the number of chunks they came in.
   */
  #hold(chunk: Uint8Array, offset: number): number {
    const taken = Math.min(this.#needed - this.#heldBytes, chunk.byteLength - offset);
    const bytes = this.#heldBytes + taken;
    if (bytes > this.#held.byteLength) {
      const grown = new Uint8Array(Math.min(this.#needed, Math.max(2 * bytes, leastHeld)));
      grown.set(this.#held.subarray(0, this.#heldBytes));
      this.#held = grown;
    }
    this.#held.set(chunk.subarray(offset, offset + taken), this.#heldBytes);
    this.#heldBytes = bytes;
    return taken;
  }
}

/**
 * The same bytes as a plain Uint8Array. Sockets and files give Buffers, of which every part is a Buffer again, and whose
 * `slice` does not copy.
 */
export function plainBytes(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const nothing: Uint8Array = new Uint8Array(0);
const leastHeld = 4096;

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

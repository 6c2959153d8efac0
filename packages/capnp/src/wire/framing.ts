// framing.ts: cuts a stream of bytes into messages.
//
// https://capnproto.org/encoding.html#serialization-over-a-stream
import { frameSize } from "./frame-header.ts";
import { type MessageLimits, WireError } from "./limits.ts";
import { MessageReader } from "./message-reader.ts";
import { Unpacker } from "./packing.ts";

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
  #isChunkFree = false;

  /** `onMessage` may throw: the error passes through `push`, and the parser must not be used again. */
  constructor(limits: MessageLimits, onMessage: (message: MessageReader) => void) {
    this.#limits = limits;
    this.#onMessage = onMessage;
  }

  /** Bytes held of a message that is not complete. */
  get pendingBytes(): number {
    return this.#heldBytes;
  }

  /** Bytes of memory that this takes: up to eight times as many as have come, never more than the message needs. */
  get pendingMemory(): number {
    return this.#heldBytes === 0 ? 0 : this.#held.byteLength;
  }

  /** Whether nothing refers to the chunk that was pushed last: all of it was copied, and its memory may go. */
  get isChunkFree(): boolean {
    return this.#isChunkFree;
  }

  /** Hands out no more messages, not even those that are left of a chunk being pushed, and lets go of what is held. */
  stop(): void {
    this.#stopped = true;
    this.#held = nothing;
    this.#heldBytes = 0;
  }

  /**
   * Takes the next bytes of the stream, as far as the end of so many messages, and returns how many bytes that was: those
   * behind it come first the next time. The chunk must not change afterwards.
   *
   * @throws WireError when a header is malformed or announces more than the limits allow; the stream is unusable then.
   */
  push(received: Uint8Array, most: number = Number.POSITIVE_INFINITY): number {
    const chunk = plainBytes(received);
    let offset = 0;
    let left = most;
    this.#isChunkFree = true;
    while (this.#heldBytes > 0 && offset < chunk.byteLength) {
      offset += this.#hold(chunk, offset);
      if (this.#heldBytes < this.#needed) continue;
      const view = new DataView(this.#held.buffer, 0, this.#heldBytes);
      const size = frameSize(view, 0, this.#limits);
      if (size === this.#heldBytes) {
        const message = MessageReader.atFrame(this.#held, view, 0, this.#limits);
        this.#held = nothing;
        this.#heldBytes = 0;
        left--;
        this.#onMessage(message);
      } else {
        this.#needed = Math.abs(size);
      }
    }
    return offset < chunk.byteLength ? this.#parse(chunk, offset, left) : offset;
  }

  /** Returns where it ended. */
  #parse(bytes: Uint8Array, start: number, most: number): number {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let offset = start;
    for (let left = most; left > 0 && offset < bytes.byteLength && !this.#stopped; left--) {
      const size = frameSize(view, offset, this.#limits);
      if (size < 0 || offset + size > bytes.byteLength) {
        this.#needed = Math.abs(size);
        return offset + this.#hold(bytes, offset);
      }
      const message = MessageReader.atFrame(bytes, view, offset, this.#limits);
      this.#isChunkFree = false;
      offset += size;
      this.#onMessage(message);
    }
    return offset;
  }

  /**
   * Keeps what the message under way needs of the chunk; returns how many bytes that was. Memory grows with the bytes
   * that have come, not with those announced, nor with the number of chunks they came in: fast, since what was held before
   * is copied each time.
   */
  #hold(chunk: Uint8Array, offset: number): number {
    const taken = Math.min(this.#needed - this.#heldBytes, chunk.byteLength - offset);
    const bytes = this.#heldBytes + taken;
    if (bytes > this.#held.byteLength) {
      const grown = new Uint8Array(Math.min(this.#needed, Math.max(8 * bytes, leastHeld)));
      grown.set(this.#held.subarray(0, this.#heldBytes));
      this.#held = grown;
    }
    this.#held.set(chunk.subarray(offset, offset + taken), this.#heldBytes);
    this.#heldBytes = bytes;
    return taken;
  }
}

/**
 * The message whose frame the bytes begin with.
 *
 * @throws WireError when they are no whole message, or one that exceeds the limits.
 */
export function readFrame(given: Uint8Array, limits: MessageLimits): MessageReader {
  const bytes = plainBytes(given);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = frameSize(view, 0, limits);
  if (size < 0 || size > bytes.byteLength) {
    throw new WireError("MALFORMED", `a message is incomplete: it has only ${bytes.byteLength} bytes`);
  }
  return MessageReader.atFrame(bytes, view, 0, limits);
}

/**
 * The message whose frame packed bytes begin with; of one that announces too much, nothing is unpacked but the header.
 *
 * @throws WireError as `readFrame` does.
 */
export function readPackedFrame(bytes: Uint8Array, limits: MessageLimits): MessageReader {
  let message: MessageReader | undefined;
  const parser = new FrameParser(limits, (first) => {
    message = first;
    parser.stop();
  });
  for (const piece of new Unpacker().unpack(plainBytes(bytes))) {
    parser.push(piece);
    if (message !== undefined) return message;
  }
  throw new WireError("MALFORMED", `a packed message is incomplete: it has only ${bytes.byteLength} bytes`);
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

// framing.ts: cuts a stream of bytes into messages.
//
// https://capnproto.org/encoding.html#serialization-over-a-stream
import { frameSize } from "./frame-header.ts";
import { type MessageLimits, WireError } from "./limits.ts";
import { MessageReader } from "./message-reader.ts";
import { Unpacker } from "./packing.ts";

/**
 * Takes chunks of a stream and hands out the messages in them, all complete ones of a chunk synchronously.
 * Messages are read in place: they keep the chunk alive, and nothing is copied unless a message spans chunks, or the chunk
 * is so small that what it takes to read in it would cost more than the copy.
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
  /** Where small chunks are copied to, one behind the other, and read. What has been read there never changes. */
  #shelf: DataView<ArrayBuffer> = emptyView;
  #shelfBytes: Uint8Array = nothing;
  #shelfEnd = 0;

  /** `onMessage` may throw: the error passes through `push`, and the parser must not be used again. */
  constructor(limits: MessageLimits, onMessage: (message: MessageReader) => void) {
    this.#limits = limits;
    this.#onMessage = onMessage;
  }

  /** Bytes held of a message that is not complete. */
  get pendingBytes(): number {
    return this.#heldBytes;
  }

  /**
   * Bytes of memory that this takes: 4 KiB, or up to eight times as many as have come, never more than the message needs.
   */
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
    this.#shelf = emptyView;
    this.#shelfBytes = nothing;
    this.#shelfEnd = 0;
  }

  /**
   * Takes the next bytes of the stream, as far as the end of so many messages, and returns how many bytes that was: those
   * behind it come first the next time. The chunk must not change afterwards.
   *
   * @throws WireError when a header is malformed or announces more than the limits allow; the stream is unusable then.
   */
  push(received: Uint8Array, most: number = Number.POSITIVE_INFINITY): number {
    let offset = 0;
    let left = most;
    this.#isChunkFree = true;
    while (this.#heldBytes > 0 && offset < received.byteLength) {
      offset += this.#hold(received, offset, received.byteLength);
      if (this.#handOutHeld()) left--;
    }
    const rest = received.byteLength - offset;
    if (rest === 0) return offset;
    if (rest <= smallChunk) {
      const at = this.#shelve(received, offset);
      return offset - at + this.#parse(this.#shelfBytes, this.#shelf, at, at + rest, left);
    }
    const bytes = plainBytes(received);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return this.#parse(bytes, view, offset, bytes.byteLength, left);
  }

  /**
   * Copies a small chunk from `offset` on to where the next one goes, and returns where that is. The runtime would have
   * to move such a chunk to let us have a view of its memory, which takes longer than everything else that is done here.
   */
  #shelve(chunk: Uint8Array, offset: number): number {
    const length = chunk.byteLength - offset;
    if (this.#shelfEnd + length > this.#shelf.byteLength) {
      // A connection that says little holds little.
      const size = Math.min(Math.max(2 * this.#shelf.byteLength, 2 * length, leastShelf), largestShelf);
      this.#shelf = new DataView(new ArrayBuffer(size));
      this.#shelfBytes = new Uint8Array(this.#shelf.buffer);
      this.#shelfEnd = 0;
    }
    const at = this.#shelfEnd;
    this.#shelfBytes.set(offset === 0 ? chunk : chunk.subarray(offset), at);
    this.#shelfEnd += length;
    return at;
  }

  /**
   * Where the next bytes of the message under way go, in place of `push`, if they are many, and some have come; undefined if
   * not. It is good until the next call of `push` or `filled`. `pendingMemory` may be more afterwards.
   */
  room(): Uint8Array | undefined {
    const held = this.#heldBytes;
    if (Math.min(this.#needed, growth * held) - held < leastRoom) return undefined;
    if (this.#held.byteLength - held < leastRoom) this.#grow(held);
    return this.#held.subarray(held);
  }

  /** So many bytes of the stream are in what `room` gave last. @throws as `push` does. */
  filled(byteLength: number): void {
    this.#heldBytes += byteLength;
    this.#handOutHeld();
  }

  /** Hands out the message that is held, if it is complete. */
  #handOutHeld(): boolean {
    if (this.#heldBytes < this.#needed) return false;
    const view = new DataView(this.#held.buffer, this.#held.byteOffset, this.#heldBytes);
    const size = frameSize(view, 0, this.#limits);
    if (size !== this.#heldBytes) {
      this.#needed = Math.abs(size);
      return false;
    }
    const message = MessageReader.atFrame(this.#held, view, 0, this.#limits);
    this.#held = nothing;
    this.#heldBytes = 0;
    this.#onMessage(message);
    return true;
  }

  /** Returns where it ended. */
  #parse(bytes: Uint8Array, view: DataView, start: number, end: number, most: number): number {
    let offset = start;
    for (let left = most; left > 0 && offset < end && !this.#stopped; left--) {
      const size = frameSize(view, offset, this.#limits, end);
      if (size < 0 || offset + size > end) {
        this.#needed = Math.abs(size);
        return offset + this.#hold(bytes, offset, end);
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
  #hold(chunk: Uint8Array, offset: number, end: number): number {
    const taken = Math.min(this.#needed - this.#heldBytes, end - offset);
    const bytes = this.#heldBytes + taken;
    if (bytes > this.#held.byteLength) this.#grow(bytes);
    this.#held.set(chunk.subarray(offset, offset + taken), this.#heldBytes);
    this.#heldBytes = bytes;
    return taken;
  }

  /** Makes room for so many bytes. What is not filled yet may hold anything. */
  #grow(bytes: number): void {
    const grown = uncleared(Math.min(this.#needed, Math.max(growth * bytes, leastHeld)));
    grown.set(this.#held.subarray(0, this.#heldBytes));
    this.#held = grown;
  }
}

/** Memory with anything in it, where there is such. It has a buffer of its own. */
function uncleared(byteLength: number): Uint8Array {
  return allocate === undefined ? new Uint8Array(byteLength) : plainBytes(allocate(byteLength));
}

/** In Bun and Node.js. */
const allocate: ((byteLength: number) => Uint8Array) | undefined = (
  globalThis as { readonly Buffer?: { readonly allocUnsafeSlow?: (byteLength: number) => Uint8Array } }
).Buffer?.allocUnsafeSlow;

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
const emptyView = new DataView(new ArrayBuffer(0));
const leastHeld = 4096;
/** How many times as much memory as has come is made ready. */
const growth = 8;
/** What is read of the socket at once while few calls are in flight. */
const smallChunk = 2048;
const leastShelf = 512;
/** What a message that is kept may keep alive because it came in a small chunk. */
const largestShelf = 16 * 1024;
/** Fewer bytes than this are as well copied. */
const leastRoom = 64 * 1024;

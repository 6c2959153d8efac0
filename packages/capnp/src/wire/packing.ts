// packing.ts: the packed form of messages, which leaves out bytes that are zero.
//
// https://capnproto.org/encoding.html#packing. Two bytes may stand for 2 KiB of zeros, so what is unpacked comes in pieces
// of bounded size: whoever takes them stops when a message turns out to be larger than it may.
import { WireError } from "./limits.ts";

/**
 * Packs whole words. Runs do not reach beyond them: what is packed of the parts of a message, each by itself, is what the
 * C++ implementation writes.
 *
 * @throws WireError `MALFORMED` when the bytes are not a multiple of eight.
 */
export function pack(words: Uint8Array): Uint8Array {
  const { byteLength } = words;
  if (byteLength % 8 !== 0) {
    throw new WireError("MALFORMED", `only whole words of 8 bytes can be packed, not ${byteLength} bytes`);
  }
  // At the most a tag for each word, and a count for each 256 words of a run, or for each word that starts one.
  const packed = new Uint8Array((byteLength / 8) * 10);
  let out = 0;
  for (let at = 0; at < byteLength; ) {
    const tagAt = out++;
    let tag = 0;
    for (let bit = 0; bit < 8; bit++) {
      const byte = words[at++] ?? 0;
      if (byte === 0) continue;
      tag |= 1 << bit;
      packed[out++] = byte;
    }
    packed[tagAt] = tag;
    if (tag !== 0 && tag !== 0xff) continue;
    const end = tag === 0 ? endOfZeros(words, at) : endOfFull(words, at);
    packed[out++] = (end - at) / 8;
    if (tag === 0xff) {
      packed.set(words.subarray(at, end), out);
      out += end - at;
    }
    at = end;
  }
  return packed.slice(0, out);
}

/** A count has one byte. */
const longestRun = 255 * 8;

function endOfZeros(words: Uint8Array, start: number): number {
  const limit = Math.min(words.byteLength, start + longestRun);
  let at = start;
  while (at < limit && words[at] === 0) at++;
  return at - ((at - start) % 8);
}

/** A word of which two bytes are zero is shorter when it is packed. */
function endOfFull(words: Uint8Array, start: number): number {
  const limit = Math.min(words.byteLength, start + longestRun);
  for (let at = start; at < limit; at += 8) {
    let zeros = 0;
    for (let i = 0; i < 8; i++) if (words[at + i] === 0) zeros++;
    if (zeros >= 2) return at;
  }
  return limit;
}

/** Packs a stream of bytes that comes in chunks of any size. */
export class Packer {
  readonly #held = new Uint8Array(8);
  #heldBytes = 0;

  /** What there is to write of the next bytes; those of a word that is not complete wait for the others. */
  pack(chunk: Uint8Array): Uint8Array {
    const whole = new Uint8Array((this.#heldBytes + chunk.byteLength) & ~7);
    const taken = Math.max(0, whole.byteLength - this.#heldBytes);
    if (whole.byteLength > 0) {
      whole.set(this.#held.subarray(0, this.#heldBytes));
      whole.set(chunk.subarray(0, taken), this.#heldBytes);
      this.#heldBytes = 0;
    }
    this.#held.set(chunk.subarray(taken), this.#heldBytes);
    this.#heldBytes += chunk.byteLength - taken;
    return pack(whole);
  }

  /** @throws WireError `MALFORMED` when the bytes end inside of a word. */
  finish(): void {
    if (this.#heldBytes === 0) return;
    throw new WireError("MALFORMED", `what is packed ends ${this.#heldBytes} bytes into a word of 8`);
  }
}

/** Unpacks a stream that comes in chunks of any size. */
export class Unpacker {
  /** Of the word under way; -1: a tag comes next. */
  #tag = -1;
  /** The next byte of the word under way; 8: the count of a run comes next. */
  #byte = 0;
  /** Bytes of a run that are still to come: zeros, and such as stand in the input as they are. */
  #zeros = 0;
  #plain = 0;
  #packedBytes = 0;

  /** Packed bytes that were taken so far. */
  get packedBytes(): number {
    return this.#packedBytes;
  }

  /**
   * What the next bytes stand for, in pieces of at most 64 KiB, each in memory of its own. What is not asked for is not
   * unpacked; but all of a chunk must be, before the next one.
   */
  *unpack(chunk: Uint8Array): Generator<Uint8Array, void, undefined> {
    const { byteLength } = chunk;
    let piece = new Uint8Array(Math.min(pieceBytes, (byteLength + 2) * 8));
    let end = 0;
    let at = 0;
    for (;;) {
      if (this.#zeros > 0) {
        const taken = Math.min(this.#zeros, piece.byteLength - end);
        this.#zeros -= taken;
        end += taken;
      } else if (at >= byteLength) {
        break;
      } else if (this.#plain > 0) {
        const taken = Math.min(this.#plain, byteLength - at, piece.byteLength - end);
        piece.set(chunk.subarray(at, at + taken), end);
        this.#plain -= taken;
        at += taken;
        end += taken;
      } else if (this.#tag < 0) {
        this.#tag = chunk[at++] ?? 0;
        this.#byte = 0;
      } else if (this.#byte === 8) {
        const run = (chunk[at++] ?? 0) * 8;
        if (this.#tag === 0) this.#zeros = run;
        else this.#plain = run;
        this.#tag = -1;
      } else {
        for (; this.#byte < 8 && end < piece.byteLength; this.#byte++, end++) {
          if (((this.#tag >> this.#byte) & 1) === 0) continue;
          if (at >= byteLength) break;
          piece[end] = chunk[at++] ?? 0;
        }
        if (this.#byte === 8 && this.#tag !== 0 && this.#tag !== 0xff) this.#tag = -1;
      }
      if (end < piece.byteLength) continue;
      yield piece;
      piece = new Uint8Array(pieceBytes);
      end = 0;
    }
    this.#packedBytes += byteLength;
    if (end > 0) yield piece.subarray(0, end);
  }

  /** @throws WireError `MALFORMED` when the stream ended inside of a word or a run. */
  finish(): void {
    if (this.#tag < 0 && this.#plain === 0) return;
    throw new WireError(
      "MALFORMED",
      `packed bytes end at byte ${this.#packedBytes}, inside of ${this.#plain > 0 ? "a run" : "a word"}`,
    );
  }
}

const pieceBytes = 64 * 1024;

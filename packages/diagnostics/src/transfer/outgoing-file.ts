// outgoing-file.ts: a file that exists only on its way to a client: compressed as it is made, so that what it is made of
// can go soon, and let go of piece by piece as the client takes it.
import { createHash } from "node:crypto";
import { RpcError } from "@teleop/rpc-capnp";
import { type Compressor, chooseCompressor, PIECE_BYTES } from "./compress.ts";
import type { Compression, Receipt, Receiver } from "./transfer.capnp.ts";

/** How long a client may take for one piece. One that is stopped would keep the process's memory for ever. */
const PATIENCE_MS = 30_000;

interface Piece {
  readonly compressed: Uint8Array;
  readonly length: number;
}

export class OutgoingFile implements Disposable {
  readonly #compressor: Compressor;
  readonly #hash = createHash("sha256");
  /** What the client has not taken yet, the first piece last. */
  #pieces: Piece[] = [];
  #length = 0;

  /** @param compressions what the client understands, the best first. */
  constructor(compressions: readonly (Compression | number)[]) {
    this.#compressor = chooseCompressor(compressions);
  }

  /** Bytes so far, decompressed. */
  get length(): number {
    return this.#length;
  }

  /** What it takes of the memory, in bytes. */
  get held(): number {
    return this.#pieces.reduce((sum, { compressed }) => sum + compressed.byteLength, 0);
  }

  /**
   * Appends bytes, compressing in a thread. One call at a time. They are the caller's again when this resolves.
   *
   * @throws the reason of `signal`, between two pieces.
   */
  async append(bytes: Uint8Array, signal?: AbortSignal): Promise<void> {
    for (const piece of split(bytes)) {
      signal?.throwIfAborted();
      this.#hash.update(piece);
      this.#add(await this.#compressor.compress(piece), piece);
    }
  }

  /** The same at once, for bytes that come while nothing may wait. */
  appendNow(bytes: Uint8Array): void {
    for (const piece of split(bytes)) {
      this.#hash.update(piece);
      this.#add(this.#compressor.compressNow(piece), piece);
    }
  }

  /**
   * Gives the whole file to a client, once. Nothing of it is left when this settles.
   *
   * @throws RpcError `overloaded` when the client takes nothing for half a minute; what the client's receiver throws; the
   *   reason of `signal`.
   */
  async send(receiver: Receiver, signal: AbortSignal, patienceMs: number = PATIENCE_MS): Promise<Receipt> {
    try {
      const length = BigInt(this.#length);
      const sha256 = new Uint8Array(this.#hash.digest());
      const compression = this.#compressor.name;
      await patiently(receiver.begin({ length, compression }, { signal }), patienceMs);
      this.#pieces.reverse();
      for (let piece = this.#pieces.pop(); piece !== undefined; piece = this.#pieces.pop()) {
        await patiently(
          receiver.write({ piece: piece.compressed, length: piece.length }, { signal }),
          patienceMs,
        );
      }
      await patiently(receiver.streamed(), patienceMs);
      signal.throwIfAborted();
      return { length, sha256 };
    } finally {
      this[Symbol.dispose]();
    }
  }

  [Symbol.dispose](): void {
    this.#pieces = [];
  }

  #add(compressed: Uint8Array, { length }: Uint8Array): void {
    this.#pieces.push({ compressed, length });
    this.#length += length;
  }
}

function* split(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES);
}

/** Waits for a client's answer, but not for ever. */
export async function patiently<T>(answer: PromiseLike<T>, patienceMs: number = PATIENCE_MS): Promise<T> {
  const { promise: tooLong, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const seconds = Math.round(patienceMs / 1000);
    reject(new RpcError("overloaded", `the client took nothing for ${seconds} s, so it was given up`));
  }, patienceMs);
  // A process that has nothing else to do ends: clients keep none alive.
  timer.unref();
  try {
    return await Promise.race([answer, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

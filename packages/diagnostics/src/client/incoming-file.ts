// incoming-file.ts: takes a file that a target sends in pieces, and believes it only when length and hash are what the
// target says of the whole. One piece at a time is in memory.
import { createHash } from "node:crypto";
import { TeleopError } from "@teleop/core/basics";
import { decompress, PIECE_BYTES } from "../transfer/compress.ts";
import type {
  Compression,
  Receipt,
  Receiver,
  Receiver_begin_Params,
  Receiver_write_Params,
} from "../transfer/transfer.capnp.ts";

/** How far a file has come. */
export interface TransferProgress {
  /** Bytes that have come, decompressed. */
  readonly received: number;
  /** The same, as they came over the connection. */
  readonly compressed: number;
  /** Bytes of the whole file. */
  readonly length: number;
}

/** Takes the bytes of a file, in order; the next come when what it returns has resolved. */
export type WriteBytes = (bytes: Uint8Array) => void | PromiseLike<void>;

export class IncomingFile implements Receiver.Server {
  readonly #write: WriteBytes;
  readonly #onProgress: ((progress: TransferProgress) => void) | undefined;
  readonly #hash = createHash("sha256");
  #begun: { readonly length: number; readonly compression: Compression | number } | undefined;
  #received = 0;
  #compressed = 0;
  #failure: { readonly error: unknown } | undefined;

  constructor(write: WriteBytes, onProgress?: (progress: TransferProgress) => void) {
    this.#write = write;
    this.#onProgress = onProgress;
  }

  /**
   * What failed here first, if anything did: it travels to the target and back, where it becomes a call that failed, and a
   * target may keep it to itself. Nothing is taken after it.
   */
  get failure(): unknown {
    return this.#failure?.error;
  }

  begin({ length, compression }: Receiver_begin_Params): void {
    this.#requireNone();
    if (this.#begun !== undefined) throw this.#fail(broken("the target began to send a file twice"));
    this.#begun = { length: Number(length), compression };
    this.#report();
  }

  async write(params: Receiver_write_Params): Promise<void> {
    this.#requireNone();
    try {
      await this.#take(params);
    } catch (error) {
      throw this.#fail(error);
    }
  }

  async #take({ piece, length }: Receiver_write_Params): Promise<void> {
    if (this.#begun === undefined) throw broken("the target sent a piece of a file before it began");
    if (length > PIECE_BYTES || this.#received + length > this.#begun.length) {
      throw broken(`the target sent a piece of ${length} bytes, which is more than there may be`);
    }
    const bytes = await this.#decompress(this.#begun.compression, piece, length);
    this.#hash.update(bytes);
    await this.#write(bytes);
    this.#received += length;
    this.#compressed += piece.byteLength;
    this.#report();
  }

  /**
   * Whether what came is the whole file, as the target says it must be.
   *
   * @throws TeleopError `CORRUPT_TRANSFER` where it is not; what failed here, whatever the target makes of it.
   */
  verify(receipt: Receipt | undefined): void {
    this.#requireNone();
    const sha256 = this.#hash.digest("hex");
    const expected = Buffer.from(receipt?.sha256 ?? []).toString("hex");
    if (Number(receipt?.length) !== this.#received) {
      throw broken(`${this.#received} bytes have come of a file of ${receipt?.length}`);
    }
    if (sha256 !== expected) throw broken(`the SHA-256 of what has come is ${sha256}, expected ${expected}`);
  }

  async #decompress(
    compression: Compression | number,
    piece: Uint8Array,
    length: number,
  ): Promise<Uint8Array> {
    let bytes: Uint8Array;
    try {
      bytes = await decompress(compression, piece, length);
    } catch (cause) {
      throw broken("a piece of a file cannot be decompressed", cause);
    }
    if (bytes.byteLength !== length) {
      throw broken(`a piece of a file has ${bytes.byteLength} bytes, and not the ${length} that it says`);
    }
    return bytes;
  }

  #fail(error: unknown): unknown {
    this.#failure ??= { error };
    return error;
  }

  #requireNone(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  #report(): void {
    this.#onProgress?.({
      received: this.#received,
      compressed: this.#compressed,
      length: this.#begun?.length ?? 0,
    });
  }
}

function broken(what: string, cause?: unknown): TeleopError {
  return new TeleopError("CORRUPT_TRANSFER", `${what}; nothing was kept, try again`, { cause });
}

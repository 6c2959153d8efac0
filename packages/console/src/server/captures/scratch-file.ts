// scratch-file.ts: a file without a name. Nobody else can open it, and it ends with whoever has it open: not even killing the
// console leaves what it has taken of a process.
import { randomBytes } from "node:crypto";
import { type FileHandle, open, statfs, unlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** How much is read at once. */
const CHUNK_BYTES = 1 << 18;

/** Disposing it frees its room; who reads it then is told that it was closed. */
export class ScratchFile implements AsyncDisposable {
  readonly #handle: FileHandle;
  #length = 0;
  #closed: Promise<void> | undefined;

  private constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  /** @throws the system's error, where none can be made in `directory`. */
  static async create(directory: string = tmpdir()): Promise<ScratchFile> {
    const path = join(directory, `.teleop-console-${randomBytes(8).toString("hex")}`);
    const handle = await open(path, "wx+", 0o600);
    try {
      await unlink(path);
    } catch (error) {
      await handle.close();
      throw error;
    }
    return new ScratchFile(handle);
  }

  /** How much there is for them: bytes that this user can still have in `directory`. @throws the system's error. */
  static async room(
    directory: string = tmpdir(),
  ): Promise<{ readonly directory: string; readonly free: bigint }> {
    const { bavail, bsize } = await statfs(directory, { bigint: true });
    return { directory, free: bavail * bsize };
  }

  /** Bytes. */
  get length(): number {
    return this.#length;
  }

  /** Appends. One call at a time. */
  async write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.byteLength; ) {
      const { bytesWritten } = await this.#handle.write(bytes, at, bytes.byteLength - at, this.#length);
      at += bytesWritten;
      this.#length += bytesWritten;
    }
  }

  /** All of it, in order, each chunk in memory of its own. Any number may read at once. */
  async *read(signal?: AbortSignal): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < this.#length; ) {
      signal?.throwIfAborted();
      if (this.#closed !== undefined) throw new Error("this was discarded while it was being read");
      const chunk = new Uint8Array(Math.min(CHUNK_BYTES, this.#length - at));
      const { bytesRead } = await this.#handle.read(chunk, 0, chunk.byteLength, at);
      if (bytesRead === 0) throw new Error(`a file of ${this.#length} bytes ended after ${at}`);
      at += bytesRead;
      yield chunk.subarray(0, bytesRead);
    }
  }

  /** Resolves when it is gone, also when it is called once more. */
  [Symbol.asyncDispose](): Promise<void> {
    this.#closed ??= this.#handle.close();
    return this.#closed;
  }
}

// process-stream.ts: standard output and standard error of this process, watched: how much of what was written has not left
// yet, and whether it could be written at all, which the runtime tells nobody who does not ask.
import type { OutputStream } from "./output.ts";

/** What may wait to be read before who writes is to wait. */
const ROOM_BYTES = 256 * 1024;

export interface ProcessStreamOptions {
  /** Told of each write that fails, such as of a disk that is full. */
  readonly onFailed: (error: NodeJS.ErrnoException) => void;
  /** When it is aborted nobody waits for room any more: who reads may have been stopped. */
  readonly signal: AbortSignal;
}

export class ProcessStream implements OutputStream {
  readonly #stream: NodeJS.WriteStream;
  readonly #onFailed: (error: NodeJS.ErrnoException) => void;
  readonly #signal: AbortSignal;
  #waiting = 0;
  #room: PromiseWithResolvers<void> | undefined;

  constructor(stream: NodeJS.WriteStream, { onFailed, signal }: ProcessStreamOptions) {
    this.#stream = stream;
    this.#onFailed = onFailed;
    this.#signal = signal;
    signal.addEventListener("abort", () => this.#makeRoom(), { once: true });
    // Without a listener the error of a write, of which its caller is told, would end the process as well.
    stream.on("error", onFailed);
  }

  get isTTY(): boolean {
    return this.#stream.isTTY === true;
  }

  get columns(): number | undefined {
    return this.#stream.columns;
  }

  get rows(): number | undefined {
    return this.#stream.rows;
  }

  write(text: string): void {
    const size = Buffer.byteLength(text);
    this.#waiting += size;
    this.#stream.write(text, (error) => {
      this.#waiting -= size;
      if (error) this.#onFailed(error);
      if (this.#waiting <= ROOM_BYTES) this.#makeRoom();
    });
  }

  async hasRoom(): Promise<void> {
    if (this.#waiting <= ROOM_BYTES || this.#signal.aborted) return;
    this.#room ??= Promise.withResolvers<void>();
    await this.#room.promise;
  }

  /** Resolves when what was written has left, or cannot. */
  flushed(): Promise<void> {
    return new Promise((resolve) => this.#stream.write("", () => resolve()));
  }

  #makeRoom(): void {
    this.#room?.resolve();
    this.#room = undefined;
  }
}

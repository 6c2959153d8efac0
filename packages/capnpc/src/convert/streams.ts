// streams.ts: standard input and output of a program that converts: as fast as the slower of the two.
import { once } from "node:events";
import { fstatSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import { CapnpcError } from "../errors.ts";

/** Whoever read what was written has enough, and reads no more. */
export class OutputClosed extends Error {
  override readonly name = "OutputClosed";
}

/**
 * Chunks of standard input. Ending the iteration closes it.
 *
 * @throws CapnpcError `FILE_FAILED` when it cannot be read.
 */
export async function* inputOf(
  stream: Readable & { readonly fd: number },
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    // Which Node.js takes for an empty file.
    if (fstatSync(stream.fd).isDirectory()) throw new Error("EISDIR: it is a directory");
    for await (const chunk of stream) yield chunk;
  } catch (error) {
    throw failed("standard input cannot be read", error);
  }
}

/** Writes what it is given, and waits where nobody takes it. */
export class Output {
  readonly #stream: Writable;
  #failure: Error | undefined;

  constructor(stream: Writable) {
    this.#stream = stream;
    stream.on("error", (error: NodeJS.ErrnoException) => {
      this.#failure ??=
        error.code === "EPIPE"
          ? new OutputClosed("nobody reads standard output", { cause: error })
          : failed("standard output cannot be written", error);
    });
  }

  /** @throws OutputClosed; CapnpcError `FILE_FAILED`. */
  async write(chunk: string | Uint8Array): Promise<void> {
    this.#check();
    if (this.#stream.write(chunk)) return;
    // An error is told, too, and ends the wait.
    await once(this.#stream, "drain").catch(() => {});
    this.#check();
  }

  /** Waits until all is written. */
  async finish(): Promise<void> {
    await new Promise<void>((resolve) => this.#stream.write("", () => resolve()));
    this.#check();
  }

  #check(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }
}

function failed(what: string, cause: unknown): CapnpcError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new CapnpcError("FILE_FAILED", `${what}: ${reason}`, { cause });
}

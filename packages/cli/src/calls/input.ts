// input.ts: standard input as params: whole, by lines of JSON, by pieces.
import { parsedJson } from "@teleop/reflection/client";
import type { Json } from "@teleop/rpc-capnp/schema";

type Input = AsyncIterable<Uint8Array | string> & { destroy?(): unknown };

/** All of it. @throws the reason of `signal`. */
export async function inputBytes(input: Input, signal: AbortSignal): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of chunksOf(input, signal)) pieces.push(piece);
  return new Uint8Array(Buffer.concat(pieces));
}

/** As it comes. @throws the reason of `signal`. */
export async function* chunksOf(input: Input, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  // What is waited for is not there to be interrupted: it is given up by ending the stream.
  const stop = () => void input.destroy?.();
  signal.addEventListener("abort", stop, { once: true });
  try {
    signal.throwIfAborted();
    for await (const piece of input) {
      signal.throwIfAborted();
      yield typeof piece === "string" ? new TextEncoder().encode(piece) : piece;
    }
    signal.throwIfAborted();
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

/** Its lines, without what ends them; an empty one is none. */
export async function* linesOf(input: Input, signal: AbortSignal): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const piece of chunksOf(input, signal)) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.trim() !== "") yield line.trim();
  }
  if (rest.trim() !== "") yield rest.trim();
}

/** A value of JSON a line. @throws ValueError `SYNTAX`, with the line. */
export async function* jsonLines(input: Input, signal: AbortSignal): AsyncGenerator<Json> {
  let number = 0;
  for await (const line of linesOf(input, signal)) {
    number++;
    yield parsedJson(line, `line ${number} of standard input`) as Json;
  }
}

// lines.ts: what a child process prints, line by line.

/** Undefined once the child has closed its output. */
export function lineReader(stream: ReadableStream<Uint8Array>): () => Promise<string | undefined> {
  const lines = splitLines(stream);
  return async () => {
    const line = await lines.next();
    return line.done === true ? undefined : line.value;
  };
}

async function* splitLines(stream: ReadableStream<Uint8Array>): AsyncGenerator<string, undefined> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of stream) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = parts.pop() ?? "";
    yield* parts;
  }
}

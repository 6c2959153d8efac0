// testdata.ts: the captured requests and the files that were generated from them.
import { join } from "node:path";

/** The folder of the test schemas. */
export const testdata: string = join(import.meta.dir, "../../testdata");

/** What `capnp compile` said of a set of schemas. */
export async function capturedRequest(name: string): Promise<Uint8Array> {
  return Bun.file(join(testdata, name)).bytes();
}

/** A generated file as it was committed. */
export async function generatedText(path: string): Promise<string> {
  return Bun.file(join(testdata, path)).text();
}

// codec.ts: a message of thirty fields to bytes and back: by our codecs, by the accessors of capnp-es, and as JSON.
import { join } from "node:path";
import { type Bench, type OpenSection, over, type Section, scaled, type Values } from "../section.ts";

export const codec: Section = {
  name: "codec",
  title: "Messages: a struct of thirty fields, with lists and text",
  figures: [
    {
      key: "codec.encode_over_capnp_es",
      title: "capnp-es's time to write one, over ours",
      bar: { atLeast: 5 },
    },
    {
      key: "codec.decode_over_capnp_es",
      title: "capnp-es's time to read one, over ours",
      bar: { atLeast: 5 },
    },
    { key: "codec.encode_over_json", title: "JSON.stringify's, with the bytes of it, over ours" },
    { key: "codec.decode_over_json", title: "JSON.parse's, from bytes, over ours" },
    { key: "codec.encode_us", title: "ours, written", unit: "µs" },
    { key: "codec.decode_us", title: "ours, read", unit: "µs" },
  ],
  open: async (bench) => new Codecs(bench),
};

/** Of each way, in a round. */
const BATCHES = 40;
const BATCH_MS = 10;

interface Ways {
  readonly ours: number;
  readonly capnp_es: number;
  readonly json: number;
}

class Codecs implements OpenSection {
  readonly #bench: Bench;

  constructor(bench: Bench) {
    this.#bench = bench;
  }

  /** In a process that has done nothing else. */
  async round(): Promise<Values> {
    const program = join(import.meta.dirname, "../peers/codecs.ts");
    const batches = scaled(this.#bench, BATCHES);
    const child = Bun.spawn([process.execPath, program, `${batches}`, `${BATCH_MS}`], {
      stdin: "ignore",
      stdout: "pipe",
      stderr: "inherit",
    });
    const told = await child.stdout.text();
    if ((await child.exited) !== 0) throw new Error(`${program} ended with ${child.exitCode}`);
    const { encode, decode } = JSON.parse(told) as { readonly encode: Ways; readonly decode: Ways };
    return {
      "codec.encode_over_capnp_es": over(encode.capnp_es, encode.ours),
      "codec.decode_over_capnp_es": over(decode.capnp_es, decode.ours),
      "codec.encode_over_json": over(encode.json, encode.ours),
      "codec.decode_over_json": over(decode.json, decode.ours),
      "codec.encode_us": encode.ours,
      "codec.decode_us": decode.ours,
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}

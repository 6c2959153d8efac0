// serialization.ts: random values of random schemas, as messages, packed, canonical, as text and as JSON: what we write
// the capnp tool reads as the same, what it writes we do; and where the form leaves no choice, the bytes are the same.
// Then bytes and text with errors in them, for our readers alone. Needs the capnp tool. An argument is the seed of a
// single round.
import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  canonicalize,
  decode,
  decodeAll,
  decodeCanonical,
  decodePacked,
  encode,
  encodePacked,
  fromJson,
  isCanonical,
  type Struct,
  toJson,
  ValueError,
  view,
  WireError,
} from "@teleop/capnp";
import { fromText, fromTextAll, messageToText, toText } from "@teleop/capnp/text";
import { defaultMessageLimits, frameSize, pack, Unpacker } from "@teleop/capnp/wire";
import { Random } from "@teleop/random-runs";
import { runCommand } from "../src/index.ts";
import { RandomSchema } from "./random-schema.ts";
import { convertTools, printed } from "./tools.ts";

const [onlySeed] = process.argv.slice(2);
const seeds = onlySeed === undefined ? Array.from({ length: 24 }, (_, i) => i + 1) : [Number(onlySeed)];
const fields = 30;
const valuesEach = 40;
const mutationsEach = 1500;
/** Nobody waits longer for one of them, however slow the machine is. */
const longestRead = 5000;

let passed = 0;
let failed = 0;
const workspace = await mkdtemp(join(tmpdir(), "capnpc-serialization-"));
try {
  await mkdir(join(workspace, "node_modules/@teleop"), { recursive: true });
  await symlink(join(import.meta.dir, "../../capnp"), join(workspace, "node_modules/@teleop/capnp"));
  for (const seed of seeds) await round(seed);
} finally {
  await rm(workspace, { recursive: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

async function round(seed: number): Promise<void> {
  const random = new Random(seed);
  const schema = new RandomSchema(random, fields, { annotated: seed % 2 === 0 });
  const path = join(workspace, `round${seed}.capnp`);
  await Bun.write(path, schema.text);
  const errors: string[] = [];
  const streams = { input: undefined, out: () => {}, error: (line: string) => errors.push(line) };
  const options = ["--no-calls", "--src-prefix", workspace, "--out", workspace, path];
  if ((await runCommand(options, streams)) !== 0) {
    check(`seed ${seed}: code is generated`, errors.join("\n"));
    return;
  }
  const type: Struct = (await import(`${path}.ts`)).All;
  const tool = new Tool(path);
  const texts = Array.from({ length: valuesEach }, () => schema.value());
  const theirs = await tool.messages(texts);
  const ours = texts.map((text) => encode(type, fromText(type, text) as never));
  const where = (form: string, i: number) => `seed ${seed}, ${form} of ${texts[i]}`;

  check(
    `seed ${seed}: all texts are messages`,
    theirs.length === texts.length ? undefined : `${theirs.length}`,
  );

  // Text, both ways: what was read of the text is what the tool read of it.
  for (const short of [true, false]) {
    const shown = await tool.text(concatenate(theirs), short);
    const shownOurs = await tool.text(concatenate(ours), short);
    const again = [...fromTextAll(type, shown.join(""))].map((value) =>
      toText(type, value as never, { short }),
    );
    compare(`seed ${seed}, text of all texts`, `${again.join("\n")}\n`, shown.join(""));
    for (const [i, message] of theirs.entries()) {
      compare(where("text", i), `${messageToText(type, message, { short })}\n`, shown[i]);
      compare(where("our message as text", i), shownOurs[i], shown[i]);
      compare(
        where("text of text", i),
        `${toText(type, fromText(type, shown[i] ?? "") as never, { short })}\n`,
        shown[i],
      );
    }
  }

  // The same in many segments.
  const scattered = await tool.scattered(concatenate(theirs), 1 + random.below(12));
  for (const [i, whole] of theirs.entries()) {
    const message = scattered[i] ?? new Uint8Array(0);
    compare(where("text of many segments", i), messageToText(type, message), messageToText(type, whole));
    compare(
      where("many segments", i),
      jsonOf(type, decode(type, message)),
      jsonOf(type, decode(type, whole)),
    );
    compareBytes(where("canonical form of many segments", i), canonicalize(message), canonicalize(whole));
  }

  const segments = scattered.map((message) => new DataView(message.buffer).getUint32(0, true) + 1);
  check(`seed ${seed}: messages are in many segments`, Math.max(...segments) > 1 ? undefined : `${segments}`);

  // Canonical form leaves no choice; the tool writes one behind the other.
  const canonical = theirs.map((message) => canonicalize(message));
  compareBytes(
    `seed ${seed}, canonical form`,
    concatenate(canonical),
    await tool.convert("binary:canonical", concatenate(theirs)),
  );
  for (const [i, message] of ours.entries()) {
    compareBytes(where("canonical form", i), canonicalize(message), canonical[i]);
    compareBytes(
      where("canonical form, decoded", i),
      canonicalize(encode(type, decodeCanonical(type, canonicalize(message)) as never)),
      canonicalize(encode(type, decode(type, message) as never)),
    );
  }

  // Packed, both ways.
  const packed = theirs.map((message) =>
    concatenate([pack(message.subarray(0, 8)), pack(message.subarray(8))]),
  );
  compareBytes(
    `seed ${seed}, packed`,
    concatenate(packed),
    await tool.convert("binary:packed", concatenate(theirs)),
  );
  const packedOurs = ours.map((_, i) => encodePacked(type, fromText(type, texts[i] ?? "") as never));
  compareBytes(
    `seed ${seed}, our packed`,
    await tool.convert("packed:binary", concatenate(packedOurs)),
    await tool.convert("binary:binary", concatenate(ours)),
  );
  const unpacked = [...decodeAll(type, chunks(concatenate(packed), random), { packed: true })];
  for (const [i, message] of theirs.entries()) {
    const value = jsonOf(type, decode(type, message));
    compare(where("packed, in a stream", i), jsonOf(type, unpacked[i]), value);
    compare(
      where("a view that is passed on", i),
      jsonOf(type, decode(type, encode(type, view(type, message) as never))),
      value,
    );
    compare(where("packed", i), jsonOf(type, decodePacked(type, packed[i] ?? new Uint8Array(0))), value);
  }

  // JSON, both ways. What is null they leave out; of a member of a union they show what it would read as.
  const json = (await tool.json(concatenate(theirs))).map((text): unknown => JSON.parse(text));
  const oursAsJson = ours.map((message) => toJson(type, decode(type, message)));
  const readable = oursAsJson.map((value, i) => withoutNull(value, json[i]));
  const again = (value: unknown) => decode(type, encode(type, fromJson(type, value) as never));
  const fromOurs = await tool.messagesOfJson(readable);
  for (const [i, value] of oursAsJson.entries()) {
    check(where("JSON", i), differs(json[i], value));
    compare(where("JSON, read again", i), jsonOf(type, again(value)), JSON.stringify(value));
    compare(where("their JSON", i), jsonOf(type, again(json[i])), jsonOf(type, again(readable[i])));
    const theirsOfOurs = jsonOf(type, decode(type, fromOurs[i] ?? new Uint8Array(0)));
    compare(where("our JSON", i), theirsOfOurs, jsonOf(type, again(readable[i])));
  }

  await programs(seed, tool, path, {
    texts,
    messages: concatenate(theirs),
    scattered: concatenate(scattered),
  });

  for (let i = 0; i < mutationsEach; i++)
    mutate(seed, random, type, random.pick(random.chance(0.5) ? theirs : scattered), random.pick(texts));
}

/** What capnp-convert writes is what capnp convert does, whatever it is told to read. */
async function programs(
  seed: number,
  tool: Tool,
  path: string,
  given: { readonly texts: readonly string[]; readonly messages: Uint8Array; readonly scattered: Uint8Array },
): Promise<void> {
  const { messages, scattered } = given;
  const text = new TextEncoder().encode(given.texts.join(seed % 3 === 0 ? " " : "\n"));
  const inputs: readonly (readonly [formats: string, input: Uint8Array, ...options: string[]])[] = [
    ["text:canonical", text],
    ["text:text", text],
    ["binary:binary", messages],
    ["binary:packed", scattered],
    ["binary:canonical", scattered],
    ["binary:text", scattered, "--short"],
    ["packed:text", await tool.convert("binary:packed", messages)],
    ["json:text", asLines((await tool.json(messages)).map((line) => JSON.parse(line))), "--short"],
  ];
  for (const [formats, input, ...options] of inputs) {
    const ours = await printed([...convertTools.ours, ...options, formats, path, "All"], input);
    compareBytes(`seed ${seed}: capnp-convert ${formats}`, ours, await tool.convert(formats, input, options));
  }
  const json = await printed([...convertTools.ours, "--short", "binary:json", path, "All"], messages);
  const oursAsJson = new TextDecoder().decode(json).trimEnd().split("\n");
  for (const [i, theirs] of (await tool.json(messages)).entries()) {
    check(
      `seed ${seed}: capnp-convert binary:json ${i}`,
      differs(JSON.parse(theirs), JSON.parse(oursAsJson[i] ?? "")),
    );
  }
}

/** The capnp tool, with a schema. It is slow to start: each call takes all messages at once. */
class Tool {
  readonly #schema: string;

  constructor(schema: string) {
    this.#schema = schema;
  }

  async messages(texts: readonly string[]): Promise<readonly Uint8Array[]> {
    return split(await this.convert("text:binary", new TextEncoder().encode(texts.join("\n"))));
  }

  /** Each with the line break behind it. */
  async text(messages: Uint8Array, short: boolean): Promise<readonly string[]> {
    const output = await this.convert("binary:text", messages, short ? ["--short"] : []);
    // A line that does not begin with a blank begins a message.
    return new TextDecoder().decode(output).split(/(?<=\n)(?=\()/);
  }

  async json(messages: Uint8Array): Promise<readonly string[]> {
    const output = new TextDecoder().decode(await this.convert("binary:json", messages, ["--short"]));
    return output.trimEnd().split("\n");
  }

  async messagesOfJson(json: readonly unknown[]): Promise<readonly Uint8Array[]> {
    return split(await this.convert("json:binary", asLines(json)));
  }

  /** The same messages in many segments, full of far pointers. */
  async scattered(messages: Uint8Array, words: number): Promise<readonly Uint8Array[]> {
    return split(await this.convert("binary:binary", messages, [`--segment-size=${words}`]));
  }

  async convert(formats: string, input: Uint8Array, options: readonly string[] = []): Promise<Uint8Array> {
    return await printed(
      [...convertTools.theirs, "--quiet", ...options, formats, this.#schema, "All"],
      input,
    );
  }
}

/** The tool takes what follows a second slash, even in a string, for a comment: nothing else may be in that line. */
function asLines(json: readonly unknown[]): Uint8Array {
  return new TextEncoder().encode(json.map((value) => JSON.stringify(value, null, 1)).join("\n"));
}

/** Reads it with errors in it, in every form: it is refused, or read, soon. */
function mutate(seed: number, random: Random, type: Struct, message: Uint8Array, text: string): void {
  const bytes = mutated(random, message);
  const packed = mutated(random, pack(message));
  const characters = new TextDecoder().decode(mutated(random, new TextEncoder().encode(text)));
  const readers: Readonly<Record<string, () => unknown>> = {
    decode: () => toJson(type, decode(type, bytes)),
    "view, passed on": () => encode(type, view(type, bytes) as never),
    decodeAll: () => [...decodeAll(type, chunks(bytes, random))],
    "decodeAll, packed": () => [...decodeAll(type, chunks(packed, random), { packed: true })],
    decodePacked: () => decodePacked(type, packed),
    messageToText: () => messageToText(type, bytes),
    canonicalize: () => expectCanonical(canonicalize(bytes)),
    isCanonical: () => isCanonical(bytes.subarray(8)),
    fromText: () => encode(type, fromText(type, characters) as never),
    unpack: () => unpackAll(packed),
  };
  for (const [name, read] of Object.entries(readers)) {
    const started = performance.now();
    let failure: string | undefined;
    try {
      read();
    } catch (error) {
      if (!(error instanceof WireError || error instanceof ValueError)) failure = String(error);
    }
    const took = performance.now() - started;
    if (took > longestRead) failure = `it took ${took} ms`;
    const input =
      name === "fromText" ? characters : Buffer.from(/pack/i.test(name) ? packed : bytes).toString("base64");
    check(`seed ${seed}: ${name} of ${input}`, failure);
  }
}

/** Whatever was made canonical is. */
function expectCanonical(bytes: Uint8Array): void {
  if (!isCanonical(bytes)) throw new Error("what was made canonical is not");
}

function unpackAll(packed: Uint8Array): void {
  const unpacker = new Unpacker();
  for (const piece of unpacker.unpack(packed))
    if (piece.byteLength > 65_536) throw new Error("a large piece");
  unpacker.finish();
}

/** With some bytes changed, left out, or put in twice. */
function mutated(random: Random, original: Uint8Array): Uint8Array {
  let bytes: Uint8Array = original.slice();
  for (let left = 1 + random.below(4); left > 0; left--) {
    const at = random.below(bytes.byteLength + 1);
    const kind = random.next();
    if (kind < 0.6)
      bytes[at] = random.pick([
        0,
        0xff,
        1,
        0x7f,
        random.below(256),
        (bytes[at] ?? 0) ^ (1 << random.below(8)),
      ]);
    else if (kind < 0.75) bytes = bytes.slice(0, at);
    else {
      const end = at + random.below(16);
      bytes = concatenate([bytes.subarray(0, kind < 0.9 ? end : at), bytes.subarray(kind < 0.9 ? at : end)]);
    }
  }
  return bytes;
}

/** The same bytes in chunks of random sizes. */
function chunks(bytes: Uint8Array, random: Random): readonly Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.byteLength; ) {
    const end = at + random.below(random.pick([2, 20, 2000]));
    parts.push(bytes.slice(at, end));
    at = end;
  }
  return parts;
}

/** Messages that follow each other, as the tool writes them. */
function split(bytes: Uint8Array): readonly Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.byteLength; ) {
    const size = frameSize(view, at, defaultMessageLimits);
    parts.push(bytes.slice(at, at + size));
    at += size;
  }
  return parts;
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}

function jsonOf(type: Struct, value: unknown): string {
  return JSON.stringify(toJson(type, value as never));
}

/**
 * Ours, in a form that they can read: a null pointer that is set in a union is what they show of it, and a default that
 * has one in it is left out, as they do.
 */
function withoutNull(ours: unknown, theirs: unknown): unknown {
  if (ours === null && isObject(theirs)) return theirs;
  if (Array.isArray(ours))
    return ours.map((element, i) => withoutNull(element, isObject(theirs) ? theirs[i] : undefined));
  if (!isObject(ours) || !isObject(theirs)) return ours;
  const entries = Object.entries(ours).filter(
    ([name, value]) => name in theirs || !JSON.stringify(value).includes("null"),
  );
  return Object.fromEntries(entries.map(([name, value]) => [name, withoutNull(value, theirs[name])]));
}

function isObject(value: unknown): value is { readonly [name: string | number]: unknown } {
  return typeof value === "object" && value !== null;
}

/** Where ours lacks what theirs says, other than a null pointer; undefined for nowhere. */
function differs(theirs: unknown, ours: unknown, path = "$"): string | undefined {
  if (typeof theirs !== "object" || theirs === null) {
    return JSON.stringify(theirs) === JSON.stringify(ours)
      ? undefined
      : `${path}: ${JSON.stringify(ours)}, not ${JSON.stringify(theirs)}`;
  }
  if (ours === null) return undefined;
  if (typeof ours !== "object") return `${path}: ${JSON.stringify(ours)}, not ${JSON.stringify(theirs)}`;
  if (Array.isArray(theirs) && (!Array.isArray(ours) || theirs.length !== ours.length)) return path;
  for (const [name, value] of Object.entries(theirs)) {
    const found = differs(value, (ours as Record<string, unknown>)[name], `${path}.${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function compare(what: string, ours: string | undefined, theirs: string | undefined): void {
  check(what, ours === theirs ? undefined : `we have ${ours}\n  capnp   ${theirs}`);
}

function compareBytes(what: string, ours: Uint8Array, theirs: Uint8Array | undefined): void {
  compare(
    what,
    Buffer.from(ours).toString("hex"),
    theirs === undefined ? undefined : Buffer.from(theirs).toString("hex"),
  );
}

function check(what: string, failure: string | undefined): void {
  if (failure === undefined) passed++;
  else failed++;
  if (failure !== undefined && failed <= 20) console.error(`FAILED ${what}\n  ${failure}`);
}

// convert-command.ts: the command line of `capnp convert`.
import { parseArgs } from "node:util";
import { type Struct, ValueError, WireError } from "@teleop/capnp";
import { CapnpcError } from "../errors.ts";
import { badInput } from "./bad-input.ts";
import { usageError } from "./command-line.ts";
import {
  type Arrived,
  type Format,
  formats,
  isFormat,
  needsType,
  readMessages,
  writtenMessage,
} from "./formats.ts";
import type { ProgramStreams } from "./program.ts";
import { schemaFile, structNamed } from "./schema-file.ts";

const usage = `Usage: capnp-convert [options] <from>:<to> [<schema.capnp> <type>]

Converts Cap'n Proto messages from standard input to standard output, one after the other. Needs no native capnp.

  binary       with a frame header, as messages follow each other in files and streams
  packed       the same, packed: zeros left out
  flat         one segment without a frame header; the input is one message
  flat-packed  the same, packed
  canonical    flat, in canonical form: the same content is the same bytes
  text         (title = "Notes", year = 1843), as in schemas
  json         as capnp/compat/json.capnp has it

Text and JSON need a schema, and the name of a struct in it, Outer.Inner.

  -I, --import-path <folder>   where imports with a leading slash are looked up; may be repeated
      --no-standard-import     only there: not Cap'n Proto's own schemas, nor /usr/include, /usr/local/include
      --short                  text or JSON: each message on one line
  -q, --quiet                  do not say what else the input looks like, when it is not what was said
  -h, --help                   this text

Examples:
  capnp-convert json:binary library.capnp Book < book.json > book.bin
  capnp-convert packed:text --short library.capnp Book < shelf.bin
  capnp-convert binary:canonical < book.bin | sha256sum`;

/**
 * Runs the command.
 *
 * @throws CapnpcError `USAGE`, `BAD_SCHEMA`, `BAD_INPUT` and `FILE_FAILED`; what came before a wrong message is written.
 */
export async function convert(args: readonly string[], { input, output }: ProgramStreams): Promise<void> {
  const command = commandOf(args);
  if (command === "help") return await output.write(`${usage}\n`);
  const { from, to, short, quiet } = command;
  const type = typeOf(command);
  const started = new FirstBytes(input());
  let count = 0;
  try {
    for await (const arrived of readMessages(from, type, started)) {
      await output.write(converted(arrived, (message) => writtenMessage(to, type, message, short)));
      count++;
    }
  } catch (error) {
    const isInput = error instanceof CapnpcError && error.code === "BAD_INPUT";
    const likely = isInput && !quiet && count === 0 ? started.likelyFormat(from) : undefined;
    if (!isInput || likely === undefined) throw error;
    const instead = likely === to ? "" : `: try ${likely}:${to}`;
    throw new CapnpcError("BAD_INPUT", `${error.message}. It looks like ${likely}${instead}`, {
      cause: error,
    });
  }
}

/** @throws CapnpcError `BAD_INPUT`, with its place, when the message is wrong. */
function converted<T>(arrived: Arrived, write: (message: ReturnType<Arrived["read"]>) => T): T {
  try {
    return write(arrived.read());
  } catch (error) {
    if (error instanceof WireError || error instanceof ValueError) {
      throw badInput(arrived.place, error.message, error);
    }
    throw error;
  }
}

interface Command {
  readonly from: Format;
  readonly to: Format;
  readonly schema: string | undefined;
  readonly type: string | undefined;
  readonly importPaths: readonly string[];
  readonly noStandardImport: boolean;
  readonly short: boolean;
  readonly quiet: boolean;
}

function commandOf(args: readonly string[]): Command | "help" {
  const { values, positionals } = parsedArgs(args);
  if (values.help) return "help";
  const [conversion, schema, type, ...more] = positionals;
  if (conversion === undefined) throw usageError(`no formats given\n${usage}`);
  const [from, to, ...others] = conversion.split(":");
  if (!isFormat(from) || !isFormat(to) || others.length > 0) {
    throw usageError(`${conversion} is not <from>:<to>, which are two of ${formats.join(", ")}`);
  }
  if (more.length > 0) throw usageError(`one type is converted; there is no place for ${more.join(" ")}`);
  if (type === undefined && (schema !== undefined || needsType(from) || needsType(to))) {
    const missing =
      schema === undefined ? "the path of a schema, and the name of a struct in it" : "the name of a struct";
    throw usageError(`${conversion} needs ${missing}`);
  }
  return {
    from,
    to,
    schema,
    type,
    importPaths: values["import-path"] ?? [],
    noStandardImport: values["no-standard-import"] ?? false,
    short: values.short ?? false,
    quiet: values.quiet ?? false,
  };
}

function parsedArgs(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        "import-path": { type: "string", short: "I", multiple: true },
        "no-standard-import": { type: "boolean" },
        short: { type: "boolean" },
        quiet: { type: "boolean", short: "q" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw usageError(`${error instanceof Error ? error.message : error}\n${usage}`, error);
  }
}

/** The struct that was named, if one was. */
function typeOf(command: Command): Struct | undefined {
  const { schema, type } = command;
  if (schema === undefined || type === undefined) return undefined;
  const { node, types } = schemaFile(schema, command);
  return types.struct(structNamed(node, schema, type));
}

/** An input that remembers how it began, for whoever mistook it. */
class FirstBytes implements AsyncIterable<Uint8Array> {
  readonly #source: AsyncIterable<Uint8Array>;
  #first: Uint8Array | undefined;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const chunk of this.#source) {
      this.#first ??= chunk.slice(0, 8);
      yield chunk;
    }
  }

  /** What it looks like, if not like what it was said to be. */
  likelyFormat(said: Format): Format | undefined {
    const [first = 0, ...others] = this.#first ?? [];
    const isText = !needsType(said);
    if (isText && (first === 0x28 || first === 0x23)) return "text";
    if (isText && first === 0x7b) return "json";
    if (said === "text" && first === 0x7b) return "json";
    if (said === "json" && first === 0x28) return "text";
    // One segment, of fewer than 65,536 words.
    const isHeader = first === 0 && [0, 1, 2, 5, 6].every((i) => others[i] === 0);
    if (said !== "binary" && isHeader) return "binary";
    return said === "binary" && first === 0x10 ? "packed" : undefined;
  }
}

// eval-command.ts: the command line of `capnp eval`.
import { parseArgs } from "node:util";
import { encode } from "@teleop/capnp";
import { valueToText } from "@teleop/capnp/text";
import { defaultMessageLimits, readFrame } from "@teleop/capnp/wire";
import { usageError } from "./command-line.ts";
import { type Format, formats, isFormat, writtenMessage } from "./formats.ts";
import type { ProgramStreams } from "./program.ts";
import { initOf } from "./runtime-values.ts";
import { schemaFile } from "./schema-file.ts";
import { valueNamed } from "./schema-values.ts";

const usage = `Usage: capnp-eval [options] <schema.capnp> <name>

Prints the value of a constant of a Cap'n Proto schema, of a field's default, or of what is in one of these. Needs no
native capnp.

  -o, --output <format>        ${formats.join(", ")}; default: text.
                               All but text are for structs
      --short                  text or JSON: on one line
  -I, --import-path <folder>   where imports with a leading slash are looked up; may be repeated
      --no-standard-import     only there: not Cap'n Proto's own schemas, nor /usr/include, /usr/local/include
  -b, --binary                 the same as -o binary
  -p, --packed                 the same as -o packed
      --flat                   the same as -o flat
  -h, --help                   this text

Examples:
  capnp-eval config.capnp limit
  capnp-eval config.capnp Server.port
  capnp-eval -o json config.capnp production.servers[0]`;

/**
 * Runs the command.
 *
 * @throws CapnpcError `USAGE`, `BAD_SCHEMA` and `FILE_FAILED`.
 */
export async function evaluate(args: readonly string[], { output }: ProgramStreams): Promise<void> {
  const command = commandOf(args);
  if (command === "help") return await output.write(`${usage}\n`);
  const { schema, name, format, short } = command;
  const { node, types } = schemaFile(schema, command);
  const { type, value } = valueNamed(node, schema, name);
  const init = initOf(value);
  if (format === "text") {
    return await output.write(`${valueToText(types.type(type), init as never, { short })}\n`);
  }
  if (type.kind !== "struct") {
    throw usageError(`${name} is no struct: it can be printed as text, and not as ${format}`);
  }
  const struct = types.bound(type);
  const message = readFrame(encode(struct, init as never), defaultMessageLimits);
  await output.write(writtenMessage(format, struct, message, short));
}

interface Command {
  readonly schema: string;
  readonly name: string;
  readonly format: Format;
  readonly importPaths: readonly string[];
  readonly noStandardImport: boolean;
  readonly short: boolean;
}

function commandOf(args: readonly string[]): Command | "help" {
  const { values, positionals } = parsedArgs(args);
  if (values.help) return "help";
  const [schema, name, ...more] = positionals;
  if (schema === undefined) throw usageError(`no schema given\n${usage}`);
  if (name === undefined) throw usageError(`no name given: of which value of ${schema}?`);
  if (more.length > 0) throw usageError(`one value is printed; there is no place for ${more.join(" ")}`);
  const chosen = [
    ...(values.output === undefined ? [] : [values.output]),
    ...(["binary", "packed", "flat"] as const).filter((each) => values[each]),
  ];
  const [format = "text"] = chosen;
  if (chosen.length > 1) throw usageError(`one format is written, not ${chosen.join(" and ")}`);
  if (!isFormat(format)) throw usageError(`${format} is no format; there are ${formats.join(", ")}`);
  return {
    schema,
    name,
    format,
    importPaths: values["import-path"] ?? [],
    noStandardImport: values["no-standard-import"] ?? false,
    short: values.short ?? false,
  };
}

function parsedArgs(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        output: { type: "string", short: "o" },
        binary: { type: "boolean", short: "b" },
        packed: { type: "boolean", short: "p" },
        flat: { type: "boolean" },
        "import-path": { type: "string", short: "I", multiple: true },
        "no-standard-import": { type: "boolean" },
        short: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw usageError(`${error instanceof Error ? error.message : error}\n${usage}`, error);
  }
}

// compile-command.ts: the command line of `capnp compile`, with the same options.
import { statSync } from "node:fs";
import { parseArgs } from "node:util";
import { compile } from "../compile.ts";
import { formatDiagnostics } from "../diagnostics.ts";
import { PluginError, runPlugin } from "./plugin.ts";

const usage = `Usage: capnp-compile [options] <schema.capnp>...

Compiles Cap'n Proto schemas and has plugins generate code from them. Needs no native capnp.

  -o, --output <lang>[:<folder>] run the plugin capnpc-<lang>, looked up in PATH, in the folder; default: the working
                                 directory. With a slash <lang> is the path of a program. "-" writes the request,
                                 a CodeGeneratorRequest, to standard output. May be repeated
  -I, --import-path <folder>     where imports with a leading slash are looked up; may be repeated
      --no-standard-import       only there: not Cap'n Proto's own schemas, nor /usr/include, /usr/local/include
      --src-prefix <folder>      left off of the schemas' paths to make those of the outputs; may be repeated
      --capnp-version <version>  the release of capnp that the request says it is from; default: 1.4.0. Plugins may
                                 warn of another than their own. Before 1.1 it tells no positions in the schemas
  -h, --help                     this text`;

/** Where the command writes, beside what its plugins do. */
export interface CompileCommandStreams {
  out(output: string | Uint8Array): void;
  error(line: string): void;
}

/**
 * Runs the command and returns what it exits with: 0, 1 when a schema has mistakes or a plugin fails, 2 when the command
 * line makes no sense. No plugin runs unless all schemas are right.
 */
export async function runCompileCommand(
  args: readonly string[],
  streams: CompileCommandStreams,
): Promise<number> {
  try {
    const command = parse(args);
    if (command.help) {
      streams.out(`${usage}\n`);
      return 0;
    }
    const { request, diagnostics } = compile(command.schemas, command);
    if (request === undefined) {
      streams.error(formatDiagnostics(diagnostics));
      return 1;
    }
    for (const output of command.outputs) {
      if (output.plugin === "-") streams.out(request);
      else await runPlugin(output.plugin, output.folder, request);
    }
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof PluginError)) throw error;
    streams.error(`capnp-compile: ${error.message}`);
    return error instanceof UsageError ? 2 : 1;
  }
}

class UsageError extends Error {
  override readonly name = "UsageError";
}

interface Output {
  /** The name behind `capnpc-`, a path, or `-`. */
  readonly plugin: string;
  readonly folder: string;
}

interface Command {
  readonly schemas: readonly string[];
  readonly outputs: readonly Output[];
  readonly importPaths: readonly string[];
  readonly noStandardImport: boolean;
  readonly sourcePrefix: readonly string[];
  readonly capnpVersion: string | undefined;
  readonly help: boolean;
}

function parse(args: readonly string[]): Command {
  const { values, positionals } = parsed(args);
  const command = {
    schemas: positionals,
    outputs: (values.output ?? []).map(outputOf),
    importPaths: values["import-path"] ?? [],
    noStandardImport: values["no-standard-import"] ?? false,
    sourcePrefix: values["src-prefix"] ?? [],
    capnpVersion: values["capnp-version"],
    help: values.help ?? false,
  };
  if (command.help) return command;
  if (command.schemas.length === 0) throw new UsageError(`no schema given\n${usage}`);
  const { capnpVersion = "1.4.0" } = command;
  if (!/^\d+\.\d+\.\d+$/.test(capnpVersion)) {
    throw new UsageError(`--capnp-version is one such as 0.9.2, not ${capnpVersion}`);
  }
  if (command.outputs.length === 0) {
    throw new UsageError(
      "no output given: -o c++ runs capnpc-c++, -o- writes the request to standard output",
    );
  }
  return command;
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        output: { type: "string", short: "o", multiple: true },
        "import-path": { type: "string", short: "I", multiple: true },
        "no-standard-import": { type: "boolean" },
        "src-prefix": { type: "string", multiple: true },
        "capnp-version": { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n${usage}`, { cause: error });
  }
}

/** `c++`, `c++:folder`, `./my-plugin:folder`, `-`; a drive's letter at the beginning is part of a path. */
function outputOf(text: string): Output {
  const colon = text.indexOf(":", /^[A-Za-z]:[\\/]/.test(text) ? 2 : 0);
  const plugin = colon < 0 ? text : text.slice(0, colon);
  const folder = colon < 0 ? "." : text.slice(colon + 1);
  if (plugin === "") throw new UsageError(`-o ${text} names no plugin`);
  if (plugin !== "-" && statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new UsageError(`-o ${text}: there is no folder ${folder}: make it first`);
  }
  return { plugin, folder };
}

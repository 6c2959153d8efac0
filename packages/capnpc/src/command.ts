// command.ts: the command line: as a program that compiles schemas, and as a plugin that capnp runs.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, isAbsolute, join, normalize, resolve, sep } from "node:path";
import { parseArgs } from "node:util";
import type { SchemaFiles } from "@teleop/capnp-compiler";
import { requestFromSchemas } from "./compile-schemas.ts";
import { CapnpcError } from "./errors.ts";
import { type GeneratedFile, generate } from "./generate.ts";
import { whenFilesChange } from "./watch.ts";

const usage = `Usage: capnpc-teleop [options] <schema.capnp>...
       capnp compile -oteleop[:<folder>] <schema.capnp>...

Generates TypeScript from Cap'n Proto schemas: for each one a file of the same name with .ts behind it.

  -o, --out <folder>           where to write; default: beside each schema
  -I, --import-path <folder>   where imports with a leading slash are looked up; may be repeated
      --no-standard-import     only there: not Cap'n Proto's own schemas, nor /usr/include, /usr/local/include
      --src-prefix <folder>    left off of the schemas' paths to make those of the files
      --import-extension <ext> how imports of generated files end: ts (default), js or none
      --import-map <from>=<to> where schemas imported by a path that starts with <from> are found as modules,
                               such as /capnp/=my-package/capnp/; may be repeated
      --no-calls               describe interfaces, without stubs and servers: for @teleop/capnp, which has no RPC
      --runtime <module>       what generated files import; default: @teleop/rpc-capnp/schema, or @teleop/capnp
      --capnp <program>        a native capnp compiler to compile with, in PATH or by its path
      --check                  write nothing; fail when a file is not what would be written
      --watch                  generate again whenever a schema, or what it imports, has changed; until Ctrl-C
  -h, --help                   this text`;

/** Where the command reads and writes, beside files. */
export interface CommandStreams {
  /** Reads all of standard input; undefined when it is a terminal. */
  readonly input: (() => Promise<Uint8Array>) | undefined;
  out(line: string): void;
  error(line: string): void;
  /** Called once by `--watch`, which ends when the signal is aborted. Absent: it cannot be asked for. */
  stopped?(): AbortSignal;
}

/**
 * Runs the command and returns what it exits with. Nothing is written unless everything could be generated. With
 * `--watch` it returns when it is told to stop.
 */
export async function runCommand(args: readonly string[], streams: CommandStreams): Promise<number> {
  return await told(streams, async () => {
    const command = parse(args);
    if (command.help) streams.out(usage);
    else if (command.watch) await watchSchemas(command, streams, stopSignal(command, streams));
    else await generateOnce(command, streams);
  });
}

/** What an action comes to: 0, or the exit code of the error, which is shown. */
async function told(streams: CommandStreams, action: () => Promise<void>): Promise<number> {
  try {
    await action();
    return 0;
  } catch (error) {
    if (!(error instanceof CapnpcError)) throw error;
    // What a compiler says of a schema needs no more words.
    streams.error(error.output?.trimEnd() ?? `capnpc-teleop: ${error.message}`);
    return error.exitCode;
  }
}

async function generateOnce(command: Command, streams: CommandStreams, files?: SchemaFiles): Promise<void> {
  const generated = generate(await requestOf(command, streams, files), {
    ...command,
    sourcePath: (schema) => schemaFile(schema, command),
  });
  if (command.check) check(generated, command);
  else write(generated, command, streams);
}

async function watchSchemas(command: Command, streams: CommandStreams, signal: AbortSignal): Promise<void> {
  let exitCode = 0;
  await whenFilesChange(
    async (files) => {
      exitCode = await told(streams, () => generateOnce(command, streams, files));
    },
    (count) => {
      const outcome = exitCode === 0 ? "" : "nothing was written; ";
      streams.error(`capnpc-teleop: ${outcome}watching ${count} ${count === 1 ? "file" : "files"}`);
    },
    signal,
  );
}

/** @throws CapnpcError `USAGE` when there is nothing that can be watched. */
function stopSignal({ schemas, check, capnp }: Command, { stopped }: CommandStreams): AbortSignal {
  const usageError = (message: string) => new CapnpcError("USAGE", message, { exitCode: 2 });
  if (stopped === undefined) throw usageError("--watch needs somebody who can stop it");
  if (schemas.length === 0) throw usageError("--watch needs the path of a schema");
  if (check) throw usageError("--watch writes, and --check does not: pass one of them");
  if (capnp !== undefined) {
    throw usageError("--watch has to know what a schema imports, which --capnp does not tell: leave it out");
  }
  return stopped();
}

interface Command {
  readonly schemas: readonly string[];
  readonly out: string | undefined;
  readonly importPaths: readonly string[];
  readonly noStandardImport: boolean;
  readonly sourcePrefix: string | undefined;
  readonly importExtension: ".ts" | ".js" | "";
  readonly importMap: Readonly<Record<string, string>>;
  readonly calls: boolean;
  readonly runtime: string | undefined;
  readonly capnp: string | undefined;
  readonly check: boolean;
  readonly watch: boolean;
  readonly help: boolean;
}

function parse(args: readonly string[]): Command {
  const { values, positionals } = parsed(args);
  return {
    schemas: positionals,
    out: values.out,
    importPaths: values["import-path"] ?? [],
    noStandardImport: values["no-standard-import"] ?? false,
    sourcePrefix: values["src-prefix"],
    importExtension: importExtension(values["import-extension"]),
    importMap: Object.fromEntries((values["import-map"] ?? []).map(importMapping)),
    calls: values["no-calls"] !== true,
    runtime: values.runtime,
    capnp: values.capnp,
    check: values.check ?? false,
    watch: values.watch ?? false,
    help: values.help ?? false,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        out: { type: "string", short: "o" },
        "import-path": { type: "string", short: "I", multiple: true },
        "no-standard-import": { type: "boolean" },
        "src-prefix": { type: "string" },
        "import-extension": { type: "string" },
        "import-map": { type: "string", multiple: true },
        "no-calls": { type: "boolean" },
        runtime: { type: "string" },
        capnp: { type: "string" },
        check: { type: "boolean" },
        watch: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new CapnpcError("USAGE", `${error instanceof Error ? error.message : error}\n${usage}`, {
      cause: error,
      exitCode: 2,
    });
  }
}

function importExtension(name: string | undefined): ".ts" | ".js" | "" {
  switch (name) {
    case undefined:
    case "ts":
      return ".ts";
    case "js":
      return ".js";
    case "none":
      return "";
    default:
      throw new CapnpcError("USAGE", `--import-extension is ts, js or none, not ${name}`, { exitCode: 2 });
  }
}

function importMapping(mapping: string): [string, string] {
  const at = mapping.indexOf("=");
  if (at <= 0 || !mapping.startsWith("/")) {
    throw new CapnpcError("USAGE", `--import-map is /path/=module/, not ${mapping}`, { exitCode: 2 });
  }
  return [mapping.slice(0, at), mapping.slice(at + 1)];
}

async function requestOf(
  command: Command,
  streams: CommandStreams,
  fileSystem: SchemaFiles | undefined,
): Promise<Uint8Array> {
  if (command.schemas.length > 0) return requestFromSchemas(command.schemas, { ...command, fileSystem });
  // capnp writes to its plugins; a script that forgot the schema's name has nothing for us.
  const input = await streams.input?.();
  if (input === undefined || input.byteLength === 0)
    throw new CapnpcError("USAGE", `no schema given\n${usage}`, { exitCode: 2 });
  return input;
}

function check(files: readonly GeneratedFile[], command: Command): void {
  const stale = files
    .map((file) => ({ path: target(file, command), text: file.text }))
    .filter((file) => !isCurrent(file));
  if (stale.length === 0) return;
  throw new CapnpcError(
    "OUT_OF_DATE",
    `not what the schemas generate: ${stale.map(({ path }) => path).join(", ")}. Run the same without --check`,
  );
}

function write(files: readonly GeneratedFile[], command: Command, streams: CommandStreams): void {
  const targets = files.map((file) => ({ ...file, path: target(file, command) }));
  for (const file of targets) {
    if (isCurrent(file)) continue;
    onDisk("written", file.path, () => {
      mkdirSync(dirname(file.path), { recursive: true });
      writeFileSync(file.path, file.text);
    });
    streams.out(file.path);
  }
  for (const { path, dependencies } of targets) {
    for (const dependency of dependencies) {
      if (existsSync(join(dirname(path), dependency))) continue;
      streams.error(
        `capnpc-teleop: ${path} imports ${dependency}, which does not exist: compile its schema, too`,
      );
    }
  }
}

function isCurrent({ path, text }: { readonly path: string; readonly text: string }): boolean {
  return existsSync(path) && onDisk("read", path, () => readFileSync(path, "utf8")) === text;
}

function onDisk<T>(done: "read" | "written", path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const reason = error instanceof Error ? error.message : error;
    throw new CapnpcError("FILE_FAILED", `${path} cannot be ${done}: ${reason}`, { cause: error });
  }
}

/**
 * The file of a schema, as it was given to the command where it was. capnp calls a schema by its path from the source
 * prefix or the working directory, and one that is in neither by its absolute path without the slash.
 */
function schemaFile(schema: string, { schemas, sourcePrefix }: Command): string {
  const given = new Map(schemas.map((path) => [resolve(path), path]));
  const inPrefix = join(sourcePrefix ?? "", schema);
  for (const path of [inPrefix, schema, join(sep, schema)]) {
    const asGiven = given.get(resolve(path));
    if (asGiven !== undefined) return asGiven;
  }
  return inPrefix;
}

/** Where a file goes. A path that leads out of the output folder is an error, rather than a surprise. */
function target(file: GeneratedFile, command: Command): string {
  const isBeside =
    command.out === undefined && command.sourcePrefix === undefined && command.schemas.length > 0;
  if (isBeside) return join(dirname(schemaFile(file.schema, command)), basename(file.path));
  if (isAbsolute(file.path) || normalize(file.path).split(sep)[0] === "..") {
    throw new CapnpcError(
      "USAGE",
      `${file.path} would be written outside of ${command.out ?? "the output folder"}: pass --src-prefix with the folder of the schemas`,
      { exitCode: 2 },
    );
  }
  return join(command.out ?? ".", file.path);
}

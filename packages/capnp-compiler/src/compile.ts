// compile.ts: from schemas to the request that code generators read, or to what is wrong with them.
import { WireError } from "@teleop/capnp/wire";
import { type Diagnostic, Diagnostics } from "./diagnostics.ts";
import { importedPaths } from "./imports.ts";
import type { Module } from "./module.ts";
import { ModuleLoader } from "./module-loader.ts";
import { Program } from "./program.ts";
import { type CapnpVersion, type RequestedFile, writeRequest } from "./request.ts";
import { diskFiles, type SchemaFiles } from "./schema-files.ts";
import { compileAll } from "./traverse.ts";

/** How schemas are found, and what the request tells of them. */
export interface CompileOptions {
  /** Folders in which imports with a leading slash are looked up, before anywhere else. */
  readonly importPaths?: readonly string[] | undefined;
  /**
   * Imports with a leading slash are looked up in `importPaths` only: neither among the schemas that come with Cap'n
   * Proto, such as `/capnp/c++.capnp`, nor in /usr/local/include and /usr/include.
   */
  readonly noStandardImport?: boolean | undefined;
  /**
   * A folder, or several, that are left off of the paths of `files`, and within which those may import each other.
   * Default: the working directory.
   */
  readonly sourcePrefix?: string | readonly string[] | undefined;
  /** Where schemas are read from. Default: the disk, from the working directory on. */
  readonly fileSystem?: SchemaFiles | undefined;
  /** The version of the native compiler that the request is to be of, such as `"0.9.2"`. Default: 1.4.0. */
  readonly capnpVersion?: string | undefined;
  /**
   * Whether the request tells where things are in their files, in bytes, as the native compiler does: since 1.1 of
   * declarations and of what names refer to, since 2.0 of members, too. Code generators that know nothing of that see no
   * difference, but for those that write whole nodes into their code, as that for C++ does. Default: from
   * `capnpVersion` 1.1 on.
   */
  readonly positions?: boolean | undefined;
}

/** What compiling came to: a request, or what is wrong with the schemas. */
export type CompileResult = (
  | {
      /** A CodeGeneratorRequest with its frame header, unpacked: what `capnp compile -o-` writes. */
      readonly request: Uint8Array;
      readonly diagnostics: readonly [];
    }
  | { readonly request: undefined; readonly diagnostics: readonly [Diagnostic, ...Diagnostic[]] }
) & {
  /** The absolute paths of all files that were read: the result stays the same while these do. */
  readonly files: readonly string[];
};

/**
 * Compiles schemas. Nothing that is wrong with them is thrown: all of it is in `diagnostics`, which
 * `formatDiagnostics` shows.
 *
 * @param files paths of schemas, at least one; relative ones are from the working directory
 * @throws TypeError when there is no file, or an option is not what it has to be
 */
export function compile(files: readonly string[], options: CompileOptions = {}): CompileResult {
  if (files.length === 0) throw new TypeError("there is no schema to compile: pass the path of one at least");
  const version = parseVersion(options.capnpVersion ?? "1.4.0");
  const { sourcePrefix = [] } = options;
  const diagnostics = new Diagnostics();
  const loader = new ModuleLoader(
    {
      files: options.fileSystem ?? diskFiles(),
      importPaths: options.importPaths ?? [],
      hasStandardImports: !options.noStandardImport,
      sourcePrefixes: typeof sourcePrefix === "string" ? [sourcePrefix] : sourcePrefix,
    },
    diagnostics,
  );
  const program = new Program(diagnostics, loader);
  const modules = files.map((file) => loader.load(file)).filter((module) => module !== undefined);
  for (const { root } of modules) program.register(root);
  const nodes = compileAll(
    program,
    modules.map(({ root }) => root),
  );
  const [first, ...others] = diagnostics.all();
  const read = loader.files;
  if (first !== undefined) return { request: undefined, diagnostics: [first, ...others], files: read };
  const requested = modules.map((module) => requestedFile(module, program));
  try {
    const request = writeRequest(nodes, requested, {
      version,
      hasPositions: options.positions ?? tellsPositions(version),
    });
    return { request, diagnostics: [], files: read };
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    const message = `the request is too large: ${error.message}`;
    const diagnostic = { message, file: files[0] ?? "", notes: [] };
    return { request: undefined, diagnostics: [diagnostic], files: read };
  }
}

function requestedFile(module: Module, program: Program): RequestedFile {
  const { root } = module;
  const start = { start: 0, end: 0 };
  const imports = importedPaths(root.declaration).flatMap((name) => {
    const imported = program.import(module, name, start);
    return imported === undefined ? [] : [{ name, id: imported.root.id }];
  });
  return { id: root.id, filename: module.displayName, imports, identifiers: identifiersOf(module) };
}

/** Each name once, in the order of the file. */
function identifiersOf({ resolutions }: Module): RequestedFile["identifiers"] {
  const byPlace = new Map(
    resolutions.map((resolution) => [`${resolution.start} ${resolution.end}`, resolution]),
  );
  return [...byPlace.values()].sort((one, other) => one.start - other.start || one.end - other.end);
}

function tellsPositions({ major, minor }: CapnpVersion): boolean {
  return major > 1 || (major === 1 && minor >= 1);
}

function parseVersion(text: string): CapnpVersion {
  const match = /^(\d{1,5})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (match === null) throw new TypeError(`capnpVersion is major.minor.micro, such as 1.4.0, not ${text}`);
  const [, major, minor, micro] = match;
  return { major: Number(major), minor: Number(minor), micro: Number(micro) };
}

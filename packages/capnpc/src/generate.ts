// generate.ts: from what `capnp compile` says to the texts of generated files.
import { readFileSync } from "node:fs";
import { posix } from "node:path";
import { generatedFile } from "./emit/file.ts";
import { fileOf, UnsupportedConstruct } from "./emit/scope.ts";
import { CapnpcError } from "./errors.ts";
import { moduleFile } from "./module-file.ts";
import { lineOf } from "./schema/locate.ts";
import type { FileNode, RequestedFile } from "./schema/model.ts";
import { readRequest } from "./schema/request.ts";

/** How generated files refer to each other, and to what they are written in. */
export interface GenerateOptions {
  /** The module specifier of the run time. Default: `@teleop/rpc-capnp/schema`; without calls, `@teleop/capnp`. */
  readonly runtime?: string | undefined;
  /**
   * Whether interfaces become stubs and servers. Default: true. Without, they are described only, and capabilities are
   * opaque: for programs that read and write messages and have no use for RPC.
   */
  readonly calls?: boolean | undefined;
  /** How imports of generated files end. Default: `.ts`; `""` for none. */
  readonly importExtension?: ".ts" | ".js" | "" | undefined;
  /**
   * Where the generated files of schemas that are imported by absolute path are found, by the start of the path:
   * `{ "/capnp/": "some-package/capnp/" }`. Others are expected in the output folder.
   */
  readonly importMap?: Readonly<Record<string, string>> | undefined;
  /**
   * What an imported schema's module is imported by, instead of all that, from the schema's path: with a slash before it,
   * from the source prefix or the folder in which it was found.
   */
  readonly locate?: ((schema: string) => string) | undefined;
  /**
   * Where a schema is, from its path in the request, to tell lines in error messages. Default: that path, relative to
   * the working directory.
   */
  readonly sourcePath?: ((schema: string) => string) | undefined;
}

/** One generated file. */
export interface GeneratedFile {
  /**
   * Relative to the output folder: the schema's path, with `.ts` behind it. Characters that mean something in an import
   * (`?`, `#`, `%`, `\\`, what is invisible) are replaced by an underscore and their code: `a#b.capnp`, `a_23b.capnp.ts`.
   */
  readonly path: string;
  /** The schema's path as it is in the request. */
  readonly schema: string;
  readonly text: string;
  /** The generated files that it imports, relative to itself, as they are called on disk. */
  readonly dependencies: readonly string[];
}

/**
 * Generates TypeScript for the files of a CodeGeneratorRequest. The same request gives the same texts.
 *
 * @param request framed and unpacked, as `capnp compile` writes it
 * @throws CapnpcError `BAD_REQUEST` when it is not one; `UNSUPPORTED`, with file, line and construct, when a schema
 *   cannot be expressed, or two schemas would be generated into one file.
 */
export function generate(request: Uint8Array, options: GenerateOptions = {}): readonly GeneratedFile[] {
  const model = readRequest(request);
  const moduleOf = (from: RequestedFile, to: FileNode) => {
    const requested = model.requested.find(({ node }) => node === to);
    const asWritten = requested === undefined ? from.imports.get(to.id) : undefined;
    if (asWritten !== undefined && !asWritten.startsWith("/")) {
      return options.locate === undefined
        ? specifier(posix.normalize(asWritten), options)
        : options.locate(posix.join("/", posix.dirname(from.filename), asWritten));
    }
    // What is named through the alias of another file is imported by none of this one's paths: its own is from where
    // imports are looked up, as an absolute one is.
    return moduleSpecifier(
      from,
      posix.join("/", requested?.filename ?? asWritten ?? to.displayName),
      options,
    );
  };
  const { calls = true } = options;
  refuseSameFiles(model.requested);
  return model.requested.map((file) => {
    try {
      const { text, modules } = generatedFile(file, {
        runtime: runtimeOf(options),
        calls,
        moduleOf,
      });
      const dependencies = modules
        .filter((module) => module.startsWith("."))
        .map((module) => onDisk(module, options));
      return { path: `${moduleFile(file.filename)}.ts`, schema: file.filename, text, dependencies };
    } catch (error) {
      if (error instanceof UnsupportedConstruct) throw unsupported(error, file, options);
      throw error;
    }
  });
}

/** The module specifier of the run time. */
export function runtimeOf({ runtime, calls = true }: Pick<GenerateOptions, "runtime" | "calls">): string {
  return runtime ?? (calls ? "@teleop/rpc-capnp/schema" : "@teleop/capnp");
}

/** `path` is that of a schema, from where imports are looked up. */
function moduleSpecifier(from: RequestedFile, path: string, options: GenerateOptions): string {
  if (options.locate !== undefined) return options.locate(path);
  for (const [prefix, replacement] of Object.entries(options.importMap ?? {})) {
    if (!path.startsWith(prefix)) continue;
    return `${replacement}${moduleFile(path.slice(prefix.length))}${options.importExtension ?? ".ts"}`;
  }
  return specifier(posix.relative(posix.dirname(posix.join("/", from.filename)), path), options);
}

/** The specifier of a schema's generated file, from the path between the two. */
function specifier(path: string, { importExtension = ".ts" }: GenerateOptions): string {
  const relative = moduleFile(path);
  return `${relative.startsWith("../") ? "" : "./"}${relative}${importExtension}`;
}

/**
 * Two paths that differ only in what has no place in an import, or two files to which capnp gives one path, below the
 * working directory and below the root. A file that was given twice is one.
 */
function refuseSameFiles(requested: readonly RequestedFile[]): void {
  const seen = new Map<string, RequestedFile>();
  for (const file of requested) {
    const path = moduleFile(file.filename);
    const other = seen.get(path);
    if (other !== undefined && other.node.id !== file.node.id) {
      throw new CapnpcError(
        "UNSUPPORTED",
        other.filename === file.filename
          ? `two schemas have the path ${path} to capnp; compile one after the other`
          : `${file.filename} and ${other.filename} would both be generated into ${path}.ts; rename one`,
      );
    }
    seen.set(path, file);
  }
}

function onDisk(module: string, { importExtension = ".ts" }: GenerateOptions): string {
  return `${importExtension === "" ? module : module.slice(0, -importExtension.length)}.ts`;
}

function unsupported(
  error: UnsupportedConstruct,
  file: RequestedFile,
  options: GenerateOptions,
): CapnpcError {
  const path = options.sourcePath?.(file.filename) ?? file.filename;
  const line = error.file === fileOf(file.node) ? lineIn(path, error.path) : undefined;
  const place = line === undefined ? path : `${path}:${line}`;
  return new CapnpcError("UNSUPPORTED", `${place}: ${error.path.join(".")}: ${error.message}`, {
    cause: error,
  });
}

/** The line of a declaration, where the schema can be read: a plugin is not told where it is. */
function lineIn(path: string, names: readonly string[]): number | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
  // What a method declares in place has no line of its own.
  for (let length = names.length; length > 0; length--) {
    const line = lineOf(text, names.slice(0, length));
    if (line !== undefined) return line;
  }
  return undefined;
}

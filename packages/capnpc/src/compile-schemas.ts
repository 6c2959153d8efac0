// compile-schemas.ts: from schemas to the request that is generated from: by the compiler in TypeScript, or a native one.
import { compile, formatDiagnostics, type SchemaFiles } from "@teleop/capnp-compiler";
import { requestFromCapnp } from "./capnp.ts";
import { CapnpcError } from "./errors.ts";

/** How schemas are compiled. Paths may be relative to the working directory. */
export interface CapnpOptions {
  /** Folders in which imports with a leading slash are looked up, before anywhere else. */
  readonly importPaths?: readonly string[] | undefined;
  /**
   * Do not look up such imports elsewhere: among the schemas that come with Cap'n Proto, and in the system's folders,
   * such as /usr/include.
   */
  readonly noStandardImport?: boolean | undefined;
  /** Left off of the schemas' paths to make those of the generated files. */
  readonly sourcePrefix?: string | undefined;
  /** A native compiler, by name or path, to compile with instead. */
  readonly capnp?: string | undefined;
  /** Where schemas are read from; a native compiler knows only the disk. Default: the disk. */
  readonly fileSystem?: SchemaFiles | undefined;
  /** Ends the native compiler. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Compiles schemas, and returns the CodeGeneratorRequest that `capnp compile` would send to a plugin.
 *
 * @throws CapnpcError `BAD_SCHEMA` when a schema has errors, all of which are in its message; with `options.capnp`
 *   `NO_CAPNP` without the program, or where it cannot be run, and `CAPNP_FAILED`, with its own exit code and words, when
 *   a schema has errors.
 */
export async function requestFromSchemas(
  schemas: readonly string[],
  options: CapnpOptions = {},
): Promise<Uint8Array> {
  if (options.capnp !== undefined) return requestFromCapnp(options.capnp, schemas, options);
  return compileSchemas(schemas, options);
}

/**
 * The same, without a native compiler.
 *
 * @throws CapnpcError `BAD_SCHEMA`.
 */
export function compileSchemas(
  schemas: readonly string[],
  { importPaths, noStandardImport, sourcePrefix, fileSystem }: CapnpOptions = {},
): Uint8Array {
  const { request, diagnostics } = compile(schemas, {
    importPaths,
    noStandardImport,
    sourcePrefix,
    fileSystem,
  });
  if (request !== undefined) return request;
  const output = formatDiagnostics(diagnostics);
  throw new CapnpcError("BAD_SCHEMA", output, { output });
}

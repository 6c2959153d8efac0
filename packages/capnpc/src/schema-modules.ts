// schema-modules.ts: the modules that schemas are to a program that imports them as they are, `import { Jobs } from
// "./jobs.capnp"`: made when they are asked for, from what is on the disk by then.
import { existsSync } from "node:fs";
import { join, parse, resolve } from "node:path";
import { memoryFiles, standardSchemas } from "@teleop/capnp-compiler";
import { compileSchemas } from "./compile-schemas.ts";
import { CapnpcError } from "./errors.ts";
import { generate } from "./generate.ts";

/** What schemas that are imported are made of. */
export interface SchemaModuleOptions {
  /**
   * Folders in which imports of schemas with a leading slash are looked up, before anywhere else. Relative ones are from
   * the working directory.
   */
  readonly importPaths?: readonly string[] | undefined;
  /** The module specifier of the run time. Default: `@teleop/rpc-capnp/schema`; without calls, `@teleop/capnp`. */
  readonly runtime?: string | undefined;
  /** Whether interfaces become stubs and servers. Default: true. */
  readonly calls?: boolean | undefined;
}

/** What a specifier of one of the schemas that come with Cap'n Proto begins with, which are in no folder. */
export const standardPrefix = "capnp-standard:";

/**
 * The TypeScript of a schema. It imports other schemas by their absolute paths.
 *
 * @param path absolute, or the specifier of a standard schema
 * @param specifier what a path is as the specifier of an import. Default: as it is, which is right for Bun.
 * @throws CapnpcError `BAD_SCHEMA`, `UNSUPPORTED`, as `requestFromSchemas` and `generate` throw them.
 */
export function schemaModule(
  path: string,
  options: SchemaModuleOptions = {},
  specifier: (path: string) => string = (path) => path,
): string {
  const { importPaths = [], runtime, calls } = options;
  const standard = path.startsWith(standardPrefix) ? path.slice(standardPrefix.length) : undefined;
  const schema = standard ?? path;
  const { root } = parse(schema);
  const request = compileSchemas([schema], {
    importPaths,
    // With the root for a prefix, what the request calls a schema is its path.
    sourcePrefix: root,
    ...(standard !== undefined && {
      fileSystem: memoryFiles({ [standard]: standardSchemas.get(standard) ?? "" }),
    }),
  });
  const [file] = generate(request, {
    runtime,
    calls,
    locate: (imported) => located(imported, root, importPaths, specifier),
    sourcePath: () => schema,
  });
  if (file === undefined) throw new CapnpcError("BAD_REQUEST", `nothing is generated for ${path}`);
  return file.text;
}

/** What an imported schema is imported by. Its path begins with a slash: from the root, or from where it was found. */
function located(
  path: string,
  root: string,
  importPaths: readonly string[],
  specifier: (path: string) => string,
): string {
  const folders = [...importPaths.map((folder) => resolve(folder)), root];
  const system = standardSchemas.has(path) ? [] : ["/usr/local/include", "/usr/include"];
  for (const folder of [...folders, ...system]) {
    const candidate = join(folder, path);
    if (existsSync(candidate)) return specifier(candidate);
  }
  return `${standardPrefix}${path}`;
}

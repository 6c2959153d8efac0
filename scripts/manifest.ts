// manifest.ts: what the scripts that build, pack and publish need to know of a package.json.
import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Glob } from "bun";

/** The fields of a package.json in this repository that the scripts read. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  /** In the repository each has only the source: nothing there runs, or looks at, what was built at some time. */
  readonly exports: Readonly<Record<string, string | { readonly bun: string }>>;
  /** What is published beside what is built: folders. */
  readonly files?: readonly string[];
  /** Whether importing does something: not where this is false, or for what such a list leaves out. */
  readonly sideEffects?: boolean | readonly string[];
  readonly bin?: Readonly<Record<string, string>>;
  readonly engines?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
  /** These are said once, in the manifest of the repository. */
  readonly repository?: unknown;
  readonly homepage?: string;
  readonly bugs?: unknown;
}

/** A package that is published. */
export interface PublicPackage {
  readonly folder: string;
  readonly manifest: Manifest;
}

/** Every package under `packages` that is not private, by its name. */
export async function publicPackages(root: string): Promise<ReadonlyMap<string, PublicPackage>> {
  const packages = new Map<string, PublicPackage>();
  for (const name of (await readdir(join(root, "packages"))).sort()) {
    const folder = join(root, "packages", name);
    const manifest = await readManifest(folder);
    if (manifest.private !== true) packages.set(manifest.name, { folder, manifest });
  }
  return packages;
}

export async function readManifest(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
}

/** The source files that can be imported, `./src/….ts`. */
export function sources({ name, exports }: Manifest): string[] {
  return Object.entries(exports)
    .filter(([, target]) => target !== "./package.json")
    .map(([subpath, target]) => {
      const source = typeof target === "string" ? target : target.bun;
      return requireSource(name, `the export "${subpath}"`, source);
    });
}

/** The source files that are run as programs. */
export function programs({ name, bin = {} }: Manifest): string[] {
  return Object.entries(bin).map(([program, path]) => requireSource(name, `the program ${program}`, path));
}

/** How a source file starts another as a Worker. */
const STARTS_WORKER = /(new Worker\(\s*new URL\(\s*")(\.{1,2}\/[^"]+\.ts)(",\s*import\.meta\.url,?\s*\))/g;

/** The source files that are started as Workers, `./src/….ts`: nobody imports them, and they are published all the same. */
export async function workers(folder: string): Promise<string[]> {
  const found = new Set<string>();
  for await (const file of new Glob("src/**/*.ts").scan({ cwd: folder })) {
    if (/\.test\.ts$|(^|\/)testing\//.test(file)) continue;
    const text = await readFile(join(folder, file), "utf8");
    for (const [, , path = ""] of text.matchAll(STARTS_WORKER)) found.add(`./${join(dirname(file), path)}`);
  }
  return [...found].sort();
}

/** Source code that starts Workers, as it is published: all files are in one folder there. */
export function withBuiltWorkers(code: string): string {
  return code.replace(
    STARTS_WORKER,
    (_all, before, path, after) => `${before}./${basename(path, ".ts")}.js${after}`,
  );
}

function requireSource(name: string, what: string, path: string | undefined): string {
  if (path !== undefined && /^\.\/src\/[^/]+\.ts$/.test(path)) return path;
  throw new Error(`${name}: ${what} leads to ${path}, expected a source file: ./src/….ts, for Bun`);
}

// compile-for-bun.ts: makes of a package, for Bun, one file of all its entries with their bytecode beside it: most of a first
// attach is code that is parsed and compiled, and so it need not be.
//
// An entry is a small file besides, which takes its exports out of that one, in the build of Bun that made it. Bun ignores
// bytecode of another version, but believes that of its version for another system, where nobody has run it: any other build
// has the entry's other form. So has what a bundler makes of it, which has no such file, and can leave out nothing.
import { readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { BunPlugin } from "bun";
import { type Manifest, sources, withBuiltWorkers } from "./manifest.ts";

/** Those of which a process loads code to be armed and to be attached to. */
const COMPILED: readonly string[] = ["@teleop/capnp", "@teleop/rpc-capnp", "@teleop/defaults", "teleop"];

const THIS_FILE = "teleopCompiledFile";

export interface CompileOptions {
  readonly folder: string;
  readonly manifest: Manifest;
  /** Whether a module of another package goes into the file, by its name. */
  readonly inlines: (id: string) => boolean;
}

/** Of these the entry that is read to learn that nothing is to be loaded. */
const NOT_COMPILED: readonly string[] = ["./src/register-switches.ts"];

/** Whether an entry of a package is compiled: not what is imported for what it does, and waits until it is done. */
function isCompiled({ name, sideEffects }: Manifest, source: string): boolean {
  const acts = Array.isArray(sideEffects) && sideEffects.includes(source);
  return COMPILED.includes(name) && !acts && !NOT_COMPILED.includes(source);
}

/** Which file of an entry is for Bun, as a published manifest names it; undefined where it has none of its own. */
export function fileForBun(manifest: Manifest, source: string): string | undefined {
  return isCompiled(manifest, source) ? `./${FOLDER}/${basename(source, ".ts")}.js` : undefined;
}

const FOLDER = "dist/bun";

/**
 * A name that is nobody else's: it is looked for beside what a bundler made, too. It says which build made it, so that what
 * is compiled in one package takes another's only where its entries do, or there would be two of a module in a process.
 */
function fileOf(name: string): string {
  const { version, target } = buildOfBun();
  return `compiled-${basename(name)}.bun-${version}-${target}.cjs`;
}

/** The build of Bun that runs this: its version, and its system, processor and C library, as in `linux-x64-musl`. */
function buildOfBun(): { readonly version: string; readonly target: string; readonly sourceUrl: string } {
  const { sourceUrl = "" } = process.release;
  const [, version, target] = /\/bun-v([^/]+)\/bun-([^/]+)\.zip$/.exec(sourceUrl) ?? [];
  if (version === undefined || target === undefined)
    throw new Error(`Bun does not say which build it is: its process.release.sourceUrl is "${sourceUrl}"`);
  return { version, target, sourceUrl };
}

/** Writes `dist/bun`. */
export async function compileForBun({ folder, manifest, inlines }: CompileOptions): Promise<void> {
  const entries = sources(manifest).filter((source) => isCompiled(manifest, source));
  if (entries.length === 0) return;
  const into = join(folder, FOLDER);
  const all = join(folder, "all-entries.cjs");
  const { success, logs } = await Bun.build({
    entrypoints: [all],
    // Each is run when it is asked for: some import what need not be there.
    files: {
      [all]: entries
        .map(
          (source) => `exports[${JSON.stringify(basename(source, ".ts"))}] = () => require("${source}");\n`,
        )
        .join(""),
    },
    outdir: into,
    naming: fileOf(manifest.name),
    target: "bun",
    format: "cjs",
    bytecode: true,
    sourcemap: "linked",
    // Bun would write where the source was. A path does as well, where this is used.
    minify: { whitespace: true },
    define: { TELEOP_IS_BUILT: "true", "import.meta.url": THIS_FILE },
    banner: `var ${THIS_FILE} = __filename;`,
    plugins: [ownModules(manifest, inlines)],
    throw: true,
  });
  if (!success) throw new Error(`${manifest.name}: ${logs.join("; ")}`);
  for (const source of entries) {
    const entry = basename(source, ".ts");
    const names = await exportsOf(join(folder, source));
    await writeFile(join(into, `${entry}.js`), facade(manifest, entry, names));
  }
}

function facade(manifest: Manifest, entry: string, names: readonly string[]): string {
  return `const all = load([${JSON.stringify(`./${fileOf(manifest.name)}`)}]);
${reexported(names)}
function load([compiled]) {
  if (globalThis.process?.release?.sourceUrl === ${JSON.stringify(buildOfBun().sourceUrl)}) {
    try {
      return require(compiled)${accessOf(entry)}();
    } catch (error) {
      // In what a bundler made of this there is no such file: a name that it cannot see is looked for there in vain.
      if (error?.code !== "MODULE_NOT_FOUND") throw error;
    }
  }
  return require("../${entry}.js");
}
`;
}

function accessOf(entry: string): string {
  return /^\w+$/.test(entry) ? `.${entry}` : `[${JSON.stringify(entry)}]`;
}

function reexported(names: readonly string[]): string {
  return names.map((name) => `export const ${name} = all.${name};\n`).join("");
}

const COMPILED_ELSEWHERE = "compiled-elsewhere";

/** Its own modules and what is inlined are in the file; of the other compiled packages it is told what they export. */
function ownModules(manifest: Manifest, inlines: (id: string) => boolean): BunPlugin {
  const sourceOf = new Map<string, string>();
  return {
    name: "own modules",
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, ({ path, importer }) => {
        if (path.startsWith("compiled:")) return { path, namespace: COMPILED_ELSEWHERE };
        const isOurs = path === manifest.name || path.startsWith(`${manifest.name}/`);
        const from = dirname(importer);
        if (isOurs || inlines(path)) return { path: Bun.resolveSync(path, from) };
        if (path.endsWith("/package.json")) return { path, external: true };
        const compiled = COMPILED.some((name) => path === name || path.startsWith(`${name}/`));
        if (!compiled) return { path, external: true };
        sourceOf.set(path, Bun.resolveSync(path, from));
        return { path, namespace: COMPILED_ELSEWHERE };
      });
      // The file itself, once for all of its entries: it is found by the manifest beside it, with none of an entry in between.
      // A package that another build made has none of that name, and its entries have their other form.
      build.onLoad({ filter: /^compiled:/, namespace: COMPILED_ELSEWHERE }, ({ path }) => {
        const name = path.slice("compiled:".length);
        const beside = `require.resolve("${name}/package.json").slice(0, -"package.json".length)`;
        const contents = `export const file = open(${beside} + "${FOLDER}/${fileOf(name)}");
function open(compiled) {
  try {
    return require(compiled);
  } catch (error) {
    if (error?.code !== "MODULE_NOT_FOUND") throw error;
  }
}
export const entry = ([id]) => require(id);
`;
        return { contents, loader: "js" };
      });
      build.onLoad({ filter: /^@/, namespace: COMPILED_ELSEWHERE }, async ({ path }) => {
        const source = sourceOf.get(path) ?? path;
        const [, name = path] = /^((?:@[^/]+\/)?[^/]+)/.exec(path) ?? [];
        const entry = accessOf(basename(source, ".ts"));
        const all = `import { entry, file } from "compiled:${name}";
const all = file === undefined ? entry(["${path}"]) : file${entry}();
`;
        return { contents: `${all}${reexported(await exportsOf(source))}`, loader: "js" };
      });
      build.onLoad({ filter: /\.ts$/, namespace: "file" }, async ({ path }) => ({
        contents: withBuiltWorkers(await readFile(path, "utf8")),
        loader: "ts",
      }));
    },
  };
}

/** The names of what a module exports, as it is imported. */
async function exportsOf(path: string): Promise<readonly string[]> {
  return Object.keys(await import(path)).filter((name) => name !== "default");
}

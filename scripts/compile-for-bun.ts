// compile-for-bun.ts: makes of a package, for Bun, one file of all its entries with their bytecode beside it: most of a first
// attach is code that is parsed and compiled, and so it need not be. Bun ignores bytecode of another version, and parses.
//
// An entry is a small file besides, which takes its exports out of that one. What a bundler makes of it has no such file, and
// has the entry's other form, of which it could leave out nothing.
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

/** A name that is nobody else's: it is looked for beside what a bundler made, too. */
function fileOf(name: string): string {
  return `compiled-${basename(name)}.cjs`;
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
  return `const all = load(${JSON.stringify([`./${fileOf(manifest.name)}`])});
${reexported(names)}
/** In what a bundler made of this there is no such file: a name that it cannot see is looked for there in vain. */
function load([compiled]) {
  try {
    return require(compiled)${accessOf(entry)}();
  } catch (error) {
    if (error?.code !== "MODULE_NOT_FOUND") throw error;
    return require("../${entry}.js");
  }
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
      build.onLoad({ filter: /^compiled:/, namespace: COMPILED_ELSEWHERE }, ({ path }) => {
        const name = path.slice("compiled:".length);
        const beside = `require.resolve("${name}/package.json").slice(0, -"package.json".length)`;
        return {
          contents: `export const file = require(${beside} + "${FOLDER}/${fileOf(name)}");\n`,
          loader: "js",
        };
      });
      build.onLoad({ filter: /^@/, namespace: COMPILED_ELSEWHERE }, async ({ path }) => {
        const source = sourceOf.get(path) ?? path;
        const [, name = path] = /^((?:@[^/]+\/)?[^/]+)/.exec(path) ?? [];
        const entry = accessOf(basename(source, ".ts"));
        const all = `import { file } from "compiled:${name}";\nconst all = file${entry}();\n`;
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

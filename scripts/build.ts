// build.ts: makes of one package what is published of it: one file for each entry, so that importing it opens one file.
// Code that a set of entries shares is in one more file, once, so that a class is the same whichever entry it comes
// from; what is imported dynamically is a file of its own, and so is what a Worker starts with. Run in the package's
// folder, by `bun run build`.
import { readFile, writeFile } from "node:fs/promises";
import { isBuiltin } from "node:module";
import { basename, isAbsolute, join } from "node:path";
import {
  type ChunkingContext,
  type OutputOptions,
  type RolldownOutput,
  type RolldownPluginOption,
  rolldown,
} from "rolldown";
import { dts } from "rolldown-plugin-dts";
import { compileForBun } from "./compile-for-bun.ts";
import { programs, readManifest, sources, withBuiltWorkers, workers } from "./manifest.ts";

const folder = process.cwd();
const manifest = await readManifest(folder);

/** Whether it goes into the files: the package's own modules, and the compiler's helpers. */
const isOwn = (id: string): boolean =>
  id.startsWith(".") || isAbsolute(id) || /^\0|^@oxc-project\/runtime\//.test(id);

/** An entry of core that nobody loads without its entry `plugin`: what they share is no file that others had to open, too. */
const BESIDE_PLUGIN = "windows";

/** Whether it is what arms a process. */
const arms: boolean = ["teleop", "@teleop/defaults"].includes(manifest.name);

/**
 * What goes into the code of such a package besides, though not into its declarations: what arms a process is in files
 * of its own, of which a process that is only armed loads what it uses, instead of a dozen files of others with all that
 * they offer. All else stays where it is: what is loaded when somebody attaches, which finds files beside its own, and
 * what an application's generated files import, too, since there must be one engine; and what only Windows loads.
 */
const isInlined = (id: string): boolean =>
  arms &&
  /^@teleop\/((core(?!\/windows)|defaults|attacher-(?!windows)\w+|transport-unix|discovery\/announce|capnp\/early|rpc-capnp\/later)(\/|$)|reflection$)/.test(
    id,
  );

const workersAreBuilt: RolldownPluginOption = {
  name: "workers are built",
  // Lines stay where they are, and columns behind the path do not matter.
  transform: (code) => ({ code: withBuiltWorkers(code), map: null }),
};

const code = await bundle(
  [...sources(manifest), ...programs(manifest), ...(await workers(folder))],
  { inlines: true, plugins: [workersAreBuilt] },
  {
    cleanDir: true,
    sourcemap: true,
    // Bun takes a file that says so as it is, and believes its source map; it would transpile any other at every start.
    banner: "// @bun",
    // It reads such a file as Latin-1: what is beyond ASCII, but for comments, is written as escapes.
    charset: "ascii",
  },
);
// In the repository Bun runs the source; what is built runs in Node.js, too, which more machines have in their PATH.
for (const path of programs(manifest)) {
  const program = join(folder, "dist", `${basename(path, ".ts")}.js`);
  const text = await readFile(program, "utf8");
  await writeFile(program, text.replace(/^#!\/usr\/bin\/env bun$/m, "#!/usr/bin/env node"));
}
for (const chunk of code.output) {
  if (chunk.fileName === "rolldown-runtime.js") {
    throw new Error(
      `${manifest.name} has \`export *\` or \`import *\` of another package, which no bundler can leave out a part of; name what is needed`,
    );
  }
  const imported = chunk.type === "chunk" ? [...chunk.imports, ...chunk.dynamicImports] : [];
  const undeclared = imported.filter((id) => !isThere(id));
  if (undeclared.length > 0) {
    throw new Error(`${manifest.name}: ${chunk.fileName} imports ${undeclared}, which it does not depend on`);
  }
  if (chunk.type === "chunk" && /new URL\([^)]*\.ts["'`]/.test(chunk.code)) {
    throw new Error(
      `${manifest.name}: ${chunk.fileName} opens a source file by its URL, which is not in the package`,
    );
  }
}
await compileForBun({
  folder,
  manifest,
  // The core has nothing of which there must be one; what is of an engine, or of a codec, is everybody's.
  inlines: (id) => /^@teleop\/core(?!\/windows)(\/|$)/.test(id) || isInlined(id),
});
await bundle(
  sources(manifest),
  { plugins: [dts({ dtsOnly: true, generator: "oxc", tsconfig: false })] },
  {
    chunkFileNames: "[name].d.ts",
  },
);

async function bundle(
  entries: readonly string[],
  {
    plugins = [],
    inlines = false,
  }: { readonly plugins?: RolldownPluginOption[]; readonly inlines?: boolean },
  output: OutputOptions,
): Promise<RolldownOutput> {
  await using build = await rolldown({
    cwd: folder,
    input: Object.fromEntries(entries.map((path) => [basename(path, ".ts"), join(folder, path)])),
    plugins,
    external: (id) => !isOwn(id) && !(inlines && isInlined(id)),
    // The source of what is inlined.
    resolve: { conditionNames: ["bun", "import"] },
    platform: "node",
    tsconfig: false,
    // Node.js 22 cannot parse `using`.
    transform: {
      target: "es2023",
      typescript: { onlyRemoveTypeImports: true },
      // What only the source does, as to bundle what is built here, is left out.
      define: { TELEOP_IS_BUILT: "true" },
    },
    // How long it takes says nothing about what comes of it. And what a file imports dynamically may be what others, which
    // are loaded dynamically themselves, import at once: it is in a file of its own even so.
    checks: { bundlerTimings: false, ineffectiveDynamicImport: false },
    onLog(_level, log) {
      throw new Error(`${manifest.name}: ${log.message}`);
    },
  });
  const options: OutputOptions = {
    dir: join(folder, "dist"),
    format: "es",
    // Where there is none the code says what to do.
    polyfillRequire: false,
    // Without a hash: a tarball is all new or all old.
    entryFileNames: "[name].js",
    chunkFileNames: "[name].js",
    codeSplitting: {
      // What most entries load first: a group takes along what its modules import, which at least as many load.
      groups: entries.map((_, index) => ({
        debugName: `shared by ${index + 1}`,
        name: (moduleId, context) => sharedChunk(moduleId, index + 1, context),
        priority: index,
      })),
    },
    minifyInternalExports: false,
    ...output,
  };
  if (!inlines || (entries.length > 1 && !arms)) return await build.write(options);
  // An index of another package imports all that this has, and only some of it is used.
  const modules = loadedAtOnce(await build.generate({ ...options, codeSplitting: true }));
  return await build.write({
    ...options,
    codeSplitting: { groups: [{ name: "at-once", test: (id) => modules.has(id) }] },
  });
}

/** Whether what a built file imports is found wherever the package is installed. */
function isThere(id: string): boolean {
  if (isBuiltin(id) || id.startsWith("bun:") || code.output.some(({ fileName }) => fileName === id))
    return true;
  const [, name = ""] = /^((?:@[^/]+\/)?[^/]+)/.exec(id) ?? [];
  return [manifest.name, ...Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })].includes(
    name,
  );
}

/** The modules that entries load without being asked for them, but for their own. */
function loadedAtOnce({ output }: RolldownOutput): ReadonlySet<string> {
  const chunks = new Map(output.flatMap((file) => (file.type === "chunk" ? [[file.fileName, file]] : [])));
  const modules = new Set<string>();
  const seen = new Set<string>();
  const waiting = [...chunks.values()].flatMap(({ isEntry, imports }) => (isEntry ? imports : []));
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const chunk = chunks.get(name);
    if (chunk === undefined || seen.has(name)) continue;
    seen.add(name);
    for (const id of chunk.moduleIds) modules.add(id);
    waiting.push(...chunk.imports);
  }
  return modules;
}

/**
 * The chunk of a module that several entries load, or an entry and something that is imported dynamically; null where
 * it belongs to one only. What exactly the same entries load is one chunk: fewer would have an entry load what it has
 * no use for, more would be files for nothing.
 */
function sharedChunk(moduleId: string, by: number, context: ChunkingContext): string | null {
  const entries = new Set<string>();
  let dynamic = false;
  const seen = new Set<string>();
  const waiting = [moduleId];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const info = context.getModuleInfo(id);
    if (info === null || seen.has(id)) continue;
    seen.add(id);
    const entry = basename(id).replace(/\..*$/, "");
    if (info.isEntry && entry !== BESIDE_PLUGIN) entries.add(entry);
    if (info.dynamicImporters.length > 0) dynamic = true;
    waiting.push(...info.importers);
  }
  if (entries.size !== by || (entries.size === 1 && !dynamic)) return null;
  return `shared-by-${[...entries].sort().join("-")}`;
}

// build.ts: makes of one package what is published of it: one file for each entry, so that importing it opens one file.
// Code that entries share is in one more file, once, so that a class is the same whichever entry it comes from; what
// is imported dynamically is a file of its own. Run in the package's folder, by `bun run build`.
import { basename, isAbsolute, join } from "node:path";
import { type OutputOptions, type RolldownOutput, type RolldownPluginOption, rolldown } from "rolldown";
import { dts } from "rolldown-plugin-dts";
import { programs, readManifest, sources } from "./manifest.ts";

const folder = process.cwd();
const manifest = await readManifest(folder);

/** Whether it goes into the files: the package's own modules, and the compiler's helpers. */
const isOwn = (id: string): boolean =>
  id.startsWith(".") || isAbsolute(id) || /^\0|^@oxc-project\/runtime\//.test(id);

const code = await bundle([...sources(manifest), ...programs(manifest)], [], {
  cleanDir: true,
  sourcemap: true,
  // Bun takes a file that says so as it is, and believes its source map; it would transpile any other at every start.
  banner: "// @bun",
});
for (const chunk of code.output) {
  if (chunk.type === "chunk" && /new URL\([^)]*\.ts["'`]/.test(chunk.code)) {
    throw new Error(
      `${manifest.name}: ${chunk.fileName} opens a source file by its URL, which is not in the package`,
    );
  }
}
await bundle(sources(manifest), [dts({ dtsOnly: true, generator: "oxc", tsconfig: false })], {
  chunkFileNames: "[name].d.ts",
});

async function bundle(
  entries: readonly string[],
  plugins: RolldownPluginOption,
  output: OutputOptions,
): Promise<RolldownOutput> {
  await using build = await rolldown({
    cwd: folder,
    input: Object.fromEntries(entries.map((path) => [basename(path, ".ts"), join(folder, path)])),
    plugins,
    external: (id) => !isOwn(id),
    platform: "node",
    tsconfig: false,
    // Node.js 22 cannot parse `using`.
    transform: { target: "es2023", typescript: { onlyRemoveTypeImports: true } },
    onLog(_level, log) {
      throw new Error(`${manifest.name}: ${log.message}`);
    },
  });
  return await build.write({
    dir: join(folder, "dist"),
    format: "es",
    // Without a hash: a tarball is all new or all old.
    entryFileNames: "[name].js",
    chunkFileNames: "[name].js",
    codeSplitting: { groups: [{ name: "shared", tags: ["$initial"], minShareCount: 2 }] },
    minifyInternalExports: false,
    ...output,
  });
}

// pack.ts: makes the tarballs that are published, of every package that is not private. What a manifest says differs
// there: in the repository the source is what runs, from a tarball the bundled files. As a program: pack.ts FOLDER
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { $ } from "bun";
import { fileForBun } from "./compile-for-bun.ts";
import { type Manifest, type PublicPackage, publicPackages, readManifest } from "./manifest.ts";

const root = join(import.meta.dir, "..");

/**
 * Builds all and packs all.
 *
 * @param into an existing folder; the tarballs are put there.
 * @returns the path of each package's tarball, by the package's name.
 */
export async function packAll(into: string): Promise<Map<string, string>> {
  const packages = await publicPackages(root);
  // A file that an earlier build left would be packed, too.
  for (const { folder } of packages.values())
    await rm(join(folder, "dist"), { recursive: true, force: true });
  await $`bun run build`.cwd(root).quiet();
  const staging = await mkdtemp(join(tmpdir(), "teleop-staging-"));
  try {
    const tarballs = new Map<string, string>();
    for (const [name, { folder, manifest }] of packages) {
      const stage = join(staging, name);
      await mkdir(stage, { recursive: true });
      for (const part of ["dist", ...(manifest.files ?? [])]) {
        await cp(join(folder, part), join(stage, part), { recursive: true });
      }
      await cp(join(folder, "README.md"), join(stage, "README.md"));
      await cp(join(root, "LICENSE"), join(stage, "LICENSE"));
      const published = await publishedManifest(manifest, packages);
      await writeFile(join(stage, "package.json"), `${JSON.stringify(published, undefined, 2)}\n`);
      const tarball = await $`bun pm pack --destination ${resolve(into)} --quiet`.cwd(stage).text();
      tarballs.set(name, tarball.trim());
    }
    return tarballs;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** What a package's manifest says once published: nothing of the repository, and its own files are the bundled ones. */
async function publishedManifest(
  manifest: Manifest,
  packages: ReadonlyMap<string, PublicPackage>,
): Promise<object> {
  const { scripts: _scripts, devDependencies: _devDependencies, ...rest } = manifest;
  const exports = Object.entries(manifest.exports).map(([subpath, target]) => {
    if (typeof target === "string") return [subpath, target];
    const built = builtFrom(target.bun);
    const types = built.replace(/\.js$/, ".d.ts");
    const bun = fileForBun(manifest, target.bun);
    return [subpath, bun === undefined ? { types, default: built } : { types, bun, default: built }];
  });
  const dependencies = Object.entries(manifest.dependencies ?? {}).map(([name, range]) => {
    if (!range.startsWith("workspace:")) return [name, range];
    const version = packages.get(name)?.manifest.version;
    if (version === undefined) throw new Error(`${manifest.name} depends on ${name}, which is not published`);
    return [name, range.slice("workspace:".length) + version];
  });
  const bin = Object.entries(manifest.bin ?? {}).map(([name, source]) => [name, builtFrom(source)]);
  const { repository, homepage, bugs } = await readManifest(root);
  return {
    ...rest,
    repository,
    homepage,
    bugs,
    exports: Object.fromEntries(exports),
    files: ["dist", ...(manifest.files ?? [])],
    ...(Array.isArray(manifest.sideEffects)
      ? { sideEffects: manifest.sideEffects.map((source) => builtFrom(source)) }
      : {}),
    ...(bin.length === 0 ? {} : { bin: Object.fromEntries(bin) }),
    ...(dependencies.length === 0 ? {} : { dependencies: Object.fromEntries(dependencies) }),
  };
}

function builtFrom(source: string): string {
  return source.replace(/^\.\/src\/(.*)\.ts$/, "./dist/$1.js");
}

if (import.meta.main) {
  const [into] = process.argv.slice(2);
  if (into === undefined) throw new Error("usage: bun scripts/pack.ts FOLDER");
  await mkdir(into, { recursive: true });
  for (const tarball of (await packAll(into)).values()) console.log(tarball);
}

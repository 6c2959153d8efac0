// publish.ts: publishes every package that is not private, from packed tarballs, in the order of their dependencies.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { $ } from "bun";
import { publicPackages, readManifest } from "./manifest.ts";
import { packAll } from "./pack.ts";

const root = join(import.meta.dir, "..");
if ((await readManifest(root)).repository === undefined) {
  throw new Error(
    "package.json names no repository: npm compares it with where a package with provenance was built",
  );
}
const packages = await publicPackages(root);
const folder = await mkdtemp(join(tmpdir(), "teleop-publish-"));
try {
  const tarballs = await packAll(folder);
  const done = new Set<string>();
  for (const name of packages.keys()) await publish(name, tarballs, done);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function publish(
  name: string,
  tarballs: ReadonlyMap<string, string>,
  done: Set<string>,
): Promise<void> {
  const found = packages.get(name);
  const tarball = tarballs.get(name);
  if (found === undefined || tarball === undefined || done.has(name)) return;
  done.add(name);
  const { version, dependencies = {} } = found.manifest;
  for (const dependency of Object.keys(dependencies)) await publish(dependency, tarballs, done);
  const published = await $`npm view ${name}@${version} version`.nothrow().quiet().text();
  if (published.trim() === version) {
    console.log(`${name}@${version} is published already`);
    return;
  }
  await $`npm publish ${tarball} --access public --provenance`;
}

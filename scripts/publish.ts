// publish.ts: publishes every package that is not private, from packed tarballs, in the order of their dependencies.
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { $ } from "bun";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const root = join(import.meta.dir, "..", "packages");
const manifests = new Map<string, { readonly folder: string; readonly manifest: Manifest }>();
for (const folder of await readdir(root)) {
  const manifest: Manifest = JSON.parse(await readFile(join(root, folder, "package.json"), "utf8"));
  if (manifest.private !== true) manifests.set(manifest.name, { folder: join(root, folder), manifest });
}

const tarballs = await mkdtemp(join(tmpdir(), "teleop-publish-"));
try {
  await $`bun run build`.cwd(join(root, ".."));
  const done = new Set<string>();
  for (const name of [...manifests.keys()].sort()) await publish(name, done);
} finally {
  await rm(tarballs, { recursive: true, force: true });
}

async function publish(name: string, done: Set<string>): Promise<void> {
  const found = manifests.get(name);
  if (found === undefined || done.has(name)) return;
  done.add(name);
  for (const dependency of Object.keys(found.manifest.dependencies ?? {})) await publish(dependency, done);
  const { version } = found.manifest;
  const published = await $`npm view ${name}@${version} version`.nothrow().quiet().text();
  if (published.trim() === version) {
    console.log(`${name}@${version} is published already`);
    return;
  }
  const file = (await $`bun pm pack --destination ${tarballs} --quiet`.cwd(found.folder).text()).trim();
  await $`npm publish ${file} --access public --provenance`;
}

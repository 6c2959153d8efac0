// pack-and-use.ts: what is published must work in an empty project, whoever installs it: for Bun, for Node.js, for a
// bundler and for the type checker.
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { $, Glob } from "bun";
import { publicPackages, readManifest } from "./manifest.ts";
import { packAll } from "./pack.ts";
import { Checks } from "./pack-and-use/checks.ts";
import { checkCommand } from "./pack-and-use/command-project.ts";
import { InstalledProject } from "./pack-and-use/installed-project.ts";
import { type PackageManager, packageManagers } from "./pack-and-use/package-managers.ts";
import { checkSchemas } from "./pack-and-use/schema-project.ts";
import { checkTarballs, type Unpacked } from "./pack-and-use/tarballs.ts";

const root = join(import.meta.dir, "..");
const packages = await publicPackages(root);
const { catalog } = JSON.parse(await readFile(join(root, "package.json"), "utf8")).workspaces;
const all = new Checks("all packages");
const work = await mkdtemp(join(tmpdir(), "teleop-pack-"));
try {
  const folder = join(work, "tarballs");
  await mkdir(folder);
  const tarballs = await packAll(folder);
  await checkTarballs(all, await unpack(tarballs), packages);
  const files = Object.fromEntries([...tarballs].map(([name, tarball]) => [name, `file:${tarball}`]));
  const managers = await packageManagers(join(work, "managers"));
  for (const [index, manager] of managers.entries()) {
    const place = join(work, String(index));
    await use(manager, files, place);
    await rm(place, { recursive: true });
  }
} finally {
  await rm(work, { recursive: true, force: true });
}
console.log(`${all.passed} passed, ${all.failed} failed`);
process.exit(all.failed === 0 ? 0 : 1);

async function unpack(tarballs: ReadonlyMap<string, string>): Promise<Unpacked[]> {
  const unpacked: Unpacked[] = [];
  for (const [name, tarball] of tarballs) {
    const into = join(work, "unpacked", name);
    await mkdir(into, { recursive: true });
    await $`tar -xzf ${tarball} -C ${into} --strip-components=1`;
    unpacked.push({ name, tarball, folder: into, manifest: await readManifest(into) });
  }
  return unpacked;
}

async function use(
  manager: PackageManager,
  files: Readonly<Record<string, string>>,
  place: string,
): Promise<void> {
  const checks = all.about(manager.name);
  const caches = join(place, "caches");
  await checks.check("it installs all packages", async () => {
    const { typescript, "bun-types": bunTypes, "capnp-es": capnpEs } = catalog;
    // An optional peer of ours, which some entries import.
    const devDependencies = { typescript, "bun-types": bunTypes, "capnp-es": capnpEs };
    await manager.install(join(place, "project"), { dependencies: files, devDependencies }, files, caches);
  });
  const project = new InstalledProject(join(place, "project"), packages);
  await project.checkInNode(checks, manager);
  const node = join(work, "managers", "node_modules", "node", "bin", "node");
  await checkCommand(checks, manager, join(place, "project"), node);
  await checkSchemas(checks, manager, join(place, "project"), node);
  if (manager.notForBun !== undefined) {
    checks.skip("Bun uses them", manager.notForBun);
    return;
  }
  await project.checkInBun(checks);
  await checks.check("one attacher brings along only the core", async () => {
    const name = "@teleop/attacher-inotify";
    const folder = join(place, "lean");
    await manager.install(folder, { dependencies: { [name]: files[name] ?? "" } }, files, caches);
    const installed = new Set<string>();
    const manifests = new Glob("node_modules/**/package.json").scan({ cwd: folder, dot: true });
    for await (const path of manifests) {
      const [, package_] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\/package\.json$/.exec(path) ?? [];
      if (package_ !== undefined) installed.add(package_);
    }
    if ([...installed].sort().join() !== `${name},@teleop/core`) throw new Error([...installed].join());
  });
}

// changesets.test.ts: what is told of a release must be what `changeset version` can make one of.
import { expect, test } from "bun:test";
import { cp, mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const root = join(import.meta.dir, "..");

test("changeset version gives all packages one version, from the changesets that there are", async () => {
  const copy = await mkdtemp(join(tmpdir(), "teleop-changesets-"));
  try {
    const { workspaces } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
    const manifests = workspaces.packages.flatMap((folders: string) => [
      ...new Bun.Glob(`${folders}/package.json`).scanSync(root),
    ]);
    for (const file of ["package.json", "bun.lock", ".changeset", ...manifests]) {
      await mkdir(dirname(join(copy, file)), { recursive: true });
      await cp(join(root, file), join(copy, file), { recursive: true });
    }
    // One more, since it fails where there is none: right after a release.
    await Bun.write(join(copy, ".changeset", "another.md"), '---\n"teleop": patch\n---\n\nAnother change.\n');
    const cli = join(root, "node_modules/@changesets/cli/bin.js");
    const command = Bun.spawn([process.execPath, cli, "version"], {
      cwd: copy,
      stdin: "ignore",
      stdout: "pipe",
      stderr: "pipe",
    });
    const output = (await command.stdout.text()) + (await command.stderr.text());
    expect({ exitCode: await command.exited, output }).toMatchObject({ exitCode: 0 });

    const versions: Record<string, unknown> = {};
    for (const folder of await readdir(join(copy, "packages"))) {
      const text = await readFile(join(copy, "packages", folder, "package.json"), "utf8");
      const { name, version } = JSON.parse(text);
      versions[name] = version;
    }
    expect(new Set(Object.values(versions)).size).toBe(1);
    expect((await readdir(join(copy, ".changeset"))).sort()).toEqual(["README.md", "config.json"]);
  } finally {
    await rm(copy, { recursive: true });
  }
});

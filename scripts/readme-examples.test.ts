// readme-examples.test.ts: what each package's README shows first must run as it stands.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const packages = join(import.meta.dir, "..", "packages");
const published = (await readdir(packages)).sort();

describe("the example that opens the README of", () => {
  let workspace = "";

  beforeAll(async () => {
    workspace = await mkdtemp(join(tmpdir(), "teleop-readme-"));
    for (const folder of published) {
      const { name } = JSON.parse(await readFile(join(packages, folder, "package.json"), "utf8"));
      const link = join(workspace, "node_modules", name);
      await mkdir(dirname(link), { recursive: true });
      await symlink(join(packages, folder), link, "dir");
    }
  });
  afterAll(() => rm(workspace, { recursive: true, force: true }));

  for (const folder of published) {
    test(`packages/${folder} runs, and prints what the README says`, async () => {
      const readme = await readFile(join(packages, folder, "README.md"), "utf8");
      const { code, output } = firstExample(readme);
      const home = join(workspace, folder);
      await mkdir(join(home, "tmp"), { recursive: true });
      await writeFile(join(home, "example.ts"), code);

      await using example = Bun.spawn([process.execPath, "example.ts"], {
        cwd: home,
        env: { ...process.env, TMPDIR: join(home, "tmp") },
        stdout: "pipe",
        stderr: "pipe",
      });
      const [stdout, stderr, exitCode] = await Promise.all([
        example.stdout.text(),
        example.stderr.text(),
        example.exited,
      ]);

      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
      if (output !== undefined) expect(stdout.trim()).toBe(output);
      expect((await readdir(home)).sort()).toEqual(["example.ts", "tmp"]);
      expect(await readdir(join(home, "tmp"))).toEqual([]);
    });
  }
});

/** The first TypeScript block, and the text block right behind it, which shows what the example prints. */
function firstExample(readme: string): { code: string; output: string | undefined } {
  const block = /```ts\n([\s\S]*?)```(?:\s*```text\n([\s\S]*?)```)?/.exec(readme);
  if (block?.[1] === undefined) throw new Error("the README has no ```ts block");
  return { code: block[1], output: block[2]?.trim() };
}

// compiled-files.ts: what is compiled for Bun is used by the build of Bun that made it, and by no other.
import { readFile, realpath, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { $, Glob } from "bun";
import type { Checks } from "./checks.ts";

/** Programs of an installed project, by their paths in it. */
interface Programs {
  /** Attaches to a process that it starts, and prints "from a tarball". */
  readonly attaches: string;
  /** Uses several of the packages, and prints whether classes of theirs are the same. */
  readonly usesSeveral: string;
}

// Preloaded: this Bun says that it is the build for another system. At its end it says how much it has taken of what is compiled.
const OTHER_BUILD = `const { release } = process;
const sourceUrl = process.env.CLAIMED_BUILD ? release.sourceUrl.replace(/bun-[^/]*$/, process.env.CLAIMED_BUILD) : release.sourceUrl;
Object.defineProperty(process, "release", { value: { ...release, sourceUrl } });
process.on("exit", () => {
  console.log(Object.keys(require.cache).filter((path) => path.includes("/compiled-")).length > 0 ? "compiled" : "not compiled");
});
`;

export async function checkCompiledFiles(
  checks: Checks,
  folder: string,
  { attaches, usesSeveral }: Programs,
): Promise<void> {
  const run = async (...args: readonly string[]): Promise<string> =>
    (await $`${process.execPath} ${args}`.cwd(folder).quiet().text()).trim();
  const expect = (what: string, printed: string, expected: string): void => {
    if (printed !== expected) throw new Error(`${what}: expected ${expected}, got ${printed}`);
  };
  const files = await compiledFiles(folder);

  await checks.check("bytecode that this Bun cannot use is not used", async () => {
    for (const path of files.map((file) => `${file}.jsc`)) {
      const bytecode = await readFile(path);
      // By its first bytes Bun tells which version made it; of the others it has a sum.
      const damaged = [
        bytecode.map((byte, index) => (index < 4 ? ~byte : byte)),
        bytecode.map((byte, index) => (index >= 4096 ? 0 : byte)),
        bytecode.subarray(0, bytecode.length / 2),
      ];
      try {
        for (const bytes of damaged) {
          await writeFile(path, bytes);
          expect(path, await run(attaches), "from a tarball");
        }
      } finally {
        await writeFile(path, bytecode);
      }
    }
  });
  await checks.check(
    "what is compiled is for the build of Bun that made it, and no other takes it",
    async () => {
      const preload = join(folder, "other-build.cjs");
      await writeFile(preload, OTHER_BUILD);
      const as = async (build: string): Promise<string> =>
        (
          await $`${process.execPath} --preload ${preload} ${attaches}`
            .cwd(folder)
            .env({ ...process.env, CLAIMED_BUILD: build })
            .quiet()
            .text()
        ).trim();
      expect("itself", await as(""), "from a tarball\ncompiled");
      for (const build of ["windows-x64", "linux-aarch64", "linux-x64-musl"])
        expect(build, await as(`bun-${build}.zip`), "from a tarball\nnot compiled");
    },
  );
  await checks.check(
    "beside a package that another build compiled there are no two of a module",
    async () => {
      for (const path of files) {
        const elsewhere = path.replace(/\.bun-[^/]*(?=\.cjs$)/, ".bun-0.0.0-other");
        await rename(path, elsewhere);
        try {
          expect(path, await run(usesSeveral), "true true fail on purpose");
        } finally {
          await rename(elsewhere, path);
        }
      }
    },
  );
}

/** Each once, however many links lead to it. */
async function compiledFiles(folder: string): Promise<readonly string[]> {
  const found = new Set<string>();
  const compiled = new Glob("node_modules/**/dist/bun/compiled-*.cjs").scan({
    cwd: folder,
    dot: true,
    followSymlinks: true,
  });
  for await (const path of compiled) found.add(await realpath(join(folder, path)));
  if (found.size === 0) throw new Error("nothing is compiled");
  return [...found];
}

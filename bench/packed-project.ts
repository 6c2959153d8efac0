// packed-project.ts: an empty project in which the packages are installed as they are published.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { $ } from "bun";
import { packAll } from "../scripts/pack.ts";

export class PackedProject implements AsyncDisposable {
  /** Where `import "teleop"` finds the packages. */
  readonly folder: string;
  readonly #around: string;

  private constructor(around: string) {
    this.#around = around;
    this.folder = join(around, "project");
  }

  /** Builds and packs all, which takes some seconds. */
  static async install(): Promise<PackedProject> {
    const project = new PackedProject(await mkdtemp(join(tmpdir(), "teleop-bench-")));
    try {
      await project.#install();
      return project;
    } catch (error) {
      await project[Symbol.asyncDispose]();
      throw error;
    }
  }

  async #install(): Promise<void> {
    const tarballs = join(this.#around, "tarballs");
    await mkdir(tarballs);
    const packed = await packAll(tarballs);
    await mkdir(this.folder);
    const dependencies = Object.fromEntries([...packed].map(([name, tarball]) => [name, `file:${tarball}`]));
    const manifest = {
      name: "empty-project",
      private: true,
      type: "module",
      dependencies,
      overrides: dependencies,
    };
    await writeFile(join(this.folder, "package.json"), JSON.stringify(manifest));
    await $`${process.execPath} install`.cwd(this.folder).quiet();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#around, { recursive: true, force: true });
  }
}

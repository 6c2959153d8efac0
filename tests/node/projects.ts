// projects.ts: projects in which npm has installed what is published, and the runtimes for them.
import { cp, mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { $ } from "bun";
import { packAll } from "../../scripts/pack.ts";

const here = import.meta.dir;

/** They are in one folder, which is the caller's. */
export class Projects {
  readonly #folder: string;
  /** By package, as npm has them in a manifest. */
  readonly #tarballs: Readonly<Record<string, string>>;

  private constructor(folder: string, tarballs: Readonly<Record<string, string>>) {
    this.#folder = folder;
    this.#tarballs = tarballs;
  }

  /** Packs all packages. */
  static async packed(folder: string): Promise<Projects> {
    const tarballs = join(folder, "tarballs");
    await mkdir(tarballs, { recursive: true });
    const packed = [...(await packAll(tarballs))].map(([name, tarball]) => [name, `file:${tarball}`]);
    return new Projects(folder, Object.fromEntries(packed));
  }

  /**
   * A project with all packages, and the programs beside this file.
   *
   * @returns where it is.
   */
  async install(name: string, others: Readonly<Record<string, string>>): Promise<string> {
    const packed = this.#tarballs;
    const project = await this.#made(name, { dependencies: { ...packed, ...others }, overrides: packed });
    for (const file of await readdir(here)) {
      if (file.endsWith(".mjs")) await cp(join(here, file), join(project, file));
    }
    return project;
  }

  /**
   * Several versions of Node.js, each by a name.
   *
   * @returns where the program of each is.
   */
  async runtimes<Name extends string>(
    versions: Readonly<Record<Name, string>>,
  ): Promise<(name: Name) => string> {
    const named = Object.entries(versions).map(([name, version]) => [name, `npm:node@${version}`]);
    const project = await this.#made("binaries", { dependencies: Object.fromEntries(named) });
    return (name) => join(project, "node_modules", name, "bin", "node");
  }

  async #made(name: string, fields: object): Promise<string> {
    const project = join(this.#folder, name);
    await mkdir(project);
    const text = JSON.stringify({ name: "node-tests", private: true, type: "module", ...fields });
    await writeFile(join(project, "package.json"), text);
    await $`npm install --no-audit --no-fund --loglevel=error`.cwd(project).quiet();
    return project;
  }
}

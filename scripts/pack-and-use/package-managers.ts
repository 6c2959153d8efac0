// package-managers.ts: how each package manager installs a project. What one keeps is in a folder of this run's, since
// it would take a tarball that was packed anew, with the same version, for the one that it knows.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { $ } from "bun";

/** The managers, and the Node.js that runs them and programs: of the oldest line that the packages are for. */
const TOOLS = {
  node: "22.23.3",
  npm: "12.2.2",
  pnpm: "12.21.0",
  "yarn-1": "npm:yarn@1.22.22",
  "yarn-4": "npm:@yarnpkg/cli-dist@4.18.1",
};

/** What a project depends on: ranges, or tarballs as `file:` URLs. */
export interface Project {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

export interface PackageManager {
  readonly name: string;
  /** Why Bun finds nothing of what it installed; undefined where it does. */
  readonly notForBun?: string;
  /**
   * Installs in a new folder.
   *
   * @param tarballs of all our packages: what depends on one of them gets it from here.
   * @param caches a folder for what it keeps, for all its projects.
   */
  install(
    folder: string,
    project: Project,
    tarballs: Readonly<Record<string, string>>,
    caches: string,
  ): Promise<void>;
  /** The command line that runs a program with Node.js in the project. */
  node(program: string): readonly string[];
  /** The command line that runs a program that a package of the project brings along. */
  program(name: string, ...args: readonly string[]): readonly string[];
}

/**
 * Every manager, ready to be used.
 *
 * @param folder a new folder; the managers are installed there, by the npm that is on the machine.
 */
export async function packageManagers(folder: string): Promise<readonly PackageManager[]> {
  await writeManifest(folder, { dependencies: TOOLS });
  await $`npm install --no-audit --no-fund --loglevel error`.cwd(folder).quiet();
  const modules = join(folder, "node_modules");
  const node = join(modules, "node", "bin", "node");
  const run = (cwd: string, program: string, ...args: string[]): Promise<unknown> =>
    $`${node} ${join(modules, program)} ${args}`.cwd(cwd).quiet();
  const plainNode = (program: string): string[] => [node, program];
  const yarn4 =
    (nodeLinker: string): PackageManager["install"] =>
    async (cwd, project, tarballs, caches) => {
      await writeManifest(cwd, { ...project, resolutions: tarballs });
      // Makes it a project of its own, whatever is in the folders above.
      await writeFile(join(cwd, "yarn.lock"), "");
      const settings = {
        nodeLinker,
        globalFolder: caches,
        enableTelemetry: false,
        enableImmutableInstalls: false,
      };
      await writeFile(join(cwd, ".yarnrc.yml"), JSON.stringify(settings));
      await run(cwd, "yarn-4/bin/yarn.js", "install");
    };
  const withNode = (...command: string[]): PackageManager["program"] => {
    const [file = "", ...before] = command;
    return (name, ...args) => [node, join(modules, file), ...before, name, ...args];
  };
  return [
    {
      name: "bun",
      async install(cwd, project, tarballs, caches) {
        await writeManifest(cwd, { ...project, overrides: tarballs });
        await $`${process.execPath} install`
          .cwd(cwd)
          .env({ ...process.env, BUN_INSTALL_CACHE_DIR: caches })
          .quiet();
      },
      node: plainNode,
      program: (name, ...args) => [process.execPath, "x", name, ...args],
    },
    {
      name: "npm",
      async install(cwd, project, tarballs, caches) {
        await writeManifest(cwd, { ...project, overrides: tarballs });
        await run(cwd, "npm/bin/npm-cli.js", "install", "--no-audit", "--no-fund", "--cache", caches);
      },
      node: plainNode,
      program: withNode("npm/bin/npx-cli.js"),
    },
    {
      name: "pnpm",
      async install(cwd, project, tarballs, caches) {
        await writeManifest(cwd, project);
        // A JSON text is a YAML one, too.
        await writeFile(join(cwd, "pnpm-workspace.yaml"), JSON.stringify({ overrides: tarballs }));
        await run(cwd, "pnpm/bin/pnpm.mjs", "install", "--store-dir", caches);
      },
      node: plainNode,
      program: withNode("pnpm/bin/pnpm.mjs", "exec"),
    },
    {
      name: "yarn 1",
      async install(cwd, project, tarballs, caches) {
        await writeManifest(cwd, { ...project, resolutions: tarballs });
        const quiet = ["--non-interactive", "--no-progress"];
        await run(cwd, "yarn-1/bin/yarn.js", "install", ...quiet, "--cache-folder", caches);
      },
      node: plainNode,
      program: withNode("yarn-1/bin/yarn.js", "--silent", "run"),
    },
    {
      name: "yarn 4 with node_modules",
      install: yarn4("node-modules"),
      node: plainNode,
      program: withNode("yarn-4/bin/yarn.js", "run"),
    },
    {
      name: "yarn 4 with Plug'n'Play",
      notForBun: "Bun looks in node_modules, which Plug'n'Play does without",
      install: yarn4("pnp"),
      node: (program) => [node, join(modules, "yarn-4/bin/yarn.js"), "node", program],
      program: withNode("yarn-4/bin/yarn.js", "run"),
    },
  ];
}

async function writeManifest(folder: string, fields: object): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, "package.json"),
    JSON.stringify({ name: "empty-project", version: "1.0.0", private: true, type: "module", ...fields }),
  );
}

// schema-packages.ts: the schemas that packages of other projects bring along. The packages are fetched by their own clients, at
// fixed versions, into a cache; nothing of them is in this repository.
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";

/** A package, or folder, and what its schemas need. */
export interface SchemaSource {
  readonly name: string;
  /** The program that fetches it; undefined: nothing is fetched. */
  readonly client?: string;
  /** Where it is, once it has been fetched into an empty folder: a path in the folder, or an absolute one. */
  fetch(folder: string): Promise<string>;
  /** Where its absolute imports are looked up, below it. Default: in itself. */
  readonly importPaths?: readonly string[];
  /** Where the modules of files that are imported by a path that starts so are, seen from who imports them. */
  readonly importMap?: Readonly<Record<string, string>>;
}

export const packageSources: readonly SchemaSource[] = [
  cargo("capnp", "0.27.3"),
  cargo("capnp-rpc", "0.27.3"),
  cargo("capnpc", "0.27.0"),
  cargo("teleop", "0.4.1"),
  { ...pip("pycapnp", "2.2.4"), importPaths: ["test"], importMap: { "/schemas/": "./" } },
  pip("capnpy", "0.12.1"),
  wheel("zalfmas-capnp-schemas", "0.1.54"),
  npm("workerd", "1.20261117.1"),
  go("capnproto.org/go/capnp/v3", "v3.0.0-alpha.30", ["std"]),
];

export interface FetchedSource {
  readonly source: SchemaSource;
  readonly folder: string;
  /** The schemas, by their paths from the folder. */
  readonly schemas: readonly string[];
}

/**
 * A source in the cache, where it is fetched to if it is not there yet. Undefined: the program that fetches it is not
 * installed here.
 *
 * @throws Error when it cannot be fetched, or has no schemas.
 */
export async function fetchSource(source: SchemaSource, cache: string): Promise<FetchedSource | undefined> {
  if (source.client !== undefined && Bun.which(source.client) === null) return undefined;
  const cached = join(cache, source.name.replaceAll(/[^\w.]+/g, "-"));
  if (source.client !== undefined && !existsSync(cached)) await fetchInto(cached, source);
  const folder = source.client === undefined ? await source.fetch(cached) : cached;
  const all = new Bun.Glob("**/*.capnp").scanSync({ cwd: folder, dot: true });
  const schemas = [...all].filter((path) => !path.includes("node_modules/")).sort();
  if (schemas.length === 0) throw new Error(`there are no schemas in ${folder}`);
  return { source, folder, schemas };
}

/** Appears in the cache only when it is whole. */
async function fetchInto(cached: string, source: SchemaSource): Promise<void> {
  await mkdir(dirname(cached), { recursive: true });
  const scratch = await mkdtemp(`${cached}-`);
  try {
    const found = await source.fetch(scratch);
    const whole = join(scratch, "schemas");
    const folder = join(scratch, relative(scratch, found));
    for (const schema of new Bun.Glob("**/*.{capnp,bin,txt}").scanSync({ cwd: folder, dot: true })) {
      await mkdir(dirname(join(whole, schema)), { recursive: true });
      await cp(join(folder, schema), join(whole, schema));
    }
    await rename(whole, cached);
  } finally {
    // The folders of Go's modules cannot be written to.
    await ran(["chmod", "-R", "u+w", scratch], dirname(cached));
    await rm(scratch, { recursive: true });
  }
}

function cargo(name: string, version: string): SchemaSource {
  return {
    name: `crate ${name} ${version}`,
    client: "cargo",
    async fetch(folder) {
      await Bun.write(join(folder, "src/lib.rs"), "");
      await Bun.write(
        join(folder, "Cargo.toml"),
        `[package]\nname = "schemas"\nversion = "0.0.0"\nedition = "2021"\n[dependencies]\n${name} = "=${version}"\n`,
      );
      const output = await ran(["cargo", "metadata", "--quiet", "--format-version", "1"], folder);
      const { packages }: { packages: { name: string; manifest_path: string }[] } = JSON.parse(output);
      const found = packages.find((each) => each.name === name);
      if (found === undefined) throw new Error(`cargo metadata knows no ${name}`);
      return dirname(found.manifest_path);
    },
  };
}

function pip(name: string, version: string): SchemaSource {
  return {
    name: `${name} ${version} of PyPI`,
    client: "pip",
    async fetch(folder) {
      const how = ["--quiet", "--no-deps", "--no-binary", name, "--dest", "."];
      await ran(["pip", "download", ...how, `${name}==${version}`], folder);
      await ran(["tar", "-xzf", `${name}-${version}.tar.gz`], folder);
      return join(folder, `${name}-${version}`);
    },
  };
}

/** For what has its schemas in the built package. */
function wheel(name: string, version: string): SchemaSource {
  return {
    name: `${name} ${version} of PyPI`,
    client: "pip",
    async fetch(folder) {
      await ran(
        ["pip", "install", "--quiet", "--no-deps", "--target", "wheel", `${name}==${version}`],
        folder,
      );
      return join(folder, "wheel");
    },
  };
}

function npm(name: string, version: string): SchemaSource {
  return {
    name: `${name} ${version} of npm`,
    client: "npm",
    async fetch(folder) {
      await ran(["npm", "pack", "--silent", `${name}@${version}`], folder);
      await ran(["tar", "-xzf", `${name}-${version}.tgz`], folder);
      return join(folder, "package");
    },
  };
}

function go(module: string, version: string, importPaths: readonly string[]): SchemaSource {
  return {
    name: `${basename(dirname(module))} ${version} of Go`,
    client: "go",
    async fetch(folder) {
      const modules = join(folder, "modules");
      const command = ["go", "mod", "download", "-json", `${module}@${version}`];
      const { Dir }: { Dir: string } = JSON.parse(await ran(command, folder, { GOMODCACHE: modules }));
      return join(modules, relative(modules, Dir));
    },
    importPaths,
  };
}

/** @throws Error when it fails. */
async function ran(
  command: readonly string[],
  cwd: string,
  environment?: Readonly<Record<string, string>>,
): Promise<string> {
  const { exitCode, output, errors } = await run(command, cwd, environment);
  if (exitCode === 0) return output;
  throw new Error(`${command.join(" ")}: exit code ${exitCode}: ${errors.trim().split("\n").at(-1)}`);
}

/** Runs a program to its end, with an empty input. `environment` is added to our own. */
export async function run(
  command: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<{ readonly exitCode: number; readonly output: string; readonly errors: string }> {
  const child = Bun.spawn([...command], {
    cwd,
    env: { ...process.env, ...environment },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const [output, errors, exitCode] = await Promise.all([
    child.stdout.text(),
    child.stderr.text(),
    child.exited,
  ]);
  return { exitCode, output, errors };
}

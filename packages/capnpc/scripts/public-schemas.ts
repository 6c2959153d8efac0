// public-schemas.ts: generates code for the schemas that packages of other projects bring along, checks its types with
// tsc, and runs it. The packages are fetched by their own clients, at fixed versions, into a folder that is removed.
//
// Needs the capnp tool and its schemas (Debian: capnproto, libcapnp-dev); a client that is not installed is left out.
import { cp, mkdir, mkdtemp, rename, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative } from "node:path";
import { runCommand } from "../src/index.ts";

/** One package, or our own folder, and what its schemas need. */
interface Source {
  readonly name: string;
  /** The program that fetches it; undefined: nothing is fetched. */
  readonly client?: string;
  /** Where it is, once it has been fetched into an empty folder. */
  fetch(folder: string): Promise<string>;
  /** Where its absolute imports are looked up, below it. Default: in itself. */
  readonly importPaths?: readonly string[];
  /** Where the modules of files that are imported by a path that starts so are, seen from who imports them. */
  readonly importMap?: Readonly<Record<string, string>>;
  /** The schemas that capnp 0.9.2 refuses, and why. */
  readonly refused?: Readonly<Record<string, string>>;
}

const root = join(import.meta.dir, "../../..");

const sources: readonly Source[] = [
  { name: "libcapnp-dev", fetch: async () => "/usr/include" },
  odd(),
  cargo("capnp", "0.27.3"),
  cargo("capnp-rpc", "0.27.3"),
  cargo("capnpc", "0.27.0"),
  cargo("teleop", "0.4.1"),
  { ...pip("pycapnp", "2.2.4"), importPaths: ["test"], importMap: { "/schemas/": "./" } },
  pip("capnpy", "0.12.1"),
  npm("workerd", "1.20261117.1", {
    "workerd.capnp": "it has an annotation of a newer c++.capnp, $Cxx.allowCancellation",
  }),
  go("capnproto.org/go/capnp/v3", "v3.0.0-alpha.30", ["std"]),
];

let passed = 0;
let failed = 0;
const workspace = await mkdtemp(join(tmpdir(), "capnpc-public-"));
try {
  await mkdir(join(workspace, "node_modules/@teleop"), { recursive: true });
  await symlink(join(root, "packages/rpc-capnp"), join(workspace, "node_modules/@teleop/rpc-capnp"));
  const fetched = await Promise.all(
    sources.map((source, i) => fetchInto(join(workspace, `fetched/${i}`), source)),
  );
  const generated: string[] = [];
  for (const found of fetched) if (found !== undefined) generated.push(...(await generateFor(found)));
  await checkTypes();
  await runAll(generated);
  console.log(`${generated.length} files were generated, checked and run`);
} finally {
  // The folders of Go's modules cannot be written to.
  await run(["chmod", "-R", "u+w", workspace], workspace);
  await rm(workspace, { recursive: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

interface Fetched {
  readonly source: Source;
  readonly folder: string;
}

async function fetchInto(folder: string, source: Source): Promise<Fetched | undefined> {
  if (source.client !== undefined && Bun.which(source.client) === null) {
    console.log(`skipped ${source.name}: there is no ${source.client} here`);
    return undefined;
  }
  await mkdir(folder, { recursive: true });
  try {
    return { source, folder: await source.fetch(folder) };
  } catch (error) {
    check(`${source.name} is fetched`, error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

/** The generated files. Each schema is compiled by itself: packages have copies of one, which capnp refuses together. */
async function generateFor({ source, folder }: Fetched): Promise<readonly string[]> {
  const importPaths = (source.importPaths ?? ["."]).map((path) => join(folder, path));
  const out = join(workspace, `generated/${source.name.replaceAll(/\W+/g, "-")}`);
  const options = [
    ...importPaths.flatMap((path) => ["-I", path]),
    ...Object.entries(source.importMap ?? {}).flatMap(([from, to]) => ["--import-map", `${from}=${to}`]),
    ...["--src-prefix", folder, "--out", out, "--"],
  ];
  const files: string[] = [];
  const schemas = [...new Bun.Glob("**/*.capnp").scanSync({ cwd: folder, dot: true })].sort();
  for (const schema of schemas) {
    const what = `${source.name}: ${schema}`;
    const reason = source.refused?.[schema];
    const errors: string[] = [];
    const streams = {
      input: undefined,
      out: (path: string) => files.push(path),
      error: (line: string) => errors.push(line),
    };
    const exitCode = await runCommand([...options, join(folder, schema)], streams);
    if (reason === undefined) {
      // What is imported and does not exist yet is generated in its turn, or has no types.
      check(what, exitCode === 0 ? undefined : errors.join("\n"));
    } else {
      check(what, exitCode === 0 ? "capnp no longer refuses it: take it off the list" : undefined);
      console.log(`left out ${what}: ${reason}`);
    }
  }
  check(`${source.name} has schemas`, schemas.length > 0 ? undefined : `there are none in ${folder}`);
  console.log(`${source.name}: ${files.length} of ${schemas.length} schemas`);
  return files;
}

async function checkTypes(): Promise<void> {
  const config = {
    extends: join(root, "tsconfig.base.json"),
    compilerOptions: { noEmit: true, noUnusedLocals: true, typeRoots: [join(root, "node_modules")] },
    include: ["generated/**/*.ts"],
  };
  await Bun.write(join(workspace, "tsconfig.json"), JSON.stringify(config));
  const { exitCode, output } = await run([join(root, "node_modules/.bin/tsc"), "-p", workspace], workspace);
  check("all generated code has no type errors", exitCode === 0 ? undefined : output);
}

/** Imports each file, and asks for everything that it defines: types are put together when they are first asked for. */
async function runAll(files: readonly string[]): Promise<void> {
  const program = join(workspace, "run.ts");
  const schema = JSON.stringify("@teleop/rpc-capnp/schema");
  const lines = files.map((file) => `  await import(${JSON.stringify(file)}),`);
  await Bun.write(
    program,
    `import { describe, describeStruct, encode, decode } from ${schema};
for (const module of [
${lines.join("\n")}
]) {
  for (const value of Object.values<any>(module)) {
    if (value?.kind === "interface" && "methods" in value.definition) describe(value);
    if (value?.kind !== "struct") continue;
    describeStruct(value);
    decode(value, encode(value, {}));
  }
}
`,
  );
  const { exitCode, output } = await run([process.execPath, program], workspace);
  check("all generated code runs", exitCode === 0 ? undefined : output);
}

/** Schemas of ours, of odd constructs, one of them in a file whose name not every system can have. */
function odd(): Source {
  return {
    name: "odd schemas",
    async fetch(folder) {
      await cp(join(root, "packages/capnpc/testdata/odd"), folder, { recursive: true });
      await mkdir(join(folder, "other/a?b#c%d e'f"));
      await rename(join(folder, "other/unusual.capnp"), join(folder, "other/a?b#c%d e'f/g h.capnp"));
      return folder;
    },
  };
}

function cargo(name: string, version: string): Source {
  return {
    name: `crate ${name} ${version}`,
    client: "cargo",
    async fetch(folder) {
      await Bun.write(join(folder, "src/lib.rs"), "");
      await Bun.write(
        join(folder, "Cargo.toml"),
        `[package]\nname = "schemas"\nversion = "0.0.0"\nedition = "2021"\n[dependencies]\n${name} = "=${version}"\n`,
      );
      const { output } = await ran(["cargo", "metadata", "--quiet", "--format-version", "1"], folder);
      const { packages }: { packages: { name: string; manifest_path: string }[] } = JSON.parse(output);
      const found = packages.find((each) => each.name === name);
      if (found === undefined) throw new Error(`cargo metadata knows no ${name}`);
      return dirname(found.manifest_path);
    },
  };
}

function pip(name: string, version: string): Source {
  return {
    name: `${name} ${version} of PyPI`,
    client: "pip",
    async fetch(folder) {
      const args = [
        "download",
        "--quiet",
        "--no-deps",
        "--no-binary",
        ":all:",
        "--dest",
        ".",
        `${name}==${version}`,
      ];
      await ran(["pip", ...args], folder);
      await ran(["tar", "-xzf", `${name}-${version}.tar.gz`], folder);
      return join(folder, `${name}-${version}`);
    },
  };
}

function npm(name: string, version: string, refused: Readonly<Record<string, string>>): Source {
  return {
    name: `${name} ${version} of npm`,
    client: "npm",
    async fetch(folder) {
      await ran(["npm", "pack", "--silent", `${name}@${version}`], folder);
      await ran(["tar", "-xzf", `${name}-${version}.tgz`], folder);
      return join(folder, "package");
    },
    refused,
  };
}

function go(module: string, version: string, importPaths: readonly string[]): Source {
  return {
    name: `${basename(dirname(module))} ${version} of Go`,
    client: "go",
    async fetch(folder) {
      const modules = join(folder, "modules");
      const { output } = await ran(["go", "mod", "download", "-json", `${module}@${version}`], folder, {
        GOMODCACHE: modules,
      });
      const { Dir }: { Dir: string } = JSON.parse(output);
      return join(modules, relative(modules, Dir));
    },
    importPaths,
  };
}

interface Outcome {
  readonly exitCode: number;
  readonly output: string;
  readonly errors: string;
}

async function run(
  command: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
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
  return { exitCode, output: `${output}${exitCode === 0 ? "" : errors}`, errors };
}

/** @throws Error when it fails. */
async function ran(
  command: readonly string[],
  cwd: string,
  environment?: Readonly<Record<string, string>>,
): Promise<Outcome> {
  const outcome = await run(command, cwd, environment);
  if (outcome.exitCode !== 0)
    throw new Error(`${command.join(" ")}: exit code ${outcome.exitCode}: ${outcome.errors}`);
  return outcome;
}

function check(what: string, failure: string | undefined): void {
  if (failure === undefined) passed++;
  else failed++;
  if (failure !== undefined) console.error(`FAILED ${what}\n  ${failure}`);
}

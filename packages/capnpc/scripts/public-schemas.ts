// public-schemas.ts: generates code for the schemas that packages of other projects bring along, checks its types with
// tsc, and runs it. The packages are fetched by their own clients, at fixed versions.
//
// Needs capnp's own schemas in /usr/include (Debian: libcapnp-dev); a client that is not installed is left out.
import { cp, mkdir, mkdtemp, rename, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "../src/index.ts";
import {
  type FetchedSource,
  fetchSource,
  packageSources,
  run,
  type SchemaSource,
} from "./schema-packages.ts";

const root = join(import.meta.dir, "../../..");

const cache = join(root, "node_modules/.cache/capnp-schemas");
const sources: readonly SchemaSource[] = [
  { name: "libcapnp-dev", fetch: async () => "/usr/include" },
  odd(),
  ...packageSources,
];

let passed = 0;
let failed = 0;
const workspace = await mkdtemp(join(tmpdir(), "capnpc-public-"));
try {
  await mkdir(join(workspace, "node_modules/@teleop"), { recursive: true });
  await symlink(join(root, "packages/rpc-capnp"), join(workspace, "node_modules/@teleop/rpc-capnp"));
  const fetched = await Promise.all(sources.map((source) => fetchNamed(source)));
  const generated: string[] = [];
  for (const found of fetched) if (found !== undefined) generated.push(...(await generateFor(found)));
  await checkTypes();
  await runAll(generated);
  console.log(`${generated.length} files were generated, checked and run`);
} finally {
  await rm(workspace, { recursive: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

async function fetchNamed(source: SchemaSource): Promise<FetchedSource | undefined> {
  try {
    const found = await fetchSource(source, cache);
    if (found === undefined) console.log(`skipped ${source.name}: there is no ${source.client} here`);
    return found;
  } catch (error) {
    check(`${source.name} is fetched`, error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

/** The generated files. Each schema is compiled by itself: packages have copies of one, which share their ids. */
async function generateFor({ source, folder, schemas }: FetchedSource): Promise<readonly string[]> {
  const importPaths = (source.importPaths ?? ["."]).map((path) => join(folder, path));
  const out = join(workspace, `generated/${source.name.replaceAll(/\W+/g, "-")}`);
  const options = [
    ...importPaths.flatMap((path) => ["-I", path]),
    ...Object.entries(source.importMap ?? {}).flatMap(([from, to]) => ["--import-map", `${from}=${to}`]),
    ...["--src-prefix", folder, "--out", out, "--"],
  ];
  const files: string[] = [];
  for (const schema of schemas) {
    const what = `${source.name}: ${schema}`;
    const errors: string[] = [];
    const streams = {
      input: undefined,
      out: (path: string) => files.push(path),
      error: (line: string) => errors.push(line),
    };
    const exitCode = await runCommand([...options, join(folder, schema)], streams);
    // What is imported and does not exist yet is generated in its turn, or has no types.
    check(what, exitCode === 0 ? undefined : errors.join("\n"));
  }
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
  const { exitCode, output, errors } = await run(
    [join(root, "node_modules/.bin/tsc"), "-p", workspace],
    workspace,
  );
  check("all generated code has no type errors", exitCode === 0 ? undefined : `${output}${errors}`);
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
  const { exitCode, output, errors } = await run([process.execPath, program], workspace);
  check("all generated code runs", exitCode === 0 ? undefined : `${output}${errors}`);
}

/** Schemas of ours, of odd constructs, one of them in a file whose name not every system can have. */
function odd(): SchemaSource {
  return {
    name: "odd schemas",
    async fetch() {
      const folder = join(workspace, "odd");
      await cp(join(root, "packages/capnpc/testdata/odd"), folder, { recursive: true });
      await mkdir(join(folder, "other/a?b#c%d e'f"));
      await rename(join(folder, "other/unusual.capnp"), join(folder, "other/a?b#c%d e'f/g h.capnp"));
      return folder;
    },
  };
}

function check(what: string, failure: string | undefined): void {
  if (failure === undefined) passed++;
  else failed++;
  if (failure !== undefined) console.error(`FAILED ${what}\n  ${failure}`);
}

// generate.ts: generates all generated code of this repository: `bun run generate`. With --check it writes nothing, and
// fails when a file is not what its schema generates; that is what CI runs.
import { dirname, join } from "node:path";
import { CapnpcError, requestFromSchemas, runCommand } from "../src/index.ts";
import { schemaModule, standardPrefix } from "../src/schema-modules.ts";

const root = join(import.meta.dir, "../../..");
process.chdir(root);

/** The arguments of the command, for each group of schemas. */
const commands: readonly (readonly string[])[] = [
  [
    "--src-prefix=packages/rpc-capnp/schema",
    "--out=packages/rpc-capnp/src/teleop",
    "--runtime=../schema.ts",
    "packages/rpc-capnp/schema/echo.capnp",
    "packages/rpc-capnp/schema/teleop.capnp",
  ],
  [
    "--src-prefix=packages/capnp/src/testing",
    "--out=packages/capnp/src/testing",
    "--no-calls",
    "--runtime=../index.ts",
    "packages/capnp/src/testing/corners.capnp",
    "packages/capnp/src/testing/sample.capnp",
  ],
  // The same once more, to be called.
  [
    "--src-prefix=packages/capnp/src/testing",
    "--out=packages/rpc-capnp/src/testing",
    "--runtime=../schema.ts",
    "packages/capnp/src/testing/corners.capnp",
    "packages/capnp/src/testing/sample.capnp",
  ],
  [
    "--src-prefix=packages/rpc-capnp/src/testing",
    "--out=packages/rpc-capnp/src/testing",
    "--runtime=../schema.ts",
    "packages/rpc-capnp/src/testing/bases.capnp",
    "packages/rpc-capnp/src/testing/inheritance.capnp",
  ],
  [
    "--src-prefix=packages/capnp/testdata",
    "--out=packages/capnp/testdata",
    "--no-calls",
    "--runtime=../src/index.ts",
    "packages/capnp/testdata/library.capnp",
  ],
  [
    "--src-prefix=packages/capnp/testdata",
    "--out=packages/rpc-capnp/testdata",
    "--runtime=../src/schema.ts",
    "packages/capnp/testdata/library.capnp",
  ],
  ...["process", "samples", "transfer", "heap", "cpu", "logs", "stall", "debugger", "eval"].map((part) => [
    "--src-prefix=packages/diagnostics/schema",
    `--out=packages/diagnostics/src/${part}`,
    "--import-path=packages/diagnostics/schema",
    "--import-map=/=../transfer/",
    `packages/diagnostics/schema/${part}.capnp`,
  ]),
  [
    "--src-prefix=packages/console/schema",
    "--out=packages/console/src",
    "--import-path=packages/diagnostics/schema",
    "--import-map=/heap.capnp=@teleop/diagnostics/client",
    "--import-map=/cpu.capnp=@teleop/diagnostics/client",
    "--import-extension=none",
    "packages/console/schema/captures.capnp",
  ],
  [
    "--src-prefix=packages/transport-via/schema",
    "--out=packages/transport-via/src",
    "packages/transport-via/schema/bridge.capnp",
  ],
  [
    "--src-prefix=packages/reflection/schema",
    "--out=packages/reflection/src",
    "--import-map=/capnp/schema.capnp=@teleop/capnp/nodes",
    "--import-extension=none",
    "packages/reflection/schema/reflection.capnp",
  ],
  [
    "--src-prefix=packages/reflection/src/testing",
    "--out=packages/reflection/src/testing",
    "packages/reflection/src/testing/board.capnp",
  ],
  [
    "--src-prefix=packages/cli/src/testing",
    "--out=packages/cli/src/testing",
    "packages/cli/src/testing/jobs.capnp",
  ],
  [
    "--src-prefix=packages/console/schema",
    "--out=packages/console/src",
    "--import-path=packages/diagnostics/schema",
    "packages/console/schema/console.capnp",
  ],
  ...["pipeline", "state"].map((schema) => [
    "--src-prefix=packages/pipeline/schema",
    "--out=packages/pipeline/src/schema",
    `packages/pipeline/schema/${schema}.capnp`,
  ]),
  [
    "--src-prefix=packages/console/src/testing",
    "--out=packages/console/src/testing",
    "packages/console/src/testing/form.capnp",
  ],
  ["--src-prefix=interop/schema", "--out=interop/schema", "interop/schema/interop.capnp"],
  ["--src-prefix=bench/schema", "--out=bench/schema", "--no-calls", "bench/schema/reading.capnp"],
  ["--src-prefix=bench/schema", "--out=bench/schema", "bench/schema/work.capnp"],
  [
    "--src-prefix=examples/from-capnp-es/schema",
    "--out=examples/from-capnp-es/src",
    "examples/from-capnp-es/schema/library.capnp",
  ],
];

/** The schema of compiled schemas, which comes with the compiler, and where its code is. */
const nodes = "packages/capnp/src/nodes/schema.capnp.ts";

/** Requests that the generator's tests read, so that they need no compiler; without the system's own schemas. */
const testdata = "packages/capnpc/testdata";
const captures: Readonly<Record<string, readonly string[]>> = {
  "constructs.bin": ["constructs.capnp", "shapes/notes.capnp", "shapes/shapes.capnp"],
  "imports.bin": ["imports.capnp"],
  "values.bin": ["values.capnp"],
};
/** Requests of which nobody needs the code: schemas that cannot be expressed, and such as are hard on the generator. */
const uncommitted: Readonly<Record<string, readonly string[]>> = {
  "endless.bin": ["endless.capnp"],
  "doubling.bin": ["doubling.capnp"],
  "circle.bin": ["circle.capnp"],
  "steep.bin": ["steep.capnp"],
};

/** What capnp-es generates of a schema, by the folder that it is written to. */
const ofCapnpEs: Readonly<Record<string, string>> = {
  "packages/capnp/testdata": "packages/capnp/testdata/library.capnp",
  "packages/rpc-capnp/testdata": "packages/capnp/testdata/library.capnp",
  "examples/from-capnp-es/src/gen": "examples/from-capnp-es/schema/library.capnp",
  "bench/schema/gen": "bench/schema/reading.capnp",
};

const isCheck = process.argv.includes("--check");
const mode = isCheck ? ["--check"] : [];
const streams = { input: undefined, out: console.log, error: console.error };
let passed = 0;
let failed = 0;

for (const command of commands)
  count((await runCommand([...mode, ...command], streams)) === 0, command.at(-1));
{
  const text = schemaModule(`${standardPrefix}/capnp/schema.capnp`, { calls: false, runtime: "../index.ts" });
  if (!isCheck) await Bun.write(nodes, text);
  count((await Bun.file(nodes).text()) === text, nodes);
}
for (const [file, schemas] of Object.entries({ ...captures, ...uncommitted })) {
  const options = {
    importPaths: [testdata, `${testdata}/standard`],
    noStandardImport: true,
    sourcePrefix: testdata,
  };
  const paths = schemas.map((schema) => `${testdata}/${schema}`);
  try {
    if (!isCheck) await Bun.write(`${testdata}/${file}`, await requestFromSchemas(paths, options));
  } catch (error) {
    if (!(error instanceof CapnpcError)) throw error;
    console.error(error.message);
    count(false, file);
    continue;
  }
  if (file in uncommitted) continue;
  const imports = options.importPaths.map((path) => `--import-path=${path}`);
  const args = [
    ...mode,
    ...imports,
    "--no-standard-import",
    `--src-prefix=${testdata}`,
    `--out=${testdata}`,
    ...paths,
  ];
  count((await runCommand(args, streams)) === 0, file);
}
for (const [folder, schema] of Object.entries(ofCapnpEs)) await generateForCapnpEs(schema, folder);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/** Writes, or compares, `<schema>.js` and `<schema>.d.ts`. */
async function generateForCapnpEs(schema: string, folder: string): Promise<void> {
  const request = await requestFromSchemas([schema], { sourcePrefix: dirname(schema) });
  const { compileAll } = await import("capnp-es/compiler");
  // It compiles what it has generated where it runs, which is where it has to find capnp-es.
  process.chdir(join(import.meta.dir, ".."));
  const { files } = await compileAll(Buffer.from(request), { js: true, dts: true });
  process.chdir(root);
  for (const [name, generated] of files) {
    const path = join(folder, name);
    if (!isCheck) await Bun.write(path, generated);
    const isSame = (await Bun.file(path).exists()) && (await Bun.file(path).text()) === generated;
    count(isSame, `${path}, which capnp-es generates,`);
  }
}

function count(isGood: boolean, what: string | undefined): void {
  if (isGood) passed++;
  else failed++;
  if (!isGood) console.error(`generate: ${what} failed`);
}

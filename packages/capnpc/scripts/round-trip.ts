// round-trip.ts: generates code for schemas that ship with capnp and for ours, checks its types under our compiler
// flags, and sends every struct through the capnp tool: JSON, our message, text by `capnp decode`, message by
// `capnp encode`, our reader. Needs the capnp tool and its schemas (Debian: capnproto, libcapnp-dev).
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { decode, encode, fromJson, type Struct, toJson } from "@teleop/rpc-capnp/schema";
import { identifierOf, pathOf } from "../src/emit/names.ts";
import { requestFromSchemas, runCommand } from "../src/index.ts";
import type { FileNode, SchemaNode, StructNode } from "../src/schema/model.ts";
import { readRequest } from "../src/schema/request.ts";
import { jsonSamples } from "./json-samples.ts";

interface Suite {
  readonly name: string;
  /** Left off of the schemas' paths. */
  readonly folder: string;
  readonly schemas: readonly string[];
  /** Structs whose JSON has other names than their fields. */
  readonly except?: readonly string[];
}

const root = join(import.meta.dir, "../../..");
const include = ["/usr/include", "/usr/local/include", "/opt/homebrew/include"].find((folder) =>
  existsSync(join(folder, "capnp/schema.capnp")),
);
const suites: readonly Suite[] = [
  ...(include === undefined
    ? []
    : [
        {
          name: "schemas of capnp",
          folder: include,
          schemas: ["schema", "rpc", "rpc-twoparty", "persistent", "stream", "c++", "compat/json"].map(
            (name) => `capnp/${name}.capnp`,
          ),
        },
      ]),
  {
    name: "every construct",
    folder: join(root, "packages/capnpc/testdata"),
    schemas: ["constructs.capnp", "shapes/notes.capnp", "shapes/shapes.capnp"],
  },
  { name: "interop", folder: join(root, "interop/schema"), schemas: ["interop.capnp"] },
  {
    name: "sample",
    folder: join(root, "packages/capnp/src/testing"),
    schemas: ["sample.capnp", "corners.capnp"],
    except: ["Renamed"],
  },
];

let passed = 0;
let failed = 0;
const workspace = await mkdtemp(join(tmpdir(), "capnpc-round-trip-"));
try {
  if (include === undefined) check("the schemas of libcapnp-dev are installed", "found none");
  await mkdir(join(workspace, "node_modules/@teleop"), { recursive: true });
  await symlink(join(root, "packages/rpc-capnp"), join(workspace, "node_modules/@teleop/rpc-capnp"));
  for (const suite of suites) await runSuite(suite);
  await checkPlugin();
  await checkTypes();
} finally {
  await rm(workspace, { recursive: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

async function runSuite({ name, folder, schemas, except = [] }: Suite): Promise<void> {
  const out = join(workspace, name.replaceAll(" ", "-"));
  const paths = schemas.map((schema) => join(folder, schema));
  const errors: string[] = [];
  const streams = { input: undefined, out: () => {}, error: (line: string) => errors.push(line) };
  const exitCode = await runCommand(["-I", folder, "--src-prefix", folder, "--out", out, ...paths], streams);
  check(`${name}: code is generated`, exitCode === 0 && errors.length === 0 ? undefined : errors.join("\n"));
  if (exitCode !== 0) return;
  const model = readRequest(await requestFromSchemas(paths, { importPaths: [folder], sourcePrefix: folder }));
  for (const { node, filename } of model.requested) {
    const module: Readonly<Record<string, unknown>> = await import(join(out, `${filename}.ts`));
    for (const struct of structsIn(node)) {
      if (except.includes(identifierOf(struct))) continue;
      const type = module[identifierOf(struct)] as Struct;
      check(`${name}: ${struct.displayName}`, await roundTrip(type, struct, join(folder, filename), folder));
    }
  }
}

/** The structs that have a name which the tool can be told, and no type parameters. */
function structsIn(file: FileNode): readonly StructNode[] {
  const inner = (node: SchemaNode): StructNode[] => [
    ...(node.kind === "struct" ? [node] : []),
    ...(node.parameters.length > 0 ? [] : node.nested.flatMap(inner)),
  ];
  return file.nested.flatMap(inner).filter(({ parameters }) => parameters.length === 0);
}

/** Undefined when what comes back is what went out. */
async function roundTrip(
  type: Struct,
  struct: StructNode,
  schema: string,
  folder: string,
): Promise<string | undefined> {
  const samples = jsonSamples(struct);
  const messages = samples.map((sample) => encode(type, fromJson(type, sample) as never));
  const name = pathOf(struct).join(".");
  const text = await capnp("decode", schema, name, folder, Buffer.concat(messages));
  const back = await capnp("encode", schema, name, folder, text);
  const parts = split(back);
  if (parts.length !== samples.length)
    return `${samples.length} messages went out, ${parts.length} came back`;
  for (const [i, sample] of samples.entries()) {
    const sent = messages[i] ?? new Uint8Array(0);
    const before = JSON.stringify(toJson(type, decode(type, sent)));
    const after = JSON.stringify(toJson(type, decode(type, parts[i] ?? new Uint8Array(0))));
    if (before !== after) return `from ${JSON.stringify(sample)}\n  sent ${before}\n  got  ${after}`;
    const missing = differs(sample, JSON.parse(after));
    if (missing !== undefined) return `${missing} of ${JSON.stringify(sample)} is lost in ${after}`;
  }
  return undefined;
}

/** Where the result lacks what the sample says; undefined for nowhere. */
function differs(sample: unknown, result: unknown, path = "$"): string | undefined {
  if (typeof sample !== "object" || sample === null) return Object.is(sample, result) ? undefined : path;
  if (typeof result !== "object" || result === null) return path;
  if (Array.isArray(sample) && (!Array.isArray(result) || sample.length !== result.length)) return path;
  for (const [name, value] of Object.entries(sample)) {
    const found = differs(value, (result as Record<string, unknown>)[name], `${path}.${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function capnp(
  command: "decode" | "encode",
  schema: string,
  type: string,
  folder: string,
  input: Uint8Array,
): Promise<Uint8Array> {
  // Otherwise it guesses from the first bytes what the input is, and guesses wrong for empty structs.
  const quiet = command === "decode" ? ["--quiet"] : [];
  const child = Bun.spawn(["capnp", command, ...quiet, `--import-path=${folder}`, schema, type], {
    stdin: input,
    stdout: "pipe",
    stderr: "pipe",
  });
  const [output, errors, exitCode] = await Promise.all([
    child.stdout.bytes(),
    child.stderr.text(),
    child.exited,
  ]);
  if (exitCode !== 0) throw new Error(`capnp ${command} ${schema} ${type}: ${errors}`);
  return output;
}

/** A stream of messages of one segment each, as the tool writes them. */
function split(bytes: Uint8Array): readonly Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.byteLength; ) {
    const segments = view.getUint32(at, true) + 1;
    let end = at + ((4 + segments * 4 + 7) & ~7);
    for (let i = 0; i < segments; i++) end += view.getUint32(at + 4 + i * 4, true) * 8;
    parts.push(bytes.subarray(at, end));
    at = end;
  }
  return parts;
}

/** The other way to run it: `capnp compile -oteleop`, which looks for capnpc-teleop in PATH. */
async function checkPlugin(): Promise<void> {
  const [programs, out] = [join(workspace, "bin"), join(workspace, "plugin")];
  await mkdir(programs);
  await mkdir(out);
  await symlink(join(root, "packages/capnpc/src/bin.ts"), join(programs, "capnpc-teleop"));
  const child = Bun.spawn(["capnp", "compile", `-oteleop:${out}`, "--src-prefix=.", "./interop.capnp"], {
    cwd: join(root, "interop/schema"),
    env: { ...process.env, PATH: `${programs}:${dirname(process.execPath)}:${process.env.PATH}` },
    stdout: "ignore",
    stderr: "pipe",
  });
  const [errors, exitCode] = await Promise.all([child.stderr.text(), child.exited]);
  const generated = Bun.file(join(out, "interop.capnp.ts"));
  const isSame =
    (await generated.exists()) &&
    (await generated.text()) === (await Bun.file(join(root, "interop/schema/interop.capnp.ts")).text());
  check("capnp compile -oteleop", exitCode === 0 && isSame ? undefined : `exit code ${exitCode}: ${errors}`);
}

async function checkTypes(): Promise<void> {
  const config = {
    extends: join(root, "tsconfig.base.json"),
    compilerOptions: { noEmit: true, typeRoots: [join(root, "node_modules")] },
    include: ["*/**/*.ts"],
  };
  await Bun.write(join(workspace, "tsconfig.json"), JSON.stringify(config));
  const child = Bun.spawn([join(root, "node_modules/.bin/tsc"), "-p", workspace], {
    stdout: "pipe",
    stderr: "pipe",
  });
  const [output, exitCode] = await Promise.all([child.stdout.text(), child.exited]);
  check("all generated code has no type errors", exitCode === 0 ? undefined : output);
}

function check(what: string, failure: string | undefined): void {
  if (failure === undefined) passed++;
  else failed++;
  if (failure !== undefined) console.error(`FAILED ${what}\n  ${failure}`);
}

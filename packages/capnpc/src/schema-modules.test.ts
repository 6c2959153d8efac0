// schema-modules.test.ts: schemas that are imported as they are, by programs in a folder of their own.
import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { schemaHooks } from "./node-hooks.ts";

const packages = join(import.meta.dir, "../..");
const files: Readonly<Record<string, string>> = {
  "jobs.capnp": `@0xb8ffe2cf5a27d6e1;
using Kinds = import "shared/kinds.capnp";
using Lib = import "/lib/owner.capnp";
using Schema = import "/capnp/schema.capnp";
struct Job { kind @0 :Kinds.Kind; owner @1 :Lib.Owner; node @2 :Schema.Node; }
interface Jobs { add @0 (job :Job) -> (id :UInt32); }
`,
  "shared/kinds.capnp": "@0xb8ffe2cf5a27d6e2; enum Kind { once @0; daily @1; }",
  "include/lib/owner.capnp":
    '@0xb8ffe2cf5a27d6e3; using Names = import "names.capnp"; struct Owner { name @0 :Names.Name; }',
  "include/lib/names.capnp": "@0xb8ffe2cf5a27d6e4; struct Name { text @0 :Text; }",
  "wrong.capnp": "@0xb8ffe2cf5a27d6e5;\nstruct Wrong { a @0 :Txt; }\n",
  "plugin.ts": `import { capnpSchemas } from "@teleop/capnpc/bun";
Bun.plugin(capnpSchemas({ importPaths: ["include"] }));
`,
  "main.ts": `import { Jobs } from "./jobs.capnp";
const server = {
  add: ({ job }) => {
    console.log(job.kind, job.owner.name.text, job.node.which);
    return { id: 7 };
  },
};
using jobs = Jobs.server(server);
const job = { kind: "daily", owner: { name: { text: "Ada" } }, node: { which: "file" } };
console.log((await jobs.add({ job })).id);
`,
  "kinds.ts": `import { Kind } from "./shared/kinds.capnp";
const daily: Kind = "daily";
console.log(daily, Kind.kind);
`,
  "wrong.ts": `import { Wrong } from "./wrong.capnp";
console.log(Wrong);
`,
  "build.ts": `import { capnpSchemas } from "@teleop/capnpc/bun";
await Bun.build({
  entrypoints: ["main.ts"],
  outdir: "out",
  target: "bun",
  plugins: [capnpSchemas({ importPaths: ["include"] })],
});
`,
};

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "capnpc-modules-"));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  await mkdir(join(folder, "node_modules/@teleop"), { recursive: true });
  for (const name of ["capnpc", "rpc-capnp"]) {
    await symlink(join(packages, name), join(folder, "node_modules/@teleop", name));
  }
});

afterAll(() => rm(folder, { recursive: true }));

test("a program that Bun runs imports a schema, with what it imports: beside it, from import paths, and Cap'n Proto's own", async () => {
  const { printed, told, status } = await bun("--preload", "./plugin.ts", "main.ts");
  expect({ printed, told, status }).toEqual({ printed: "daily Ada file\n7\n", told: "", status: 0 });
});

test("@teleop/capnpc/preload is all that is needed where there are no import paths", async () => {
  const { printed, told } = await bun("--preload", "@teleop/capnpc/preload", "kinds.ts");
  expect({ printed, told }).toEqual({ printed: "daily enum\n", told: "" });
});

test("bunfig.toml preloads it, for programs and for tests", async () => {
  const preload = 'preload = ["@teleop/capnpc/preload"]\n';
  await writeFile(join(folder, "bunfig.toml"), `${preload}[test]\n${preload}`);
  await writeFile(
    join(folder, "kinds.test.ts"),
    `import { expect, test } from "bun:test";
import { Kind } from "./shared/kinds.capnp";
test("it is there", () => expect(Kind.kind).toBe("enum"));
`,
  );
  expect((await bun("kinds.ts")).printed).toBe("daily enum\n");
  expect((await bun("test", "kinds.test.ts")).status).toBe(0);
  await rm(join(folder, "bunfig.toml"));
});

test("what Bun.build makes of it needs neither the schema nor the plugin", async () => {
  const built = await bun("build.ts");
  expect(built).toEqual({ printed: "", told: "", status: 0 });
  const elsewhere = await mkdtemp(join(tmpdir(), "capnpc-bundle-"));
  await rename(join(folder, "out/main.js"), join(elsewhere, "main.js"));
  expect((await bun(join(elsewhere, "main.js"))).printed).toBe("daily Ada file\n7\n");
  expect(await readFile(join(elsewhere, "main.js"), "utf8")).not.toMatch(
    /^import .*teleop|^import .*\.capnp/m,
  );
  await rm(elsewhere, { recursive: true });
});

test("a schema with mistakes cannot be imported, and each is shown with its line", async () => {
  const { told, status } = await bun("--preload", "@teleop/capnpc/preload", "wrong.ts");
  expect(status).toBe(1);
  expect(told).toContain("wrong.capnp:2:22: error: there is no Txt here");
  expect(told).toContain("2 | struct Wrong { a @0 :Txt; }");
});

test("TypeScript takes the types from what capnpc-teleop generated beside the schema", async () => {
  const tsc = join(packages, "../node_modules/typescript/bin/tsc");
  const flags = [
    "--noEmit",
    "--strict",
    "--module",
    "preserve",
    "--target",
    "esnext",
    "--skipLibCheck",
    "--lib",
    "esnext,dom",
  ];
  const check = () => bun(tsc, ...flags, "--allowImportingTsExtensions", "kinds.ts");
  expect((await check()).printed).toContain("Cannot find module './shared/kinds.capnp'");
  expect((await bun(join(import.meta.dir, "bin.ts"), "shared/kinds.capnp")).status).toBe(0);
  const errors = (await check()).printed.split("\n").filter((line) => line.startsWith("kinds.ts"));
  expect(errors).toEqual([]);
  // The schema itself is what runs, as before.
  expect((await bun("--preload", "@teleop/capnpc/preload", "kinds.ts")).printed).toBe("daily enum\n");
});

test("to Node.js a schema imports others by URLs, whatever their paths are", async () => {
  const path = join(folder, "100% #1/kinds of.capnp");
  await mkdir(dirname(path));
  await writeFile(
    path,
    '@0xb8ffe2cf5a27d6e6; using K = import "../shared/kinds.capnp"; using M = import "b c%41?.capnp"; struct S { k @0 :K.Kind; m @1 :M.T; }',
  );
  const other = join(dirname(path), "b c%41?.capnp");
  await writeFile(other, "@0xb8ffe2cf5a27d6e7; struct T {}");
  const loaded = schemaHooks().load(pathToFileURL(path).href, {}, () => undefined);
  const specifiers = [...(loaded?.source ?? "").matchAll(/ from "(file:.*)";/g)].map(([, url = ""]) => url);
  expect(specifiers.map((url) => fileURLToPath(url)).sort()).toEqual(
    [other, join(folder, "shared/kinds.capnp")].sort(),
  );
});

async function bun(...args: readonly string[]) {
  const child = Bun.spawn([process.execPath, ...args], {
    cwd: folder,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const [printed, told, status] = await Promise.all([child.stdout.text(), child.stderr.text(), child.exited]);
  return { printed, told, status };
}
